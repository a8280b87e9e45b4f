"""Trend breaks, jumps, nationalities and Europe in words and rows, on numbers made for the purpose."""

from pathlib import Path

import pytest

from mpp_lib.base.look_back import CATCH_UPS
from mpp_lib.base.months import Month, month_range
from mpp_lib.base.periods import Period
from mpp_lib.inflow.trend_breaks import Level
from mpp_lib.inflow.yearly_changes import ChangeChances, TwoKinds
from mpp_lib.present.shown.table_html import table_html
from mpp_lib.present.terugblik.drawn_months import catch_up_notes, catch_ups_in
from mpp_lib.present.terugblik.europe import (
    Europe,
    definitions_note,
    europe_data,
    europe_finding,
    europe_of,
    europe_table,
)
from mpp_lib.present.terugblik.jumps_chart import Jumps, chances_clause, jumps_finding, jumps_of, spreads_clause
from mpp_lib.present.terugblik.nationalities import (
    ByNationality,
    nationalities_of,
    nationality_data,
    nationality_finding,
    nationality_table,
    unknown_text,
)
from mpp_lib.present.terugblik.nationality_charts import family_data
from mpp_lib.present.terugblik.trend_chart import trend_finding
from mpp_lib.production.run import RoundResult
from tests.support.printed import rows_of

KINDS = TwoKinds({2017: -0.01, 2018: -0.03, 2023: 0.04}, {2020: -0.35, 2021: 0.92, 2022: 0.31})


def level(first: str, last: str, per_month: float) -> Level:
    return Level(Month.parse(first), Month.parse(last), per_month)


@pytest.mark.parametrize(
    ("levels", "text"),
    [
        ([], "In een maand zonder aanvragen is geen niveau te bepalen; naar trendbreuken is niet gezocht."),
        (
            [level("2014-01", "2023-12", 2049.0)],
            "In de maandreeks zonder seizoen is geen trendbreuk gevonden; het niveau is 2.050 per maand.",
        ),
        (
            [level("2014-01", "2020-03", 2000.0), level("2020-04", "2023-12", 1000.0)],
            "In de maandreeks zonder seizoen is 1 trendbreuk gevonden: april 2020 (omlaag); sinds april 2020 ligt het"
            " niveau op 1.000 per maand, 50,0% minder dan ervoor.",
        ),
        (
            [
                level("2014-01", "2020-03", 2000.0),
                level("2020-04", "2021-05", 1000.0),
                level("2021-06", "2023-12", 3000.0),
            ],
            "In de maandreeks zonder seizoen zijn 2 trendbreuken gevonden: april 2020 (omlaag) en juni 2021 (omhoog);"
            " sinds juni 2021 ligt het niveau op 3.000 per maand, 3,0 keer zoveel als ervoor.",
        ),
    ],
)
def test_trend_breaks_in_words(levels: list[Level], text: str) -> None:
    """Nothing to search in, no break, one down, and two of which the last goes up."""
    assert trend_finding(levels) == text


def jumps(kinds: TwoKinds | None, changes: dict[str, dict[int, float]], chances: ChangeChances | None) -> Jumps:
    return Jumps(changes, kinds, 2024, 38_000.0, {"rust": (30_000.0, 3_000.0), "groei": (50_000.0, 7_500.0)}, chances)


def test_jumps_in_words() -> None:
    """Two kinds with the chance of each, changes that run on, and no changes at all."""
    total = dict(sorted({**KINDS.small, **KINDS.large}.items()))
    found = jumps(KINDS, {"asiel.instroom_totaal": total}, ChangeChances(0.06, 0.414, 0.526))
    assert jumps_finding(found) == (
        "Van de 6 jaarlijkse veranderingen van de totale asielinstroom sinds 2017 waren er 3 klein (hoogstens 4,0%) en"
        " 3 groot (31,0% tot 92,0%); daartussen lag er geen. Voor de eerste aanvragen in 2024 geeft de prognose 6% kans"
        " op een verandering van hoogstens 4,0%, 41% op iets daartussen en 53% op 31,0% of meer. Binnen een"
        " toekomstscenario is de spreiding 10,0% tot 15,0% van de verwachting: meer dan de verandering in een rustig"
        " jaar, minder dan een sprong; een sprong vraagt dus een eigen toekomstscenario."
    )
    gradual = jumps(None, {"asiel.instroom_eerste": {2021: 0.1, 2022: -0.25, 2023: 0.5}}, None)
    assert jumps_finding(gradual) == (
        "De jaarlijkse veranderingen van het aantal eerste asielaanvragen sinds 2021 liepen uiteen van 10,0% tot 50,0%;"
        " rustige jaren en sprongen zijn daarin niet te scheiden."
    )
    assert jumps_finding(jumps(None, {}, None)) == "Er zijn geen twee opeenvolgende jaren om te vergelijken."
    assert chances_clause(None, 2024, "4,0%", "31,0%") == ""


@pytest.mark.parametrize(
    ("ratios", "end"),
    [
        ([0.02, 0.04], "2,0% tot 4,0% van de verwachting: niet meer dan de verandering in een rustig jaar; een sprong"),
        ([0.041, 0.3], "4,1% tot 30,0% van de verwachting: meer dan de verandering in een rustig jaar, minder dan een"),
        ([0.03, 0.2], "3,0% tot 20,0% van de verwachting: minder dan een sprong; een sprong vraagt dus een eigen"),
        ([0.1, 0.31, 0.4], "10,0% tot 40,0% van de verwachting; in 2 van de 3 is zij zo groot als een sprong"),
        ([0.1, 0.1], "10,0% van de verwachting: meer dan"),
    ],
)
def test_spreads_in_words(ratios: list[float], end: str) -> None:
    """Within a quiet year, between the two, from a quiet year up to below a jump, as large as a jump; all alike."""
    assert spreads_clause(ratios, KINDS).startswith(f"binnen een toekomstscenario is de spreiding {end}")


def test_changes_count_from_where_the_total_is_known(result: RoundResult) -> None:
    """The small round knows its total from 2021 on; first applications are held against the same years."""
    found = jumps_of(result)
    assert {name: list(known) for name, known in found.changes.items()} == {
        "asiel.instroom_totaal": [2022, 2023],
        "asiel.instroom_eerste": [2022, 2023],
    }
    assert found.before == result.realised("asiel.instroom_eerste")[Period.of_year(2023)]
    assert (found.kinds, found.chances) == (None, None)


def test_catch_ups_are_named_with_their_source() -> None:
    """Only those of which a month is shown; each with its months in words and where it was reported."""
    assert catch_ups_in([Month(2015, 9), Month(2022, 11)]) == []
    assert catch_up_notes([Month(2016, 1)]) == []
    both = catch_up_notes([Month(2015, 10), Month(2022, 9)])
    assert both == [
        f"Registraties ingehaald: oktober 2015 ({CATCH_UPS[0].source}); augustus tot en met oktober 2022"
        f" ({CATCH_UPS[1].source})."
    ]


JUNE = Month(2023, 6)


def by_nationality(total: dict[str, float], until: Month = JUNE) -> ByNationality:
    """From January 2021: Syria grows from 100 a month to 200 in 2022 and 300 in 2023, Turkey stays at 50."""
    months = month_range(Month(2021, 1), until.since(Month(2021, 1)) + 1)
    syria = {month: 100.0 * (month.year - 2020) for month in months}
    return ByNationality("eerste", {"Syrië": syria, "Turkije": dict.fromkeys(months, 50.0)}, parsed(total))


def parsed(total: dict[str, float]) -> dict[Period, float]:
    return {Period.parse(period): value for period, value in total.items()}


def monthly_total(value: float) -> dict[str, float]:
    return {str(month): value for month in month_range(Month(2021, 1), 30)}


def test_nationalities_add_up_with_the_rest() -> None:
    """By hand: in the last twelve months 6·200 + 6·300 from Syria of 12·1.000, and the year before 6·100 + 6·200."""
    data = nationality_data(by_nationality(monthly_total(1_000.0))).set_index("nationaliteit")
    assert list(data.columns) == ["2021", "2022", "laatste", "aandeel", "aandeel_ervoor"]
    assert data["2022"].to_dict() == {"Syrië": 2_400.0, "Turkije": 600.0, "overige": 9_000.0, "totaal": 12_000.0}
    assert data["laatste"].to_dict() == {"Syrië": 3_000.0, "Turkije": 600.0, "overige": 8_400.0, "totaal": 12_000.0}
    assert data["aandeel"].to_dict() == {"Syrië": 0.25, "Turkije": 0.05, "overige": 0.7, "totaal": 1.0}
    assert data["aandeel_ervoor"]["Syrië"] == pytest.approx(1_800 / 12_000)


def test_without_a_total_there_is_no_share() -> None:
    """A total of which a quarter of the twelve months is missing makes up no twelve months."""
    quarters = {"2022-K3": 3_000.0, "2022-K4": 3_000.0, "2023-K1": 3_000.0}
    data = nationality_data(by_nationality(quarters)).set_index("nationaliteit")
    assert data["laatste"].to_dict() == {"Syrië": 3_000.0, "Turkije": 600.0, "overige": None, "totaal": None}
    assert data["aandeel"].isna().all()
    whole = nationality_data(by_nationality(quarters | {"2023-K2": 3_000.0})).set_index("nationaliteit")
    assert whole["laatste"]["overige"] == 8_400.0


def three(yemen: dict[Month, float]) -> ByNationality:
    """The two of :func:`by_nationality`, and Yemen as given; everybody together is 1.000 a month."""
    two = by_nationality(monthly_total(1_000.0))
    return ByNationality(
        "eerste", {**two.months, "Jemen": yemen}, {Period.parse(p): v for p, v in monthly_total(1_000.0).items()}
    )


def test_a_suppressed_month_leaves_the_others_their_year() -> None:
    """Yemen lacks May of 2022: only its own 2022 is unknown, and what is left of the total with it."""
    months = {month: 10.0 for month in month_range(Month(2021, 1), 30) if month != Month(2022, 5)}
    found = three(months)
    data = nationality_data(found).set_index("nationaliteit")
    assert list(data.columns) == ["2021", "2022", "laatste", "aandeel", "aandeel_ervoor"]
    assert data["2022"].to_dict() == {
        "Syrië": 2_400.0,
        "Turkije": 600.0,
        "Jemen": None,
        "overige": None,
        "totaal": 12_000.0,
    }
    assert data["2021"]["Jemen"] == 120.0
    assert unknown_text(found) == "Niet van elke maand bekend: Jemen. "


def test_a_series_that_ends_sooner_leaves_the_others_their_months() -> None:
    """Yemen ends in February 2023: the twelve months of the others run to June, and the note says where it ended."""
    found = three(dict.fromkeys(month_range(Month(2021, 1), 26), 10.0))
    assert found.last == JUNE
    data = nationality_data(found).set_index("nationaliteit")
    assert data["laatste"].to_dict() == {
        "Syrië": 3_000.0,
        "Turkije": 600.0,
        "Jemen": None,
        "overige": None,
        "totaal": 12_000.0,
    }
    assert unknown_text(found) == "Bekend van Jemen tot en met februari 2023. "
    assert "Jemen" not in unknown_text(three(dict.fromkeys(month_range(Month(2021, 1), 30), 10.0)))


def test_nationalities_in_words() -> None:
    """Shares where the total is known, numbers where it is not, and how the largest changed: 3.000 after 1.800."""
    more = "; uit Syrië waren het er 66,7% meer dan in de twaalf maanden ervoor."
    start = "In de twaalf maanden tot en met juni 2023 kwamen de meeste eerste asielaanvragen van mensen uit Syrië"
    known = nationality_finding(by_nationality(monthly_total(1_000.0)))
    assert known == f"{start} (25,0%), gevolgd door Turkije (5,0%){more}"
    assert nationality_finding(by_nationality({})) == f"{start} (3.000), gevolgd door Turkije (600){more}"
    short = by_nationality({}, until=Month(2022, 6))
    assert nationality_finding(short).endswith("gevolgd door Turkije (600).")


def test_the_table_prints_numbers_as_published(result: RoundResult) -> None:
    """Counts in fives stay as they are; the printed parts of each year add up to the printed total."""
    found = nationalities_of(result, "eerste")
    assert found is not None
    printed = {name: texts for name, *texts in rows_of(nationality_table(result, found))[2:]}
    counts = {name: [int(text.replace(".", "")) for text in texts[:2]] for name, texts in printed.items()}
    for place in range(2):
        parts = [values[place] for name, values in counts.items() if name != "Totaal"]
        assert sum(parts) == counts["Totaal"][place]
    assert len(counts) == 5


def test_nareis_by_quarter_knows_only_whole_quarters() -> None:
    """A quarter counts when every nationality has its three months; its total comes from a quarter or three months."""
    total = {"2021-K1": 500.0, "2022": 9_000.0, "2023-01": 1.0, "2023-02": 2.0, "2023-03": 4.0, "2023-04": 9.0}
    data = family_data(by_nationality(total, until=Month(2023, 5))).set_index("kwartaal")
    assert list(data.index)[-1] == "2023-K1"
    assert data.loc["2021-K1"].to_list() == [300.0, 150.0, 500.0]
    assert data.loc["2023-K1"].to_list() == [900.0, 150.0, 7.0]
    assert data["totaal"].notna().sum() == 2


def europe() -> Europe:
    """Two whole years of Eurostat and the start of a third, of UNHCR two years; a tenth and more in the Netherlands."""
    months = dict.fromkeys(month_range(Month(2018, 1), 24), 1000.0)
    partly = dict.fromkeys(month_range(Month(2020, 1), 3), 500.0)
    years = {2019: 12_600.0, 2020: 8_000.0}
    netherlands = {2018: 1_200.0, 2019: 1_260.0, 2020: 1_000.0}
    return Europe({**months, **partly}, frozenset(months), years, netherlands)


def test_europe_by_year_from_both_sources() -> None:
    """A year of which countries are missing has no total; shares are those of each source, and never mixed."""
    data = europe_data(europe()).set_index("jaar")
    assert data["eurostat"].dropna().to_dict() == {"2018": 12_000.0, "2019": 12_000.0}
    assert data["aandeel_eurostat"].dropna().to_dict() == pytest.approx({"2018": 0.1, "2019": 0.105})
    assert data["aandeel_unhcr"].dropna().to_dict() == pytest.approx({"2019": 0.1, "2020": 0.125})


def test_europe_in_words() -> None:
    """The source with the most recent year speaks; the note says how the two differ and which months lack countries."""
    found = europe()
    assert europe_finding(found) == (
        "In 2020 werden in de Europese Unie volgens UNHCR 8.000 asielaanvragen gedaan, 36,5% minder dan in 2019; 12,5%"
        " daarvan in Nederland, tegen 10,0% in 2019."
    )
    assert definitions_note(found) == (
        "Eurostat telt mensen die voor het eerst asiel aanvroegen, UNHCR nieuwe aanvragen; in 2019 week het totaal van"
        " UNHCR +5,0% af van dat van Eurostat; van januari 2020 tot en met maart 2020 kent Eurostat niet alle 27"
        " landen."
    )
    eurostat = Europe(found.months, found.complete, {}, {2018: 1_200.0, 2019: 1_260.0})
    assert europe_finding(eurostat) == (
        "In 2019 werden in de Europese Unie volgens Eurostat 12.000 asielaanvragen gedaan, evenveel als in 2018; 10,5%"
        " daarvan in Nederland, tegen 10,0% in 2018."
    )
    partly = Europe(found.months, frozenset(), {}, {})
    assert europe_finding(partly) == "Van geen enkel jaar is een volledig cijfer van de Europese Unie bekend."


def test_europe_of_a_round(result: RoundResult) -> None:
    """In the small round the last two months lack countries; the table has a dash where a source has no whole year."""
    found = europe_of(result)
    assert found is not None
    assert sorted(set(found.months) - found.complete) == [Month(2020, 7), Month(2020, 8)]
    assert list(found.eurostat_years) == [2018, 2019]
    html = table_html(europe_table(result, found))
    assert html.count("–") == 2 * 3


def test_a_round_without_such_rows_has_none(previous: RoundResult) -> None:
    """The round before delivered nothing by nationality and nothing of Europe."""
    assert nationalities_of(previous, "eerste") is None
    assert nationalities_of(previous, "nareis") is None
    assert europe_of(previous) is None
    assert "nationaliteit" not in Path(previous.inputs.folder, "inputs", "realisaties.csv").read_text(encoding="utf-8")
