"""Accidents in every file of a round: each is refused with its place or goes through, and none breaks the check.

What becomes of one that goes through is counted: the results stay the same, change by a plausible amount, or grossly.
Gross changes without a remark are counted here and named once implausible values get remarks, in a later issue.
A failure names the seed and what was done; ``mutation(seed, contents)`` makes the same again.
"""

import shutil
import signal
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from mpp_lib.base.errors import InputError
from mpp_lib.inputs.check import CatalogueFor, check_round
from mpp_lib.inputs.edition.read_edition import check_editions
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.production.chains import catalogue_named
from mpp_lib.production.run import calculate
from tests.support import plan_book, tiny_round
from tests.support.mutations import Mutation, cell_of_workbook, mutation

ROUNDS = Path(__file__).parents[1] / "rounds"
SMALL = "_klein"
GROSS = 0.5
"""A figure that becomes half as large again, or half of what it was, has changed grossly."""
PATIENCE = 60
Answer = Callable[[RoundInputs], np.ndarray]


def numbers_of(inputs: RoundInputs) -> np.ndarray:
    """Every number of the tables a forecast and a chain start from: the tiny round has too few years for either."""
    tables = (inputs.scenarios, inputs.adopted, inputs.realisations, inputs.parameters, inputs.kernels, inputs.plan)
    numbers = (table.select_dtypes("float64").to_numpy().ravel() for table in tables)
    return np.concatenate([np.sort(np.nan_to_num(values)) for values in numbers])


def results_of(inputs: RoundInputs) -> np.ndarray:
    """What the chain makes of it, for years and indicators in the order of the result table."""
    return calculate(inputs).table["waarde"].to_numpy()


@contextmanager
def in_time(what: object) -> Iterator[None]:
    """Fails, naming what was done, when it takes longer than a reader waits."""

    def stop(*_: object) -> None:
        raise TimeoutError(f"langer dan {PATIENCE} seconden: {what}")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def outcome(folder: Path, accident: Mutation, catalogue_for: CatalogueFor, answer: Answer, before: np.ndarray) -> str:
    """What became of one accident; the folder is as it was afterwards."""
    path = folder / accident.file
    kept = path.read_bytes()
    try:
        with in_time(accident):
            accident.apply(folder)
            return judged(folder, catalogue_for, answer, before)
    except Exception as error:
        raise AssertionError(f"{accident}: {type(error).__name__}: {error}") from error
    finally:
        path.write_bytes(kept)


def judged(folder: Path, catalogue_for: CatalogueFor, answer: Answer, before: np.ndarray) -> str:
    found = check_round(folder, catalogue_for)
    problems = [*found.problems, *(each for one in check_editions(folder, catalogue_for) for each in one.problems)]
    assert all(each.file and each.problem and str(each).isprintable() for each in problems), problems
    if problems:
        return "geweigerd"
    assert found.inputs is not None
    try:
        after = answer(found.inputs)
    except InputError as error:
        return "geweigerd bij het doorrekenen" if all(each.file for each in error.problems) else "zonder plaats"
    assert np.isfinite(after).all()
    remark = " met opmerking" if found.warnings else ""
    if after.shape != before.shape:
        return f"andere rijen{remark}"
    change = np.max(np.abs(after - before) / np.maximum(np.maximum(np.abs(before), np.abs(after)), 10))
    return "gelijk" if not change else f"grof anders{remark}" if change > GROSS else f"anders{remark}"


def count(
    seeds: Iterable[int], folder: Path, contents: Mapping[str, str], catalogue_for: CatalogueFor, answer: Answer
) -> Counter[str]:
    inputs = check_round(folder, catalogue_for).inputs
    assert inputs is not None
    before = answer(inputs)
    counted = Counter(outcome(folder, mutation(seed, contents), catalogue_for, answer, before) for seed in seeds)
    print(dict(counted))
    assert "zonder plaats" not in counted
    return counted


@pytest.mark.parametrize(
    "seeds",
    [
        range(20),
        range(50, 70),
        *(pytest.param(range(k, k + 400), marks=pytest.mark.long) for k in range(1000, 4000, 400)),
    ],
    ids=str,
)
def test_an_accident_in_the_tiny_round_is_refused_or_goes_through(seeds: range, tiny: Path):
    """Never a traceback, never a hang; most accidents are seen."""
    counted = count(seeds, tiny, tiny_round.contents(), tiny_round.catalogue_for, numbers_of)
    assert counted["geweigerd"] > len(seeds) / 2


@pytest.mark.parametrize(
    "seeds",
    [range(6), *(pytest.param(range(k, k + 50), marks=pytest.mark.long) for k in range(5000, 5200, 50))],
    ids=str,
)
def test_an_accident_in_the_small_round_is_refused_or_goes_through_the_chain(seeds: range, tmp_path: Path):
    """As with the tiny round, to the last figure of the chain: every result stays a number."""
    shutil.copytree(ROUNDS, tmp_path / "rounds")
    folder = tmp_path / "rounds" / SMALL
    files = [path for path in folder.rglob("*") if path.is_file()]
    contents = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}
    counted = count(seeds, folder, contents, catalogue_named, results_of)
    assert counted["geweigerd"] > len(seeds) / 3


@pytest.mark.parametrize("seeds", [range(8), pytest.param(range(100, 400), marks=pytest.mark.long)], ids=str)
def test_an_accident_in_a_cell_of_the_plan_is_refused_or_goes_through(seeds: range, tiny: Path):
    """The workbook of a partner is read cell by cell."""
    for seed in seeds:
        book = plan_book.plan_book()
        accident = cell_of_workbook(seed, book)
        plan_book.write_round(tiny, plan_book.to_bytes(book))
        with in_time(accident):
            problems = check_round(tiny, plan_book.catalogue_for).problems
        assert all(each.file and each.problem and str(each).isprintable() for each in problems), (accident, problems)
