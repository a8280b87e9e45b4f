"""What holds for every command, whichever there are: its options, its help, its exit codes and its JSON."""

import json
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mpp_lib.cli import main
from mpp_lib.cli.reference import PAGE, every_command, page
from mpp_lib.inputs.declared.delivery import DELIVERERS

ROUNDS = Path(__file__).parents[1] / "rounds"
DOCS = Path(__file__).parents[2] / "docs"
SMALL = "_klein"
Command = Callable[..., tuple[int, str, str]]
PROBLEM = {"round", "file", "where", "found", "problem", "expected"}
ENGLISH = re.compile(
    r"\b(such|missing|invalid|value|usage|try|unexpected|requires|options?|arguments|commands?|default|required|"
    r"show|message|exit|str|bool|int|path|file|directory)\b",
    re.IGNORECASE,
)
WITHOUT_JSON = {"preview"}
"""A page that follows what is written gives no answer."""
NEEDS_NO_SCENARIOS = {"freeze", "levering", "realisaties"}
"""Commands that are stopped before by what they are given."""
_FORMS = {f"template {one.command or one.key}" for one in DELIVERERS.values()}
NEEDS_NO_INPUT = {"planning", "status", "decide", "review", "scenarios suggest", *_FORMS}
"""Commands that do what they do of a round, whatever is wrong with its figures."""


COMMANDS = every_command()
OF_A_ROUND = [name for name, one in COMMANDS.items() if any(each.metavar == "RONDE" for each in one.params[:1])]


@pytest.fixture
def mpp(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command as a shell does: exit code, stdout, stderr."""

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["mpp", *arguments])
        with pytest.raises(SystemExit) as ended:
            main.run()
        told = capsys.readouterr()
        return int(ended.value.code or 0), told.out, told.err

    return run


def failure(out: str) -> list[dict[str, str]]:
    """The problems of the one document that a failed command prints."""
    document = json.loads(out)
    assert document["ok"] is False
    assert document["problems"]
    for problem in (*document["problems"], *document["warnings"]):
        assert set(problem) == PROBLEM
        assert all(isinstance(text, str) for text in problem.values())
    return document["problems"]


def filled(name: str, tmp_path: Path) -> list[str]:
    """The options that a command cannot do without."""
    values = {"--against": "_eerder", "--from": "_eerder", "--as": "v1", "--until": "2024-03"}
    asked = []
    for each in COMMANDS[name].params:
        if each.param_type_name == "option" and (each.required or each.opts[0] == "--until"):
            is_file = each.metavar == "BESTAND"
            asked += [each.opts[0], values.get(each.opts[0], str(tmp_path / ("uit.xlsx" if is_file else "uit")))]
    return [*asked, "--product", "planning", "--step", "besproken"] if name == "decide" else asked


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """The small round with a figure that is none."""
    for name in (SMALL, "_eerder"):
        shutil.copytree(ROUNDS / name, tmp_path / "rounds" / name, ignore=shutil.ignore_patterns("build"))
    scenarios = tmp_path / "rounds" / SMALL / "inputs" / "scenarios.csv"
    head, first, *rest = scenarios.read_text("utf-8").splitlines()
    broken = [head, re.sub(r"^(\d{4};[^;]*;[^;]*;)[^;]*", r"\1veel", first), *rest]
    scenarios.write_text("\n".join(broken) + "\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize("name", COMMANDS)
def test_options_in_common_and_help_in_dutch(mpp: Command, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever a command comes from."""
    monkeypatch.setenv("COLUMNS", "100")
    options = {option for each in COMMANDS[name].params for option in each.opts}
    assert options >= {"-C", "-q", "--quiet", "-v", "--verbose"}
    assert ("--json" in options) == (name not in WITHOUT_JSON)
    code, out, _ = mpp(*name.split(), "--help")
    assert code == 0
    assert f"Gebruik: mpp {name} " in out
    plain = re.sub(r"--?[a-z][a-z-]*|<[^<>]*\|[^<>]*>", "", out)
    assert ENGLISH.findall(plain) == []


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("before", [True, False])
def test_a_fault_on_the_line_is_one_document(mpp: Command, name: str, before: bool) -> None:
    """With exit 2, wherever ``--json`` stands; what people read stays on stderr."""
    line = ["--json", *name.split(), "--bestaatniet"] if before else [*name.split(), "--bestaatniet", "--json"]
    code, out, err = mpp(*line)
    (problem,) = failure(out)
    assert code == 2
    assert problem["where"] in ("--bestaatniet", "--json")
    assert err.startswith(f"mpp {name}, ")


@pytest.mark.parametrize("name", OF_A_ROUND)
def test_an_unknown_round_is_wrong_usage(mpp: Command, name: str, place: Path) -> None:
    """Also where it is a path, and where ``-C`` and ``--json`` stand behind the command."""
    if name == "new":
        pytest.skip("maakt de ronde die er niet is")
    ask = [] if name in WITHOUT_JSON else ["--json"]
    for asked in ("2099-9", str(place / "rounds" / "2099-9"), "geenronde"):
        code, out, err = mpp(*name.split(), asked, *filled(name, place), *ask, "-C", str(place))
        assert code == 2, err
        if ask:
            (problem,) = failure(out)
            assert (problem["round"] or problem["found"]) in ("2099-9", "geenronde")


@pytest.mark.parametrize("name", OF_A_ROUND)
def test_what_is_wrong_with_a_round_is_not_wrong_usage(mpp: Command, name: str, place: Path) -> None:
    """Exit 1 and every problem; a command that needs none of it does what was asked."""
    if name in ("new", *WITHOUT_JSON):
        pytest.skip("leest een andere ronde, of blijft kijken")
    code, out, _ = mpp(*name.split(), SMALL, *filled(name, place), "--json", "-C", str(place))
    if name in NEEDS_NO_INPUT:
        assert (code, json.loads(out).get("ok", True)) == (0, True)
        return
    assert code == 1
    assert any(problem["found"] == "veel" for problem in failure(out)) or name in NEEDS_NO_SCENARIOS


UNKNOWN = [
    (f"results {SMALL} --indicator coa.bezeting", "", "coa.bezeting"),
    (f"explain {SMALL} --against 2099-9", "", ""),
    (f"explain {SMALL} --against _eerder --indicator x.y", "", "x.y"),
    (f"explain {SMALL} --against _eerder --within x", "", "x"),
    (f"results {SMALL} --scenario medo", "--scenario", "medo"),
    (f"produce {SMALL} --product impactblad --partner xyz", "--partner", ""),
    (f"decide {SMALL} --step x", "--step", "x"),
    (f"decide {SMALL} --product x --step v1", "--product", "x"),
    (f"decide {SMALL} --word misschien --partner COA --about keten", "--word", "misschien"),
    (f"decide {SMALL} --word akkoord --partner Niemand --about keten", "--partner", "Niemand"),
    (f"freeze {SMALL} --as V!", "--as", "V!"),
    (f"freeze {SMALL} --as v1 --product x", "--product", "x"),
    (f"freeze {SMALL} --as v1 --audience x", "--audience", "x"),
    (f"export {SMALL} --out map --audience x", "--audience", "x"),
    ("site --audience x --out map", "--audience", "x"),
    (f"review {SMALL} --copy Niemand --out uit.html", "--copy", "Niemand"),
    (f"review {SMALL} --docx uit.docx --on concept-9", "--on", "concept-9"),
    ("diff _klein/concept-9 _eerder", "", "_klein/concept-9"),
    ("diff _klein 2099-9", "", ""),
    ("verify _klein/concept-9", "", "_klein/concept-9"),
    ("indicators qqqqqq", "", "qqqqqq"),
    ("parameters qqqqqq", "", "qqqqqq"),
    ("new 2030-1 --from 2099-9", "", ""),
    ("new nooit --from _eerder", "", "nooit"),
    ("monitor _klein --until maart", "--until", ""),
    ("check _klein/inputs", "RONDE", "_klein/inputs"),
    ("check _klein/concept-1", "RONDE", "_klein/concept-1"),
]


@pytest.mark.parametrize(("line", "where", "found"), UNKNOWN)
def test_an_unknown_name_is_wrong_usage(
    mpp: Command, line: str, where: str, found: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 2 wherever a name on the line is not there, and nothing is written."""
    for name in (SMALL, "_eerder"):
        shutil.copytree(ROUNDS / name, tmp_path / "rounds" / name, ignore=shutil.ignore_patterns("build"))
    monkeypatch.chdir(tmp_path)
    before = {path for path in tmp_path.rglob("*") if "build" not in path.parts and ".lock" not in path.name}
    code, out, err = mpp(*line.split(), "--json")
    (problem,) = failure(out)
    assert code == 2, err
    assert where in problem["where"]
    assert found in problem["found"]
    assert {path for path in tmp_path.rglob("*") if "build" not in path.parts and ".lock" not in path.name} == before


def test_the_page_of_commands_is_as_they_are() -> None:
    """`make invoer` would change nothing, and of each command that answers in JSON it says with which keys."""
    stands = (DOCS / PAGE).read_text("utf-8")
    assert stands == page(stands)
    told = set(re.findall(r"^\| `mpp (\w+)` \|", stands, re.MULTILINE))
    assert told == {name.split()[0] for name in COMMANDS} - WITHOUT_JSON
