"""A copy of the small round that can be broken, and what has to be said of it; the kinds are in the modules beside."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Told:
    """One message: its file and place in full, and words that it holds.

    Attributes:
        where: as ``rij 4, kolom kans``; empty for a whole file.
        words: each stands in what was found, what is wrong, or what was expected.
    """

    file: str
    where: str
    words: tuple[str, ...]


class Copy:
    """A copy of the small round, whose tables have no quoted cells."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def text(self, file: str) -> str:
        return (self.folder / file).read_text(encoding="utf-8")

    def write(self, file: str, text: str | bytes) -> None:
        (self.folder / file).write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))

    def rows(self, file: str) -> list[list[str]]:
        """The cells of every row, the header first: row ``n`` of a message is number ``n - 1`` here."""
        return [line.split(";") for line in self.text(file).splitlines()]

    def put_rows(self, file: str, rows: list[list[str]]) -> None:
        self.write(file, "".join(";".join(row) + "\n" for row in rows))

    def some_row(self, rng: random.Random, file: str, fits: Callable[[dict[str, str]], bool] = lambda _: True) -> int:
        """The number of a row, as messages count them, whose cells by column fit."""
        header, *rows = self.rows(file)
        return rng.choice([n for n, row in enumerate(rows, 2) if fits(dict(zip(header, row, strict=True)))])

    def cell(self, file: str, row: int, column: str) -> str:
        rows = self.rows(file)
        return rows[row - 1][rows[0].index(column)]

    def put(self, file: str, row: int, column: str, value: str) -> None:
        rows = self.rows(file)
        rows[row - 1][rows[0].index(column)] = value
        self.put_rows(file, rows)

    def insert(self, file: str, row: int, cells: list[str]) -> None:
        rows = self.rows(file)
        rows.insert(row - 1, cells)
        self.put_rows(file, rows)

    def drop(self, file: str, row: int) -> list[str]:
        rows = self.rows(file)
        dropped = rows.pop(row - 1)
        self.put_rows(file, rows)
        return dropped


Break = Callable[[random.Random, Copy], list[Told]]
KINDS: dict[str, Break] = {}
"""Name → what breaks a copy, and says what has to be told of it."""


def kind(make: Break) -> Break:
    KINDS[make.__name__] = make
    return make


def everything_in(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file and folder below a folder, with what it holds."""
    for path in sorted(folder.rglob("*")):
        yield path.relative_to(folder).as_posix(), path.read_bytes() if path.is_file() else b""
