"""Courts, bewaring: appeals on entering detention and follow-up appeals while it lasts, and higher appeal.

Source: docs/methode-regulier-bewaring.md, *Bewaring* and *Rechtspraak*.
"""

from dataclasses import replace

from mpp_lib.production.beroep import courts
from mpp_lib.production.bewaring.detentie import GROUNDS
from mpp_lib.production.chain_part import ratio
from mpp_lib.production.expression import Param, ref, total

PARAMETERS = (
    *(
        ratio(f"bewaring_beroepen_{ground}", f"{label}: beroepen per inbewaringstelling", "beroepen per instroom", 10.0)
        for ground, label in GROUNDS.items()
    ),
    ratio(
        "bewaring_vervolgberoepen", "Vervolgberoepen per persoon in bewaring per maand", "beroepen per persoon", 10.0
    ),
)
_COURTS = courts(
    "bewaring",
    total(*(Param(f"bewaring_beroepen_{ground}") * ref(f"dji.{ground}.instroom") for ground in GROUNDS))
    + Param("bewaring_vervolgberoepen") * ref("dji.bezetting"),
    "Beroepen tegen een inbewaringstelling en vervolgberoepen tijdens de bewaring.",
)

PIECE = replace(_COURTS, parameters=(*PARAMETERS, *_COURTS.parameters))
