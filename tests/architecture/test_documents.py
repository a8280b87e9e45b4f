"""What the pages promise: decisions in order, links that lead somewhere, examples that run."""

import doctest
import importlib
import re
from pathlib import Path

import pytest

import mpp_lib
from tests.architecture.test_layers import ROOMS, STAGES

LIBRARY = Path(mpp_lib.__file__).parent
ROOT = LIBRARY.parent
DECISIONS = sorted((ROOT / "docs" / "besluiten").glob("*.md"))
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")
CODE = re.compile(r"`[^`\n]*`")
WITH_EXAMPLES = [path for path in sorted(LIBRARY.rglob("*.py")) if ">>> " in path.read_text(encoding="utf-8")]


def test_decisions_are_numbered_in_order():
    """From one, without a gap and no number twice; the heading bears the number of the file."""
    assert [path.name[:5] for path in DECISIONS] == [f"{number:04d}-" for number in range(1, len(DECISIONS) + 1)]
    headings = [path.read_text(encoding="utf-8").split(".", 1)[0] for path in DECISIONS]
    assert headings == [f"# {number}" for number in range(1, len(DECISIONS) + 1)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path):
    """Every file or folder that a page points at is there; a decision is called by its number."""
    text = CODE.sub("", page.read_text(encoding="utf-8"))
    assert [link for link in LINK.findall(text) if not (page.parent / link).exists()] == []
    for said, number in re.findall(r"\[besluit (\d+)\]\([^)]*besluiten/(\d+)-", text):
        assert int(said) == int(number)


def test_the_architecture_page_shows_every_room():
    """Each room inside a stage has its row, and each file named in a row stands in that room."""
    page = (ROOT / "docs" / "architectuur.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(?:mpp_lib/)?(?!analysis|report_)(\w+(?:/\w+)?)` \|(.*)$", page, flags=re.MULTILINE))
    floors = {
        f"{stage}/{name}": at for stage, whole in ROOMS.items() for at, names in enumerate(whole, 1) for name in names
    }
    assert set(rows) == {*STAGES, *floors}
    assert {room: int(rows[room].split("|")[0]) for room in floors} == floors
    named = [f"{room}/{name}" for room, row in rows.items() for name in re.findall(r"`([\w/]+\.py)`", row)]
    prose = "\n".join(line for line in page.splitlines() if not line.startswith("|"))
    named += re.findall(r"`((?!tests/|benchmarks/)\w+/[\w/]+\.py)`", prose)
    assert [path for path in named if not (LIBRARY / path).is_file()] == []


def test_there_are_examples():
    """The search itself finds modules that have them."""
    assert len(WITH_EXAMPLES) >= 20


@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=lambda path: path.relative_to(LIBRARY).as_posix())
def test_the_examples_of_a_module_run(path: Path):
    """What a docstring shows is what the code does."""
    module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    done = doctest.testmod(module)
    assert done.attempted
    assert not done.failed
