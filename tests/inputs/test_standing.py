"""Where a round stands, what comes next, what is late and who said nothing."""

import itertools
from datetime import date
from pathlib import Path

import pytest

from mpp_lib.base.errors import InputError
from mpp_lib.inputs.check import check_round
from mpp_lib.inputs.declared.planning import year_cycle
from mpp_lib.inputs.new_planning import write_planning
from mpp_lib.inputs.standing import standing
from tests.support.decided import as_file, decided, entry
from tests.support.tiny_round import catalogue_for

DAY = date(2024, 3, 1)
HEADER = "datum;gremium;spoor;product;stap;onderwerp\n"


def put(folder: Path, *steps: tuple[str, str]) -> None:
    (folder / "decisions.yml").write_text(as_file(decided(*steps)) or "[]\n", encoding="utf-8")


def plan(folder: Path, *lines: str) -> None:
    (folder / "planning.csv").write_text(HEADER + "".join(f"{line}\n" for line in lines), encoding="utf-8")


def of(folder: Path, product: str, today: date = DAY):
    return next(each for each in standing(folder, today).products if each.name == product)


@pytest.mark.parametrize(
    ("product", "steps", "following", "acting", "paragraph"),
    [
        ("planning", [], ["besproken"], ("werkgroep",), "5.2.1"),
        ("prognose", ["besproken"], ["vastgesteld"], ("werkgroep",), "5.2.2"),
        ("prognose", ["besproken", "vastgesteld"], ["gehanteerd"], (), "5.2.2"),
        ("ind_prognoseplan", [], ["concept", "besproken"], ("werkgroep",), "5.2.3"),
        ("ind_prognoseplan", ["besproken"], ["vastgesteld"], ("ind",), "5.2.3"),
        ("productiemodel", ["v1"], ["v2"], ("werkgroep",), "5.2.4"),
        ("rapportage", ["v1"], ["v2"], ("deelberaden",), "5.2.5"),
        ("rapportage", ["v3"], ["geen consensus", "escalatie", "consensus"], ("werkgroep",), "7.1.1"),
        ("rapportage", ["consensus"], ["vastgesteld", "niet vastgesteld"], ("topberaad",), "5.3"),
        ("rapportage", ["niet vastgesteld"], ["bijstellen", "opnieuw opstellen"], ("topberaad",), "7.1.4"),
        ("rapportage", ["vastgesteld"], [], (), ""),
        ("monitor-2024-05", ["signaal"], ["onderzoek", "advies"], ("werkgroep",), "7.1.3"),
    ],
)
def test_what_comes_next_and_who_acts(product, steps, following, acting, paragraph, tiny: Path):
    """Up to the first step that has to be taken, by whom the protocol says."""
    put(tiny, *((product, step) for step in steps))
    found = of(tiny, product)
    assert [step.name for step in found.next] == following
    assert found.to_act == acting
    assert {each["paragraph"] for each in found.as_dict()["next"]} == ({paragraph} if paragraph else set())


def test_what_a_step_needs_and_is_not_there(tiny: Path):
    """The first version of the productiemodel comes with an inventory of risks."""
    assert of(tiny, "productiemodel").needs == ()
    (tiny / "registers/risicos.csv").unlink()
    assert of(tiny, "productiemodel").needs == ("registers/risicos.csv",)


def test_what_is_late_and_what_is_done(tiny: Path):
    """A day that is past without the step; another outcome of the same vote is done too."""
    plan(
        tiny,
        "2024-01-10;werkgroep;;prognose;besproken;Bespreken",
        "2024-02-01;werkgroep;;prognose;vastgesteld;Vaststellen",
        "2024-02-02;werkgroep;impact;;;Impact",
        "2024-02-03;werkgroep;;rapportage;consensus;Stemmen",
        "2024-04-01;werkgroep;cijfers;productiemodel;v1;Model",
        "2024-04-02;werkgroep;;;;Bijpraten",
    )
    put(tiny, ("prognose", "besproken"), ("rapportage", "v3"), ("rapportage", "geen consensus"))
    states = [(line.planned.subject, line.state) for line in standing(tiny, DAY).planning]
    assert states == [
        ("Bespreken", "gedaan"),
        ("Vaststellen", "te laat"),
        ("Impact", "voorbij"),
        ("Stemmen", "gedaan"),
        ("Model", "gepland"),
        ("Bijpraten", "gepland"),
    ]
    assert [line.planned.subject for line in of(tiny, "prognose").late] == ["Vaststellen"]
    assert of(tiny, "prognose", date(2024, 2, 1)).late == ()


def test_who_said_nothing_yet(tiny: Path):
    """Of the werkgroep but for APM, while the product is discussed; a word on one of both leaves the other open."""
    (tiny / "registers/partners.csv").write_text(
        "partner;gremium;groep;rol;levert;ontvangt\nAPM;werkgroep;;voorzitter;;\nIND;werkgroep;;lid;;\n"
        "COA;werkgroep;;lid;;\nKMar;topberaad;;lid;;\n"
    )
    put(tiny)
    assert of(tiny, "prognose").silent == {}
    said = {**entry("prognose", "", DAY), "partner": "ind", "word": "akkoord", "about": "keten"}
    (tiny / "decisions.yml").write_text(as_file((*decided(("prognose", "besproken")), said)))
    assert of(tiny, "prognose").silent == {"IND": ("eigen cijfers",), "COA": ("eigen cijfers", "keten")}
    put(tiny, ("prognose", "besproken"), ("prognose", "vastgesteld"))
    assert of(tiny, "prognose").silent == {}


@pytest.mark.parametrize(
    ("line", "where", "problem"),
    [
        ("2024-02-01;werkgroep;;prognosse;;x", "kolom product", "dit is geen product van een ronde"),
        ("2024-02-01;werkgroep;;;v1;x", "kolom product", "een stap is van een product"),
        ("2024-02-01;werkgroep;;prognose;v1;x", "kolom stap", "de Prognose kent deze stap niet"),
        (
            "2024-02-01;werkgroep;;rapportage;v2;x",
            "kolom gremium",
            "de stap v2 van de rapportage is niet aan dit gremium",
        ),
        ("2024-02-01;werkgroep;beide;;;x", "kolom spoor", "dit is hier geen geldige waarde"),
        ("2014-02-01;werkgroep;;;;x", "kolom datum", "deze dag past niet bij de ronde"),
        ("2024-02-01;werkgroep;;;;", "kolom onderwerp", "de cel is leeg"),
    ],
)
def test_a_planning_knows_the_protocol(line, where, problem, tiny: Path):
    """A wrong line is told at its cell, and by status too where that is about its steps."""
    plan(tiny, line)
    (found,) = check_round(tiny, catalogue_for).problems
    assert (found.file, found.where, found.problem) == ("planning.csv", f"rij 2, {where}", problem)


def test_status_refuses_what_it_reads(tiny: Path):
    """And only that: what is wrong with the figures does not matter to it."""
    (tiny / "inputs/scenarios.csv").write_text("niets\n")
    assert standing(tiny, DAY).round == "2024-1"
    plan(tiny, "2024-02-01;werkgroep;;prognosse;;x")
    with pytest.raises(InputError, match=r"2024-1/planning\.csv, rij 2, kolom product"):
        standing(tiny, DAY)


@pytest.mark.parametrize("year", range(2022, 2031))
@pytest.mark.parametrize(("number", "first", "last"), [(1, (-1, 11), (0, 2)), (2, (0, 6), (0, 9))])
def test_the_year_cycle_is_that_of_the_protocol(year, number, first, last):
    """5.1: from the middle of the month to the Topberaad of February or September, the werkgroep every two weeks."""
    lines = year_cycle(f"{year}-{number}")
    days = [line.day for line in lines]
    assert days == sorted(days)
    assert (days[0].year - year, days[0].month) == first
    assert 10 <= days[0].day <= 20
    assert (days[-1].year - year, days[-1].month) == last
    assert (lines[-1].body, lines[-1].product, lines[-1].step) == ("topberaad", "rapportage", "vastgesteld")
    meetings = sorted({line.day for line in lines if line.body == "werkgroep" and line.track != "impact"})
    gaps = [(after - before).days for before, after in itertools.pairwise(meetings)]
    assert set(gaps) <= {7, 14, 28}
    assert gaps.count(14) >= 3
    assert not [day for day in days if (day.month, day.day) in {(12, 25), (12, 26), (12, 31), (1, 1)}]
    assert {line.track for line in lines} == {"", "cijfers", "impact"}


def test_a_new_planning_fits_its_round_and_is_never_overwritten(tiny: Path):
    """It passes the check; a round outside the cycle has none."""
    write_planning(tiny)
    assert check_round(tiny, catalogue_for).problems == ()
    stood = (tiny / "planning.csv").read_bytes()
    with pytest.raises(InputError, match="er is al een planning"):
        write_planning(tiny)
    assert (tiny / "planning.csv").read_bytes() == stood
    early = tiny.rename(tiny.with_name("2024-3"))
    (early / "planning.csv").unlink()
    with pytest.raises(InputError, match="deze ronde volgt de jaarcyclus niet"):
        write_planning(early)
    assert not (early / "planning.csv").exists()


@pytest.mark.parametrize(("steps", "remarks"), [((), 1), ((("monitor-2024-01", "opdracht"),), 0)])
def test_an_early_round_is_made_on_an_order(steps, remarks, tiny: Path):
    """7.1.3: without one in its log or that of the round before, it is a remark."""
    (tiny / "round.yml").write_text((tiny / "round.yml").read_text().replace("regulier", "vervroegd"))
    put(tiny, ("monitor-2024-01", "besproken"), ("monitor-2024-01", "advies"), *steps)
    found = [one for one in check_round(tiny, catalogue_for).warnings if one.where == "soort"]
    assert len(found) == remarks
