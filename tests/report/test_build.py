"""The recipe of a report: one run at a time."""

from types import SimpleNamespace

import pytest

from mpp_lib.base.errors import RenderError
from mpp_lib.report.build import Order, produce
from mpp_lib.report.places import Build


class StoppedError(Exception):
    """What ends the first run."""


def order(folder) -> Order:
    product = SimpleNamespace(folder=folder, build=Build(folder / "build", "rapport"), key=lambda renderer: renderer)
    return Order(product)


def interrupt(*_: object) -> None:
    raise StoppedError


def test_a_second_run_is_refused_while_the_first_goes_on(tmp_path):
    """It says so and leaves the first one its workspace; when that has ended there is room again."""
    told = []

    def first(*_: object) -> None:
        (tmp_path / "build" / "onderhanden").mkdir()
        with pytest.raises(RenderError) as refused:
            produce(order(tmp_path), interrupt)
        told.append(str(refused.value))
        assert (tmp_path / "build" / "onderhanden").is_dir()
        raise StoppedError

    with pytest.raises(StoppedError):
        produce(order(tmp_path), first)
    assert told == [f"Van {tmp_path.name} wordt al een rapport gemaakt."]
    assert not (tmp_path / "build" / "onderhanden").exists()
    with pytest.raises(StoppedError):
        produce(order(tmp_path), interrupt)
