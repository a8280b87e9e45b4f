"""A command that is given wrongly is refused in Dutch, with what was probably meant."""

import json
import re
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from mpp_lib import __version__
from mpp_lib.cli.dutch import DutchCommand, DutchGroup
from mpp_lib.cli.main import app

ROOT = Path(__file__).parents[2]
ENGLISH = re.compile(r"\b(such|missing|invalid|value|usage|try|input should|unexpected|requires)\b", re.IGNORECASE)


def refused(arguments: str) -> str:
    done = CliRunner().invoke(app, ["-C", str(ROOT), *arguments.split()])
    assert done.exit_code == 2
    assert (done.stdout == "") == ("--json" not in arguments.split())
    return done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            "resuls",
            "mpp: deze opdracht bestaat niet (gevonden: resuls). Verwacht: een opdracht; het meest lijkt results.",
        ),
        (
            "template inf",
            "mpp template: deze opdracht bestaat niet (gevonden: inf). Verwacht: een opdracht; het meest lijkt ind.",
        ),
        (
            "results 2024-2 --indcator x",
            "mpp results, --indcator: deze optie bestaat niet. Verwacht: een optie van deze opdracht; het meest lijkt "
            "--indicator.",
        ),
        ("-x rounds", "mpp, -x: deze optie bestaat niet. Verwacht: een optie van deze opdracht: --help, --instal"),
        ("explain", "mpp explain, RONDE: dit ontbreekt. Verwacht: wat mpp explain --help noemt."),
        ("explain 2024-2", "mpp explain, --against: dit ontbreekt."),
        ("results 2024-2 --indicator", "mpp results, --indicator: hier hoort een waarde achter."),
        ("forecast 2024-2 --between 1", "mpp forecast, --between: hier horen 2 waarden achter."),
        ("rounds --json=3", "mpp rounds, --json: deze optie heeft geen waarde."),
        ("diff 2024-1 2024-2 2023-2", "mpp diff: dit is te veel (gevonden: 2023-2)."),
        ("explain 2024-2 --against 2024-1 --year abc", "mpp explain, --year: dit is geen geheel getal."),
        ("produce 2024-2 --jobs 0", "mpp produce, --jobs: dit is te weinig; het minste is 1."),
        ("produce 2024-2 --jobs 99", "mpp produce, --jobs: dit is te veel; het meeste is 64."),
        ("decide 2024-2 --date 3", "mpp decide, --date: 3 is geen dag als JJJJ-MM-DD."),
        (
            "results 2024-2 --scenario medo",
            "mpp results, --scenario: dit kan hier niet (gevonden: medo). Verwacht: een van deze; het meest lijkt "
            "medio.",
        ),
        (
            "results 2024-2 --by week",
            "mpp results, --by: dit kan hier niet (gevonden: week). Verwacht: een van deze: month, year.",
        ),
        ("verify", "mpp verify, RONDE/VERSIE: noem één versie, of kies --all."),
        ("review 2024-2 --import", "mpp review: --import en de bestanden horen bij elkaar."),
        ("preview 2024-2 --json", "mpp preview, --json: deze optie bestaat niet."),
    ],
)
def test_a_fault_in_a_command_is_told_in_dutch(arguments: str, said: str) -> None:
    """In one line, that is the same whether the fault is on the line or in a round."""
    told = refused(arguments)
    assert told.startswith(said)
    assert told.count("\n") == 1
    assert not ENGLISH.search(told)


def test_a_file_where_a_folder_belongs(tmp_path: Path) -> None:
    """And the other way around."""
    (tmp_path / "bestand").touch()
    assert f"{tmp_path}/bestand is een bestand; hier hoort een map." in refused(f"-C {tmp_path}/bestand rounds")
    assert f"{tmp_path} is een map; hier hoort een bestand." in refused(f"review 2024-2 --docx {tmp_path}")


def test_without_a_command_the_help_is_shown() -> None:
    done = CliRunner().invoke(app, [])
    assert done.exit_code == 2
    assert "results" in done.output
    assert done.stderr == ""


def test_a_command_that_gives_up_says_so() -> None:
    """And has not done what was asked."""
    small = typer.Typer(cls=DutchGroup)

    @small.callback()
    def group() -> None:
        """A group, as the real one."""

    @small.command(cls=DutchCommand)
    def stop() -> None:
        raise typer.Abort

    done = CliRunner().invoke(small, ["stop"])
    assert (done.exit_code, done.stderr) == (1, "Afgebroken.\n")


@pytest.mark.parametrize("asked", [["-h"], ["check", "-h"], ["template", "ind", "-h"]])
def test_help_has_a_short_name_too(asked: list[str]) -> None:
    """Of every command, and those within one."""
    short, long = (CliRunner().invoke(app, [*asked[:-1], option]) for option in ("-h", "--help"))
    assert (short.exit_code, short.output) == (0, long.output)


def test_the_version_is_told_before_anything_else() -> None:
    """Without a command, and without a project."""
    done = CliRunner().invoke(app, ["--version"])
    assert (done.exit_code, done.output) == (0, f"mpp {__version__}\n")
    machine = CliRunner().invoke(app, ["--json", "--version"])
    assert json.loads(machine.stdout) == {"version": __version__}
