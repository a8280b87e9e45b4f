"""The delivery form: who gets one, its sheets and their columns, and what of it is read as which table.

It is written by :mod:`mpp_lib.present.verantwoording.delivery_form` and read by :mod:`mpp_lib.inputs.delivery`: every
name that both have to know stands here. The IND also delivers its plan, in a workbook of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.inputs.declared.column import choice, measured, month, period, share, text, whole
from mpp_lib.inputs.declared.registers import FOUNDATIONS
from mpp_lib.inputs.declared.round import COUNTED_AS, MAX_K
from mpp_lib.inputs.declared.table import InputTable


@dataclass(frozen=True)
class Deliverer:
    """A partner that gets a form.

    Attributes:
        key: first part of its indicator ids.
        name: as ``eigenaar`` and the registers have it.
        about: what it delivers, as a help text says it.
        command: the word by which its form is asked for.
    """

    key: str
    name: str
    about: str
    command: str = ""

    @property
    def file(self) -> str:
        """The name of its form in ``inputs/``, without ending."""
        return f"{FORM}-{self.key}"


FORM = "levering"
DELIVERERS: Mapping[str, Deliverer] = {
    one.key: one
    for one in (
        Deliverer("ind", "IND", "realisaties en parameters, naast het prognoseplan", "ind-levering"),
        Deliverer("coa", "COA", "instroom, uitstroom en bezetting van de opvang"),
        Deliverer("dtv", "DT&V", "instroom, vertrek en caseload"),
        Deliverer("rvdr", "RvdR", "instroom, uitspraken en voorraad beroepen"),
        Deliverer("rvs", "RvS", "instroom, uitspraken en voorraad hoger beroepen"),
        Deliverer("nidos", "Nidos", "in- en uitstroom van pupillen"),
        Deliverer("politie", "Politie", "identificatie en registratie"),
        Deliverer("ks", "KS", "de taakstelling en de huisvesting van vergunninghouders"),
    )
}
"""Key → partner, in the order of the help."""

FRONT, REALISED, OTHER, EXPECTED, SHARES = (
    "Toelichting",
    "Realisaties",
    "Overige perioden",
    "Verwachtingen",
    "Verdelingen",
)
SHEETS = (FRONT, REALISED, OTHER, EXPECTED, SHARES)

ROUND, PARTNER = "ronde", "partner"
"""What the form says of itself, each beside its value on the first sheet."""
VERSION, STATUS, AUDIENCES, DAY, REMARKS = "versie", "status", "doelgroepen", "datum", "opmerkingen"
"""What the partner fills there."""

ID, LABEL, UNIT = "kenmerk", "omschrijving", "eenheid"
COUNTS, LAST_COUNT, OWN_TOTAL = "telt", "laatst geteld", "controletotaal"
PERIOD, VALUE, NOTE = "periode", "waarde", "toelichting"
SINCE, SCENARIO, NOW, SPREAD_NOW, GROUND_NOW = "vanaf", "mpp-scenario", "waarde nu", "onzekerheid nu", "bron nu"
NEW, SPREAD, GROUND, SOURCE = "nieuwe waarde", "onzekerheid", "grondslag", "bron"
K, SHARE_NOW, NEW_SHARE = "maand na binnenkomst", "aandeel nu", "nieuw aandeel"
EMPTY, CHANGE, CHECK = "leeg", "verandering", "controle"
"""Headings. A column is known by its heading, wherever it stands."""
ALL = "alle"
"""What stands for a value that counts in every mpp-scenario."""
NEEDED: Mapping[str, tuple[str, ...]] = {
    REALISED: (ID, STATUS),
    OTHER: (ID, PERIOD, VALUE, STATUS),
    EXPECTED: (ID, SINCE, SCENARIO, NEW, GROUND),
    SHARES: (ID, SINCE, K, NEW_SHARE, GROUND),
}
"""Sheet → headings without which nothing on it can be read."""

FIGURES = InputTable(
    FORM,
    "Wat een partner telde.",
    (
        period("periode", "waarover het cijfer gaat"),
        text("indicator", "een kenmerk"),
        measured("waarde", "het cijfer", "die van de indicator"),
        choice("status", tuple(word for word in COUNTED_AS if word != "aanname"), "hoe vast het cijfer staat"),
        text("toelichting", "een toelichting", empty=True),
    ),
    ("periode", "indicator"),
)
EXPECTATIONS = InputTable(
    FORM,
    "Wat een partner verwacht.",
    (
        text("parameter", "een kenmerk"),
        month("vanaf", "de eerste maand waarin de waarde geldt"),
        choice("mpp_scenario", SCENARIOS, "het mpp-scenario", empty=True),
        measured("waarde", "de nieuwe waarde", "die van de parameter"),
        measured(
            "onzekerheid", "de standaardafwijking", "die van de parameter", "een spreiding van 0 of hoger", empty=True
        ),
        choice("grondslag", FOUNDATIONS, "waar de waarde op rust"),
        text("bron", "een vindplaats", empty=True),
        text("toelichting", "een toelichting", empty=True),
    ),
    ("parameter", "vanaf", "mpp_scenario"),
)
DISTRIBUTIONS = InputTable(
    FORM,
    "Hoe een partner een verdeling ziet.",
    (
        text("parameter", "een kenmerk"),
        month("vanaf", "de eerste maand van binnenkomst"),
        whole("k", "het aantal maanden na binnenkomst", "maanden", 0, MAX_K),
        share("aandeel", "het deel dat dan verdergaat"),
        choice("grondslag", FOUNDATIONS, "waar de verdeling op rust"),
        text("bron", "een vindplaats", empty=True),
    ),
    ("parameter", "vanaf", "k"),
)
