"""No figure goes further than was agreed: not itself, not in a total, not back through the chain."""

import csv
import io
import json

import numpy as np
import pytest
from typer.testing import CliRunner

from mpp_lib.archive.consent.deliveries import deliveries_of, figures_of, sources_of_realised
from mpp_lib.archive.consent.derivable import OUTCOME, REALISED, Relation, Shown, derivable, relations_of, withheld_too
from mpp_lib.archive.freeze import freeze
from mpp_lib.archive.freezing import Freezing
from mpp_lib.base.errors import InputError
from mpp_lib.cli.main import app
from mpp_lib.production.chains import chain_named
from tests.support.frozen import PROGNOSE, made_round, make_report, nothing_stale

HEAD = "bestand;partner;versie;status;doelgroepen;datum\n"
CHAIN = chain_named("standaard")


@pytest.fixture
def folder(tmp_path):
    return made_round(tmp_path / "rounds")


def deliver(folder, *rows: str) -> None:
    """Write the deliveries, and a file for each that is not there."""
    (folder / "inputs" / "leveringen.csv").write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    for row in rows:
        file = folder / "inputs" / row.partition(";")[0]
        if not file.exists():
            file.write_bytes(b"zoals geleverd")


def refused(folder, audience: str, product: str = "rapportage") -> list[str]:
    with nothing_stale(), pytest.raises(InputError) as caught:
        freeze(Freezing(folder, "v1", product, audience))
    return [str(problem) for problem in caught.value.problems]


def of_realised(*names: str) -> frozenset[Shown]:
    return frozenset(Shown(REALISED, name) for name in names)


def series(*names: str) -> list[Shown]:
    return [Shown(REALISED, name) for name in names]


def relation(*names: str) -> Relation:
    return Relation(Shown(REALISED, names[0]), of_realised(*names))


def test_one_part_follows_from_the_total_two_do_not():
    """Total a = b + c: without c it is a − b; without b and c nothing follows."""
    ties = [relation("a", "b", "c")]
    assert derivable(of_realised("c"), ties) == of_realised("c")
    assert derivable(of_realised("b", "c"), ties) == frozenset()


def test_two_totals_together_give_what_neither_gives_alone():
    """a = x + y and b = x + y + z ... with two unknowns in two relations both follow; a third one hides all."""
    ties = [relation("a", "x", "y"), relation("b", "x", "y", "c")]
    assert derivable(of_realised("x", "y"), ties) == of_realised("x", "y")
    assert derivable(of_realised("x", "y", "z"), [*ties, relation("d", "z", "x", "e")]) == of_realised("x", "y", "z")
    assert derivable(of_realised("x", "y", "z"), ties) == of_realised("x", "y")


def test_it_says_of_random_totals_what_linear_algebra_says():
    """With random coefficients a series follows where every vector of the null space is zero in its place."""
    random = np.random.default_rng(1)
    names = [f"s{place}" for place in range(9)]
    for _ in range(200):
        members = [random.choice(9, size=int(random.integers(2, 5)), replace=False) for _ in range(5)]
        hidden = sorted(random.choice(9, size=4, replace=False))
        matrix = np.zeros((5, 9))
        for row, places in zip(matrix, members, strict=True):
            row[places] = random.normal(size=len(places))
        _, values, rows = np.linalg.svd(matrix[:, hidden])
        free = rows[np.count_nonzero(values > 1e-9) :]
        expected = {
            names[place] for column, place in enumerate(hidden) if np.abs(free[:, column]).max(initial=0) < 1e-9
        }
        ties = [relation(*(names[place] for place in places)) for places in members]
        assert {one.name for one in derivable(of_realised(*(names[place] for place in hidden)), ties)} == expected


def test_what_is_withheld_beside_it_leaves_nothing_to_follow():
    """Of every series that has realised figures, in the real chain; and nothing is withheld without a reason."""
    realised = ["coa.bezetting", "coa.in_procedure", "coa.vergunninghouders", "coa.vertrekplichtig", "dtv.dossiers"]
    ties = relations_of(CHAIN, realised)
    for name in realised:
        kept = of_realised(name)
        more = withheld_too(kept, ties)
        assert not derivable({*kept, *more}, ties) & kept
        assert bool(more) == bool(derivable(kept, ties))


def test_the_parts_of_the_occupancy_and_its_opening():
    """By hand: bezetting is the sum of three; the runs begin with the stock, so its first months give it away."""
    realised = ["coa.bezetting", "coa.in_procedure", "coa.vergunninghouders", "coa.vertrekplichtig"]
    heads = {
        one.head for one in relations_of(CHAIN, realised) if derivable(of_realised("coa.vergunninghouders"), [one])
    }
    assert {Shown(REALISED, "coa.bezetting"), Shown(OUTCOME, "coa.vergunninghouders")} <= heads


@pytest.mark.parametrize(
    ("partner", "file", "expected"),
    [
        ("COA", "maandcijfers.xlsx", {"coa.a", "coa.b"}),
        ("coa", "maandcijfers.xlsx", {"coa.a", "coa.b"}),
        ("DT&V", "maandcijfers.xlsx", {"dtv.c"}),
        ("Rechtspraak", "x.xlsx", {"rvdr.d"}),
        ("RvdR", "x.xlsx", {"rvdr.d"}),
        ("openbare bronnen", "x.xlsx", set()),
        ("COA", "genoemd.xlsx", {"coa.b"}),
        ("COA", "realisaties.csv", {"coa.a", "coa.b", "dtv.c", "rvdr.d"}),
        ("COA", "scenarios.csv", set()),
    ],
)
def test_whose_figures_are_of_a_delivery(folder, partner, file, expected):
    """Rows that name the file, else those of the partner; a file that the round reads has its own."""
    deliver(folder, f"{file};{partner};v1;concept;apm;2024-04-02")
    (delivery,) = deliveries_of(folder)
    sources = {"coa.a": "COA", "coa.b": "genoemd.xlsx, blad 2", "dtv.c": "DT&V", "rvdr.d": "jaarverslag"}
    assert figures_of(delivery, CHAIN, sources) == of_realised(*expected)


def test_every_figure_is_named_with_where_it_shows(folder):
    """Delivery, figure, place, the audience consented and the one asked, and that it is a concept."""
    make_report(folder)
    deliver(folder, "coa.xlsx;COA;v1;concept;apm, groep;2024-04-02")
    told = refused(folder, "topberaad")
    assert "COA deelt coa.xlsx niet met topberaad: het bestand zelf gaat mee; het zijn conceptcijfers" in told[0]
    (line,) = [text for text in told if "coa.vergunninghouders niet" in text]
    for words in (
        "leveringen.csv, rij 2, kolom doelgroepen",
        "te zien in realisaties.csv, de resultaattabel en de tabel COA, opvang per jaar",
        "gevonden: apm, groep",
        "mpp export --format csv --audience topberaad --mask",
    ):
        assert words in line
    with nothing_stale():
        freeze(Freezing(folder, "v1", "rapportage", "groep"))


def test_a_total_of_others_gives_a_part_away(folder):
    """The occupancy is shared by all, one of its three parts is not: the total and the other two give it."""
    rows = (folder / "inputs" / "realisaties.csv").read_text("utf-8").splitlines()
    named = [f"{row.rpartition(';')[0]};deel.xlsx" if ";coa.vergunninghouders;" in row else row for row in rows]
    (folder / "inputs" / "realisaties.csv").write_text("\n".join(named) + "\n", encoding="utf-8")
    make_report(folder)
    deliver(folder, "deel.xlsx;COA;v1;definitief;apm;2024-04-02")
    (line,) = [text for text in refused(folder, "openbaar") if "coa.vergunninghouders" in text]
    assert "ook te herleiden uit" in line
    assert "coa.bezetting" in line
    assert "conceptcijfers" not in line


def test_figures_that_go_along_in_a_file_of_others_are_refused_too(folder):
    """A Prognose shows no figure of the COA, but the file with realisations that goes into the version holds them."""
    deliver(folder, "coa.xlsx;COA;v1;concept;apm;2024-04-02")
    told = refused(folder, "groep", PROGNOSE)
    assert {text.split(" deelt ")[1].split(" ")[0] for text in told} == {
        "coa.bezetting", "coa.in_procedure", "coa.instroom_asiel", "coa.vergunninghouders", "coa.vertrekplichtig"
    }  # fmt: skip
    assert all("te zien in realisaties.csv;" in text for text in told)


def exported(folder, tmp_path, *arguments: str):
    out = tmp_path / "uit"
    asked = ["-C", str(folder.parents[1]), "export", folder.name, "--out", str(out), *arguments]
    return CliRunner().invoke(app, asked), out


def test_the_result_table_without_what_is_not_shared(folder, tmp_path):
    """A sign in the place of every figure of the delivery, and of what would give it away; the rest as it is."""
    deliver(folder, "coa.xlsx;COA;v1;concept;apm;2024-04-02")
    whole, _ = exported(folder, tmp_path / "heel", "--format", "csv")
    done, out = exported(folder, tmp_path, "--format", "csv", "--audience", "werkgroep", "--mask")
    assert (whole.exit_code, done.exit_code) == (0, 0), done.output
    before = read(tmp_path / "heel" / "uit" / "MPP-_klein.csv")
    after = read(out / "MPP-_klein.csv")
    listed = {(row["indicator"], row["reeks"]) for row in read(out / "niet-vrijgegeven.csv")}
    assert ("coa.bezetting", REALISED) in listed
    for old, new in zip(before, after, strict=True):
        kind = REALISED if new["scenario"] == "realisatie" else OUTCOME
        hidden = (new["indicator"], kind) in listed
        assert new["waarde"] == ("[x]" if hidden else old["waarde"]), new
    sources = sources_of_realised(folder)
    hidden = {Shown(kind, name) for name, kind in listed}
    own = of_realised(*(name for name in sources if name.startswith("coa.")))
    assert not derivable(hidden, relations_of(CHAIN, sources)) & own


def test_json_has_null_and_the_descriptor_says_what_the_sign_is(folder, tmp_path):
    """A number or nothing, never a word among the numbers."""
    deliver(folder, "coa.xlsx;COA;v1;concept;apm;2024-04-02")
    done, out = exported(folder, tmp_path, "--format", "json", "--audience", "werkgroep", "--mask")
    assert done.exit_code == 0
    values = {row["waarde"] for row in json.loads((out / "MPP-_klein.json").read_text("utf-8"))}
    assert None in values
    assert not any(isinstance(value, str) for value in values)
    (resource,) = json.loads((out / "datapackage.json").read_text("utf-8"))["resources"]
    assert resource["schema"]["missingValues"] == ["[x]"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--format", "csv", "--audience", "werkgroep"), 1),
        (("--format", "xlsx", "--audience", "werkgroep"), 1),
        (("--format", "csv", "--audience", "iedereen"), 1),
        (("--format", "csv", "--mask"), 2),
        (("--format", "xlsx", "--audience", "werkgroep", "--mask"), 2),
    ],
)
def test_nothing_is_written_without_consent(folder, tmp_path, arguments, code):
    """Without masking the table is refused, and a workbook with live formulas always."""
    deliver(folder, "coa.xlsx;COA;v1;concept;apm;2024-04-02")
    done, out = exported(folder, tmp_path, *arguments)
    assert done.exit_code == code
    assert not out.exists()


def read(path) -> list[dict]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8")), delimiter=";"))
