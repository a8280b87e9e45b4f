"""The IND-prognoseplan as OpenDocument: the same figures and the same messages as from the workbook of Excel."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from mpp_lib.inputs.check import check_round
from mpp_lib.inputs.load import load_round
from tests.inputs.plan.test_partner_workbook import KINDS, REFUSALS, Kind
from tests.inputs.plan.test_refused_plan_workbook import DAMAGES
from tests.support import plan_book
from tests.support.breaking import snapshot, told
from tests.support.libreoffice import saved_again
from tests.support.ods import SHEETS_END, to_ods
from tests.support.plan_book import WORKBOOK, catalogue_for

ODS = "inputs/ind_prognoseplan.ods"
AN_ODS = "een OpenDocument-werkblad (.ods)"
SPREAD = "bladen zonder cellen ver buiten de tabel"


def round_with(folder: Path, content: bytes) -> Path:
    plan_book.write_round(folder)
    (folder / WORKBOOK).unlink()
    (folder / ODS).write_bytes(content)
    return folder


def check(folder: Path, content: bytes) -> tuple[list[str], list[str]]:
    result = check_round(round_with(folder / "2024-1", content), catalogue_for)
    return told(result.problems), told(result.warnings)


def book(edit: Callable[[Workbook], None] = lambda _: None) -> Workbook:
    made = plan_book.plan_book()
    edit(made)
    return made


def of_ods(messages: tuple[str, ...]) -> list[str]:
    return [message.replace(WORKBOOK, ODS) for message in messages]


def _some_at_once(cases: Sequence[Any]) -> list[Any]:
    """Each by its name, one of eight for every change: the reader of cells is all that is not the one of Excel."""
    late = pytest.mark.long
    return [pytest.param(case, id=case.name, marks=[late] if at % 8 else []) for at, case in enumerate(cases)]


@pytest.mark.parametrize("case", [Kind("zoals gestuurd", lambda _: None), *KINDS], ids=lambda case: case.name)
def test_it_is_read_as_the_same_workbook_of_excel(case: Kind, tmp_path: Path):
    """Months, blocks, merged years, percentages, what is hidden, noted or raised: the same rows and remarks."""
    inputs = load_round(round_with(tmp_path / "2024-1", to_ods(book(case.edit))), catalogue_for)
    assert sorted(tuple(row) for row in inputs.plan.itertuples(index=False)) == plan_book.expected_rows()
    assert told(inputs.warnings) == of_ods(case.told)


@pytest.mark.parametrize("case", _some_at_once([*DAMAGES, *REFUSALS]))
def test_a_damaged_one_gives_the_same_messages(case, tmp_path: Path):
    """Every refusal and remark at the same cell."""
    problems, warnings = check(tmp_path, to_ods(book(case.edit)))
    if isinstance(case, Kind):
        assert problems == of_ods(case.told)
    else:
        assert (problems, warnings) == (of_ods(case.messages), of_ods(case.warnings))


def test_it_is_read_as_libreoffice_saves_it(tmp_path: Path):
    """By a program that nobody here wrote: rows, a comment and a raised mark."""
    made = book(next(case for case in KINDS if case.name == "noot in superscript").edit)
    next(case for case in KINDS if case.name == "opmerking bij een cel").edit(made)
    made.save(tmp_path / "plan.xlsx")
    saved = saved_again(tmp_path / "plan.xlsx", tmp_path / "opnieuw", "ods")
    inputs = load_round(round_with(tmp_path / "2024-1", saved.read_bytes()), catalogue_for)
    assert sorted(tuple(row) for row in inputs.plan.itertuples(index=False)) == plan_book.expected_rows()
    assert told(inputs.warnings) == of_ods(next(case for case in KINDS if case.name == "opmerking bij een cel").told)


def put(old: str, new: str) -> Callable[[str], str]:
    """A change of the content at a place that is there once."""

    def change(content: str) -> str:
        assert content.count(old) == 1
        return content.replace(old, new)

    return change


def far(repeated: str) -> Callable[[str], str]:
    cell = '<table:table-cell office:value-type="float" office:value="1"/>'
    return put(SHEETS_END, f'<table:table table:name="Ver">{repeated.format(cell=cell)}</table:table>{SHEETS_END}')


MANY = 'number-columns-repeated="1100000"'
TABLE_NAMES = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
SWELLING = {
    "onder een andere naam voor de naamruimte": f'<table:table-cell xmlns:t="{TABLE_NAMES}" t:{MANY} '
    'office:value-type="float" office:value="1"/>',
    "van tekst zonder soort": f"<table:table-cell table:{MANY}><text:p>x</text:p></table:table-cell>",
    "van een waarde zonder soort": f'<table:table-cell table:{MANY} office:string-value="x"/>',
    "die samen te veel bedekken": '<table:table-cell office:value-type="float" office:value="1" '
    'table:number-columns-repeated="20" table:number-columns-spanned="100" table:number-rows-spanned="900"/>',
}
"""Cells in a row that stand for more than they seem to."""


UNOPENED = {
    **{
        f"herhaalde cellen {name}": (
            lambda cells=cells: to_ods(book(), far(f"<table:table-row>{cells}</table:table-row>")),
            "een blad is te uitgestrekt",
        )
        for name, cells in SWELLING.items()
    },
    "een herhaling van minder dan één": (
        lambda: to_ods(
            book(),
            far(
                '<table:table-row><table:table-cell table:number-columns-repeated="-1100000"/><table:table-cell '
                'office:value-type="float" office:value="1" table:number-columns-repeated="1100000"/></table:table-row>'
            ),
        ),
        "een onderdeel van het werkboek is beschadigd",
    ),
    "geen spreadsheet": (
        lambda: to_ods(book(), parts={"mimetype": b"application/zip"}),
        "dit is geen OpenDocument-werkblad",
    ),
    "een werkboek van Excel": (lambda: plan_book.to_bytes(book()), "dit is geen OpenDocument-werkblad"),
    "geen zip": (lambda: b"PK", "dit is geen OpenDocument-werkblad"),
    "macro's": (lambda: to_ods(book(), parts={"Basic/Standard/Module1.xml": b"<x/>"}), "het werkboek bevat macro's"),
    "wachtwoord": (
        lambda: to_ods(book(), parts={"META-INF/manifest.xml": b"<manifest><encryption-data/></manifest>"}),
        "het werkboek is met een wachtwoord beveiligd",
    ),
    "DOCTYPE": (
        lambda: to_ods(book(), put("<?xml version='1.0'?>", '<!DOCTYPE x [<!ENTITY a "aaaaaaaa">]>')),
        "het werkboek bevat een verboden verklaring (DOCTYPE)",
    ),
    "gebroken XML": (lambda: to_ods(book(), put(SHEETS_END, "")), "een onderdeel van het werkboek is beschadigd"),
    "een gevulde cel duizend keer in duizend rijen": (
        lambda: to_ods(
            book(),
            far(
                '<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
                '<table:table-row><table:table-cell table:number-columns-repeated="16383"/>{cell}</table:table-row>'
            ),
        ),
        "een blad is te uitgestrekt",
    ),
    "een cel over het hele blad": (
        lambda: to_ods(
            book(),
            far(
                '<table:table-row><table:table-cell table:number-columns-spanned="16384" '
                'table:number-rows-spanned="1048576"/></table:table-row>'
            ),
        ),
        "een blad is te uitgestrekt",
    ),
    "een herhaling die geen getal is": (
        lambda: to_ods(book(), far('<table:table-row table:number-rows-repeated="veel">{cell}</table:table-row>')),
        "een onderdeel van het werkboek is beschadigd",
    ),
    "zipbom": (
        lambda: to_ods(book(), parts={"Pictures/nul.bin": bytes(100_000_001)}),
        "het werkboek is uitgepakt te groot",
    ),
    "geen bladen": (
        lambda: to_ods(
            book(), lambda content: content[: content.index("<table:table ")] + content[content.index(SHEETS_END) :]
        ),
        "het werkboek is niet te lezen",
    ),
}


@pytest.mark.parametrize("name", UNOPENED)
def test_one_that_is_not_opened_gives_one_message(name: str, tmp_path: Path):
    """What could run, swell or is no spreadsheet gives one message, and the folder stays as it was."""
    content, message = UNOPENED[name]
    folder = round_with(tmp_path / "2024-1", content())
    before = snapshot(folder)
    result = check_round(folder, catalogue_for)
    assert [problem.problem for problem in result.problems] == [message]
    assert result.warnings == ()
    assert snapshot(folder) == before


@pytest.mark.parametrize("word", ["NaN", "INF"])
def test_a_number_that_is_none_is_refused_like_text(word: str, tmp_path: Path):
    """Its type says it is a number; the cell is named, and no rule reckons with it."""
    content = to_ods(book(), change=lambda text: text.replace('office:value="1014"', f'office:value="{word}"', 1))
    problems, _ = check(tmp_path, content)
    assert len(problems) == 1
    assert f"hier staat geen waarde (gevonden: {word})" in problems[0]
    assert "blad " in problems[0]
    assert "cel " in problems[0]


def test_a_sheet_that_is_kept_of_another_file_is_not_read(tmp_path: Path):
    """It is told that it is there, and its figures count for nothing."""
    elsewhere = (
        "<table:table table:name=\"'file:///elders.ods'#$Blad1\"><table:table-source/>"
        '<table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row>'
        "</table:table>"
    )
    content = to_ods(book(), put(SHEETS_END, f"{elsewhere}{SHEETS_END}"))
    warning = (
        f"{ODS}: het werkboek haalt gegevens uit een ander bestand; daarvan is alleen de bewaarde uitkomst gelezen "
        "(gevonden: 1 koppeling). Verwacht: waarden."
    )
    assert check(tmp_path, content) == ([], [warning])


def test_two_workbooks_are_refused(tmp_path: Path):
    """One of Excel and one of OpenDocument could say something else: neither is read."""
    folder = round_with(tmp_path / "2024-1", to_ods(book()))
    (folder / WORKBOOK).write_bytes(plan_book.to_bytes(book()))
    result = check_round(folder, catalogue_for)
    [message] = told(result.problems)
    assert message.startswith(f"{ODS}: het IND-prognoseplan is er ook als {WORKBOOK}. Verwacht: één van beide; blijft")
