"""A period is a value: only ``base/periods.py`` takes apart, measures or glues together how one is written."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.count import modules

HOME = {"base/periods.py", "base/months.py"}
SPELLED = {"inputs/declared/column.py", "archive/datapackage.py"}
"""They tell whoever delivers or receives a table how its periods are written, and take none apart."""
WORDS = {"period", "periode", "maand", "kwartaal", "vanaf"}
CUTS = {"split", "rsplit", "partition", "rpartition", "startswith", "endswith", "removeprefix", "removesuffix", "index"}
CUTS |= {"find", "replace", "len", "slice", "match", "fullmatch", "contains", "extract", "get"}
PATTERN = re.compile(r"(\\d|\[0-9\])\{[34]\}\)?[(?:]*-|K\[1-4\]|-K\(|-K\\d")


def taken_apart(source: str) -> Iterator[int]:
    """Lines on which a text that is a period is sliced, measured, cut, searched, matched or glued together."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Subscript(value, ast.Slice() | ast.Constant(int())) if _is_period(value):
                yield node.lineno
            case ast.Call(ast.Name("len"), [value]) if _is_period(value):
                yield node.lineno
            case ast.Call(ast.Attribute(value, method)) if method in CUTS and _is_period(value):
                yield node.lineno
            case ast.Compare(ast.Constant(str()), [ast.In() | ast.NotIn()], [value]) if _is_period(value):
                yield node.lineno
            case ast.JoinedStr(parts) if any(map(_glues, parts)):
                yield node.lineno
            case ast.Constant(str() as text) if PATTERN.search(text) and "\n" not in text:
                yield node.lineno


def _is_period(node: ast.expr) -> bool:
    """Whether an expression is a text, or a column of texts, that says when."""
    match node:
        case ast.Name(name) | ast.Attribute(attr=name) if name != "str":
            return bool(WORDS & set(name.split("_")))
        case ast.Subscript(_, ast.Constant(str() as name)):
            return name in WORDS
        case ast.Attribute(value, "str"):
            return _is_period(value)
        case ast.Call(ast.Name("str"), [value]) | ast.Call(ast.Attribute(value, "astype" | "apply" | "map")):
            return _is_period(value)
        case _:
            return False


def _glues(part: ast.expr) -> bool:
    return isinstance(part, ast.Constant) and re.fullmatch(r"-[KH]\d?", str(part.value)) is not None


def test_only_periods_know_how_a_period_is_written():
    """Elsewhere a period is parsed once and asked for its start, end, length or text."""
    sources = {path: source for path, source in modules().items() if path not in HOME | SPELLED}
    found = [f"{path}:{line}" for path, source in sources.items() for line in taken_apart(source)]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "len(period) == 4",
        "len(str(row.period)) == 4",
        "period[5] == 'K'",
        "int(str(row.periode)[:4])",
        "row['periode'][:4]",
        "table['periode'].str.len() == 4",
        "rows['periode'].astype('str').str[:4]",
        "plan['maand'].str[:4]",
        "realised['periode'].str.fullmatch(pattern)",
        "period.partition('-')",
        "str(period).endswith('K4')",
        "'K' in period",
        "f'{year}-K{quarter}'",
        "f'{year}-K4'",
        r"re.compile(r'\d{4}-\d{2}')",
        r"re.compile('[0-9]{4}-(0[1-9]|1[0-2])')",
        r"re.compile('([12][0-9]{3})(-K[1-4])?')",
    ],
)
def test_what_takes_a_period_apart_is_found(line: str):
    """Each way in which it was once done."""
    assert list(taken_apart(line)) == [1]


@pytest.mark.parametrize(
    "line",
    [
        "Period.parse(period).end",
        "periods[0]",
        "len(periods)",
        "months[:3]",
        "text[:4]",
        "f'{a}-{b}'",
        "row['periode']",
    ],
)
def test_what_leaves_a_period_whole_is_not(line: str):
    """Sequences of periods, other texts, and the period itself."""
    assert list(taken_apart(line)) == []
