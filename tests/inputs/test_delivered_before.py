"""What deliveries say beside the ones before them: of a kept concept, or of the round before."""

from pathlib import Path

import pytest

from mpp_lib.archive.shelf import archive_held, place
from mpp_lib.inputs.delivered_before import remarks_on_deliveries
from mpp_lib.inputs.versions import STATE, Version
from tests.support import tiny_round
from tests.support.breaking import swap, told, write
from tests.support.decided import as_file, decided

REALISED, DELIVERED = "inputs/realisaties.csv", "inputs/leveringen.csv"
HEAD = "bestand;partner;versie;status;doelgroepen;datum\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small round, with its realisations as a delivery of before the cut-off."""
    made = tiny_round.write_round(tmp_path / "rounds" / "2024-1")
    write(DELIVERED, f"{HEAD}realisaties.csv;CBS;1;definitief;werkgroep;2024-01-10\n")(made)
    return made


def keep(folder: Path) -> None:
    """Keep the round as it is as its first concept."""
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    version = Version(folder.parent, folder.name, "concept-1", "rapportage", "concept", "")
    with archive_held(folder.parent):
        place(version, {**files, "results.csv": b"ronde\n"}, [(STATE, "concept")])


def remarks(folder: Path) -> list[str]:
    return told(problem.of_round(folder.name) for problem in remarks_on_deliveries(folder))


def test_nothing_is_said_of_what_did_not_change(folder: Path):
    """Nor of a round that has nothing before it."""
    assert remarks(folder) == []
    keep(folder)
    assert remarks(folder) == []


def test_a_delivery_that_is_sent_again_as_it_was(folder: Path):
    """It has another version and day, and the same bytes."""
    keep(folder)
    swap(DELIVERED, "CBS;1;definitief;werkgroep;2024-01-10", "CBS;2;definitief;werkgroep;2024-01-20")(folder)
    assert remarks(folder) == [
        f"{DELIVERED}, rij 2, kolom versie: deze levering is nieuw, maar het bestand is gelijk aan dat van versie "
        "concept-1 (gevonden: 2). Verwacht: het nieuwe bestand, of versie en datum van toen."
    ]


def place_of(folder: Path, line: str) -> int:
    """The row of a line of the realisations."""
    return (folder / REALISED).read_text(encoding="utf-8").splitlines().index(line) + 1


def test_history_that_was_revised_without_a_new_delivery(folder: Path):
    """The file is another under the name of before, and says something else of a realised figure; an estimate may."""
    keep(folder)
    swap(REALISED, "2023-11;asiel.instroom_eerste;", "2023-11;asiel.instroom_eerste;9")(folder)
    swap(REALISED, "2023-12;ind.voorraad;40000;raming;IND", "2023-12;ind.voorraad;41000;raming;IND")(folder)
    line = next(
        line
        for line in (folder / REALISED).read_text(encoding="utf-8").splitlines()
        if ";asiel.instroom_eerste;9" in line
    )
    new = line.split(";")[2]
    assert sorted(remarks(folder)) == [
        f"{DELIVERED}, rij 2, kolom versie: het bestand is anders dan dat van versie concept-1, maar versie en datum "
        "zijn dezelfde (gevonden: 1). Verwacht: versie en datum van de nieuwe levering.",
        f"{REALISED}, rij {place_of(folder, line)}, kolom waarde: 1 cijfer is herzien tegenover versie concept-1: "
        f"asiel.instroom_eerste, 2023-11 (gevonden: {new}). Verwacht: {new[1:]}, of een herziening die in bron staat.",
    ]


def test_history_that_is_gone(folder: Path):
    """A realised figure that was delivered before and no longer stands here."""
    keep(folder)
    swap(DELIVERED, "CBS;1;definitief;werkgroep;2024-01-10", "CBS;2;definitief;werkgroep;2024-01-20")(folder)
    swap(REALISED, "2022;ind.voorraad;30000;definitief;IND\n", "")(folder)
    assert remarks(folder) == [
        f"{REALISED}: van versie concept-1 ontbreken hier gerealiseerde cijfers (1) (gevonden: ind.voorraad, 2022). "
        "Verwacht: elk cijfer dat er al was."
    ]


def test_the_round_before_counts_where_no_version_was_kept(folder: Path):
    """A round on its way is held against the one it goes on from."""
    previous = tiny_round.write_round(folder.parent / "2023-2")
    write(DELIVERED, f"{HEAD}realisaties.csv;CBS;0;definitief;werkgroep;2023-07-10\n")(previous)
    with (folder / "round.yml").open("a", encoding="utf-8") as settings:
        settings.write("previous: 2023-2\n")
    assert remarks(folder) == [
        f"{DELIVERED}, rij 2, kolom versie: deze levering is nieuw, maar het bestand is gelijk aan dat van ronde "
        "2023-2 (gevonden: 1). Verwacht: het nieuwe bestand, of versie en datum van toen."
    ]


def test_a_delivery_of_after_the_cutoff(folder: Path):
    """Realisations that came later were not known at the cut-off; a plan is made after it."""
    realised = "realisaties.csv;CBS;1;definitief;werkgroep;2024-03-16\n"
    plan = "ind_prognoseplan.csv;IND;1;concept;werkgroep;2024-04-20\n"
    write(DELIVERED, HEAD + realised + plan)(folder)
    assert remarks(folder) == [
        f"{DELIVERED}, rij 2, kolom datum: deze levering is van na de peildatum 2024-03-15 (gevonden: 2024-03-16). "
        "Verwacht: wat op de peildatum bekend was."
    ]


def test_nothing_is_said_of_a_round_that_is_adopted(folder: Path):
    """Its figures are agreed on, whatever was delivered when."""
    write(DELIVERED, f"{HEAD}realisaties.csv;CBS;1;definitief;werkgroep;2024-03-16\n")(folder)
    write("decisions.yml", as_file(decided(("rapportage", "vastgesteld"))))(folder)
    assert remarks(folder) == []
