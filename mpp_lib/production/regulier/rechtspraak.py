"""Courts, regulier: appeal against the decision on objection, and higher appeal.

Source: docs/methode-regulier-bewaring.md, *Bezwaar* and *Rechtspraak*.
"""

from mpp_lib.production.beroep import courts
from mpp_lib.production.expression import Param, ref

PIECE = courts(
    "regulier",
    Param("regulier_beroep_aandeel") * ref("ind.bezwaar.beroepstermijn_verstreken"),
    "Beroepen tegen een ongegrond bezwaar.",
)
