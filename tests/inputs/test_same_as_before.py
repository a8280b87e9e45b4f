"""What is left of the round before in a round that goes on from it, told to whoever makes it."""

from pathlib import Path

import pytest

from mpp_lib.inputs.same_as_before import remarks_on_sameness
from tests.support import tiny_round
from tests.support.breaking import swap, told, write
from tests.support.decided import as_file, decided

TEXT = "text/samenvatting.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small round, which goes on from one of half a year before it; no file of it is as it was."""
    before = tiny_round.write_round(tmp_path / "rounds" / "2023-2")
    swap("round.yml", "round: 2024-1", "round: 2023-2\nprevious: 2023-1")(before)
    swap("round.yml", "first_year: 2024", "first_year: 2023")(before)
    swap("round.yml", "realised_until: 2024-02", "realised_until: 2023-06")(before)
    swap("round.yml", "cutoff: 2024-03-15", "cutoff: 2023-08-15")(before)
    made = tiny_round.write_round(tmp_path / "rounds" / "2024-1")
    with (made / "round.yml").open("a", encoding="utf-8") as settings:
        settings.write("previous: 2023-2\n")
    for path in [*before.glob("inputs/*"), *before.glob("registers/*"), *before.glob("text/*")]:
        path.write_bytes(path.read_bytes() + b"#\n")
    return made


def remarks(folder: Path) -> list[str]:
    return told(problem.of_round(folder.name) for problem in remarks_on_sameness(folder))


def says(folder: Path, text: str) -> list[str]:
    write(TEXT, text)(folder)
    return remarks(folder)


def test_nothing_is_said_where_nothing_stayed(folder: Path) -> None:
    """Nor of a round that goes on from none."""
    assert remarks(folder) == []
    assert remarks(folder.parent / "2023-2") == []


def test_what_stayed_is_one_remark_with_a_count(folder: Path) -> None:
    """Whatever kind of file it is; a table without rows holds nothing that could have changed."""
    parts = ["inputs/parameters.csv", "registers/partners.csv", TEXT]
    write("registers/partners.csv", "partner;gremium;groep;rol;levert;ontvangt\nCOA;;cijfers;;;\n")(folder)
    write("registers/risicos.csv", "id;soort;omschrijving;indicator;richting;eigenaar;weging\n")(folder)
    write(TEXT, "De opvang blijft vol.\n")(folder)
    for file in [*parts, "registers/risicos.csv"]:
        copy = folder.parent / "2023-2" / file
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes((folder / file).read_bytes())
    filled = [
        path
        for pattern in ("inputs/*", "registers/*", "text/*")
        for path in folder.glob(pattern)
        if path.suffix != ".csv" or path.read_text(encoding="utf-8").strip().count("\n")
    ]
    assert [str(problem.of_round("2024-1")) for problem in remarks_on_sameness(folder)] == [
        f"2024-1: 3 van de {len(filled)} onderdelen zijn nog gelijk aan die van ronde 2023-2 (gevonden: "
        f"{', '.join(parts)}). Verwacht: elk nagelopen; wat terecht bleef, blijft."
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Geteld is tot en met juni 2023.", "(gevonden: tot en met juni 2023). Verwacht: tot en met februari 2024."),
        ("Tot en met 2023-06 is er asiel gevraagd.", "verder gingen de realisaties van de vorige ronde niet"),
        ("De cijfers van CBS lopen tot en met juni 2023.", "regel 3: verder gingen"),
        ("Nu is de eerste helft van 2023 bekend.", "(gevonden: eerste helft van 2023)"),
        ("De maanden\nvan het jaar\ntot en met\njuni 2023 zijn geteld.", "regel 5: verder gingen"),
        ("De peildatum is 15 augustus 2023.", "dat is de peildatum van ronde 2023-2"),
        ("Wat op 15-8-2023 bekend was, telt mee.", "Verwacht: 15 maart 2024."),
        ("De beginstanden van december 2022 zijn geraamd.", "met die maand begon ronde 2023-2"),
        ("In 2023–2024 stijgt de bezetting.", "Verwacht: 2024–2025."),
        ("Deze ronde (2023-2) is klaar.", "zo heet de vorige ronde (gevonden: Deze ronde (2023-2). Verwacht: 2024-1."),
        ("Dit rapport van de MPP 2023-2 is openbaar.", "zo heet de vorige ronde"),
        ("De vorige ronde is de reconstructie van 2023-1.", "zo heet de ronde voor 2023-2"),
    ],
)
def test_a_sentence_that_is_of_the_round_before(folder: Path, text: str, said: str) -> None:
    """With its line, what stands there, and what it is now."""
    (remark,) = says(folder, f"Een eerste zin.\n\n{text}\n")
    assert remark.startswith(f"{TEXT}, regel ")
    assert said in remark


@pytest.mark.parametrize(
    "text",
    [
        "De vorige ronde is 2023-2; zij was gerealiseerd tot en met juni 2023.",
        "In de vorige ronde was de peildatum 15 augustus 2023.",
        "Ronde 2023-2 had een horizon van 2023–2024.",
        "Deze ronde is uit ronde 2023-2 doorgerold.",
        "Dit rapport is anders dan dat van 2023-2.",
        "De instroom daalde van januari 2022 tot en met juni 2023.",
        "In juni 2023 was het rustig.",
        "Sinds juni 2023 is bekend wat nareis doet.",
        "De peildatum is 15 maart 2024, en geteld is tot en met februari 2024.",
        "<!--\nGerealiseerd tot en met juni 2023.\n-->",
    ],
)
def test_a_text_may_speak_of_the_round_before(folder: Path, text: str) -> None:
    assert says(folder, f"{text}\n") == []


def test_the_month_this_round_begins_with_is_its_own(folder: Path) -> None:
    """Also where the round before was realised up to it."""
    swap("round.yml", "realised_until: 2023-06", "realised_until: 2023-12")(folder.parent / "2023-2")
    assert says(folder, "De beginstanden van december 2023 zijn gerealiseerd.\n") == []
    assert len(says(folder, "De instroom is gerealiseerd tot en met december 2023.\n")) == 1


def test_a_title_that_names_the_round_before(folder: Path) -> None:
    swap("round.yml", "title: Kleine ronde", "title: Kleine ronde 2023-2")(folder)
    assert remarks(folder) == [
        "round.yml, title: zo heet de vorige ronde (gevonden: Kleine ronde 2023-2). Verwacht: een titel die 2024-1 "
        "noemt."
    ]


def test_nothing_is_said_of_a_round_that_is_adopted(folder: Path) -> None:
    """All of it was agreed on."""
    assert says(folder, "De peildatum is 15 augustus 2023.\n") != []
    write("decisions.yml", as_file(decided(("rapportage", "vastgesteld"))))(folder)
    assert remarks(folder) == []
