"""The mapping file: what is refused of it, and what signs and cells of a source stand for."""

from pathlib import Path

import pytest

from mpp_lib.base.errors import InputError
from mpp_lib.inputs.reading.numbers import UnreadableError
from mpp_lib.inputs.source.asked import Asked
from mpp_lib.inputs.source.cells import figure_in, period_in
from mpp_lib.inputs.source.mapping import read_mapping
from mpp_lib.inputs.source.read import read_source
from mpp_lib.inputs.source.signs import meaning_of
from mpp_lib.production.chains import catalogue_named

EXAMPLES = sorted((Path(__file__).resolve().parents[3] / "docs" / "koppelingen").glob("*.yml"))
RIGHT = """\
bron: CBS
tabel: {periode: Perioden, scheiding: ";"}
reeksen:
- {indicator: asiel.instroom_eerste, eenheid: personen, waarde: Totaal_1, waar: {Geslacht: T001038}}
"""
CSV = "Perioden;Geslacht;Totaal_1\n2024MM01;T001038;12\n2024MM02;T001038;13p\n"


def told(tmp_path, mapping, content=CSV):
    """What is refused of a file by this mapping."""
    (tmp_path / "k.yml").write_text(mapping, encoding="utf-8")
    (tmp_path / "b.csv").write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_source(Asked(str(tmp_path / "b.csv"), mapping=tmp_path / "k.yml"), catalogue_named("standaard"))
    return [str(problem) for problem in refused.value.problems]


def test_the_mapping_that_is_broken_below_is_right(tmp_path):
    """What is refused of the others is what was broken."""
    (tmp_path / "k.yml").write_text(RIGHT, encoding="utf-8")
    (tmp_path / "b.csv").write_text(CSV, encoding="utf-8")
    asked = Asked(str(tmp_path / "b.csv"), mapping=tmp_path / "k.yml")
    rows = read_source(asked, catalogue_named("standaard")).figures.rows
    assert [(row["periode"], row["waarde"], row["status"]) for row in rows] == [
        ("2024-01", 12.0, "voorlopig"),
        ("2024-02", 13.0, "voorlopig"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("bron: CBS\n", "", "k.yml, bron: de sleutel ontbreekt. Verwacht: wie de cijfers publiceert"),
        (
            "reeksen",
            "reekse",
            "k.yml, reekse: onbekende sleutel. Verwacht: een bekende sleutel; het meest lijkt reeksen",
        ),
        (
            "instroom_eerste",
            "instrom_eerste",
            "reeksen.0.indicator: onbekende indicator (gevonden: asiel.instrom_eerste)",
        ),
        ("eenheid: personen", "eenheid: procent", "asiel.instroom_eerste heeft een andere eenheid (gevonden: procent)"),
        ("Totaal_1", "Totaal_2", "waarde: deze kolom is er niet (gevonden: Totaal_2). Verwacht: een kolom van b.csv"),
        ("Geslacht: T", "Sekse: T", "k.yml, reeksen.0.waar: deze kolom is er niet (gevonden: Sekse)"),
        ("periode: Perioden", "periode: Periode", "k.yml, tabel.periode: deze kolom is er niet (gevonden: Periode)"),
        (
            "T001038",
            "T001039",
            "waar.Geslacht: dit staat niet in de bron (gevonden: T001039). Verwacht: wat in die kolom",
        ),
        ("waar: {Geslacht: T001038}", "waar: {Geslacht: NO}", "reeksen.0.waar.Geslacht"),
        ('scheiding: ";"', "scheiding: spatie", "k.yml, tabel.scheiding: dit is hier geen geldige waarde"),
        ("bron: CBS", "bron: [CBS", "dit is geen geldige YAML"),
    ],
)
def test_a_broken_mapping_is_refused_by_key(tmp_path, old, new, message):
    """One message for one fault, with what was meant."""
    assert RIGHT.count(old) == 1
    [said] = told(tmp_path, RIGHT.replace(old, new))[:1]
    assert message in said


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff\xfe", "b.csv: de tekencodering is onjuist"),
        (b"", "b.csv, rij 1: de kop ontbreekt"),
        (CSV.replace("Geslacht", "BSN").encode(), "BSN"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(tmp_path, content, message):
    """Before anything is taken from it."""
    (tmp_path / "k.yml").write_text(RIGHT, encoding="utf-8")
    (tmp_path / "b.csv").write_bytes(content)
    asked = Asked(str(tmp_path / "b.csv"), mapping=tmp_path / "k.yml")
    with pytest.raises(InputError) as refused:
        read_source(asked, catalogue_named("standaard"))
    assert message in str(refused.value)


def test_a_mapping_that_is_not_there_is_named(tmp_path):
    """By where it was looked for."""
    with pytest.raises(InputError, match="dit bestand is er niet"):
        read_mapping(tmp_path / "weg.yml", catalogue_named("standaard"))


@pytest.mark.parametrize(
    ("sign", "status", "unknown"),
    [
        ("", "", ""),
        ("p", "voorlopig", ""),
        ("NaderVoorlopig", "voorlopig", ""),
        ("Definitief", "definitief", ""),
        ("e", "raming", ""),
        ("pe", "raming", ""),
        ("b", "", ":"),
        ("bp", "voorlopig", ":"),
        ("c", "", "x"),
        (":", "", "."),
        ("u", "", "~"),
        (".", "", "."),
    ],
)
def test_signs_mean_what_their_source_says(sign, status, unknown):
    """Of CBS and Eurostat; of two the less sure one counts."""
    said = meaning_of(sign, {})
    assert (said.status, said.unknown) == (status, unknown)


def test_a_sign_can_mean_something_else_in_one_source():
    """And one that nobody knows means nothing."""
    assert meaning_of("q", {}) is None
    assert meaning_of("q", {"q": "nul"}).zero
    assert meaning_of("p", {"p": "definitief"}).status == "definitief"


@pytest.mark.parametrize(
    ("cell", "period", "sign"),
    [
        ("2024MM03", "2024-03", ""),
        ("2024KW01", "2024-K1", ""),
        ("2024JJ00", "2024", ""),
        ("2024 maart", "2024-03", ""),
        ("2024 4e kwartaal*", "2024-K4", "*"),
        ("2024*", "2024", "*"),
        ("mrt-24", "2024-03", ""),
        ("2024-Q2", "2024-K2", ""),
        (2024, "2024", ""),
        (2024.0, "2024", ""),
    ],
)
def test_a_period_is_read_as_its_source_writes_it(cell, period, sign):
    """With the sign behind it apart."""
    found, behind = period_in(cell)
    assert (str(found), behind) == (period, sign)


@pytest.mark.parametrize(
    ("cell", "decimal", "value", "sign"),
    [
        ("11 015", "", 11015.0, ""),
        ("11 015*", "", 11015.0, "*"),
        ("1.234", "punt", 1.234, ""),
        ("1.234", "komma", 1234.0, ""),
        ("1234,5 p", "komma", 1234.5, "p"),
        ("62%", "", 0.62, ""),
        (":", "", None, ":"),
        (None, "", None, ""),
        (61.5, "komma", 61.5, ""),
    ],
)
def test_a_figure_is_read_as_its_source_writes_it(cell, decimal, value, sign):
    """With the sign behind it, or in its place."""
    found = figure_in(cell, decimal, {})
    assert (found.value, found.sign) == (value, sign)


@pytest.mark.parametrize("cell", ["1.234", "1,455", "twaalf", float("nan"), float("inf"), "12 34", "1/2"])
def test_what_could_be_two_figures_or_is_none_is_not_guessed(cell):
    """A point can part thousands."""
    with pytest.raises(UnreadableError):
        figure_in(cell, "", {})


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.name)
def test_the_examples_are_mappings(file):
    """Of indicators that there are, in their units."""
    assert read_mapping(file, catalogue_named("standaard")).mapping.series
