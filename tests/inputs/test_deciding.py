"""Every way of the protocol can be walked through ``decide``; what it does not know is refused; nothing is lost."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from mpp_lib.base.errors import InputError, Problem, UnknownNameError
from mpp_lib.inputs.check import check_round
from mpp_lib.inputs.deciding import decide
from mpp_lib.inputs.positions import route_of
from mpp_lib.inputs.state import state_of
from tests.support.tiny_round import NAME, catalogue_for, write_round

START = date(2024, 1, 9)
P, M, R, N, PLAN, ED = "prognose", "productiemodel", "rapportage", "ind_prognoseplan", "planning", "monitor-2024-05"
OPENING = [
    (PLAN, "besproken"), (PLAN, "vastgesteld"),
    (P, "besproken"), (P, "vastgesteld"), (P, "gehanteerd"),
    (N, "concept"), (N, "besproken"), (N, "vastgesteld"), (N, "definitief"),
    (M, "v1"), (M, "v2"), (M, "v3"), (M, "vastgesteld"),
    (R, "v1"), (R, "v2"), (R, "v3"),
]  # fmt: skip
TO_TOPBERAAD = {
    "A": ["consensus"],
    "B": ["geen consensus"],
    "B na escalatie": ["escalatie", "geen consensus"],
    "B met escalatie erna": ["geen consensus", "escalatie"],
    "A na escalatie": ["geen consensus", "escalatie", "consensus"],
}
AFTER = {
    "vastgesteld": ["vastgesteld"],
    "bijgesteld": ["niet vastgesteld", "bijstellen", "v3", "consensus", "vastgesteld"],
    "twee keer niet": ["niet vastgesteld", "bijstellen", "v3", "geen consensus", "niet vastgesteld", "bijstellen"],
    "opnieuw": ["niet vastgesteld", "opnieuw opstellen", "v1", "v2", "v3", "consensus", "vastgesteld"],
}
ROUTES = {"A": "A", "A na escalatie": "A"}


@pytest.fixture
def log(tiny: Path) -> Path:
    """The small round without a decision."""
    (tiny / "decisions.yml").unlink()
    return tiny


@pytest.fixture(scope="module")
def opened(tmp_path_factory) -> bytes:
    """The log of a round up to the third version of its report, walked once without a remark."""
    folder = write_round(tmp_path_factory.mktemp("open") / "rounds" / NAME)
    (folder / "decisions.yml").unlink()
    assert walk(folder, OPENING) == []
    return (folder / "decisions.yml").read_bytes()


@pytest.fixture
def third(log: Path, opened: bytes) -> Path:
    """The small round with that log."""
    (log / "decisions.yml").write_bytes(opened)
    return log


def walk(folder: Path, steps) -> list:
    """Take the steps, one a day after the last that is there."""
    taken = yaml.safe_load((folder / "decisions.yml").read_text()) if (folder / "decisions.yml").exists() else []
    remarks = []
    for place, (product, step) in enumerate(steps, start=len(taken)):
        day = START + timedelta(days=place)
        remarks += decide(folder, {"date": day, "product": product, "step": step}).remarks
    return remarks


@pytest.mark.parametrize("road", TO_TOPBERAAD)
@pytest.mark.parametrize("end", AFTER)
def test_every_road_to_the_topberaad_can_be_walked(road, end, third):
    """From the planning on, without a remark; state and route are those of the last word."""
    steps = [*TO_TOPBERAAD[road], *AFTER[end]]
    assert walk(third, [(R, step) for step in steps]) == []
    found = check_round(third, catalogue_for)
    assert found.problems == ()
    states = {"vastgesteld": "vastgesteld", "bijgesteld": "vastgesteld", "opnieuw": "vastgesteld"}
    assert state_of(found.inputs.decisions).name == states.get(end, "concept")
    anew = "consensus" in AFTER[end] or "bijstellen" in AFTER[end]
    assert route_of(found.inputs.decisions) == (
        "A" if end in ("bijgesteld", "opnieuw") else "" if anew else ROUTES.get(road, "B")
    )


@pytest.mark.parametrize("word", ["bijstellen", "opnieuw opstellen"])
def test_everything_the_mpp_rests_on_can_be_made_again(word, third):
    """After a no of the Topberaad; until then the figures are called interim ones."""
    walk(third, [(R, "consensus"), (R, "niet vastgesteld")])
    interim = state_of(check_round(third, catalogue_for).inputs.decisions)
    assert interim.mark == "Concept, voor intern gebruik, niet vastgesteld"
    again = [(product, word) for product in (R, PLAN, P, N, M)]
    assert walk(third, [*again, *OPENING, (R, "consensus"), (R, "vastgesteld")]) == []


def test_an_early_round_is_asked_for_step_by_step(log):
    """And a signal can be all there is."""
    assert walk(log, [(ED, step) for step in ("besproken", "signaal", "onderzoek", "advies", "opdracht")]) == []
    assert walk(log, [("monitor-2024-06", "besproken"), ("monitor-2024-06", "signaal")]) == []


KNOWN = {
    PLAN: "besproken, vastgesteld, bijstellen of opnieuw opstellen, of niets",
    P: "besproken, vastgesteld, gehanteerd, bijstellen of opnieuw opstellen, of niets",
    N: "concept, besproken, vastgesteld, definitief, bijstellen of opnieuw opstellen, of niets",
    M: "v1, v2, v3, vastgesteld, bijstellen of opnieuw opstellen, of niets",
    R: "v1, v2, v3, geen consensus, escalatie, consensus, vastgesteld, niet vastgesteld, "
    "bijstellen of opnieuw opstellen, of niets",
    ED: "besproken, signaal, onderzoek, advies of opdracht, of niets",
}
CLOSED = "geen stap meer: wat is vastgesteld, verandert niet"
REDO = "bijstellen of opnieuw opstellen"
FROM_V3 = "v3, geen consensus, escalatie, consensus, vastgesteld of niet vastgesteld"
LAST = "vastgesteld of niet vastgesteld"
ILLEGAL = [
    # a step that the product does not know
    (PLAN, [], "v1", KNOWN[PLAN]), (PLAN, [], "consensus", KNOWN[PLAN]), (P, [], "v1", KNOWN[P]),
    (P, [], "concept", KNOWN[P]), (P, [], "Besproken", KNOWN[P]), (N, [], "v1", KNOWN[N]),
    (N, [], "gehanteerd", KNOWN[N]), (M, [], "besproken", KNOWN[M]), (M, [], "v4", KNOWN[M]),
    (M, [], "consensus", KNOWN[M]), (R, [], "besproken", KNOWN[R]), (R, [], "v4", KNOWN[R]),
    (R, [], "opdracht", KNOWN[R]), (ED, [], "vastgesteld", KNOWN[ED]), (ED, [], "v1", KNOWN[ED]),
    (ED, [], "bijstellen", KNOWN[ED]),
    # a step back
    (PLAN, ["besproken", "vastgesteld"], "besproken", CLOSED), (P, ["vastgesteld"], "besproken", "gehanteerd"),
    (P, ["vastgesteld", "gehanteerd"], "besproken", CLOSED), (P, ["vastgesteld", "gehanteerd"], "gehanteerd", CLOSED),
    (N, ["besproken"], "concept", "besproken of vastgesteld"), (N, ["vastgesteld"], "besproken", "definitief"),
    (N, ["vastgesteld", "definitief"], "vastgesteld", CLOSED), (M, ["v2"], "v1", "v2, v3 of vastgesteld"),
    (M, ["v3"], "v2", "v3 of vastgesteld"), (M, ["vastgesteld"], "v3", CLOSED),
    (R, ["v3"], "v1", FROM_V3), (R, ["v3"], "v2", FROM_V3), (R, ["consensus"], "v3", f"consensus, {LAST}"),
    (R, ["consensus"], "geen consensus", f"consensus, {LAST}"), (R, ["consensus"], "escalatie", f"consensus, {LAST}"),
    (R, ["geen consensus"], "v3", f"geen consensus, escalatie, consensus, {LAST}"), (R, ["vastgesteld"], "v3", CLOSED),
    (R, ["vastgesteld"], "niet vastgesteld", CLOSED), (R, ["niet vastgesteld"], "vastgesteld", REDO),
    (R, ["niet vastgesteld"], "v3", REDO), (ED, ["advies"], "signaal", "advies of opdracht"),
    (ED, ["opdracht"], "onderzoek", "opdracht"),
    # a step that has to come behind another, or a no of the Topberaad
    (P, [], "gehanteerd", "besproken of vastgesteld"), (P, ["besproken"], "gehanteerd", "besproken of vastgesteld"),
    (N, ["besproken"], "definitief", "besproken of vastgesteld"),
    (N, [], "definitief", "concept, besproken of vastgesteld"),
    (P, [], "bijstellen", "besproken of vastgesteld"), (M, ["vastgesteld"], "bijstellen", CLOSED),
    (R, ["vastgesteld"], "bijstellen", CLOSED), (R, ["vastgesteld"], "opnieuw opstellen", CLOSED),
]  # fmt: skip


def test_there_are_forty_illegal_steps():
    """And no two are the same."""
    cases = [(product, tuple(before), step) for product, before, step, _ in ILLEGAL]
    assert len(set(cases)) == len(cases) >= 40


@pytest.mark.parametrize(("product", "before", "step", "expected"), ILLEGAL)
def test_an_illegal_step_is_refused_with_the_possible_ones(product, before, step, expected, log):
    """With the words of a check of the same file; an unknown one is told of its option."""
    walk(log, [(product, each) for each in before])
    stood = (log / "decisions.yml").read_bytes() if before else None
    entry = {"date": date(2024, 3, 1), "product": product, "step": step}
    with pytest.raises(InputError) as refused:
        decide(log, entry)
    (problem,) = refused.value.problems
    place = Problem(
        "decisions.yml", f"besluit {len(before) + 1}, step", step, problem.problem, expected, round=log.name
    )
    unknown = expected.endswith(", of niets")
    assert isinstance(refused.value, UnknownNameError) == unknown
    assert problem == (replace(place, file="", where="--step") if unknown else place)
    assert ((log / "decisions.yml").read_bytes() if before else None) == stood
    gremium = {"bijstellen": "topberaad", "opnieuw opstellen": "topberaad"}.get(step, _usual(product, step))
    written = [*(yaml.safe_load(stood) if stood else []), {**entry, "gremium": gremium, "decision": "x"}]
    (log / "decisions.yml").write_text(yaml.safe_dump(written), encoding="utf-8")
    assert check_round(log, catalogue_for).problems == (place,)


def _usual(product: str, step: str) -> str:
    """Who takes a step by the protocol, written down apart from the declarations."""
    return {
        (N, "concept"): "apm", (N, "vastgesteld"): "ind", (N, "definitief"): "ind", (P, "gehanteerd"): "apm",
        (R, "v2"): "deelberaden", (R, "escalatie"): "dgm", (R, "vastgesteld"): "topberaad",
        (R, "niet vastgesteld"): "topberaad", (ED, "opdracht"): "topberaad",
    }.get((product, step), "werkgroep")  # fmt: skip


@pytest.mark.parametrize(
    "stood",
    [
        b"",
        b"# wie wat besloot\n",
        b"- {date: 2024-01-02, gremium: apm, product: planning, decision: x}  # zo\n\n\n",
        b"- date: 2024-01-02\n  gremium: apm\n  product: planning\n  decision: x",
        b"  - date: 2024-01-02\r\n    gremium: apm\r\n    product: planning\r\n    decision: >\r\n      a b\r\n",
        b"\xef\xbb\xbf---\n- date: 2024-01-02\n  gremium: apm\n  product: planning\n  decision: 'x'\n# eind\n",
    ],
)
def test_what_stands_there_stays_byte_for_byte(stood, log):
    """Comments, quotes, line ends and indents; the entry comes behind it, whatever its text holds."""
    (log / "decisions.yml").write_bytes(stood)
    text = "Zo: 'besloten' # niet\nen \"verder\" - {a: b} &c *d é"
    decide(log, {"date": START, "product": P, "step": "besproken", "decision": text})
    after = (log / "decisions.yml").read_bytes()
    assert after.startswith(stood)
    assert yaml.safe_load(after.decode("utf-8-sig"))[-1] == {
        "date": START, "gremium": "werkgroep", "product": P, "step": "besproken", "decision": text
    }  # fmt: skip
    assert check_round(log, catalogue_for).problems == ()


@pytest.mark.parametrize(
    "stood", [b"[]\n", b"- {date: 2024-01-02, gremium: apm, product: planning, decision: x}\n...\n"]
)
def test_a_file_that_is_closed_is_left_alone(stood, log):
    """Behind it nothing can be written that still says the same."""
    (log / "decisions.yml").write_bytes(stood)
    with pytest.raises(InputError, match="hier kan geen besluit achter"):
        decide(log, {"date": START, "product": P, "step": "besproken"})
    assert (log / "decisions.yml").read_bytes() == stood


def test_a_log_that_is_wrong_gets_nothing_more(log):
    """What is wrong with it is told first."""
    stood = "- {date: 2024-01-02, gremium: apm, product: planing, decision: x}\n"
    (log / "decisions.yml").write_text(stood)
    with pytest.raises(InputError, match="besluit 1, product"):
        decide(log, {"date": START, "product": P, "step": "besproken"})
    assert (log / "decisions.yml").read_text() == stood


def test_what_is_passed_over_is_told(log):
    """As a remark, of this decision and not of those before."""
    assert len(walk(log, [(R, "v3")])) == 1
    assert walk(log, [(R, "v3")]) != []
    assert walk(log, [(M, "v1")]) == []
    (log / "registers/risicos.csv").write_text("id;soort;omschrijving;indicator;richting;eigenaar;weging\n")
    assert [remark.problem for remark in walk(log, [(M, "v1")])] == ["hiervoor ontbreekt registers/risicos.csv"]


WORKER = """
import sys
from datetime import date
from pathlib import Path
from mpp_lib.inputs.deciding import decide
folder, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for number in range(count):
    decide(folder, {"date": date(2024, 1, 9), "product": "planning", "decision": f"{name} {number}"})
    print(number, flush=True)
"""


@contextmanager
def worker(folder: Path, name: str, count: int) -> Iterator[subprocess.Popen]:
    command = [sys.executable, "-c", WORKER, str(folder), name, str(count)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        yield running


def said(folder: Path) -> list[str]:
    return [each["decision"] for each in yaml.safe_load((folder / "decisions.yml").read_text())]


def test_two_at_once_lose_nothing(log):
    """Each decision of both is there once, those of each in order."""
    with worker(log, "een", 12) as one, worker(log, "twee", 12) as other:
        assert (one.wait(), other.wait()) == (0, 0)
    for name in ("een", "twee"):
        assert [text for text in said(log) if text.startswith(name)] == [f"{name} {number}" for number in range(12)]


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_who_is_killed_loses_nothing(log):
    """After each kill the file holds every decision that was told, whole; and the next one finds it free."""
    whole: list[str] = []
    for attempt in range(4):
        with worker(log, f"poging {attempt}", 100) as running:
            told = [running.stdout.readline() for _ in range(attempt + 1)]
            running.send_signal(signal.SIGKILL)
        found = said(log)
        assert found[: len(whole)] == whole
        added = found[len(whole) :]
        assert added == [f"poging {attempt} {number}" for number in range(len(added))]
        assert len(added) >= len(told)
        whole = found
    decide(log, {"date": START, "product": P, "step": "besproken"})
    assert said(log)[:-1] == whole
    assert not list(log.glob(".*.half"))
