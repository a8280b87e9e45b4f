"""Which volumes go to Ketensturing and DFEZ, by group.

Source: Protocol Meerjaren Productie Prognose migratieketen, version 1.1, 5.4: the budget takes the MPP mainly for IND,
COA, DT&V and Nidos; the Councils are financed along another way, and are left out.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Group:
    """A group of volumes.

    Attributes:
        key: names it in notebook and workbook.
        title: over its table, and of its sheet.
        indicators: their ids, in the order of the table.
    """

    key: str
    title: str
    indicators: tuple[str, ...]


GROUPS = (
    Group(
        "instroom",
        "Asielinstroom",
        (
            "asiel.instroom_eerste",
            "asiel.instroom_herhaald",
            "asiel.instroom_nareis",
            "asiel.instroom_totaal",
            "asiel.hervestiging",
            "asiel.waarvan_amv",
        ),
    ),
    Group(
        "ind",
        "IND",
        (
            "ind.asiel.instroom",
            "ind.asiel.beslissingen",
            "ind.asiel.voorraad",
            "ind.nareis.beslissingen",
            "ind.nareis.voorraad",
            "ind.regulier.aanvragen",
            "ind.regulier.beslissingen",
            "ind.regulier.voorraad",
            "ind.bezwaar.beslissingen",
        ),
    ),
    Group(
        "coa",
        "COA",
        (
            "coa.instroom",
            "coa.uitstroom",
            "coa.bezetting",
            "coa.in_procedure",
            "coa.vergunninghouders",
            "coa.vertrekplichtig",
            "coa.bezetting_amv",
            "coa.bezetting_piek",
        ),
    ),
    Group("nidos", "Nidos", ("nidos.instroom", "nidos.uitstroom", "nidos.pupillen")),
    Group(
        "dtv",
        "DT&V",
        (
            "dtv.instroom_incl_dublin",
            "dtv.instroom",
            "dtv.vertrek_zelfstandig_aantoonbaar",
            "dtv.vertrek_gedwongen_incl_dublin",
            "dtv.vertrek_zonder_toezicht_incl_dublin",
            "dtv.caseload",
        ),
    ),
    Group("bewaring", "Bewaring", ("dji.instroom", "dji.bezetting", "dji.gemiddelde_bezetting", "dji.dagen")),
    Group(
        "huisvesting",
        "Huisvesting en inburgering",
        ("ks.taakstelling", "ks.gehuisvest", "ks.achterstand", "bzk.huishoudens", "szw.inburgeringsplichtigen"),
    ),
    Group("bz", "ODA en mvv", ("bz.oda_persoonsmaanden", "bz.mvv_nareis", "bz.mvv_regulier")),
)
"""In the order of the chain."""
IN_SHORT = (
    "asiel.instroom_eerste",
    "asiel.instroom_totaal",
    "ind.asiel.beslissingen",
    "ind.asiel.voorraad",
    "coa.bezetting",
    "coa.bezetting_amv",
    "nidos.pupillen",
    "dtv.instroom_incl_dublin",
    "ks.taakstelling",
    "bz.oda_persoonsmaanden",
)
"""Those that stand in medio on the first page."""
