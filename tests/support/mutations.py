"""Small accidents in the files of a round, each made from a seed, so that it can be made again."""

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import MergedCell

# fmt: off
NASTY = (
    "", " ", "0", "-0", "-1", "1", "2", "1e28", "1e308", "1e-320", "1e999", "nan", "inf", "-inf", "NULL",
    "#REF!", "#####", "1.455", "1,455", "1.234.567", "1 000", "03750", "0x7E8", "33:44", "1_000", "12%", "150%",
    "-5%", "٣", "½", "1,2,3", "2024-02-30", "9999-12-31", "0000-01", "9999-12", "2024-13", "2024-K5", "feb-24",
    "31-2-2024", "2024", "24", "1899-12", "medio", "ja", "nee", "WAAR", "true", "no", "~", "=1+1", "'=1+1",
    "@x", "+31612345678", "a" * 10_001, "🙂", '\u202e', '\xa0', '\ufeff', '\x00', '\x1b[31m', "<svg onload=x>",
    "{{< x >}}", "`#x`{=typst}", '"', "'", '"a', "a;b", "../x", "/", "111222333", "*a", "&a b",
    "!!python/name:os.system", "[", "{", "- x", "a: b", "|", ">", "? x", '\\ud800', '"\\ud800"', "[[[[[[[[[[[[",
    "---", "...", "%", "#", '\t', "99999999999999999999", "1" * 400,
)
# fmt: on
CELLS = (
    *(text for text in NASTY if not re.search(r"[\x00-\x08\x0e-\x1f]", text) and len(text) < 1000),
    None,
    True,
    0,
    -1,
    1e28,
    1e308,
    1e-320,
    1.5,
    datetime(9999, 12, 31),
    datetime(1900, 1, 1),
    date(2024, 2, 1),
    time(12),
    timedelta(3),
    "=1/0",
    "=A1",
    "#DIV/0!",
)
Make = Callable[[random.Random, str], tuple[str, str]]
"""From a text to what was done to it, and the text after."""


@dataclass(frozen=True)
class Mutation:
    """One accident: in which file, what happened, and the text after."""

    seed: int
    file: str
    what: str
    text: str

    def apply(self, folder: Path) -> None:
        """Writes it in a folder that holds the round."""
        (folder / self.file).write_bytes(self.text.encode("utf-8", "surrogatepass"))

    def __str__(self) -> str:
        return f"zaad {self.seed}: {self.file}: {self.what}"


def mutation(seed: int, contents: Mapping[str, str]) -> Mutation:
    """An accident in one of the files, the same for the same seed and contents."""
    rng = random.Random(seed)
    file = rng.choice(sorted(name for name in contents if name.endswith(tuple(KINDS))))
    make = rng.choice(KINDS["." + file.rpartition(".")[2]])
    return Mutation(seed, file, *make(rng, contents[file]))


def cell_of_workbook(seed: int, book: Workbook) -> str:
    """Puts something else in a cell of one of the sheets, or moves its rows or columns; says what."""
    rng = random.Random(seed)
    sheet = rng.choice(book.worksheets)
    row, column = rng.randrange(1, sheet.max_row + 2), rng.randrange(1, sheet.max_column + 2)
    what = rng.choice(["cel"] * 6 + ["rij weg", "kolom weg", "rij erbij", "kolom erbij", "naam"])
    if what == "cel":
        cell = sheet.cell(row, column)
        if isinstance(cell, MergedCell):
            return f"zaad {seed}: niets"
        slip = [-cell.value, cell.value * 10, cell.value / 10] if isinstance(cell.value, int | float) else []
        cell.value = rng.choice([*slip, *CELLS])
        what = f"{cell.coordinate} = {str(cell.value)[:30]!r}"
    elif what == "naam":
        sheet.title = rng.choice(["Spoor", "Blad1", "spoor 4 (2)", "x" * 31, "Regulier"])
    else:
        lines, place = ("rows", row) if what.startswith("rij") else ("cols", column)
        getattr(sheet, ("delete_" if what.endswith("weg") else "insert_") + lines)(place)
    return f"zaad {seed}: blad {sheet.title}, rij {row}, kolom {column}: {what}"


def of_number(text: str, rng: random.Random) -> str:
    """A number as a slip of the hand leaves it: a digit dropped or doubled, a sign, a decimal, a unit."""
    place = rng.randrange(len(text))
    moved = text.replace(",", "").replace(".", "")
    point = rng.randrange(len(moved) + 1)
    return rng.choice(
        [
            text[:place] + text[place + 1 :],
            text[:place] + text[place] * 2 + text[place + 1 :],
            text.removeprefix("-") if text.startswith("-") else f"-{text}",
            f"{moved[:point]},{moved[point:]}",
            f"{moved[:point]}.{moved[point:]}",
            f"{text}%",
            text.removesuffix("%"),
            f"{text}000",
            f"{text} personen",
        ]
    )


def _cell(change: Callable[[random.Random, str], str]) -> Make:
    def make(rng: random.Random, text: str) -> tuple[str, str]:
        rows = [line.split(";") for line in text.splitlines()]
        row = rng.randrange(len(rows))
        column = rng.randrange(len(rows[row]))
        old = rows[row][column]
        rows[row][column] = change(rng, old)
        return f"rij {row + 1}, cel {column + 1}: {old[:30]!r} → {rows[row][column][:30]!r}", _written(rows)

    return make


def _slip(rng: random.Random, text: str) -> tuple[str, str]:
    """A slip in one of the numbers of the text."""
    places = list(re.finditer(r"-?[0-9][0-9.,]*%?", text))
    match = rng.choice(places) if places else None
    if match is None:
        return _noise(rng, text)
    new = of_number(match[0], rng)
    line = text.count("\n", 0, match.start()) + 1
    return f"regel {line}: {match[0]!r} → {new!r}", text[: match.start()] + new + text[match.end() :]


def _noise(rng: random.Random, text: str) -> tuple[str, str]:
    place, piece = rng.randrange(len(text) + 1), rng.choice(NASTY)
    return f"teken {place}: {piece[:30]!r} ertussen", text[:place] + piece + text[place:]


def _cut(rng: random.Random, text: str) -> tuple[str, str]:
    place = rng.randrange(len(text) + 1)
    return f"afgebroken na {place} tekens", text[:place]


def _lines(rng: random.Random, text: str) -> tuple[str, str]:
    """A line gone, doubled, moved, or indented otherwise."""
    lines = text.splitlines()
    one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    what = rng.choice(["weg", "dubbel", "verwisseld", "ingesprongen"])
    if what == "weg":
        lines.pop(one)
    elif what == "dubbel":
        lines.insert(other, lines[one])
    elif what == "verwisseld":
        lines[one], lines[other] = lines[other], lines[one]
    else:
        lines[one] = rng.choice([" ", "  ", "\t"]) + lines[one] if rng.random() < 0.5 else lines[one].lstrip()
    return f"regel {one + 1} {what} ({other + 1})", "\n".join(lines) + "\n"


def _columns(rng: random.Random, text: str) -> tuple[str, str]:
    """A column gone, doubled, moved or called otherwise."""
    rows = [line.split(";") for line in text.splitlines()]
    one, other = rng.randrange(len(rows[0])), rng.randrange(len(rows[0]))
    what = rng.choice(["weg", "dubbel", "verwisseld", "hernoemd"])
    for row in rows:
        row.extend([""] * (len(rows[0]) - len(row)))
        if what == "weg":
            row.pop(one)
        elif what == "dubbel":
            row.insert(other, row[one])
        elif what == "verwisseld":
            row[one], row[other] = row[other], row[one]
    if what == "hernoemd":
        rows[0][one] = rng.choice([rows[0][one].upper(), rows[0][one] + "x", "naam", rng.choice(NASTY)])
    return f"kolom {one + 1} {what} ({other + 1})", _written(rows)


def _delimiters(rng: random.Random, text: str) -> tuple[str, str]:
    new = rng.choice([",", "\t", "|", ";;", " ; ", ":"])
    if rng.random() < 0.5:
        return f"puntkomma's → {new!r}", text.replace(";", new)
    lines = text.splitlines()
    row = rng.randrange(len(lines))
    lines[row] = lines[row].replace(";", new)
    return f"rij {row + 1}: puntkomma's → {new!r}", "\n".join(lines) + "\n"


def _value(rng: random.Random, text: str) -> tuple[str, str]:
    """Another value after a colon, or another key before it."""
    lines = text.splitlines()
    row = rng.choice([number for number, line in enumerate(lines) if ":" in line])
    key, _, old = lines[row].partition(":")
    new = rng.choice(NASTY)
    lines[row] = f"{key}: {new}" if rng.random() < 0.7 else f"{new}:{old}"
    return f"regel {row + 1}: {lines[row][:40]!r}", "\n".join(lines) + "\n"


def _written(rows: list[list[str]]) -> str:
    return "\n".join(";".join(row) for row in rows) + "\n"


_TEXT: tuple[Make, ...] = (_noise, _lines, _cut)
KINDS: Mapping[str, tuple[Make, ...]] = {
    ".csv": (
        _cell(lambda rng, _: rng.choice(NASTY)),
        _cell(lambda rng, _: rng.choice(NASTY)),
        _slip, _slip, _slip, _columns, _delimiters, *_TEXT,
    ),
    ".yml": (_value, _value, _slip, *_TEXT),
    ".md": (_noise, *_TEXT),
}  # fmt: skip
"""How a file's name ends → what can happen to it; what is there more than once happens more often."""
