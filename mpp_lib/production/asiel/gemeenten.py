"""Housing of status holders by municipalities, and what follows from it: taakstelling, integration, households.

Source: docs/methode-keten.md, *Huisvesting en inburgering*.
"""

from mpp_lib.base.catalogue import ParameterSpec
from mpp_lib.production.blocks import Part
from mpp_lib.production.chain_part import Piece, ratio, share
from mpp_lib.production.expression import AtHalfYearStart, Greatest, Known, Param, PreviousHalfYear, as_expr, ref, total
from mpp_lib.production.node import Balance
from mpp_lib.production.section import Section, Target, View

PERSONS = Part("asiel", "personen")
HOUSEHOLDS = Part("asiel", "huishoudens")

PARAMETERS = (
    ParameterSpec(
        "taakstelling",
        "Taakstelling huisvesting vergunninghouders",
        "personen per halfjaar",
        0.0,
        1e6,
        per_half_year=True,
    ),
    ratio("taakstelling_realisatiegraad", "Deel van de taakstelling dat gemeenten realiseren", "aandeel", 2.0),
    share("taakstelling_inhaal", "Deel van de achterstand dat in de volgende taakstelling wordt meegenomen"),
    share("inburgering_16plus", "Aandeel van 16 jaar en ouder onder nieuwe vergunninghouders"),
    ratio(
        "huishoudgrootte", "Gemiddeld aantal personen per gehuisvest huishouden", "personen per huishouden", 10.0, 1.0
    ),
)

OWED = PreviousHalfYear("ks.nieuw_te_huisvesten") + Param("taakstelling_inhaal") * AtHalfYearStart("ks.achterstand")
DERIVED = Greatest(OWED, as_expr(0)) / 6
"""Nobody moves back into reception: a lead larger than the newcomers gives a taakstelling of nil."""

NODES = (
    PERSONS.flow(
        "ks.nieuw_te_huisvesten",
        "nieuwe vergunninghouders in de opvang",
        ref("coa.vergunning_in_opvang")
        + ref("coa.instroom_nareis")
        + Param("opvang_hervestiging") * ref("asiel.hervestiging"),
        "Grondslag van de taakstelling: wie in de opvang vergunninghouder wordt of als zodanig instroomt.",
        memo=True,
        subject="het aantal nieuwe vergunninghouders in de opvang",
    ),
    PERSONS.flow(
        "ks.taakstelling",
        "taakstelling",
        Known("taakstelling") * Param("taakstelling") / 6 + (1 - Known("taakstelling")) * DERIVED,
        "Te huisvesten vergunninghouders, per maand een zesde van het halfjaar: bekendgemaakt, daarna afgeleid uit de "
        "nieuwe vergunninghouders van het halfjaar ervoor en de achterstand, en nooit onder nul.",
        subject="de taakstelling huisvesting",
    ),
    PERSONS.flow(
        "ks.gehuisvest",
        "gehuisvest",
        ref("coa.uitstroom_huisvesting")
        + (1 - Param("opvang_nareis")) * ref("asiel.instroom_nareis")
        + (1 - Param("opvang_hervestiging")) * ref("asiel.hervestiging"),
        "Vergunninghouders die een woning krijgen, vanuit de opvang of rechtstreeks bij inreis.",
        subject="het aantal gehuisveste vergunninghouders",
    ),
    PERSONS.stock(
        "ks.achterstand",
        "achterstand taakstelling",
        ref("ks.achterstand", 1) + ref("ks.taakstelling") - ref("ks.gehuisvest"),
        "Taakstelling min gehuisvest, opgeteld over de tijd; negatief bij een voorsprong.",
        signed=True,
        subject="de achterstand op de taakstelling",
    ),
    PERSONS.flow(
        "szw.inburgeringsplichtigen",
        "inburgeringsplichtigen",
        Param("inburgering_16plus") * total("ind.inwilligingen", "asiel.instroom_nareis", "asiel.hervestiging"),
        "Nieuwe vergunninghouders van 16 jaar en ouder, nareizigers en hervestigden meegeteld.",
        subject="het aantal inburgeringsplichtigen",
    ),
    HOUSEHOLDS.flow(
        "bzk.huishoudens",
        "gehuisveste huishoudens",
        ref("ks.gehuisvest") / Param("huishoudgrootte"),
        "Huishoudens van vergunninghouders die een woning krijgen.",
        subject="het aantal gehuisveste huishoudens",
    ),
)

SECTION = Section(
    "ks",
    "asiel",
    "Huisvesting van vergunninghouders per jaar",
    table=("ks.taakstelling", "ks.gehuisvest", "ks.achterstand", "bzk.huishoudens", "szw.inburgeringsplichtigen"),
    view=View("ks.taakstelling", "ks.gehuisvest", "ks.achterstand"),
    one_page=("ks.taakstelling", "ks.gehuisvest", "ks.achterstand", "szw.inburgeringsplichtigen", "bzk.huishoudens"),
    target=Target(
        "ks.taakstelling",
        "ks.gehuisvest",
        above="wie bij inreis rechtstreeks een woning krijgt, telt mee in gehuisvest en niet in de afgeleide "
        "taakstelling",
    ),
)

PIECE = Piece(
    NODES,
    PARAMETERS,
    balances=(Balance("Taakstelling huisvesting", "ks.achterstand", ("ks.taakstelling",), ("ks.gehuisvest",)),),
    sections=(SECTION,),
)
