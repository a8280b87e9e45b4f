"""Measures switched in the workbook: what two other programs then calculate is what the engine gives with those on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from openpyxl import load_workbook

from mpp_lib.base.catalogue import ParameterSpec
from mpp_lib.base.months import Month
from mpp_lib.present.rekenblad.book import Book, Switches, book
from mpp_lib.present.rekenblad.cells import Values
from mpp_lib.present.rekenblad.sheets import workbook
from mpp_lib.production.assembly import assemble
from mpp_lib.production.chain_data import ChainData
from mpp_lib.production.engine import run
from mpp_lib.production.expression import Known, Param, Series, ref
from mpp_lib.production.layers import Kind, Layer, Measure
from mpp_lib.production.node import Chain
from tests.support.chain.tiny import flow, outside, parts
from tests.support.rekenblad.recalculate import Numbers, by_libreoffice, by_pycel, changed, differences, shown
from tests.support.rekenblad.twin_cases import about, written

MONTHS = 12
DEEL, PLAATSEN, DOEL = (
    ParameterSpec("deel", "Deel dat doorstroomt", "aandeel"),
    ParameterSpec("plaatsen", "Plaatsen", "personen per maand"),
    ParameterSpec("doel", "Doel", "personen per halfjaar", per_half_year=True),
)
CHAIN = Chain(
    "proef",
    (
        outside("x.in"),
        flow("x.door", Param("deel") * ref("x.in")),
        flow("x.geplaatst", Param("plaatsen") + ref("x.door")),
        flow("x.doel", Known("doel") * Param("doel") / 6 + (1 - Known("doel")) * 7),
    ),
    (DEEL, PLAATSEN, DOEL),
    (),
    (),
    (),
)
RAW = {"deel": np.repeat([0.2, 0.25], 6), "plaatsen": np.full(MONTHS, 40.0), "doel": np.repeat([60.0, np.nan], 6)}
REALISED = {Param("plaatsen"): [44.0, 46.0] + [np.nan] * 10}
"""Two months are realised: no measure reaches them."""


def layer(parameter: str, since: int, until: int | None, kind: Kind, effect: float) -> Layer:
    return Layer(parameter, Month(2024, since), None if until is None else Month(2024, until), kind, effect)


def measure(name: str, *layers: Layer, active: bool = True, ground: str = "afspraak") -> Measure:
    return Measure(name, f"Maatregel {name}", "KS", active, ground, "Proef.", layers)


PLUS = measure("M1", layer("deel", 4, 9, "plus", 0.05), layer("plaatsen", 1, None, "plus", 10))
FACTOR = measure("M2", layer("deel", 6, None, "factor", 0.8), layer("doel", 3, 6, "factor", 1.5))
FIXED = measure("M3", layer("deel", 3, 8, "waarde", 0.4), layer("doel", 7, 12, "waarde", 90))
IDLE = measure("M4", layer("deel", 1, 12, "plus", 0.01), active=False, ground="schatting")
GROUNDLESS = measure("M5", layer("plaatsen", 1, None, "factor", 3), active=False, ground="")
ALL = (PLUS, FACTOR, FIXED, IDLE, GROUNDLESS)


def surroundings(measures: Sequence[Measure]) -> ChainData:
    """The arrays of a run with the measures that are active."""
    series = {Series("x.in"): range(100, 100 + MONTHS), **{Param(name): values for name, values in RAW.items()}}
    made = parts(CHAIN, MONTHS, series, REALISED)
    return assemble(made.with_measures(each for each in measures if each.active))


def made(measures: Sequence[Measure] = ALL) -> Book:
    own = surroundings(measures)
    bare = surroundings([replace(each, active=False) for each in measures])
    realised = {key: np.array(values)[:, None] for key, values in REALISED.items()}
    return book(CHAIN, own, run(CHAIN, own), 0, about("medio"), switches=Switches(tuple(measures), bare, realised))


def with_only(*on: Measure, measures: Sequence[Measure] = ALL) -> Values:
    """What every formula has to give with these on."""
    names = {each.id for each in on}
    _, values = workbook(made([replace(each, active=each.id in names) for each in measures]))
    return values


def switch(name: str, on: int) -> Callable[[Any], None]:
    def change(workbook_: Any) -> None:
        cell_named(workbook_, f"maatregel_{name}").value = on

    return change


def cell_named(workbook_: Any, name: str, place: int = 0) -> Any:
    sheet, _, cells = workbook_.defined_names[name].attr_text.replace("$", "").partition("!")
    first = workbook_[sheet.strip("'")][cells.partition(":")[0]]
    return first.offset(column=place)


def all_off(workbook_: Any) -> None:
    for each in ALL:
        switch(each.id, 0)(workbook_)


def with_ground(workbook_: Any) -> None:
    switch("M5", 1)(workbook_)
    switched = cell_named(workbook_, "maatregel_M5")
    switched.parent.cell(switched.row, 5).value = "afspraak"


def stronger(workbook_: Any) -> None:
    """0.1 instead of 0.05 from June on: the months after it follow."""
    cell_named(workbook_, "maatregel_M1_plus_deel", 5).value = 0.1


CASES: Mapping[str, tuple[Callable[[Any], None], Values]] = {
    "zoals gemaakt": (lambda _: None, with_only(PLUS, FACTOR, FIXED)),
    "plus uit": (switch("M1", 0), with_only(FACTOR, FIXED)),
    "factor uit": (switch("M2", 0), with_only(PLUS, FIXED)),
    "vaste waarde uit": (switch("M3", 0), with_only(PLUS, FACTOR)),
    "alle uit": (all_off, with_only()),
    "een erbij": (switch("M4", 1), with_only(PLUS, FACTOR, FIXED, IDLE)),
    "zonder grondslag aan": (switch("M5", 1), with_only(PLUS, FACTOR, FIXED)),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook per case, its change made, without any number of a formula."""
    source, folder = (tmp_path_factory.mktemp(name) for name in ("bron", "maatregelen"))
    written(made(), source / "made.xlsx")
    for name, (change, _) in CASES.items():
        changed(source / "made.xlsx", folder / f"{name}.xlsx", change)
    return folder


@pytest.mark.parametrize("case", CASES)
def test_pycel_gives_what_the_engine_gives(folder: Path, case: str):
    """Every formula in the workbook after the switch, against a run with exactly those measures."""
    assert differences(by_pycel(folder / f"{case}.xlsx"), CASES[case][1]) == []


@pytest.fixture(scope="module")
def by_office(libreoffice: str, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("nagerekend")
    by_libreoffice(libreoffice, folder, target)
    return target


@pytest.mark.parametrize("case", CASES)
def test_libreoffice_gives_what_the_engine_gives(by_office: Path, case: str):
    """The same by LibreOffice."""
    expected = CASES[case][1]
    assert differences(shown(by_office / f"{case}.xlsx", expected), expected) == []


def test_switching_changes_the_figures():
    """No two cases but the groundless one and the book as made give the same numbers."""
    figures = [tuple(values["X"].values()) for name, (_, values) in CASES.items() if name != "zonder grondslag aan"]
    assert len(set(figures)) == len(figures)


def test_parameters_by_hand(tmp_path: Path):
    """With all three on: 0.2; 0.4 + 0.05; 0.4 · 0.8 + 0.05; 0.25 · 0.8; a target of 90 · 1.5 in March to June is 15."""
    written(made(), tmp_path / "made.xlsx")
    numbers = lines(by_pycel(changed(tmp_path / "made.xlsx", tmp_path / "x.xlsx", lambda _: None)), tmp_path / "x.xlsx")
    share = [0.2, 0.2, 0.4, 0.45, 0.45, 0.37, 0.37, 0.37, 0.25, 0.2, 0.2, 0.2]
    assert numbers["deel [met maatregelen]"] == pytest.approx(share)
    assert numbers["plaatsen [met maatregelen]"] == pytest.approx([44, 46] + [50] * 10)
    assert numbers["doel [met maatregelen]"] == pytest.approx([60, 60, 90, 90, 90, 90] + [90] * 6)


def test_an_effect_and_a_ground_can_be_typed(tmp_path: Path):
    """An effect typed in a month holds from there on; a ground typed beside the switch makes a measure count."""
    written(made(), tmp_path / "made.xlsx")
    path = changed(tmp_path / "made.xlsx", tmp_path / "x.xlsx", stronger)
    assert lines(by_pycel(path), path)["deel [met maatregelen]"][4:9] == pytest.approx([0.45, 0.42, 0.42, 0.42, 0.3])
    path = changed(tmp_path / "made.xlsx", tmp_path / "y.xlsx", with_ground)
    assert lines(by_pycel(path), path)["plaatsen [met maatregelen]"] == pytest.approx([44, 46] + [130] * 10)


def lines(numbers: Numbers, path: Path) -> dict[str, list[Any]]:
    """Column A of sheet Invoer → what its formulas give."""
    return {
        str(row[0].value): [numbers["Invoer"][cell.coordinate] for cell in row if cell.data_type == "f"]
        for row in load_workbook(path)["Invoer"].iter_rows(min_row=4)
        if row[0].value
    }


def test_a_switch_says_whose_it_is_and_refuses_without_a_ground(tmp_path: Path):
    """Description, owner and ground beside it; Excel refuses anything but 0, and 1 with a ground."""
    written(made(), tmp_path / "made.xlsx")
    sheet = load_workbook(tmp_path / "made.xlsx")["Invoer"]
    rows = {row[0].value: row for row in sheet.iter_rows(min_row=4) if row[0].value}
    assert [cell.value for cell in rows["M1"][1:5]] == ["Maatregel M1", "1 = aan, 0 = uit", "KS", "afspraak"]
    assert [cell.value for cell in rows["M5"][3:5]] == ["KS", None]
    guards = {str(guard.sqref): guard for guard in sheet.data_validations.dataValidation}
    for name in ("M1", "M5"):
        cell = next(cell for cell in rows[name][5:] if cell.value is not None)
        guard = guards[cell.coordinate]
        assert (guard.type, guard.showErrorMessage) == ("custom", True)
        assert guard.formula1 == f"OR({cell.coordinate}=0,AND({cell.coordinate}=1,LEN(TRIM($E{cell.row}))>0))"
        assert "grondslag" in guard.error
        assert not rows[name][4].protection.locked, "a ground can be given in the workbook"
        assert (rows[name][3].protection.locked, rows[name][4].style) == (True, "MPP invoer")
    assert rows["M1"][0].row < rows["deel"][0].row < rows["deel [met maatregelen]"][0].row


def test_a_ground_that_reads_as_a_formula_stays_text():
    """What others wrote is never worked out, also where a reader may type."""
    sheet = workbook(made([replace(PLUS, ground="=1+1")]))[0]["Invoer"]
    ground = next(row[4] for row in sheet.iter_rows(min_row=4) if row[0].value == "M1")
    assert (ground.value, ground.data_type, ground.quotePrefix) == ("=1+1", "s", True)


def test_known_half_years_follow_the_measure():
    """A fixed value makes a half-year known that nobody had given."""
    assert surroundings(ALL).series[Known("doel")][-MONTHS:, 0].tolist() == [1.0] * 12
    assert surroundings(()).series[Known("doel")][-MONTHS:, 0].tolist() == [1.0] * 6 + [0.0] * 6
