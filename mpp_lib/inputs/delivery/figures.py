"""What a partner counted, from the two sheets on which it says so."""

from __future__ import annotations

from mpp_lib.base.catalogue import Aggregation, IndicatorSpec
from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.inputs.declared import delivery as form
from mpp_lib.inputs.delivery.asked import Asked
from mpp_lib.inputs.delivery.form_sheet import Collected, FormRow, FormSheet, is_number_for
from mpp_lib.inputs.reading.nearest import expected_name
from mpp_lib.inputs.reading.spans import shown
from mpp_lib.inputs.workbooks.notes import SheetNotes
from mpp_lib.inputs.workbooks.workbook_cells import Cell, Sheet


class Figures:
    """Collects the figures of a form.

    Attributes:
        collected: rows of :data:`mpp_lib.inputs.declared.delivery.FIGURES`.
    """

    def __init__(self, asked: Asked) -> None:
        self.asked = {spec.id: spec for spec in asked.series}
        self.months = asked.standing.months
        rows = asked.standing.realisations.rows("indicator", "periode", "waarde")
        self.known = {(name, period): value for _, name, period, value in rows}
        self.collected = Collected(form.FIGURES)

    def read_months(self, sheet: Sheet, notes: SheetNotes) -> None:
        """The sheet with a row for a series and a column for a month."""
        table = FormSheet(sheet, form.REALISED, notes)
        self._refuse_lost(table, notes)
        months = {column: month for column, month in table.months.items() if month >= self.months[0]}
        seen: dict[str, str] = {}
        for row in table.rows:
            given = {column: cell for column in months if (cell := row.given_at(column))}
            spec = self._spec(row, notes) if given else self.asked.get(row.id)
            if spec is None:
                continue
            earlier = seen.setdefault(spec.id, row.at(form.ID))
            if earlier != row.at(form.ID):
                notes.refuse(row.at(form.ID), spec.id, f"deze rij staat ook op {earlier}", "elke rij één keer")
                continue
            self._remark_beside(spec, row, table, notes)
            if given and not row.text(form.STATUS):
                words = form.FIGURES.column("status").holds
                notes.refuse(row.at(form.STATUS), "", "de status ontbreekt", words)
            for column, cell in given.items():
                self._add(spec, str(months[column]), cell, row, notes.at((row.number, column)), notes)
            self._remark_total(spec, given, len(months), row, notes)

    def read_others(self, sheet: Sheet, notes: SheetNotes) -> None:
        """The sheet with a row for a figure."""
        for row in FormSheet(sheet, form.OTHER, notes).rows:
            cell = row.given(form.VALUE)
            if not any(row.given(heading) for heading in (form.PERIOD, form.VALUE, form.STATUS, form.NOTE)):
                continue
            spec = self._spec(row, notes)
            if spec is not None:
                self._add(spec, row.month(form.PERIOD), cell or Cell(""), row, row.at(form.VALUE), notes)

    def _refuse_lost(self, table: FormSheet, notes: SheetNotes) -> None:
        """A month that stands above no column any more: what was filled below it would be left out unseen."""
        lost = [str(month) for month in self.months if month not in table.months.values()]
        if lost and table.rows:
            problem = "deze maand staat boven geen kolom" if len(lost) == 1 else "deze maanden staan boven geen kolom"
            notes.refuse(notes.inside(), enumerate_nl(lost), problem, "de kop zoals hij was, zoals 2024-03")

    def _spec(self, row: FormRow, notes: SheetNotes) -> IndicatorSpec | None:
        spec = self.asked.get(row.id)
        if spec is None:
            expected = expected_name("een kenmerk van dit formulier", row.id, self.asked)
            notes.refuse(row.at(form.ID), row.id, "dit wordt van deze partner niet gevraagd", expected)
        return spec

    def _add(self, spec: IndicatorSpec, period: str, cell: Cell, row: FormRow, where: str, notes: SheetNotes) -> None:
        fits = is_number_for(cell, spec.unit, where, notes)
        texts = {
            "periode": period,
            "indicator": spec.id,
            "waarde": cell.text,
            "status": row.text(form.STATUS),
            "toelichting": row.text(form.NOTE),
        }
        at_period = row.at(form.PERIOD) if form.PERIOD in row.columns else where
        places = {
            "periode": at_period,
            "indicator": row.at(form.ID),
            "waarde": where,
            "status": row.at(form.STATUS),
            "toelichting": row.at(form.NOTE),
        }
        if row.text(form.STATUS) or form.PERIOD in row.columns:
            self.collected.add(texts, places, notes, broken="" if fits else "waarde")

    def _remark_beside(self, spec: IndicatorSpec, row: FormRow, table: FormSheet, notes: SheetNotes) -> None:
        """Months that only stand beside the others are not read; who changed one meant to revise it."""
        for column, month in table.months.items():
            cell = row.given_at(column)
            if month < self.months[0] and cell is not None and cell.value != self.known.get((spec.id, str(month))):
                problem = "deze maand staat er om mee te vergelijken en is niet gelezen"
                expected = f"een herziening op blad {form.OTHER}"
                notes.remark(notes.at((row.number, column)), cell.text, problem, expected)

    def _remark_total(
        self, spec: IndicatorSpec, given: dict[int, Cell], months: int, row: FormRow, notes: SheetNotes
    ) -> None:
        """The partner's own total beside its months, where all of them are there."""
        total, values = row.given(form.OWN_TOTAL), [_number(cell) for _, cell in sorted(given.items())]
        stated = _number(total) if total else None
        if stated is None or len(values) < months or None in values:
            return
        numbers = [value for value in values if value is not None]
        meant = numbers[-1] if spec.aggregation is Aggregation.STOCK else sum(numbers)
        if abs(stated - meant) > (months + 1) / 2:
            problem = "dit controletotaal is anders dan de maanden ernaast"
            notes.remark(row.at(form.OWN_TOTAL), shown(stated), problem, shown(meant))


def _number(cell: Cell) -> float | None:
    value = cell.value
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
