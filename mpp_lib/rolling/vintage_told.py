"""What became of reading realisations from their source, for whoever asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mpp_lib.inputs.declared.unknown import UNKNOWN
from mpp_lib.inputs.declared.vintage import vintage_table
from mpp_lib.inputs.reading.vintages import KEY
from mpp_lib.rolling.compared import Compared, figures
from mpp_lib.rolling.taken_over import Row


@dataclass(frozen=True)
class NewVintage:
    """A vintage that was made, or would be.

    Attributes:
        name: by which ``round.yml`` can name it.
        file: it, in the round.
        before: the vintage that it builds on; empty for ``inputs/realisaties.csv``.
        changes: what is new, revised and the same in what the source gave.
        later: how many figures are of after the last realised month, and stay out.
        unknown: what the source does not know and ``onbekend.csv`` does not say, as rows of that.
        kept: what the source does not know and the round does, which stays.
        filled: what ``onbekend.csv`` says is not there and now is.
        usable: whether the round can use it: it is not of after its cut-off.
        written: False where it was only shown, or the source says nothing new.
    """

    name: str
    file: Path
    before: str
    changes: Compared
    later: int
    unknown: Sequence[Row]
    kept: Sequence[Row]
    filled: Sequence[Row]
    usable: bool
    written: bool

    @property
    def told(self) -> tuple[str, ...]:
        """What it holds and what to do with it, a line each."""
        later = f"na de laatste gerealiseerde maand, en daarom buiten gebleven: {figures(self.later)}"
        kept = f"de bron heeft geen cijfer, wat de ronde had blijft: {_named(self.kept)}"
        filled = f"staat in {UNKNOWN.file} en is er nu; die regel kan weg: {_named(self.filled)}"
        return (
            f"naast {vintage_table(self.before).file}:",
            *self.changes.told,
            f"zoals al bekend: {figures(self.changes.same)}",
            *([later] if self.later else []),
            *([kept] if self.kept else []),
            *([filled] if self.filled else []),
            *self._unknown,
            *self._to_do,
        )

    @property
    def _unknown(self) -> tuple[str, ...]:
        """What belongs in ``onbekend.csv``, as lines of it."""
        if not self.unknown:
            return ()
        lines = (";".join(str(row[name]) for name in UNKNOWN.names) for row in self.unknown)
        return (
            f"in de bron onbekend of niet te scoren: {figures(len(self.unknown))}. Regels voor {UNKNOWN.file}:",
            *lines,
        )

    @property
    def _to_do(self) -> tuple[str, ...]:
        if not self.changes.changed:
            return ("Er is niets geschreven: de bron zegt niets nieuws.",)
        if not self.written:
            return ("Er is niets geschreven (--dry-run).",)
        if not self.usable:
            return ("Deze vintage is van na de peildatum: de ronde kan haar niet gebruiken.",)
        return (f"Zet `{KEY}: {self.name}` in round.yml om haar te gebruiken.",)

    def as_dict(self) -> dict[str, object]:
        """The same as JSON."""
        about: dict[str, object] = {
            "vintage": self.name,
            "file": str(self.file),
            "before": vintage_table(self.before).file,
        }
        about |= {"written": self.written, "usable": self.usable}
        rest = {"same": self.changes.same, "later": self.later, "unknown": list(self.unknown)}
        rest |= {"kept": list(self.kept), "filled": list(self.filled)}
        return {**about, **self.changes.as_dict(), **rest}


def _named(rows: Sequence[Row]) -> str:
    return ", ".join(f"{row['indicator']} {row['periode']}" for row in rows)
