"""The partners of the impact group, and what the sheet of each shows.

Source: Protocol Meerjaren Productie Prognose migratieketen, version 1.1, 4.2 (who is in the group, and for what).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Sheet:
    """The sheet of a partner.

    Attributes:
        partner: key of the partner, as its indicator ids begin.
        uses: what the partner takes the figures for, as a Dutch sentence.
        lacks: what is asked of such figures and the model does not have, as Dutch sentences.
        main: the indicator whose change and dependence are drawn.
        table: the indicators of its table.
        view: key of the page or section whose figure it has; empty where ``main`` is drawn by month.
        called: other names by which registers and decisions know the partner.
    """

    partner: str
    uses: str
    lacks: str
    main: str
    table: tuple[str, ...]
    view: str = ""
    called: tuple[str, ...] = ()


SHEETS: Mapping[str, Sheet] = {
    sheet.partner: sheet
    for sheet in (
        Sheet(
            "ind",
            "De IND bepaalt hiermee hoeveel zaken er binnenkomen, hoeveel zij er met haar capaciteit afhandelt en wat "
            "er wacht.",
            "Het productiemodel telt zaken, geen uren of medewerkers: wat een zaak aan werk vraagt, weet de IND zelf.",
            "ind.asiel.voorraad",
            (
                "ind.asiel.beslissingen",
                "ind.asiel.voorraad",
                "ind.nareis.voorraad",
                "ind.regulier.aanvragen",
                "ind.regulier.voorraad",
            ),
            view="ind",
        ),
        Sheet(
            "coa",
            "Het COA maakt met de in- en uitstroom en de bezetting zijn eigen prognose van de opvang die nodig is.",
            "De benodigde capaciteit is met de bezettingsnorm afgeleid en niet de raming van het COA. Het model kent "
            "geen locaties, soorten opvang of contracten.",
            "coa.bezetting",
            (
                "coa.instroom",
                "coa.uitstroom",
                "coa.bezetting",
                "coa.vergunninghouders",
                "coa.bezetting_amv",
                "coa.benodigde_capaciteit_piek",
            ),
            view="coa",
        ),
        Sheet(
            "dtv",
            "De DT&V ziet hieraan hoeveel zaken er komen, op welke wijze vreemdelingen vertrekken en welke caseload er "
            "blijft.",
            "Het model splitst vertrek niet naar land van herkomst, en kent de zwaarte van een zaak niet.",
            "dtv.instroom",
            (
                "dtv.instroom_incl_dublin",
                "dtv.instroom",
                "dtv.vertrek_zelfstandig_aantoonbaar",
                "dtv.vertrek_gedwongen_incl_dublin",
                "dtv.vertrek_zonder_toezicht_incl_dublin",
                "dtv.dossiers",
                "dtv.caseload",
            ),
            view="dtv",
            called=("DTV",),
        ),
        Sheet(
            "nidos",
            "Nidos ziet hieraan van hoeveel alleenstaande minderjarigen het de voogdij krijgt, heeft en beëindigt.",
            "Het model kent de leeftijd van pupillen niet: hoe lang zij onder voogdij staan, volgt uit een verdeling "
            "over de maanden na binnenkomst. Hoeveel van hen Nidos zelf opvangt, zit er niet in.",
            "nidos.pupillen",
            (
                "asiel.waarvan_amv",
                "nidos.instroom",
                "nidos.uitstroom_meerderjarig",
                "nidos.uitstroom",
                "nidos.pupillen",
                "coa.bezetting_amv",
            ),
            view="nidos",
        ),
        Sheet(
            "politie",
            "De politie bepaalt hiermee welke capaciteit de straten voor identificatie en registratie nodig hebben.",
            "Het model telt alleen de registratie van eerste aanvragen. Handhaving, toezicht, grensbewaking en de "
            "opsporing van migratiecriminaliteit zitten er niet in.",
            "politie.ir_per_week",
            (
                "asiel.instroom_eerste",
                "politie.ir",
                "politie.ir_per_week",
                "politie.ir_wachtrij",
                "asiel.waarvan_amv",
                "dtv.instroom_politie",
            ),
        ),
        Sheet(
            "ks",
            "Ketensturing, met het dossier taakstelling, ziet hieraan hoeveel vergunninghouders gemeenten te "
            "huisvesten krijgen en of zij dat bijhouden.",
            "Het model kent Nederland als geheel: de verdeling over provincies en gemeenten zit er niet in. De "
            "taakstelling is na de bekendgemaakte halfjaren afgeleid en geen besluit van de minister.",
            "ks.taakstelling",
            ("ks.nieuw_te_huisvesten", "ks.taakstelling", "ks.gehuisvest", "ks.achterstand", "coa.vergunninghouders"),
            view="ks",
            called=("KS", "DRM"),
        ),
        Sheet(
            "bz",
            "BZ rekent met de persoonsmaanden opvang in het eerste jaar (ODA) en bereidt de posten voor op het aantal "
            "machtigingen tot voorlopig verblijf.",
            "Het zijn personen en maanden, geen euro's: een prijs per maand heeft het model niet. Welke landen "
            "DAC-landen zijn, zit er alleen als één aandeel in.",
            "bz.oda_persoonsmaanden",
            (
                "bz.oda_persoonsmaanden",
                "asiel.instroom_eerste",
                "bz.mvv_nareis",
                "bz.mvv_regulier",
                "asiel.instroom_nareis",
                "asiel.hervestiging",
            ),
        ),
        Sheet(
            "bzk",
            "BZK gebruikt het aantal huishoudens van vergunninghouders dat een woning krijgt als een van de bronnen "
            "voor de huurtoeslag.",
            "Het model telt huishoudens op het moment dat zij een woning krijgen. Het kent geen inkomen, huur of "
            "samenstelling, en volgt hen daarna niet: hoeveel huishoudens recht op huurtoeslag hebben, hoe lang en "
            "voor welk bedrag, is er niet uit af te leiden.",
            "bzk.huishoudens",
            ("bzk.huishoudens", "ks.gehuisvest", "ks.taakstelling", "ks.achterstand", "coa.vergunninghouders"),
        ),
        Sheet(
            "szw",
            "SZW schat hiermee hoeveel asielmigranten per jaar inburgeringsplichtig worden.",
            "Het model telt nieuwe vergunninghouders van 16 jaar en ouder, met nareizigers en hervestigden. Wie wordt "
            "vrijgesteld, welke leerroute volgt en wanneer een traject begint of eindigt, zit er niet in; "
            "gezinsmigranten uit regulier evenmin.",
            "szw.inburgeringsplichtigen",
            (
                "szw.inburgeringsplichtigen",
                "ind.inwilligingen",
                "asiel.instroom_nareis",
                "asiel.hervestiging",
                "ks.gehuisvest",
            ),
        ),
    )
}
"""Partner → its sheet, in the order in which the protocol names them."""
