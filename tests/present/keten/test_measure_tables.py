"""What measures do as a reader sees it: only what they touch, with the figure that changes most in front."""

from dataclasses import replace

from mpp_lib.base.months import Month
from mpp_lib.present.keten.measure_tables import effects_table, measures_text, together_table
from mpp_lib.present.verantwoording.register_tables import measures_table
from mpp_lib.production.key_figures import MEASURED
from mpp_lib.production.layers import Layer, Measure
from mpp_lib.production.run import RoundResult, calculate
from tests.support.printed import rows_of, value

COA = "Bezetting van de COA-opvang"


def with_measure(result: RoundResult, effect: float, ground: str = "afspraak") -> RoundResult:
    """The round with a measure on what municipalities house from January 2025 on."""
    layer = Layer("taakstelling_realisatiegraad", Month(2025, 1), None, "factor", effect)
    return result.with_measures((Measure("P", "Proef", "KS", True, ground, "", (layer,)),))


def test_measures_that_are_off_are_told_as_what_if(result: RoundResult) -> None:
    """Nothing is on in this round, so with and without are one; what the measure would do is shown all the same."""
    assert "staat geen maatregel aan" in measures_text(result)
    assert rows_of(together_table(result))[-1] == ["geen"]
    assert "M1 Extra zittingscapaciteit rechtbanken (niet actief: wat als)" in rows_of(effects_table(result))[1]
    assert measures_table(result).finding == "De ene geregistreerde maatregel is niet meegenomen."


def test_an_active_measure_shows_without_with_and_difference(result: RoundResult) -> None:
    """Halving what municipalities house from January 2025 leaves 2024 alone; printed, with minus without is the gap."""
    rows = rows_of(together_table(with_measure(result, 0.5)))
    place = next(i for i, row in enumerate(rows) if row[0] == COA)
    without, with_, gap = ([value(cell) for cell in row[-3:]] for row in rows[place : place + 3])
    assert [after - before for before, after in zip(without, with_, strict=True)] == gap
    assert gap[0] == 0
    assert gap[1] > 0


def test_only_figures_that_a_measure_touches_are_shown(result: RoundResult) -> None:
    """Homes change nothing at the IND: its stock is named below the table and has no row of zeros in it."""
    table = together_table(with_measure(result, 0.5))
    shown = {row[0] for row in table.rows}
    assert COA in shown
    assert "Voorraad asielzaken bij de IND" not in shown
    assert "voorraad asielzaken bij de IND" in table.note.partition("Niet zichtbaar geraakt: ")[2]
    assert len(shown) < len(MEASURED)
    for row in table.rows:
        assert row[2] != "verschil" or row[0] in shown


def test_the_title_names_what_changes_most_and_which_way(result: RoundResult) -> None:
    """Over all key figures and years: the largest difference in medio, by hand from the two runs."""
    for effect, way in ((0.5, "hoger"), (1.5, "lager")):
        changed = with_measure(result, effect)
        years = result.inputs.settings.span.calendar_years
        gaps = {
            (name, year): changed.year(name, year, "medio") - result.year(name, year, "medio")
            for name in MEASURED
            for year in years
        }
        name, year = max(gaps, key=lambda key: abs(gaps[key]))
        finding = together_table(changed).finding
        assert f"{changed.chain.by_id[name].spec().subject}: eind {year} in medio " in finding
        assert f" {way} dan zonder maatregelen" in finding
    nothing = with_measure(result, 1.0)
    assert together_table(nothing).finding == "In medio is het effect op geen van de kerncijfers te zien."


def test_the_ground_of_what_is_on_is_told(result: RoundResult) -> None:
    """An agreement and an estimate are not the same; a reader sees which it is."""
    measure = result.inputs.measures.assign(actief="ja", grondslag="schatting")
    text = measures_text(replace(result, inputs=replace(result.inputs, measures=measure)))
    assert "staat één maatregel aan: Extra zittingscapaciteit rechtbanken (grondslag: schatting)." in text


def test_the_measure_that_does_most_is_named(result: RoundResult) -> None:
    """The one measure of the round is off: it would do something, or nothing that is seen."""
    finding = effects_table(result).finding
    assert finding.startswith("M1 (Extra zittingscapaciteit rechtbanken) zou het meest doen: in medio ") or finding == (
        "In medio heeft geen van de maatregelen een zichtbaar effect op een kerncijfer."
    )
    layers = {"parameter": "taakstelling_realisatiegraad", "soort": "factor", "effect": 0.5, "vanaf": "2025-01"}
    homes = replace(result, inputs=replace(result.inputs, measures=result.inputs.measures.assign(**layers)))
    assert effects_table(homes).finding.startswith("M1 (Extra zittingscapaciteit rechtbanken) zou het meest doen: in ")
    assert "medio +" in effects_table(homes).finding


def test_the_effect_of_the_only_measure_is_that_of_all_of_them(result: RoundResult) -> None:
    """Whatever its size, cell by cell, both tables print one number for it: the difference of the printed values."""
    for effect in (0.9, 0.93, 0.97):
        row = {"parameter": "taakstelling_realisatiegraad", "soort": "factor", "effect": effect, "vanaf": "2025-01"}
        measures = result.inputs.measures.assign(**row, actief="ja", grondslag="schatting")
        changed = calculate(replace(result.inputs, measures=measures))
        together = {tuple(line[:2]): line[3:] for line in together_table(changed).texts() if line[2] == "verschil"}
        alone = {tuple(line[:2]): line[2:] for line in effects_table(changed).texts()}
        assert together == alone
