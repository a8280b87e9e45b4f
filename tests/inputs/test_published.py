"""``rounds/_gepubliceerd``: read with its sources, refused with a message per fault, and no future before its month."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from mpp_lib.base.errors import InputError
from mpp_lib.inputs.published import PublishedFigures, read_published
from mpp_lib.inputs.reading.files import PUBLISHED
from mpp_lib.production.chains import catalogue_named

ROUNDS = Path(__file__).parents[2] / "rounds"
CATALOGUE = catalogue_named("standaard")
Edit = Callable[[str], str]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(ROUNDS / PUBLISHED, tmp_path / PUBLISHED)
    return tmp_path


def read(root: Path) -> PublishedFigures:
    return read_published(root, CATALOGUE)


def refused(root: Path, file: str, edit: Edit) -> list[str]:
    path = root / PUBLISHED / file
    path.write_text(edit(path.read_text("utf-8")), "utf-8")
    with pytest.raises(InputError) as error:
        read(root)
    return [str(problem) for problem in error.value.problems]


def test_every_published_figure_has_a_source_and_a_month() -> None:
    """The repository's own figures are fit to use; of a forecast minimum and maximum come together."""
    figures = read(ROUNDS)
    for frame in (figures.forecasts, figures.realised):
        assert frame["bron"].str.len().min() > 5
        assert frame["bekend"].str.fullmatch(r"20\d\d-\d\d").all()
    assert (figures.forecasts["minimum"].isna() == figures.forecasts["maximum"].isna()).all()
    assert figures.others["reden"].str.len().min() > 5


def test_a_folder_without_published_figures_has_none(tmp_path: Path) -> None:
    figures = read(tmp_path)
    assert [len(frame) for frame in (figures.forecasts, figures.realised, figures.others)] == [0, 0, 0]


def test_what_was_published_later_is_not_known_yet() -> None:
    """On the last of November 2023 the round of that month is not there: the day it was published is not known."""
    figures = read(ROUNDS)
    known = figures.known_on(date(2023, 11, 30))
    assert set(figures.known_on(date(2023, 12, 1)).forecasts["ronde"]) - set(known.forecasts["ronde"]) == {"2023-2"}
    assert set(figures.forecasts["ronde"]) - set(known.forecasts["ronde"]) == {"2023-2", "2024-1", "2025-1", "2025-2"}
    assert known.realised["jaar"].max() == 2022
    assert set(known.others["ronde"]) == {"2022-2", "2023-1"}


def test_of_other_figures_only_those_with_a_month_are_known() -> None:
    """Whatever the day: a figure of which nobody wrote down when it was public is in no report."""
    figures = read(ROUNDS)
    known = figures.known_on(date(2100, 1, 1)).others
    assert len(known) < len(figures.others)
    assert (known["bekend"] != "").all()
    assert (known["indicator"] != "").all()


ROW = "2023-2;asiel.instroom_totaal;2023;45000;60000;68000;"


@pytest.mark.parametrize(
    ("file", "edit", "message"),
    [
        (
            "prognoses.csv",
            lambda text: text.replace(ROW, "2023-2;asiel.instroom_totaal;2023;65000;60000;68000;"),
            "_gepubliceerd/prognoses.csv, rij 8: de cijfers lopen niet op (gevonden: 65000; 60000; 68000). "
            "Verwacht: minimum ≤ medio ≤ maximum.",
        ),
        (
            "prognoses.csv",
            lambda text: text.replace(ROW, "2023-2;asiel.instroom_totaal;2023;;60000;68000;"),
            "_gepubliceerd/prognoses.csv, rij 8: dit is geen bandbreedte en geen medio "
            "(gevonden: leeg; 60000; 68000). "
            "Verwacht: minimum en maximum, medio, of alle drie; wat iets anders is hoort in overige.csv.",
        ),
        (
            "prognoses.csv",
            lambda text: text.replace(ROW, "2023-2;asiel.instroom_totaal;2023;45.000;60000;68000;"),
            "_gepubliceerd/prognoses.csv, rij 8, kolom minimum: de punt kan duizendtallen of decimalen scheiden "
            "(gevonden: 45.000). Verwacht: 45000 of 45,0000.",
        ),
        (
            "prognoses.csv",
            lambda text: text.replace(ROW, "2023-2;asiel.instroom_total;2023;45000;60000;68000;"),
            "_gepubliceerd/prognoses.csv, rij 8, kolom indicator: onbekende indicator "
            "(gevonden: asiel.instroom_total). "
            "Verwacht: een indicator van de keten; het meest lijkt asiel.instroom_totaal.",
        ),
        (
            "prognoses.csv",
            lambda text: text.replace(";2023-04;", ";april 2023;"),
            "_gepubliceerd/prognoses.csv, rij 7, kolom bekend: deze maand is anders geschreven "
            "(gevonden: april 2023). Verwacht: 2023-04.",
        ),
        (
            "prognoses.csv",
            lambda text: text + text.splitlines()[6] + "\n",
            "_gepubliceerd/prognoses.csv, rij 16: dit staat ook al in rij 7 "
            "(gevonden: 2023-1, asiel.instroom_totaal, 2023). "
            "Verwacht: elke combinatie van ronde, indicator en jaar één keer.",
        ),
        (
            "realisaties.csv",
            lambda text: text.replace(";;39500;44500;", ";45000;39500;44500;"),
            "_gepubliceerd/realisaties.csv, rij 10: een waarde ligt tussen haar grenzen, en grenzen komen met hun "
            "tweeën (gevonden: 39500; 45000; 44500). "
            "Verwacht: laag ≤ waarde ≤ hoog, alleen een waarde, of alleen beide grenzen.",
        ),
        (
            "realisaties.csv",
            lambda text: text.replace(";;39500;44500;", ";39500;39500;44500;"),
            "_gepubliceerd/realisaties.csv, rij 10, kolom waarde: een ondergrens is geen realisatie (gevonden: 39500). "
            "Verwacht: een lege waarde, of een cijfer boven laag.",
        ),
        (
            "realisaties.csv",
            lambda text: text.replace(";;39500;44500;", ";;;;"),
            "_gepubliceerd/realisaties.csv, rij 10: een waarde ligt tussen haar grenzen, en grenzen komen met hun "
            "tweeën (gevonden: leeg; leeg; leeg). "
            "Verwacht: laag ≤ waarde ≤ hoog, alleen een waarde, of alleen beide grenzen.",
        ),
        (
            "realisaties.csv",
            lambda text: text.replace(";;39500;44500;", ";40000;39500;;"),
            "_gepubliceerd/realisaties.csv, rij 10: een waarde ligt tussen haar grenzen, en grenzen komen met hun "
            "tweeën (gevonden: 39500; 40000; leeg). "
            "Verwacht: laag ≤ waarde ≤ hoog, alleen een waarde, of alleen beide grenzen.",
        ),
        (
            "realisaties.csv",
            lambda text: text.replace(";raming;2026-02", ";aanname;2026-02"),
            "_gepubliceerd/realisaties.csv, rij 10, kolom status: dit is hier geen geldige waarde (gevonden: aanname). "
            "Verwacht: definitief, voorlopig of raming.",
        ),
        (
            "realisaties.csv",
            lambda text: text.replace(";voorlopig;2025-03", ";voorlopig;2024-03"),
            "_gepubliceerd/realisaties.csv, rij 8, kolom bekend: 2024 is dan nog niet voorbij (gevonden: 2024-03). "
            "Verwacht: een maand na 2024-12, of een raming.",
        ),
        (
            "overige.csv",
            lambda text: text.replace("COA, capaciteit;2025-12;ongewijzigd", "COA, capaciteit;2026-01;ongewijzigd"),
            "_gepubliceerd/overige.csv, rij 27, kolom periode: dit is niet naast een uitkomst te zetten "
            "(gevonden: 2026-01). Verwacht: een jaar JJJJ, of JJJJ-12 voor een stand aan het eind ervan.",
        ),
        (
            "overige.csv",
            lambda text: text.replace(";133500;", ";ruim 133.500;"),
            "_gepubliceerd/overige.csv, rij 27, kolom waarde: dit is niet naast een uitkomst te zetten "
            "(gevonden: ruim 133.500). Verwacht: een getal in cijfers.",
        ),
        (
            "overige.csv",
            lambda text: text.replace("coa.vergunninghouders;2023-11;", "coa.vergunninghouders;;"),
            "_gepubliceerd/overige.csv, rij 24, kolom bekend: dit is niet naast een uitkomst te zetten. "
            "Verwacht: een maand als JJJJ-MM.",
        ),
        (
            "overige.csv",
            lambda text: text.replace(";Geen MPP.", ";"),
            "_gepubliceerd/overige.csv, rij 8, kolom reden: de cel is leeg. "
            "Verwacht: waarom het cijfer niet te beoordelen is.",
        ),
    ],
)
def test_what_is_wrong_is_refused(root: Path, file: str, edit: Edit, message: str) -> None:
    assert refused(root, file, edit) == [message]


def test_a_file_that_nobody_reads_is_refused(root: Path) -> None:
    """A misspelt name must not pass for an absent file."""
    (root / PUBLISHED / "prognose.csv").write_text("", "utf-8")
    with pytest.raises(InputError, match=r"_gepubliceerd/prognose\.csv: dit bestand wordt niet gelezen"):
        read(root)


def test_everything_wrong_is_told_at_once(root: Path) -> None:
    def edit(text: str) -> str:
        return text.replace(ROW, "2023-2;asiel.instroom_totaal;2023;65000;60000;68000;").replace(";49800;", ";veel;")

    assert len(refused(root, "prognoses.csv", edit)) == 2
