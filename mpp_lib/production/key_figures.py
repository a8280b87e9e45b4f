"""The key figures: the indicators that the report, the monitor and the evaluation put forward, and what for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Flag, auto

from mpp_lib.base.catalogue import FIRST_INFLOW, TOTAL_INFLOW


class Role(Flag):
    """What a key figure is put forward for."""

    NONE = 0
    SUMMARY = auto()
    """Stands in the table of the summary."""
    EXPLAINED = auto()
    """What moved it since the previous round is drawn and told."""
    MEASURED = auto()
    """Shows what measures do."""
    FOLLOWED = auto()
    """Is drawn beside its outcome, and from round to round."""
    VARIED = auto()
    """What the inputs do to it is drawn and told."""
    DECIDED = auto()
    """The key assumptions are those that move it most."""
    NEEDED = auto()
    """What the forecast takes of a partner, told in the summary."""


@dataclass(frozen=True)
class KeyFigure:
    """An indicator that is put forward.

    Attributes:
        watched: why the monitor always holds it (Dutch); empty where it does not.
        in_text: by which key the texts of a report name its figures; empty where they do not.
        revised: its place in the figure of revisions, which has an order of its own; 0 where it is not in it.
    """

    indicator: str
    roles: Role = Role.NONE
    watched: str = ""
    in_text: str = ""
    revised: int = 0


_CORE = Role.SUMMARY | Role.EXPLAINED | Role.MEASURED | Role.VARIED

KEY_FIGURES = (
    KeyFigure(FIRST_INFLOW, Role.SUMMARY | Role.FOLLOWED, "de Prognose zelf: hier begint de keten", revised=1),
    KeyFigure("asiel.instroom_herhaald", watched="instroom die de Prognose niet dekt"),
    KeyFigure(
        "asiel.instroom_nareis",
        watched="volgt met vertraging op inwilligingen; bepaalt mee wat het COA opvangt",
        in_text="nareis",
        revised=5,
    ),
    KeyFigure(
        TOTAL_INFLOW,
        _CORE | Role.FOLLOWED,
        watched="het cijfer dat naar buiten gaat: eerste aanvragen, herhaalde aanvragen en nareis samen",
        in_text="totaal",
        revised=2,
    ),
    KeyFigure("asiel.waarvan_amv", watched="bepaalt het werk van Nidos en een duur deel van de opvang"),
    KeyFigure(
        "ind.asiel.beslissingen",
        watched="de productie van de IND, waarvan alles verderop in de keten afhangt",
        revised=3,
    ),
    KeyFigure(
        "ind.inwilligingspercentage_eu", watched="stuurt de verdeling tussen huisvesting, nareis, beroep en terugkeer"
    ),
    KeyFigure(
        "ind.asiel.voorraad",
        _CORE | Role.FOLLOWED | Role.DECIDED,
        watched="het werk dat bij de IND wacht",
        in_text="ind_voorraad",
        revised=4,
    ),
    KeyFigure("ind.nareis.voorraad", Role.MEASURED, watched="nareis die nog komt"),
    KeyFigure("rvdr.asiel.instroom", watched="het werk van de rechtbanken", revised=9),
    KeyFigure("coa.instroom", revised=6),
    KeyFigure(
        "coa.bezetting",
        _CORE | Role.FOLLOWED | Role.DECIDED,
        watched="de opvang: het kostbaarste cijfer van de keten",
        in_text="coa_bezetting",
        revised=7,
    ),
    KeyFigure("coa.bezetting_piek", in_text="coa_piek"),
    KeyFigure("coa.benodigde_capaciteit", Role.NEEDED),
    KeyFigure(
        "coa.vergunninghouders",
        _CORE,
        watched="opvang die op huisvesting wacht",
        in_text="vergunninghouders",
        revised=8,
    ),
    KeyFigure("coa.uitstroom", watched="doorstroom uit de opvang"),
    KeyFigure("nidos.pupillen", revised=11),
    KeyFigure("ks.taakstelling", in_text="taakstelling"),
    KeyFigure("ks.gehuisvest", Role.NEEDED, watched="wat gemeenten tegenover de taakstelling realiseren"),
    KeyFigure("dtv.instroom", _CORE | Role.FOLLOWED, in_text="dtv_instroom", revised=10),
    KeyFigure("dtv.instroom_incl_dublin", watched="het werk van de DT&V, geteld zoals zij publiceert"),
    KeyFigure("dtv.vertrek_zelfstandig_aantoonbaar", watched="terugkeer waarvan vaststaat dat zij is gebeurd"),
    KeyFigure("ind.regulier.aanvragen", watched="instroom regulier"),
    KeyFigure("ind.regulier.voorraad", Role.MEASURED, watched="het werk dat bij regulier wacht"),
    KeyFigure("dji.instroom", watched="instroom in vreemdelingenbewaring"),
    KeyFigure("dji.gemiddelde_bezetting", Role.MEASURED, watched="gebruikte plaatsen in vreemdelingenbewaring"),
)
"""In the order of the chain."""


def _playing(role: Role) -> tuple[str, ...]:
    return tuple(figure.indicator for figure in KEY_FIGURES if role in figure.roles)


SUMMARY = _playing(Role.SUMMARY)
EXPLAINED = _playing(Role.EXPLAINED)
MEASURED = _playing(Role.MEASURED)
FOLLOWED = _playing(Role.FOLLOWED)
VARIED = _playing(Role.VARIED)
DECIDED = _playing(Role.DECIDED)
NEEDED = _playing(Role.NEEDED)
REVISED = tuple(figure.indicator for figure in sorted(KEY_FIGURES, key=lambda one: one.revised) if figure.revised)
"""The indicators in the figure of revisions, in its order."""
WATCHED: Mapping[str, str] = {figure.indicator: figure.watched for figure in KEY_FIGURES if figure.watched}
"""Indicator that the monitor always holds, with or without data → why."""
IN_TEXT: Mapping[str, str] = {figure.in_text: figure.indicator for figure in KEY_FIGURES if figure.in_text}
"""Key in the texts of a report → indicator."""
