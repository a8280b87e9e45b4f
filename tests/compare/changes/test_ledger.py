"""Which changes the ledger accounts for, on changes made by hand."""

import pytest

from mpp_lib.archive.ledger import refuse_unexplained
from mpp_lib.base.errors import InputError
from tests.support.changed_round import swap, two_versions, write_ledger

PARAMETER = ("inputs/parameters.csv", "uitval_spoor4;2024-01;;0,012;", "uitval_spoor4;2024-01;;0,02;")
ADOPTED = ("inputs/gehanteerd.csv", "2025;medio;41000;Afgerond", "2025;medio;42500;Anders afgerond")
LINE = "2024-04-02;inputs/parameters.csv;uitval_spoor4/2024-01;0,012;0,02;IND;nieuwe telling;werkgroep;"


@pytest.fixture
def versions(tmp_path):
    """The earlier version, and the round with a parameter and an adopted number (with its reason) changed."""
    old, new = two_versions(tmp_path)
    for change in (PARAMETER, ADOPTED):
        swap(new, *change)
    return old, new


def _refused(old, new, *lines):
    """What is said of the round with this ledger; a sentence per problem."""
    write_ledger(new, *lines)
    try:
        refuse_unexplained(new, old)
    except InputError as error:
        return [str(problem) for problem in error.problems]
    return []


def test_every_change_without_a_line_is_named_at_once(versions):
    """Without a ledger each changed cell is named with file, key, old and new."""
    old, new = versions
    write_ledger(new)
    with pytest.raises(InputError) as caught:
        refuse_unexplained(new, old)
    found = {(problem.where, problem.found) for problem in caught.value.problems}
    assert found == {
        ("inputs/parameters.csv, uitval_spoor4/2024-01:waarde", "0,012 → 0,02"),
        ("inputs/gehanteerd.csv, 2025/medio:waarde", "41000 → 42500"),
        ("inputs/gehanteerd.csv, 2025/medio:reden", "Afgerond op hele duizendtallen en naar beneden. → Anders af…"),
    }


@pytest.mark.parametrize(
    "line",
    [
        "2024-04-03;inputs/gehanteerd.csv;2025/medio;;;COA;afronding;werkgroep;",
        "2024-04-03;inputs/gehanteerd.csv;*;;;COA;afronding;werkgroep;",
        "2024-04-03;inputs/gehanteerd.csv;2025/m*;;;COA;afronding;werkgroep;",
    ],
)
def test_a_line_may_name_a_row_or_a_set(versions, line):
    """A row by its key, and a set by a pattern, account for every changed cell in it."""
    assert _refused(*versions, LINE, line) == []


def test_a_line_on_one_cell_leaves_the_other_cell_of_its_row(versions):
    """A line that names a column accounts for that column alone."""
    line = "2024-04-03;inputs/gehanteerd.csv;2025/medio:waarde;41000;42.500,0;COA;afronding;werkgroep;"
    (refused,) = _refused(*versions, LINE, line)
    assert "inputs/gehanteerd.csv, 2025/medio:reden: geen regel noemt deze wijziging" in refused


def test_a_line_on_nothing_that_changed_is_named(versions):
    """A line over an unchanged row is refused, by its row in the ledger."""
    lines = (LINE, "2024-04-03;inputs/gehanteerd.csv;*;;;COA;afronding;werkgroep;")
    idle = "2024-04-04;inputs/experts.csv;*;;;COA;nieuwe brief;werkgroep;"
    (refused,) = _refused(*versions, *lines, idle)
    assert "rij 4, kolom sleutel: hier is sinds de vorige versie niets gewijzigd" in refused


def test_a_line_says_what_was_and_is(versions):
    """Another old or new value than the files hold is refused; a number may be written otherwise."""
    rest = "2024-04-03;inputs/gehanteerd.csv;*;;;COA;afronding;werkgroep;"
    assert _refused(*versions, LINE.replace("0,012;0,02", "0.0120;2%"), rest) == []
    wrong = _refused(*versions, LINE.replace("0,012;0,02", "0,013;0,03"), rest)
    assert [part for text in wrong for part in ("0,013", "0,03") if f"gevonden: {part})" in text] == ["0,03", "0,013"]


def test_consecutive_lines_on_one_value_join_up(versions):
    """Two changes of one value: the second starts where the first ended."""
    rest = "2024-04-05;inputs/gehanteerd.csv;*;;;COA;afronding;werkgroep;"
    first = LINE.replace("0,012;0,02", "0,012;0,015")
    second = LINE.replace("2024-04-02", "2024-04-03").replace("0,012;0,02", "0,015;0,02")
    assert _refused(*versions, second, first, rest) == []
    (refused,) = _refused(*versions, second.replace("0,015", "0,016"), first, rest)
    assert "kolom oud" in refused
    assert "gevonden: 0,016" in refused


def test_a_row_that_came_and_one_that_went_are_changes(tmp_path):
    """A row is accounted for by its key, whichever version has it; the order of rows is no change."""
    old, new = two_versions(tmp_path)
    swap(new, "inputs/gehanteerd.csv", "2025;minimum;26000;\n2025;medio", "2025;medio")
    swap(new, "inputs/gehanteerd.csv", "2025;maximum", "2025;minimum;25900;\n2025;maximum")
    path = new / "registers" / "risicos.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([lines[0], *reversed(lines[1:]), ""]), encoding="utf-8")
    (refused,) = _refused(old, new)
    assert "inputs/gehanteerd.csv, 2025/minimum:waarde: geen regel noemt deze wijziging" in refused


def test_settings_that_count_ask_for_a_line_and_a_title_does_not(tmp_path):
    """The norm of reception is an input, the title of the round is none."""
    old, new = two_versions(tmp_path)
    swap(new, "round.yml", "bezettingsnorm: 0.91", "bezettingsnorm: 0.93")
    swap(new, "round.yml", "title: Toetsronde", "title: Andere titel")
    (refused,) = _refused(old, new)
    assert "round.yml, bezettingsnorm: geen regel noemt deze wijziging (gevonden: 0,91 → 0,93)" in refused
    line = "2024-04-02;round.yml;bezettingsnorm;0,91;0,93;COA;nieuwe afspraak;werkgroep;"
    assert _refused(old, new, line) == []


def test_a_changed_delivery_is_a_line_of_the_deliveries(tmp_path):
    """A delivered file that nothing reads changes with its bytes, under its row of ``leveringen.csv``."""
    old, new = two_versions(tmp_path)
    for folder, content in ((old, "een"), (new, "twee")):
        (folder / "inputs" / "brief.txt").write_text(content, encoding="utf-8")
        deliveries = folder / "inputs" / "leveringen.csv"
        text = deliveries.read_text(encoding="utf-8").rstrip("\n")
        deliveries.write_text(f"{text}\nbrief.txt;COA;v1;concept;werkgroep;2024-04-02\n", encoding="utf-8")
    (refused,) = _refused(old, new)
    assert "inputs/leveringen.csv, brief.txt:inhoud" in refused
    assert _refused(old, new, "2024-04-02;inputs/leveringen.csv;brief.txt;;;COA;nieuwe brief;werkgroep;") == []
