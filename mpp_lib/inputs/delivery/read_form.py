"""A form that a partner filled, in whatever form it saved it: tables of what it says, each cell with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mpp_lib.base.errors import InputError, Problem
from mpp_lib.inputs.declared import delivery as form
from mpp_lib.inputs.declared.delivery import DELIVERERS, Deliverer
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.delivery.asked import asked_of
from mpp_lib.inputs.delivery.expectations import Expectations
from mpp_lib.inputs.delivery.figures import Figures
from mpp_lib.inputs.delivery.form_sheet import Collected, head_of
from mpp_lib.inputs.delivery.standing import Standing
from mpp_lib.inputs.reading.causes import in_place, one_per_cause
from mpp_lib.inputs.reading.csv import read_records
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.nearest import expected_name
from mpp_lib.inputs.reading.table import Table
from mpp_lib.inputs.workbooks.csv_sheets import sheets_of_csv
from mpp_lib.inputs.workbooks.labels import words
from mpp_lib.inputs.workbooks.notes import SheetNotes
from mpp_lib.inputs.workbooks.open_workbook import personal_data, sheets_in
from mpp_lib.inputs.workbooks.remarks import USABLE, remark_set_aside, remarks_of_deliverer
from mpp_lib.inputs.workbooks.workbook_cells import Cell, Place, Sheet
from mpp_lib.inputs.workbooks.workbook_guard import warn_outside_sources

WORKBOOKS = (".xlsx", ".ods")
FORMS = (*WORKBOOKS, ".csv")
"""Endings of what is read."""
_NAMES = {words(name): name for name in form.SHEETS}
_OURS = "het formulier dat mpp template maakte"


@dataclass(frozen=True)
class Filled:
    """What a partner filled.

    Attributes:
        content: the bytes of the form.
        about: one row of ``leveringen.csv``.
        figures, values, shares: rows of the tables in :mod:`mpp_lib.inputs.declared.delivery`.
        remarks: what is remarkable without being wrong.
    """

    deliverer: Deliverer
    content: bytes
    about: Table
    figures: Table
    values: Table
    shares: Table
    remarks: tuple[Problem, ...]

    @property
    def name(self) -> str:
        """The name of the form in ``inputs/``."""
        return str(self.about.read["bestand"][0])


def read_form(path: Path, standing: Standing) -> Filled:
    """What a form says, for a round.

    Raises:
        InputError: it is no form, of another round or partner, or with everything that is wrong in its cells.
    """
    return _Reader(path, standing).read()


class _Reader:
    def __init__(self, path: Path, standing: Standing) -> None:
        self.path = path
        self.file = path.name
        self.standing = standing
        self.intake = Intake(path.parent)
        self.notes: list[SheetNotes] = []

    def read(self) -> Filled:
        content = self._content()
        sheets = self._sheets(content)
        by_name = {_NAMES[words(sheet.name)]: sheet for sheet in reversed(sheets) if words(sheet.name) in _NAMES}
        front = _Front(by_name.get(form.FRONT), self._notes(form.FRONT))
        deliverer = self._deliverer(front)
        self._look_through(sheets)
        asked = asked_of(deliverer, self.standing)
        figures, expectations = Figures(asked), Expectations(asked)
        for name, read in (
            (form.REALISED, figures.read_months),
            (form.OTHER, figures.read_others),
            (form.EXPECTED, expectations.read_values),
            (form.SHARES, expectations.read_shares),
        ):
            if name in by_name:
                read(by_name[name], self._notes(by_name[name].name))
        about = front.row(deliverer, self.path.suffix.lower())
        collected = (about, figures.collected, expectations.values, expectations.shares)
        delivery, counted, values, shares = (each.table(self.file, self.intake) for each in collected)
        if not any(table.cells.rows for table in (counted, values, shares)):
            self.intake.refuse(self.file, "", "", "het formulier is leeg", "ten minste één gevulde rij")
        self._refuse()
        return Filled(deliverer, content, delivery, counted, values, shares, tuple(self._remarks(content)))

    def _content(self) -> bytes:
        if self.path.suffix.lower() not in FORMS:
            self.intake.refuse(
                self.file, "", self.path.suffix, "dit soort bestand wordt niet gelezen", ", ".join(FORMS)
            )
        elif not self.path.is_file():
            self.intake.refuse(self.file, "", "", "dit bestand is er niet", _OURS)
        content = self.intake.content(self.file) if not self.intake.problems else None
        if content is None:
            raise InputError(self.intake.problems)
        return content

    def _sheets(self, content: bytes) -> Sequence[Sheet]:
        if self.path.suffix.lower() in WORKBOOKS:
            return sheets_in(self.file, content)
        records = read_records(self.intake, self.file)
        if records is None:
            raise InputError(self.intake.problems)
        return sheets_of_csv(records, lambda text: words(text) in _NAMES)

    def _deliverer(self, front: _Front) -> Deliverer:
        """Whose form it is; of another round or partner nothing more is read."""
        found, place = front.of(form.ROUND)
        said, by = front.of(form.PARTNER)
        own = self.standing.settings.round
        if not found or not said:
            raise InputError([Problem(self.file, "", "", "dit is geen leveringsformulier", _OURS)])
        by_name = {one.name.casefold(): one for one in DELIVERERS.values()}
        if found != own:
            problem = "dit formulier is van een andere ronde"
            raise InputError([Problem(self.file, place, found, problem, f"een formulier voor ronde {own}")])
        if said.casefold() not in by_name:
            expected = expected_name("een partner met een formulier", said, [one.name for one in DELIVERERS.values()])
            raise InputError([Problem(self.file, by, said, "deze partner heeft geen formulier", expected)])
        return by_name[said.casefold()]

    def _look_through(self, sheets: Sequence[Sheet]) -> None:
        """Personal data, what the partner noted beside cells, and sheets that are none of the form."""
        for sheet in sheets:
            notes = self._notes(sheet.name)
            notes.problems.extend(personal_data(sheet, notes))
            ours = words(sheet.name) in _NAMES
            notes.remarks.extend(remarks_of_deliverer(sheet, notes, in_table=ours and head_of(sheet) is not None))
            if not ours and sheet.cells:
                problem = "dit blad hoort niet bij het formulier en is niet gelezen"
                notes.remarks.extend(remark_set_aside(sheet, notes, problem, "de bladen van het formulier"))

    def _notes(self, sheet: str) -> SheetNotes:
        self.notes.append(SheetNotes(self.file, sheet))
        return self.notes[-1]

    def _refuse(self) -> None:
        problems = [*self.intake.problems, *(problem for notes in self.notes for problem in notes.problems)]
        if problems:
            raise InputError(_in_order(problems))

    def _remarks(self, content: bytes) -> Iterator[Problem]:
        yield from _in_order([*self.intake.remarks, *(remark for notes in self.notes for remark in notes.remarks)])
        if self.path.suffix.lower() in WORKBOOKS:
            yield from warn_outside_sources(self.file, content)


def _in_order(problems: Sequence[Problem]) -> list[Problem]:
    """Each once, in the order of the sheets; one for each cause."""
    places = {f"blad {name}": place for place, name in enumerate(form.SHEETS)}
    ordered = sorted(
        dict.fromkeys(problems),
        key=lambda one: (places.get(one.where.partition(",")[0], len(places)), in_place(one.where), one),
    )
    return one_per_cause(ordered)


class _Front:
    """What stands on the first sheet: names, and beside each what it is or what the partner filled."""

    def __init__(self, sheet: Sheet | None, notes: SheetNotes) -> None:
        self.notes = notes
        self.found: Mapping[str, tuple[Place, Cell | None]] = dict(_fields(sheet)) if sheet else {}

    def of(self, name: str) -> tuple[str, str]:
        """What is said under a name, and where."""
        place, cell = self.found.get(name, ((1, 1), None))
        return (cell.text if cell else ""), self.notes.at(place)

    def row(self, deliverer: Deliverer, ending: str) -> Collected:
        """The row of ``leveringen.csv``; what the partner adds in words is a remark."""
        said = {name: self.of(name) for name in (form.VERSION, form.STATUS, form.AUDIENCES, form.DAY)}
        collected = Collected(ROUND.deliveries)
        texts = {"bestand": f"{deliverer.file}{ending}", "partner": deliverer.name}
        texts |= {name: text for name, (text, _) in said.items()}
        places = {name: where for name, (_, where) in said.items()}
        own = self.of(form.PARTNER)[1]
        collected.add(texts, {"bestand": own, "partner": own, **places}, self.notes)
        words_of_partner, where = self.of(form.REMARKS)
        if words_of_partner:
            self.notes.remark(where, words_of_partner, "de partner merkt dit op", USABLE)
        return collected


def _fields(sheet: Sheet) -> Iterator[tuple[str, tuple[Place, Cell | None]]]:
    names = {words(name): name for name in _FIELDS}
    for row, cells in sheet.rows.items():
        first, *rest = sorted(cells)
        name = names.get(words(cells[first].text))
        if name:
            column = rest[0] if rest else first + 1
            yield name, ((row, column), cells.get(column) if rest else None)


_FIELDS = (form.ROUND, form.PARTNER, form.VERSION, form.STATUS, form.AUDIENCES, form.DAY, form.REMARKS)
