"""The house does not grow by accident: bounds on what ``count`` counts."""

from tests.architecture.count import imported_modules, lines_of_code, literals, literals_outside_the_chain, modules

MOST_LITERALS = 115
"""A quarter of what there was before words and places of an indicator stood with its node."""


def test_indicators_are_named_in_the_chain():
    """Outside the chain few indicators are named one by one."""
    named = literals_outside_the_chain(modules())
    assert sum(map(len, named.values())) <= MOST_LITERALS, named


def test_only_code_is_counted():
    """Blank lines, comments and docstrings are no code; a long string in code is."""
    source = '"""Says\n\nwhat."""\n\n# why\nx = (\n    1,\n)\n\n\ndef f():\n    """Does."""\n    return """a\nb"""\n'
    assert lines_of_code(source) == 6


def test_only_whole_strings_are_literals():
    """An id inside a longer text is prose; in an f-string it is not an id as a whole."""
    source = 'a = "coa.bezetting"\nb = "zie coa.bezetting"\nc = f"coa.{d}"\n'
    assert list(literals(source, frozenset(["coa.bezetting"]))) == [(1, "coa.bezetting")]


def test_imports_inside_functions_count():
    """An import is one wherever it stands."""
    assert imported_modules("def f():\n    from mpp_lib.report import build\n") == {"mpp_lib.report.build"}
