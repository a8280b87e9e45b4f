"""What a partner expects, from the sheets with values and with distributions."""

from __future__ import annotations

from mpp_lib.inputs.declared import delivery as form
from mpp_lib.inputs.delivery.asked import Asked, AskedShares
from mpp_lib.inputs.delivery.form_sheet import Collected, FormRow, FormSheet, is_number_for
from mpp_lib.inputs.reading.nearest import expected_name
from mpp_lib.inputs.workbooks.notes import SheetNotes
from mpp_lib.inputs.workbooks.workbook_cells import Sheet

_ANSWERS = (form.NEW, form.SPREAD, form.GROUND, form.SOURCE, form.NOTE)


class Expectations:
    """Collects the values and distributions of a form.

    Attributes:
        values: rows of :data:`mpp_lib.inputs.declared.delivery.EXPECTATIONS`.
        shares: rows of :data:`mpp_lib.inputs.declared.delivery.DISTRIBUTIONS`.
    """

    def __init__(self, asked: Asked) -> None:
        self.asked = {value.spec.name: value.spec for value in asked.values}
        self.distributions = {(one.spec.name, one.since): one for one in asked.shares}
        self.values, self.shares = Collected(form.EXPECTATIONS), Collected(form.DISTRIBUTIONS)

    def read_values(self, sheet: Sheet, notes: SheetNotes) -> None:
        """The sheet with a row for a value."""
        for row in FormSheet(sheet, form.EXPECTED, notes).rows:
            if not any(row.given(heading) for heading in _ANSWERS):
                continue
            spec = self.asked.get(row.id)
            if spec is None:
                expected = expected_name("een kenmerk van dit formulier", row.id, self.asked)
                notes.refuse(row.at(form.ID), row.id, "dit wordt van deze partner niet gevraagd", expected)
                continue
            wrong = [
                column
                for column, heading in (("waarde", form.NEW), ("onzekerheid", form.SPREAD))
                if (cell := row.given(heading)) and not is_number_for(cell, spec.unit, row.at(heading), notes)
            ]
            headings = {
                "parameter": form.ID,
                "vanaf": form.SINCE,
                "mpp_scenario": form.SCENARIO,
                "waarde": form.NEW,
                "onzekerheid": form.SPREAD,
                "grondslag": form.GROUND,
                "bron": form.SOURCE,
                "toelichting": form.NOTE,
            }
            texts = {column: row.text(heading) for column, heading in headings.items()}
            texts |= {"parameter": spec.name, "vanaf": row.month(form.SINCE), "mpp_scenario": _scenario(row)}
            places = {column: row.at(heading) for column, heading in headings.items()}
            self.values.add(texts, places, notes, broken=wrong[0] if wrong else "")

    def read_shares(self, sheet: Sheet, notes: SheetNotes) -> None:
        """The sheet with a row for a share; a distribution is filled whole."""
        blocks: dict[tuple[str, str], list[FormRow]] = {}
        for row in FormSheet(sheet, form.SHARES, notes).rows:
            key = row.id, row.month(form.SINCE)
            if key in self.distributions:
                blocks.setdefault(key, []).append(row)
            elif row.given(form.NEW_SHARE):
                expected = "een verdeling en een maand van dit formulier"
                notes.refuse(
                    row.at(form.ID), ", ".join(filter(None, key)), "deze verdeling wordt niet gevraagd", expected
                )
        for key, rows in blocks.items():
            if any(row.given(heading) for row in rows for heading in (form.NEW_SHARE, form.GROUND, form.SOURCE)):
                self._block(self.distributions[key], rows, notes)

    def _block(self, asked: AskedShares, rows: list[FormRow], notes: SheetNotes) -> None:
        grounded = next((row for row in rows if row.given(form.GROUND)), rows[0])
        known = {str(k) for k in asked.rows}
        for row in rows:
            cell = row.given(form.NEW_SHARE)
            if cell is None and row.text(form.K) not in known:
                continue
            fits = cell is None or is_number_for(cell, "aandeel", row.at(form.NEW_SHARE), notes)
            texts = {
                "parameter": asked.spec.name,
                "vanaf": asked.since,
                "k": row.text(form.K),
                "aandeel": cell.text if cell else "",
                "grondslag": grounded.text(form.GROUND),
                "bron": grounded.text(form.SOURCE),
            }
            places = {
                "parameter": row.at(form.ID),
                "vanaf": row.at(form.SINCE),
                "k": row.at(form.K),
                "aandeel": row.at(form.NEW_SHARE),
                "grondslag": grounded.at(form.GROUND),
                "bron": grounded.at(form.SOURCE),
            }
            self.shares.add(texts, places, notes, broken="" if fits else "aandeel")


def _scenario(row: FormRow) -> str:
    text = row.text(form.SCENARIO)
    return "" if text.casefold() == form.ALL else text.casefold()
