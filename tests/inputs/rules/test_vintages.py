"""The vintage of realisations that a round uses: named in ``round.yml``, in force everywhere, and never a later one."""

import hashlib
import shutil

import pytest

from mpp_lib.archive.frozen_files import frozen_product
from mpp_lib.inputs.after_adoption import MADE_FROM
from mpp_lib.inputs.check import check_round
from mpp_lib.inputs.check_prognose import check_prognose
from mpp_lib.inputs.delivered_before import remarks_on_deliveries
from mpp_lib.inputs.fingerprint import digests, fingerprint
from mpp_lib.inputs.load import load_round
from tests.support.breaking import messages, swap
from tests.support.tiny_round import catalogue_for

OLD = "inputs/realisaties.csv"
DAY, LATER = "2024-03-10", "2024-03-20"
USED = f"inputs/realisaties/{DAY}.csv"
FIGURE = "2024-02;asiel.instroom_eerste;2002;"


def named(folder, name):
    """The round with a vintage named."""
    with (folder / "round.yml").open("a", encoding="utf-8") as file:
        file.write(f"vintage: {name}\n")


@pytest.fixture
def vintage(tiny):
    """The tiny round with a vintage in which one figure is another, and one of after the cut-off."""
    text = (tiny / OLD).read_text("utf-8")
    assert FIGURE in text
    for day, value in ((DAY, 2222), (LATER, 3333)):
        path = tiny / f"inputs/realisaties/{day}.csv"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text.replace(FIGURE, FIGURE.replace("2002", str(value))), encoding="utf-8")
    return tiny


def first_inflow(folder):
    """The figure that differs."""
    rows = load_round(folder, catalogue_for).realisations
    return rows[(rows["periode"] == "2024-02") & (rows["indicator"] == "asiel.instroom_eerste")]["waarde"].item()


def test_a_round_uses_the_vintage_it_names(vintage):
    """Without one it uses ``realisaties.csv``, and what stands beside it is nobody's remark."""
    before = fingerprint(vintage)
    assert messages(vintage) == []
    assert first_inflow(vintage) == 2002
    named(vintage, DAY)
    assert messages(vintage) == []
    assert first_inflow(vintage) == 2222
    assert fingerprint(vintage) != before
    assert USED in load_round(vintage, catalogue_for).checksums
    (vintage / OLD).unlink()
    assert first_inflow(vintage) == 2222
    assert check_prognose(vintage, catalogue_for, ()).inputs.realisations["waarde"].tolist().count(2222) == 1


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            LATER,
            "vintage: deze vintage is van na de peildatum (gevonden: 2024-03-20). Verwacht: een van uiterlijk 2024-03",
        ),
        (
            "2024-03-09",
            f"deze vintage staat niet in inputs/realisaties (gevonden: 2024-03-09). Verwacht: een van {DAY}, ",
        ),
        ("2024-02-30", "deze vintage staat niet in inputs/realisaties (gevonden: 2024-02-30)"),
        ("nieuwste", "vintage: dit heeft niet de juiste vorm (gevonden: nieuwste)"),
    ],
)
def test_a_vintage_that_cannot_be_used_is_refused(vintage, name, said):
    """Once, and nothing is said of realisations that are lacking."""
    named(vintage, name)
    told = messages(vintage)
    assert len(told) == 1
    assert said in told[0]


def test_what_is_wrong_in_a_vintage_is_said_of_its_file(vintage):
    """Of the one that is used every rule; of the others that they can be read."""
    named(vintage, DAY)
    swap(USED, ";2222;", ";-2222;")(vintage)
    swap(f"inputs/realisaties/{LATER}.csv", ";3333;", ";veel;")(vintage)
    assert [message.partition(",")[0] for message in messages(vintage)] == [USED, f"inputs/realisaties/{LATER}.csv"]


@pytest.mark.parametrize("name", ["2024-03-1.csv", "laatste.csv", "2024-03-10.xlsx", "diep/2024-03-10.csv"])
def test_a_file_that_is_no_vintage_is_not_passed_over(vintage, name):
    """A misspelt name must not pass for a vintage."""
    path = vintage / "inputs/realisaties" / name
    path.parent.mkdir(exist_ok=True)
    shutil.copy(vintage / USED, path)
    assert [message for message in messages(vintage) if "dit bestand wordt niet gelezen" in message]


def test_only_the_used_vintage_is_among_the_files_of_a_round(vintage):
    """One that is taken later changes nothing of what was made; another one in use does."""
    files = digests(vintage, ["inputs/*"])
    assert not [path for path in files if path.startswith("inputs/realisaties/")]
    named(vintage, DAY)
    assert [path for path in digests(vintage, ["inputs/*"]) if path.startswith("inputs/realisaties/")] == [USED]
    for patterns in MADE_FROM.values():
        assert USED in digests(vintage, patterns)
    before = fingerprint(vintage)
    (vintage / f"inputs/realisaties/{LATER}.csv").unlink()
    assert fingerprint(vintage) == before
    swap(OLD, FIGURE, FIGURE.replace("2002", "1"))(vintage)
    assert fingerprint(vintage) == before
    swap(USED, ";2222;", ";2223;")(vintage)
    assert fingerprint(vintage) != before


def test_a_vintage_that_a_hand_changed_is_remarked_on(vintage):
    """What it was taken from says what it held."""
    named(vintage, DAY)
    origin = vintage / f"inputs/realisaties/{DAY}.yml"
    digest = hashlib.sha256((vintage / USED).read_bytes()).hexdigest()
    origin.write_text(f'controlegetal: "{digest}"\ngelezen: []\n', encoding="utf-8")
    assert not [one for one in check_round(vintage, catalogue_for).warnings if "veranderd sinds" in one.problem]
    swap(USED, ";2222;", ";2223;")(vintage)
    assert [one.file for one in check_round(vintage, catalogue_for).warnings if "veranderd sinds" in one.problem] == [
        USED
    ]
    origin.write_text("controlegetal: 5\n", encoding="utf-8")
    assert [message.partition(":")[0] for message in messages(vintage)] == [
        f"inputs/realisaties/{DAY}.yml, controlegetal",
        f"inputs/realisaties/{DAY}.yml, gelezen",
    ]


def test_what_came_in_after_the_vintage_was_made_is_remarked_on(vintage):
    """Named with what brings it in; a figure that the vintage replaced itself is not among it."""
    named(vintage, DAY)
    origin = vintage / f"inputs/realisaties/{DAY}.yml"
    digest = hashlib.sha256((vintage / USED).read_bytes()).hexdigest()
    revised = "- {vintage: 2024-03-10, indicator: asiel.instroom_eerste, periode: 2024-02, was: 2002, werd: 2222}"
    origin.write_text(f'controlegetal: "{digest}"\ngelezen: []\nherzien:\n{revised}\naantal_herzien: 1\n', "utf-8")
    assert left_out(vintage) == []
    other = next(row for row in (vintage / OLD).read_text("utf-8").splitlines() if row.startswith("2024-01;asiel"))
    indicator = other.split(";")[1]
    swap(OLD, other, f"2024-01;{indicator};1999;voorlopig;levering COA, versie 1 (2024-03-12)")(vintage)
    with (vintage / OLD).open("a", encoding="utf-8") as file:
        file.write("2016-07;coa.bezetting;5;voorlopig;levering COA, versie 1 (2024-03-12)\n")
    [told] = left_out(vintage)
    assert told.file == OLD
    assert told.found == f"{indicator} 2024-01 en coa.bezetting 2016-07"
    assert (
        told.problem == f"2 cijfers hiervan staan niet of anders in vintage {DAY}; wat daar niet staat, telt niet mee"
    )
    assert f"mpp realisaties {vintage.name} --from rounds/{vintage.name}/{OLD} --date DAG" in told.expected
    origin.unlink()
    assert [one.found for one in left_out(vintage)] == [told.found], "without what it revised, by the date of bron"


def left_out(folder):
    """The remarks on figures that a vintage does not have."""
    return [one for one in check_round(folder, catalogue_for).warnings if "niet of anders in vintage" in one.problem]


def test_what_a_vintage_revises_is_held_against_the_round_before(vintage, tmp_path):
    """Both are read from the file that their own round uses."""
    before = shutil.copytree(vintage, vintage.with_name("2023-2"))
    swap("round.yml", "round: 2024-1", "round: 2023-2")(before)
    with (vintage / "round.yml").open("a", encoding="utf-8") as file:
        file.write("previous: 2023-2\n")
    revised = [one for one in remarks_on_deliveries(vintage) if "herzien" in one.problem]
    assert revised == []
    named(vintage, DAY)
    [told] = [one for one in remarks_on_deliveries(vintage) if "herzien" in one.problem]
    assert (told.file, told.found, told.expected[:4]) == (USED, "2222", "2002")
    named(before, DAY)
    assert not [one for one in remarks_on_deliveries(vintage) if "herzien" in one.problem]


@pytest.mark.parametrize("product", ["prognose", "rapportage", "productiemodel"])
def test_a_version_keeps_the_vintage_it_was_made_from(vintage, product):
    """And what says how it came about; no figure that came in later leaves the house with it."""
    (vintage / f"inputs/realisaties/{DAY}.yml").write_text("controlegetal: x\ngelezen: []\n", encoding="utf-8")
    named(vintage, DAY)
    kept = [path for path in frozen_product(vintage, product).sources() if path.startswith("inputs/realisaties")]
    assert kept == [USED, f"inputs/realisaties/{DAY}.yml"]
