"""The recipe of a report: checked before anything is made, one run at a time."""

from pathlib import Path

import pytest

from mpp_lib.base.errors import InputError, Problem, RenderError
from mpp_lib.report.build import Order, produce
from mpp_lib.report.places import Build
from mpp_lib.report.product import Opened, Product


class StoppedError(Exception):
    """What ends a run."""


class Report(Product, Opened):
    """A report that is right, and stops as soon as something is made of it."""

    name, pattern, inputs, texts = "rapportage", "geen.ipynb", "invoer", {}

    def __init__(self, folder: Path, made=None) -> None:
        self.folder = folder
        self.build = Build(folder / "build", {"rapportage": "rapport"})
        self.parameters = {}
        self.made = made

    def open(self) -> Opened:
        return self

    def results(self) -> str:
        if self.made is not None:
            self.made()
        raise StoppedError

    def gather(self, target: Path) -> None:
        raise NotImplementedError

    def make_others(self) -> None:
        raise NotImplementedError


class Refused(Report):
    """A report over a round that is not right."""

    def open(self) -> Opened:
        raise InputError([Problem("round.yml", "", "", "niet goed", "goed")])


def make(report: Report) -> None:
    produce(Order(report, "builtin"), lambda *_: None)


def test_a_second_run_is_refused_while_the_first_goes_on(tmp_path):
    """It says so and leaves the first one its workspace; when that has ended there is room again."""
    folder, told = tmp_path / "rounds" / "2024-2", []
    folder.mkdir(parents=True)

    def meanwhile() -> None:
        with pytest.raises(RenderError) as refused:
            make(Report(folder))
        told.append(str(refused.value))
        assert (folder / "build" / "onderhanden").is_dir()

    with pytest.raises(StoppedError):
        make(Report(folder, meanwhile))
    assert told == [f"Van {folder.name} wordt al een rapport gemaakt."]
    assert not (folder / "build" / "onderhanden").exists()
    with pytest.raises(StoppedError):
        make(Report(folder))


def test_of_a_refused_round_nothing_is_made(tmp_path):
    """No folder, no lock, no file."""
    folder = tmp_path / "rounds" / "2024-2"
    folder.mkdir(parents=True)
    with pytest.raises(InputError):
        make(Refused(folder))
    assert list(folder.iterdir()) == []
