"""A table of a report: its rows, and columns that say what stands in them.

One declaration for whoever shows it: a report as HTML (:mod:`mpp_lib.present.shown.table_html`), a terminal as lines,
an analyst as a great-tables object to look at and restyle.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Generic, Literal, NamedTuple, TypeVar, cast

import pandas as pd

from mpp_lib.present.drawing.style import REALISED_FILL
from mpp_lib.present.wording.marks import legend
from mpp_lib.present.wording.printed_values import text_of
from mpp_lib.present.wording.signs import sign_legend

if TYPE_CHECKING:
    from great_tables import GT

R = TypeVar("R")
Record = Mapping[str, Any]
"""A row of a frame: column → value."""
NONE = "geen"
"""What a table without rows says."""
_GROUP = "::groep"


class Key(NamedTuple):
    """What a number of the result table goes by, as far as a row or a column says it: ``Key(period="2026")``.

    Attributes:
        indicator: its id.
        scenario: ``minimum``, ``medio``, ``maximum`` or ``realisatie``; another name for what is derived.
        period: ``2026`` or ``2026-03``.
    """

    indicator: str = ""
    scenario: str = ""
    period: str = ""


UNKEYED = Key()
"""Of what is no number of the result table."""


@dataclass(frozen=True)
class Column(Generic[R]):
    """A column: its heading, and what stands under it.

    Attributes:
        heading: what stands over it.
        of: what makes the cell of a row, or its key or place in the row; None and NaN give an empty cell.
        unit: of its numbers, which are printed by it (:func:`text_of`); a text stays as it is.
        kind: ``number`` aligns right, as a column with a unit does, but for one that names the rows; ``drawing`` holds
            small drawings, which stand as they are (:mod:`mpp_lib.present.drawing.small_drawing`).
        role: ``head`` names the row, as the first column always does; ``realised`` holds realised figures.
        over: heading over it and its neighbours with the same one.
        key: what its numbers go by; it goes before what the row says.
    """

    heading: str
    of: str | int | Callable[[R], object]
    _: KW_ONLY
    unit: str = ""
    kind: Literal["text", "number", "drawing"] = "text"
    role: Literal["", "head", "realised"] = ""
    over: str = ""
    key: Key = UNKEYED

    @property
    def aligns_right(self) -> bool:
        """Whether its heading and cells stand at the right, as numbers do."""
        return self.kind == "number" or bool(self.unit)

    def text(self, row: R) -> str:
        """The cell of a row, as a reader sees it."""
        value = self.of(row) if callable(self.of) else cast("Any", row)[self.of]
        if isinstance(value, str):
            return value
        if pd.isna(cast("Any", value)):
            return ""
        return text_of(cast("float", value), self.unit) if self.unit else str(value)


@dataclass(frozen=True)
class Table(Generic[R]):
    """A table.

    Attributes:
        rows: what the columns read; rows of one group stand together.
        columns: the first one names the rows, and so do those after it that have the role ``head``; equal neighbours in
            all of these but the last are merged.
        title: what stands in it: the caption.
        note: how to read it, its source and cut-off.
        finding: the answer it gives, where it gives one.
        group: what heads the group of a row.
        total: whether a row is a total.
        dense: whether it is set small.
        whole: whether it has a page of its own, on which all of it stands.
        key: what the numbers of a row go by.
    """

    rows: Sequence[R]
    columns: Sequence[Column[R]]
    _: KW_ONLY
    title: str
    note: str
    finding: str = ""
    group: Callable[[R], str] | None = None
    total: Callable[[R], bool] | None = None
    dense: bool = False
    whole: bool = False
    key: Callable[[R], Key] | None = None

    @property
    def heads(self) -> int:
        """How many columns name the rows."""
        return 1 + sum(column.role == "head" for column in self.columns[1:])

    def texts(self) -> list[list[str]]:
        """Row by row what a reader sees; without rows one that says "geen"."""
        rows = [[column.text(row) for column in self.columns] for row in self.rows]
        return rows or [[NONE, *[""] * (len(self.columns) - 1)]]

    def groups(self) -> list[str]:
        """Per row of :meth:`texts` what heads its group; empty where there are no groups."""
        return [self.group(row) if self.group else "" for row in self.rows] or [""]

    def totals(self) -> list[bool]:
        """Per row of :meth:`texts` whether it is a total."""
        return [bool(self.total and self.total(row)) for row in self.rows] or [False]

    def keys(self) -> list[Key]:
        """Per row of :meth:`texts` what its numbers go by."""
        return [self.key(row) if self.key else UNKEYED for row in self.rows] or [UNKEYED]

    @property
    def under(self) -> str:
        """What stands under it: what the marks and signs in it mean, then the note."""
        return " ".join(filter(None, (legend(self.words), sign_legend(self.figures), self.note)))

    @property
    def figures(self) -> list[str]:
        """The texts of the columns of numbers."""
        return [
            text for row in self.texts() for column, text in zip(self.columns, row, strict=False) if column.aligns_right
        ]

    @property
    def words(self) -> list[str]:
        """Every text in it: headings, then cells."""
        headings = [text for column in self.columns for text in (column.over, column.heading)]
        return [*headings, *(text for row in self.texts() for text in row)]

    @property
    def caption(self) -> str:
        """The title, and the finding where there is one."""
        return f"{self.title}. {self.finding}" if self.finding else self.title

    def named(self) -> dict[str, Column[R]]:
        """The columns, each by a name of its own: its heading, with the one over it in front."""
        names = distinct(f"{column.over} {column.heading}".strip() for column in self.columns)
        return dict(zip(names, self.columns, strict=True))

    def gt(self) -> GT:
        """The table in great-tables; a column goes by its heading, with the one over it in front: ``2025 medio``."""
        from great_tables import GT

        named = self.named()
        names = list(named)
        frame = pd.DataFrame(self.texts(), columns=names)
        grouped = frame.assign(**{_GROUP: self.groups()}) if self.group else frame
        group = _GROUP if self.group else None
        table = GT(grouped, rowname_col=names[: self.heads], groupname_col=group, id="mpp")
        table = table.tab_header(self.title, self.finding or None).tab_source_note(self.under)
        return self._marked(self._headed(table, named), named)

    def _headed(self, table: GT, named: Mapping[str, Column[R]]) -> GT:
        labels: dict[str, Any] = {name: column.heading for name, column in list(named.items())[self.heads :]}
        table = table.tab_stubhead([column.heading for column in self.columns[: self.heads]]).cols_label(labels)
        for over, spanned in groupby(named, key=lambda name: named[name].over):
            if over:
                table = table.tab_spanner(over, columns=list(spanned))
        return table

    def _marked(self, table: GT, named: Mapping[str, Column[R]]) -> GT:
        from great_tables import loc, style

        right = [name for name, column in named.items() if column.aligns_right]
        drawn = [name for name, column in named.items() if column.kind == "drawing"]
        realised = [name for name, column in named.items() if column.role == "realised"]
        totals = [place for place, total in enumerate(self.totals()) if total]
        filled = [loc.body(columns=realised), loc.column_labels(columns=realised)]
        table = table.cols_align("left").cols_align("right", right).fmt_passthrough(drawn, escape=False)
        table = table.tab_style(style.fill(REALISED_FILL), filled)
        return table.tab_style(style.text(weight="bold"), [loc.body(rows=totals), loc.stub(rows=totals)])


def distinct(names: Iterable[str]) -> list[str]:
    """The names, the second one that differs from an earlier one in capitals at most with a number behind it.

    >>> distinct(["Jaar", "Aandeel", "aandeel", "Aandeel"])
    ['Jaar', 'Aandeel', 'aandeel 2', 'Aandeel 3']
    """
    seen: Counter[str] = Counter()
    numbered = []
    for name in names:
        seen[name.casefold()] += 1
        count = seen[name.casefold()]
        numbered.append(f"{name} {count}" if count > 1 else name)
    return numbered


def under_own_name(*keys: str) -> tuple[Column[Record], ...]:
    """Columns of texts headed by their key: ``soort`` under *Soort*."""
    return tuple(Column(key.capitalize(), key) for key in keys)


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame, each as column → value."""
    return cast("list[dict[str, Any]]", frame.to_dict("records"))
