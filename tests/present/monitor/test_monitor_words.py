"""What the monitor says follows from its numbers: on editions of which every deviation is known beforehand."""

import dataclasses
from dataclasses import replace

import pytest

from mpp_lib.base.months import Month
from mpp_lib.compare.monitor.build import monitor, open_monitor
from mpp_lib.compare.monitor.monitored_indicator import Outlook
from mpp_lib.present.monitor.account import flag_finding
from mpp_lib.present.monitor.beside_medio import band_text, beside_medio
from mpp_lib.present.monitor.facts import facts as flag_facts
from mpp_lib.present.monitor.findings import deviation_finding, move_of
from mpp_lib.present.monitor.in_short import cases, flag_weight, headline, not_delivered, status_text
from mpp_lib.present.monitor.outlook_words import outlook_finding, scenario_finding
from mpp_lib.present.monitor.overview import missing_by_partner, overview_table
from mpp_lib.present.monitor.tables import risks_table, standing, topics_table
from mpp_lib.present.monitor.texts import (
    NO_FLAGS,
    figures_in_text,
    flag_sections,
    in_short,
    missing_commentary,
    other_commentary,
)
from tests.support.decided import decided
from tests.support.monitor_cases import as_expected, edition, moved, without
from tests.support.printed import by_heading

UNTIL = Month(2024, 7)
OCCUPANCY, DEPARTURES = "coa.bezetting", "dtv.vertrek_zelfstandig_aantoonbaar"


@pytest.fixture(scope="module")
def expected(result):
    """The whole fixed set realised as in medio."""
    return as_expected(result, UNTIL)


@pytest.fixture(scope="module")
def as_medio(result, expected):
    return monitor(result, edition(expected, UNTIL))


@pytest.fixture(scope="module")
def made(result):
    """The written edition of the small round: two flags, one with the analyst's words."""
    return open_monitor(result, UNTIL)


def one_moved(result, expected, indicator, factor):
    return monitor(result, edition(moved(expected, indicator, factor), UNTIL))


def test_without_a_deviation_nothing_is_flagged_and_the_words_say_so(as_medio):
    """Twenty indicators as in medio: no flag, the worst deviation is none at all."""
    text = headline(as_medio)
    assert text.startswith("Geen van de 20 geleverde indicatoren wijkt 15,0% of meer af van medio van ronde _klein; ")
    assert "(0,0%)" in text
    assert flag_sections(as_medio, "x.ipynb") == NO_FLAGS
    assert missing_commentary(as_medio) == ""
    assert beside_medio(as_medio.by_indicator[OCCUPANCY]).startswith("gelijk aan medio (")


@pytest.mark.parametrize(("factor", "flags"), [(1.15, 1), (1.149, 0), (0.85, 1)])
def test_one_moved_indicator_is_named(result, expected, factor, flags):
    """At 15,0% one flag, named with its deviation; at 14,9% none, but named as the one furthest off."""
    text = headline(one_moved(result, expected, OCCUPANCY, factor))
    deviation = {1.15: "+15,0%", 1.149: "+14,9%", 0.85: "−15,0%"}[factor]
    assert f"de bezetting van de COA-opvang ({deviation})" in text
    assert text.startswith("1 van de 20 geleverde indicatoren wijkt 15,0% of meer af van medio") == bool(flags)
    assert text.startswith("Geen van de") != bool(flags)


def test_a_stock_is_told_at_the_end_and_a_flow_over_its_months(result, expected):
    """Period, value, direction and medio, each as printed."""
    row = one_moved(result, expected, OCCUPANCY, 0.8).by_indicator[OCCUPANCY]
    assert row.to_date is not None
    finding = deviation_finding(row, UNTIL)
    assert finding.startswith("Eind juli 2024 kwam de bezetting van de COA-opvang uit op ")
    assert "20,0% lager dan medio (" in finding
    assert finding.endswith(", waarvan −11.975 niet te splitsen is.")
    assert any(fact.startswith("Niet geleverd: nareisbeslissingen;") for fact in flag_facts(row))
    flow = one_moved(result, expected, DEPARTURES, 1.3).by_indicator[DEPARTURES]
    assert deviation_finding(flow, UNTIL).startswith("Van januari tot en met juli 2024 kwam het zelfstandig")


def test_the_steps_as_printed_add_up(result, expected):
    """Medio, the parts and the realisation stand in tens, and a reader who adds them finds the same."""
    for factor in (0.8, 0.9337, 1.2113):
        steps = move_of(one_moved(result, expected, OCCUPANCY, factor).by_indicator[OCCUPANCY])
        assert sum(steps.parts.values()) == pytest.approx(steps.difference)


def test_what_is_not_delivered_is_said(result, expected):
    """An absent indicator stays in the count, is named, and has what the round expects."""
    made = monitor(result, edition(without(expected, OCCUPANCY), UNTIL))
    assert headline(made).startswith("Geen van de 19 geleverde indicatoren")
    said = "1 van de 20 gevolgde indicatoren is niet geleverd, ook de bezetting van de COA-opvang niet."
    assert not_delivered(made) == said
    text = deviation_finding(made.by_indicator[OCCUPANCY], UNTIL)
    assert text.startswith("De bezetting van de COA-opvang is in deze editie niet geleverd; medio is ")
    assert text.endswith(" eind juli 2024.")


def test_an_empty_edition_is_said_in_a_sentence(result):
    """Nothing delivered at all: no flag, no percentage, and every indicator named."""
    made = monitor(result, edition({}, UNTIL))
    assert headline(made) == "Van de 20 gevolgde indicatoren is er in deze editie geen geleverd."
    named = {row.indicator for missing in missing_by_partner(made) for row in missing.rows}
    assert named == {row.indicator for row in made.rows}
    assert overview_table(made).rows == []


def outlook(below: float, within: float, above: float) -> Outlook:
    return Outlook(2024, 34021.0, 33950.0, 30077.0, 37694.0, 36410.0, 32270.0, 44200.0, below, within, above, {}, "")


@pytest.mark.parametrize(
    ("chances", "place"),
    [
        ((0.7, 0.2, 0.1), "De kans dat het jaar onder het minimum van de ronde uitkomt, is 70%."),
        ((0.2, 0.7, 0.1), "De kans dat het jaar tussen minimum en maximum van de ronde uitkomt, is 70%."),
        ((0.0, 0.001, 0.999), "De kans dat het jaar boven het maximum van de ronde uitkomt, is >99%."),
    ],
)
def test_the_outlook_names_the_likeliest_place(chances, place):
    """Median beside median, never beside medio; the 75% range in tens, and where the year most likely ends."""
    text = outlook_finding(outlook(*chances))
    assert text == f"De mediaan van heel 2024 is nu 33.950 (75%: 30.080–37.690), in de ronde 36.410. {place}"


def test_a_year_that_is_over_is_not_expected_any_more():
    """The total, and on which side of the round's band it ended."""
    over = dataclasses.replace(outlook(0.0, 0.0, 1.0), expected=47392.0, low=47392.0, high=47392.0)
    assert outlook_finding(over) == "2024 eindigde op 47.392, boven het maximum van de ronde."


def test_scenarios_that_gain_and_lose_are_named():
    """The largest gain and the largest loss; small changes are called none."""
    before, after = {"a": 0.5, "b": 0.3, "c": 0.2}, {"a": 0.2, "b": 0.35, "c": 0.45}
    assert scenario_finding(before, after) == (
        "Toekomstscenario ‘c’ is waarschijnlijker geworden (20,0% → 45,0%), ‘a’ minder waarschijnlijk (50,0% → 20,0%)."
    )
    assert "nauwelijks" in scenario_finding(before, {"a": 0.45, "b": 0.33, "c": 0.22})


def test_facts_beside_a_flag(made):
    """Since when, in which earlier edition, the chance by accident, the control chart with its bounds."""
    row = made.by_indicator["dtv.instroom_incl_dublin"]
    facts = list(flag_facts(row))
    assert "De vlag staat er sinds maart 2024 en stond ook in de editie van mei 2024." in facts
    assert facts[0] == f"Ook als de prognose klopt, staat hier nu {cases(row.chance_of_flag)} een vlag."
    assert f"De realisatie ligt {band_text(row, row.band)}." in facts
    bare = list(flag_facts(replace(row, band=None, chance_of_flag=None)))
    assert "Hoe vaak hier ook een vlag staat als de prognose klopt, is onbekend" in bare[0]
    assert any(fact.startswith("Geen band: ") for fact in bare)
    first = list(flag_facts(made.by_indicator["asiel.instroom_eerste"]))
    assert "De vlag staat er sinds juli 2024 en stond in geen eerdere editie." in first
    assert first[0] == "Ook als de prognose klopt, staat hier nu in 28 van de 100 gevallen een vlag."
    assert any("0,40% (0,35%–0,46%) bij 4 scores" in fact for fact in first)


def test_it_says_of_how_many_the_chance_of_a_flag_is_known(made):
    """Counted over what was delivered, first applications apart."""
    rows = [row for row in made.rows if row.to_date and row.indicator != "asiel.instroom_eerste"]
    known = [row for row in rows if row.chance_of_flag is not None]
    assert 0 < len(known) < len(rows)
    said = flag_finding(made)
    assert f"Van {len(known)} van de {len(rows)} andere geleverde indicatoren staat die kans in het overzicht." in said
    assert f"Van {len(rows) - len(known)} is zij onbekend: " in said


def test_a_board_reads_what_a_flag_is_worth(made):
    """Plainly, of every flag: how often it stands while the forecast is right, and where that is not known."""
    other, first = made.flagged
    said = flag_weight(made.flagged)
    assert "Bij eerste asielaanvragen staat er, ook als de prognose klopt, nu in 28 van de 100 gevallen" in said
    assert "de vlag alleen zegt dus weinig, en de realisatie ligt binnen de band van 75%" in said
    bare = replace(other, band=None, chance_of_flag=None)
    assert "bij de andere is die kans onbekend" in flag_weight([bare, first]).lower()
    assert flag_weight([bare]).startswith("Hoe vaak er ook een vlag staat als de prognose klopt, is onbekend")
    page = in_short(made)
    assert "**Advies van de analist.** De werkgroep adviseert" in page
    assert page.index("Wat afwijkt") < page.index("Wat een vlag zegt") < page.index("Wat ontbreekt")


def test_the_words_of_the_analyst_stand_where_they_belong(made):
    """With its flag, with the other indicators, or as missing; none is lost and none is made up."""
    sections = flag_sections(made, "x.ipynb")
    dtv, first = sections.index("## Instroom bij de DT&V"), sections.index("## Eerste asielaanvragen")
    assert dtv < sections.index("geen duiding gegeven") < first
    assert first < sections.index("Sinds april melden zich minder mensen")
    assert "{{< embed notebooks/x.ipynb#fig-vlag-asiel-instroom-eerste >}}" in sections
    assert "instroom bij de DT&V inclusief Dublinzaken" in missing_commentary(made)
    assert "eerste asielaanvragen" not in missing_commentary(made)
    assert other_commentary(made).startswith("**Bezetting van de COA-opvang.** De bezetting daalt mee")


def test_a_round_that_is_not_adopted_is_named(made):
    """The state of the round stands in the text, that of its rapportage; so does that it was made up."""
    assert figures_in_text(made)["status"].startswith("Ronde _klein is niet vastgesteld (status: besproken): ")

    def told(*steps: tuple[str, str], decision: str = "Besloten.") -> str:
        inputs = dataclasses.replace(made.result.inputs, decisions=decided(*steps, decision=decision))
        return status_text(dataclasses.replace(made, result=dataclasses.replace(made.result, inputs=inputs)))

    adopted, rejected = ("rapportage", "vastgesteld"), ("rapportage", "niet vastgesteld")
    draft = "niet vastgesteld (status: concept): vergeleken wordt met een concept."
    assert told() == told(("prognose", "vastgesteld")) == f"Ronde _klein is {draft}"
    assert told(adopted) == "Ronde _klein is vastgesteld door het Topberaad."
    assert told(rejected).endswith("is niet vastgesteld door het Topberaad: vergeleken wordt met tussentijdse cijfers.")
    assert told(adopted, decision="Fictief voorbeeld.").endswith("vastgesteld door het Topberaad (fictief voorbeeld).")
    assert "(status: besproken, fictief voorbeeld)" in told(("rapportage", "v1"), decision="Fictief voorbeeld.")


def test_topics_and_risks_have_their_standing(made):
    """A topic outside the indicators says so; every risk of the register has a line."""
    topics = by_heading(topics_table(made))
    assert [row["Datum"] for row in topics] == ["12 juni 2024", "12 juni 2024", "3 juli 2024"]
    assert topics[0]["Stand"] == standing(made.by_indicator["nidos.instroom"])
    assert topics[0]["Stand"].endswith("−13,2% (binnen de band van 75%)")
    assert topics[2]["Stand"].startswith("geen indicator")
    stands = {row["Nr."]: row["Stand"] for row in by_heading(risks_table(made))}
    assert stands == {
        "R1": "−4,5%: niet in de richting van het risico",
        "R2": "−4,5%: niet in de richting van het risico",
        "R3": "+1,9%: het register noemt geen richting",
        "R4": "indicator niet geleverd",
        "A1": "geen indicator",
    }
