"""What a delivery says beside what was known: new, revised, the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from mpp_lib.base.dutch import number
from mpp_lib.inputs.written import cell_text
from mpp_lib.rolling.taken_over import Row


@dataclass(frozen=True)
class Compared:
    """What a delivery says beside what was known.

    Attributes:
        added: rows of figures that were not known.
        revised: of each figure that changed, what it was and what it is.
        restated: the same of each figure of which only the status is another.
        same: how many are as they were.
    """

    added: tuple[Row, ...]
    revised: tuple[tuple[Row, Row], ...]
    restated: tuple[tuple[Row, Row], ...]
    same: int

    @property
    def told(self) -> tuple[str, ...]:
        """What changed, a line each."""
        names = sorted({row["indicator"] for row in self.added})
        return (
            f"nieuw: {figures(len(self.added))}, over {', '.join(names)}" if names else "geen nieuwe cijfers",
            *(
                f"herzien: {now['indicator']} {now['periode']}: {_shown(was)} → {_shown(now)}"
                for was, now in self.revised
            ),
            *(f"andere status: {count}, {change}" for change, count in self._restated),
        )

    def as_dict(self) -> dict[str, object]:
        """The same as JSON."""
        pairs = (*self.revised, *self.restated)
        return {"added": list(self.added), "revised": [{"before": was, "after": now} for was, now in pairs]}

    @property
    def changed(self) -> list[Row]:
        """The rows that are new or other than they were."""
        return [*self.added, *(now for _, now in (*self.revised, *self.restated))]

    @property
    def _restated(self) -> list[tuple[str, str]]:
        counted = Counter(f"{was['status']} → {now['status']}" for was, now in self.restated)
        return [(change, figures(count)) for change, count in sorted(counted.items())]


def compared(before: Iterable[Row], delivered: Iterable[Row]) -> Compared:
    """What rows say beside earlier ones."""
    then, now = by_figure(before), by_figure(delivered)
    both = [(then[key], row) for key, row in now.items() if key in then]
    revised = tuple((was, row) for was, row in both if was["waarde"] != row["waarde"])
    restated = tuple(
        (was, row) for was, row in both if was["waarde"] == row["waarde"] and was["status"] != row["status"]
    )
    added = tuple(row for key, row in now.items() if key not in then)
    return Compared(added, revised, restated, len(both) - len(revised) - len(restated))


def by_figure(rows: Iterable[Row]) -> dict[tuple[str, str], Row]:
    """Period and indicator → the row; of two the last."""
    return {(row["periode"], row["indicator"]): row for row in rows}


def figures(count: int) -> str:
    """``1 cijfer``, ``1.200 cijfers``."""
    return "1 cijfer" if count == 1 else f"{number(count)} cijfers"


def _shown(row: Row) -> str:
    value = float(row["waarde"])
    return number(value) if value.is_integer() else cell_text(value)
