"""A filled form taken into a round: all of it or nothing, and every change accounted for."""

from datetime import date
from pathlib import Path

import pytest

from mpp_lib.archive.consent.deliveries import deliveries_of, figures_of, sources_of_realised
from mpp_lib.base import write
from mpp_lib.base.errors import InputError
from mpp_lib.compare.changes.ledger import Account
from mpp_lib.inputs import taking_in
from mpp_lib.inputs.check import check_round
from mpp_lib.inputs.declared import delivery as form
from mpp_lib.inputs.delivered_before import remarks_on_deliveries
from mpp_lib.inputs.load import load_round
from mpp_lib.inputs.taking_in import TakenIn, take_in
from mpp_lib.production.chains import catalogue_named, chain_named
from tests.support.breaking import snapshot
from tests.support.decided import as_file, decided
from tests.support.filled_form import Form, owned_round

BEZETTING = "coa.bezetting"
SOURCE = "levering COA, versie 1 (2024-04-02), levering-coa.xlsx"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return owned_round(tmp_path)


def taken(folder: Path, made: Form, *, dry_run: bool = False) -> TakenIn:
    return take_in(folder, made.saved(folder.parents[1] / "gestuurd.xlsx"), catalogue_named, dry_run=dry_run)


def of_coa(folder: Path) -> Form:
    """Two months more, one count for an assumption, one revision, and a value with its ground."""
    made = Form(folder)
    made.put(form.REALISED, BEZETTING, m2024_01=59_100, m2024_02=59_400)
    made.other(0, "coa.in_procedure", "2023-12", 36_900, "voorlopig", "teldatum 31 december")
    made.other(1, BEZETTING, "2022-12", 51_000, "definitief")
    made.put(form.EXPECTED, "geboorten", nieuwe_waarde=66, onzekerheid=9, grondslag="realisatie", bron="telling 2023")
    made.put(form.EXPECTED, "opvang_eerste", nieuwe_waarde=0.94, grondslag="schatting")
    return made


def lines(folder: Path, file: str) -> list[str]:
    return (folder / file).read_text(encoding="utf-8").splitlines()


def test_what_a_partner_filled_stands_in_the_tables(folder: Path):
    """Its rows are new or otherwise, with the source of each; every other line is what it was."""
    names = ("realisaties", "parameters", "verdelingen", "leveringen")
    before = {name: lines(folder, f"inputs/{name}.csv") for name in names}
    found = taken(folder, of_coa(folder))
    after = {name: lines(folder, f"inputs/{name}.csv") for name in names}
    was = next(line for line in before["realisaties"] if line.startswith(f"2022-12;{BEZETTING};"))
    assert was in before["realisaties"]
    assert set(after["realisaties"]) - set(before["realisaties"]) == {
        f"2024-01;{BEZETTING};59100;voorlopig;{SOURCE}",
        f"2024-02;{BEZETTING};59400;voorlopig;{SOURCE}",
        f"2023-12;coa.in_procedure;36900;voorlopig;{SOURCE}: teldatum 31 december",
        f"2022-12;{BEZETTING};51000;definitief;{SOURCE}",
    }
    gone = set(before["realisaties"]) - set(after["realisaties"])
    assert {line.split(";")[:2] == ["2023-12", "coa.in_procedure"] or line == was for line in gone} == {True}
    assert len(gone) == 2
    assert set(after["parameters"]) - set(before["parameters"]) == {
        "geboorten;2024-01;;66;personen per maand;9;COA;realisatie: telling 2023;",
        "opvang_eerste;2024-01;;0,94;aandeel;;COA;schatting;",
    }
    assert after["verdelingen"] == before["verdelingen"]
    assert after["leveringen"] == [
        *before["leveringen"],
        "levering-coa.xlsx;COA;1;definitief;apm, werkgroep;2024-04-02",
    ]
    place = after["realisaties"].index(f"2024-01;{BEZETTING};59100;voorlopig;{SOURCE}")
    assert after["realisaties"][place - 1].startswith(f"2023-12;{BEZETTING};")
    assert {change.key: change.kind for change in found.changes} == {
        f"2024-01/{BEZETTING}": "nieuw",
        f"2024-02/{BEZETTING}": "nieuw",
        "2023-12/coa.in_procedure": "geteld",
        f"2022-12/{BEZETTING}": "herzien",
        "geboorten/2024-01": "gewijzigd",
        "opvang_eerste/2024-01": "bevestigd",
    }
    assert found.known == 12
    assert check_round(folder, catalogue_named).problems == ()


def test_the_ledger_accounts_for_all_of_it_and_no_more(folder: Path):
    """As a freeze asks: no change without a line, no line without a change, and what it says is what was and is."""
    old = load_round(folder, catalogue_named)
    taken(folder, of_coa(folder))
    new = load_round(folder, catalogue_named)
    assert list(Account.between(new, old).problems()) == []
    ledger = new.ledger
    assert set(ledger["gremium"]) == {"nog te bespreken"}
    cell = ledger[ledger["sleutel"] == "geboorten/2024-01:waarde"].iloc[0]
    assert (cell["oud"], cell["nieuw"], cell["partner"], cell["grond"]) == (
        "60",
        "66",
        "COA",
        "realisatie: telling 2023",
    )
    assert f"*/{BEZETTING}" in set(ledger["sleutel"])


def test_a_dry_run_writes_nothing_and_the_same_form_again_neither(folder: Path):
    """The one says what the other did, and leaves no lock; the second time not a byte changes."""
    made = of_coa(folder)
    before = snapshot(folder)
    dry = taken(folder, made, dry_run=True)
    assert snapshot(folder) == before
    assert dry.changes == taken(folder, made).changes
    after = snapshot(folder / "inputs")
    assert take_in(folder, folder.parents[1] / "gestuurd.xlsx", catalogue_named).changes == ()
    assert snapshot(folder / "inputs") == after


def test_what_a_check_would_refuse_is_refused_by_its_cell(folder: Path):
    """A share above one, a month that was not over, a figure from after the cut-off: nothing is written."""
    made = of_coa(folder)
    made.put(form.EXPECTED, "opvang_eerste", nieuwe_waarde=1.2)
    made.other(2, BEZETTING, "2024-04", 60_000, "voorlopig")
    made.front("datum").value = date(2024, 4, 20)
    before = snapshot(folder / "inputs")
    with pytest.raises(InputError) as caught:
        taken(folder, made)
    assert [str(problem).split(" (gevonden")[0] for problem in caught.value.problems] == [
        "gestuurd.xlsx, blad Overige perioden, cel B8: de periode eindigt na de laatste gerealiseerde maand 2024-03",
        "gestuurd.xlsx, blad Toelichting, cel B14: de bron is van na de peildatum 2024-04-15: 2024-04-20 (4 rijen)",
        "gestuurd.xlsx, blad Toelichting, cel B14: de bron is van na de peildatum 2024-04-15: 2024-04-20 (1 rij)",
        "gestuurd.xlsx, blad Verwachtingen, cel I6: opvang_eerste ligt buiten het bereik",
    ]
    assert snapshot(folder / "inputs") == before


def test_a_partner_that_takes_no_part_is_told_once(folder: Path):
    """Of every line of the ledger the same is wrong: the register does not know who asked."""
    file = folder / "registers/partners.csv"
    file.write_text(file.read_text("utf-8").replace("COA;werkgroep", "Elders;werkgroep"), "utf-8")
    with pytest.raises(InputError) as caught:
        taken(folder, of_coa(folder))
    (problem,) = caught.value.problems
    said = "blad Toelichting, cel B5: deze partner doet niet mee aan de ronde (ook in nog 6 rijen) (gevonden: COA)"
    assert said in str(problem)


def test_what_was_wrong_before_stands_in_nobodys_way(folder: Path):
    """It is told by a check; the delivery comes in."""
    file = folder / "inputs/gehanteerd.csv"
    file.write_text(file.read_text("utf-8") + "2031;medio;1;\n", "utf-8")
    assert check_round(folder, catalogue_named).problems
    assert len(taken(folder, of_coa(folder)).changes) == 6


@pytest.mark.long
@pytest.mark.parametrize("written", range(5))
def test_a_run_that_is_cut_off_is_finished_by_the_same_form(folder: Path, tmp_path: Path, monkeypatch, written: int):
    """Whatever was written when the disk refused: the files end up as of a run that nothing happened to."""
    whole = owned_round(tmp_path / "heel")
    taken(whole, of_coa(whole))
    made, count = of_coa(folder), 0

    def full(path: Path, content: bytes) -> None:
        nonlocal count
        if count == written:
            raise OSError(28, "geen ruimte", str(path))
        count += 1
        write.write_atomically(path, content)

    with monkeypatch.context() as patched:
        patched.setattr(taking_in, "write_atomically", full)
        with pytest.raises(OSError, match="geen ruimte"):
            taken(folder, made)
    take_in(folder, folder.parents[1] / "gestuurd.xlsx", catalogue_named)
    tables = sorted(path.relative_to(whole) for path in whole.rglob("*.csv"))
    assert [(folder / path).read_bytes() for path in tables] == [(whole / path).read_bytes() for path in tables]


def test_a_distribution_comes_in_whole_or_not(folder: Path):
    """One of the two roads of Nidos; where they do not sum to one together, none of it."""
    made = Form(folder, "nidos")
    for place, k, share in ((6, 6, 0.15), (12, 12, 0.35), (24, 24, 0.3)):
        made.put(form.SHARES, "nidos_meerderjarig", place, nieuw_aandeel=share)
        assert made.cell(form.SHARES, "nidos_meerderjarig", form.K, place).value == k
    made.put(form.SHARES, "nidos_meerderjarig", 0, grondslag="schatting", bron="leeftijden 2023")
    found = taken(folder, made)
    assert [(change.key, change.kind) for change in found.changes] == [
        ("nidos_meerderjarig/2015-01/6", "gewijzigd"),
        ("nidos_meerderjarig/2015-01/12", "gewijzigd"),
        ("nidos_meerderjarig/2015-01/24", "bevestigd"),
    ]
    made.put(form.SHARES, "nidos_meerderjarig", 8, nieuw_aandeel=0.06)
    with pytest.raises(InputError, match="de wegen tellen samen niet op tot 1"):
        taken(folder, made)


def test_its_figures_go_no_further_than_the_partner_said(folder: Path):
    """Those it delivered, and no other of the same partner."""
    made = Form(folder)
    made.other(0, "coa.in_procedure", "2023-12", 36_900, "voorlopig")
    taken(folder, made)
    (own,) = [each for each in deliveries_of(folder) if each.partner == "COA"]
    assert (own.reaches("werkgroep"), own.reaches("openbaar")) == (True, False)
    shown = figures_of(own, chain_named("standaard"), sources_of_realised(folder))
    assert {each.name for each in shown} == {"coa.in_procedure"}


def test_a_vintage_stays_what_it_was(folder: Path):
    """New figures are refused by their cell; values come in all the same."""
    vintage = folder / "inputs/realisaties/2024-04-01.csv"
    vintage.parent.mkdir()
    vintage.write_bytes((folder / "inputs/realisaties.csv").read_bytes())
    settings = folder / "round.yml"
    settings.write_text(settings.read_text("utf-8") + "vintage: 2024-04-01\n", "utf-8")
    with pytest.raises(InputError, match=r"cel W19: deze ronde gebruikt vintage 2024-04-01, en die verandert niet"):
        taken(folder, of_coa(folder))
    made = Form(folder)
    made.put(form.EXPECTED, "geboorten", nieuwe_waarde=66, grondslag="realisatie")
    assert [change.key for change in taken(folder, made).changes] == ["geboorten/2024-01"]


def test_a_later_half_year_of_the_taakstelling(folder: Path):
    """A value that nobody gave yet comes behind those that there are; a form of after the cut-off is remarked."""
    made = Form(folder, "ks", versie=2, datum=date(2024, 4, 20))
    made.put(form.EXPECTED, "taakstelling", 2, nieuwe_waarde=17_500, grondslag="afspraak", bron="Staatscourant")
    taken(folder, made)
    written = lines(folder, "inputs/parameters.csv")
    place = written.index("taakstelling;2025-01;;17500;personen per halfjaar;;KS;afspraak: Staatscourant;")
    assert written[place - 1].startswith("taakstelling;2024-07;")
    said = [problem.problem for problem in remarks_on_deliveries(folder)]
    assert "deze levering is van na de peildatum 2024-04-15" in said


def test_a_round_that_was_adopted_takes_nothing_in(folder: Path):
    """What was agreed on stays; realisations of later are for its monitor."""
    made = of_coa(folder)
    (folder / "decisions.yml").write_text(as_file(decided(("rapportage", "vastgesteld"))), "utf-8")
    with pytest.raises(InputError, match="deze ronde is vastgesteld of bewaard"):
        taken(folder, made)
