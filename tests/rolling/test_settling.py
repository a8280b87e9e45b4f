"""What is decided on a proposal: what changes in the files, what it does, and what is refused without a trace."""

import json
import shutil
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mpp_lib.base.errors import InputError, UnknownNameError
from mpp_lib.base.months import Month
from mpp_lib.cli.main import app
from mpp_lib.compare.changes.ledger import Account
from mpp_lib.compare.hindcast.calibration import Fit, fit
from mpp_lib.compare.hindcast.known import known_inputs
from mpp_lib.compare.proposals import from_fit
from mpp_lib.compare.proposals.evidence import Evidence
from mpp_lib.inputs.load import load_round
from mpp_lib.inputs.reading.csv import read_records
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.production.chains import catalogue_named
from mpp_lib.production.open_round import open_round
from mpp_lib.rolling import settling
from mpp_lib.rolling.settled_words import Decided, source
from mpp_lib.rolling.settling import accept, refuse
from tests.support.breaking import snapshot
from tests.support.changed_round import ROUNDS
from tests.support.small_rounds import NEW, small_rounds

MARK = "; te herijken: overgenomen van ronde 2023-2"
PARAMETERS, KERNELS, RANGES, SCENARIOS = (
    f"inputs/{name}.csv" for name in ("parameters", "verdelingen", "bereiken", "scenarios")
)
LEDGER = "wijzigingen.csv"
DECIDED = Decided(date(2024, 4, 20), 'fictief voorbeeld: "geijkt"; zie', "IND", "werkgroep cijfers")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small rounds with their hindcast, of which one has marks, as ``mpp new`` leaves them."""
    root = small_rounds(tmp_path_factory.mktemp("rondes"))
    shutil.copytree(ROUNDS / "_hindcast", root / "_hindcast")
    marked = "opvang_eerste", "instroom_herhaald", "taakstelling_realisatiegraad", "bewaring_", "nareis_inreis"
    mark(root / NEW / PARAMETERS, *marked)
    mark(root / NEW / KERNELS, "nareis_inreis")
    return root


@pytest.fixture(scope="module")
def fit_once(made: Path) -> Fit:
    """The fit, which takes a second and is tested elsewhere: nothing here changes what it is made on."""
    known = known_inputs(open_round(made / NEW))
    assert known is not None
    return fit(known)


@pytest.fixture(autouse=True)
def fitted_before(fit_once: Fit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(from_fit, "fit", lambda _: fit_once)


def mark(file: Path, *starts: str) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    of = tuple(starts)
    file.write_text(
        "\n".join(f'{_but_last(line)};"{_last(line)}{MARK}"' if line.startswith(of) else line for line in lines) + "\n",
        encoding="utf-8",
    )


def _but_last(line: str) -> str:
    return line.rpartition(";")[0]


def _last(line: str) -> str:
    return line.rpartition(";")[2].strip('"')


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    root = shutil.copytree(made, tmp_path / "rounds")
    return root / NEW


def written(folder: Path) -> dict[str, object]:
    """Everything in a folder but what can be made again."""
    return {path: was for path, was in snapshot(folder).items() if not path.startswith("build")}


def records(folder: Path, file: str) -> list[list[str]]:
    found = read_records(Intake(folder), file)
    assert found is not None
    return found


def marked(folder: Path, file: str) -> set[str]:
    return {record[0] for record in records(folder, file) if record[-1].endswith(MARK.removeprefix("; "))}


def mpp(folder: Path, *arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["-C", str(folder.parent.parent), "calibrate", folder.name, *arguments])
    if isinstance(done.exception, InputError):
        raise done.exception
    return done.exit_code, done.stdout, done.stderr


def rows(folder: Path) -> dict[str, dict[str, object]]:
    code, out, err = mpp(folder, "--json")
    assert (code, err) == (0, "")
    document = json.loads(out)
    assert list(document) == ["round", "rows", "together"]
    return {row["parameter"]: row for row in document["rows"]}


def test_the_effect_is_that_of_the_value_put_in_by_hand(folder):
    """In medio at the end of the horizon, for the stock of the IND and the reception by the COA."""
    found = rows(folder)
    proposed = found["opvang_eerste"]
    before = open_round(folder)
    file = folder / PARAMETERS
    lines = file.read_text(encoding="utf-8").splitlines()
    (at,) = [place for place, line in enumerate(lines) if line.startswith("opvang_eerste;")]
    cells = lines[at].split(";")
    cells[3] = str(proposed["proposal"])
    lines[at] = ";".join(cells)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    after = open_round(folder)
    for figure, effect in proposed["effects"].items():
        last = before.inputs.settings.span.calendar_years[-1]
        assert effect["from"] == pytest.approx(before.year(figure, last, "medio"), rel=1e-12), figure
        assert effect["to"] == pytest.approx(after.year(figure, last, "medio"), rel=1e-9), figure
    assert proposed["effects"]["coa.bezetting"]["to"] != proposed["effects"]["coa.bezetting"]["from"]
    assert (proposed["previous"], proposed["current"]) == (0.94, 0.94)
    assert found["bewaring_duur_art59"]["proposal"] is None
    assert found["bewaring_duur_art59"]["reason"]


def test_what_was_fitted_together_is_told_together(folder):
    """The effect of all of it at once is that of a round with all of it put in by hand; counts are not in it."""
    code, out, _ = mpp(folder, "--json")
    document = json.loads(out)
    fitted = {row["parameter"]: row["proposal"] for row in document["rows"] if row["kind"] == "ijking"}
    assert (code, len(fitted) > 3, "instroom_herhaald" in fitted) == (0, True, False)
    file = folder / PARAMETERS
    lines = [line.split(";") for line in file.read_text(encoding="utf-8").splitlines()]
    assert sorted(line[0] for line in lines if line[0] in fitted) == sorted(fitted)
    by_hand = [[*line[:3], f"{fitted[line[0]]:.7f}", *line[4:]] if line[0] in fitted else line for line in lines]
    file.write_text("\n".join(map(";".join, by_hand)) + "\n", encoding="utf-8")
    (folder / RANGES).unlink()
    after, figures = open_round(folder), document["together"]
    last = after.inputs.settings.span.calendar_years[-1]
    for name, effect in figures.items():
        assert effect["to"] == pytest.approx(after.year(name, last, "medio"), rel=1e-9), name
    effects = [row["effects"]["coa.bezetting"] for row in document["rows"] if row["parameter"] in fitted]
    singly, together = sum(each["to"] - each["from"] for each in effects), figures["coa.bezetting"]
    assert together["to"] - together["from"] != pytest.approx(singly, rel=0.01)


def test_what_is_taken_over_changes_its_own_cells_alone(folder):
    """Value, source and mark; every row in proportion; every other byte of file and folder stays."""
    before = snapshot(folder)
    proposed = {name: row["proposal"] for name, row in rows(folder).items()}
    old = (folder / PARAMETERS).read_bytes().splitlines()
    done = accept(folder, ["opvang_eerste", "instroom_*"], DECIDED)
    assert set(done.names) == {"opvang_eerste", "instroom_herhaald"}
    after = snapshot(folder)
    assert {path for path, was in before.items() if after[path] != was} == {"inputs", PARAMETERS}
    assert {path for path in after.keys() - before.keys() if not path.startswith("build")} == {LEDGER}
    new = (folder / PARAMETERS).read_bytes().splitlines()
    other = [line for line, stood in zip(new, old, strict=True) if line != stood]
    assert {line.split(b";")[0].decode() for line in other} == set(done.names)
    cells = {(record[0], record[2]): record for record in records(folder, PARAMETERS)}
    fitted, counted = cells["opvang_eerste", ""], cells["instroom_herhaald", ""]
    assert [float(cell.replace(",", ".")) for cell in (fitted[3], counted[3])] == [
        proposed["opvang_eerste"],
        proposed["instroom_herhaald"],
    ]
    assert (fitted[7], counted[7]) == (
        "schatting: ijking over 2022-01 tot en met 2023-12 (6 cijfers), bekend op 2024-04-15",
        "realisatie: telling over 2024-01 tot en met 2024-03 (3 cijfers), bekend op 2024-04-15",
    )
    low, high = (cells["instroom_herhaald", scenario][3] for scenario in ("minimum", "maximum"))
    assert (proposed["instroom_herhaald"], low, high) == (122, "101,7", "152,5")
    assert not set(done.names) & marked(folder, PARAMETERS)
    assert done.left == len(marked(folder, PARAMETERS) | marked(folder, KERNELS))


def test_what_is_refused_loses_its_mark_alone(folder):
    """In every file where its name bears one; a pattern about nothing else is one line."""
    before = {file: records(folder, file) for file in (PARAMETERS, KERNELS)}
    done = refuse(folder, ["bewaring_*", "nareis_inreis"], DECIDED)
    for file, was in before.items():
        cleared = [[cell.removesuffix(MARK) if record[0] in done.names else cell for cell in record] for record in was]
        assert records(folder, file) == cleared
    lines = records(folder, LEDGER)[1:]
    assert [line[1:3] for line in lines] == [
        [PARAMETERS, "bewaring_*/*"],
        [PARAMETERS, "nareis_inreis/*"],
        [KERNELS, "nareis_inreis/*"],
    ]
    assert {(line[0], line[5], line[6], line[7]) for line in lines} == {
        ("2024-04-20", DECIDED.partner, DECIDED.reason, DECIDED.gremium)
    }
    assert "voorgesteld was 0,9009" in lines[1][8]
    assert lines[2][8] == "blijft zoals overgenomen"


def test_the_ledger_accounts_for_every_change(made, folder):
    """As a freeze asks: no change without a line, no line without a change, none that says otherwise."""
    accept(folder, ["opvang_eerste"], DECIDED)
    refuse(folder, ["bewaring_*", "taakstelling_realisatiegraad", "nareis_inreis"], DECIDED)
    new, old = (load_round(one, catalogue_named) for one in (folder, made / NEW))
    assert list(Account.between(new, old).problems()) == []


@pytest.mark.parametrize(
    ("decide", "asked", "words", "kind"),
    [
        (accept, ["taakstelling_realisatiegraad"], "het bereik ligt niet om de waarde", InputError),
        (accept, ["opvang_eerst"], "het meest lijkt opvang_eerste", UnknownNameError),
        (accept, ["opvang_eerste", "bewaring_*"], "geen voorstel over te nemen", InputError),
        (accept, ["vertrek_overig"], "de hindcast ijkt haar niet", InputError),
        (refuse, ["opvang_nareis"], "hier is niets meer te herijken", InputError),
    ],
)
def test_what_cannot_be_decided_is_refused_and_nothing_written(
    folder: Path, decide: Callable[..., object], asked: Sequence[str], words: str, kind: type[InputError]
):
    """Everything of one command or nothing."""
    before = written(folder)
    with pytest.raises(kind, match=words):
        decide(folder, asked, DECIDED)
    assert written(folder) == before


def test_an_adopted_report_is_left_alone(folder):
    """And a partner that does not take part is refused as by a check."""
    with pytest.raises(InputError, match="deze partner doet niet mee"):
        accept(folder, ["opvang_eerste"], Decided(DECIDED.day, "x", "Iemand", "APM"))
    log = folder / "decisions.yml"
    adopted = (
        "- {date: 2024-05-20, gremium: topberaad, product: rapportage, step: vastgesteld, decision: Vastgesteld.}\n"
    )
    steps = (
        "- {date: 2024-05-19, gremium: werkgroep, product: rapportage, step: consensus, decision: Eens.}\n",
        adopted,
    )
    log.write_text(log.read_text(encoding="utf-8") + "".join(steps), encoding="utf-8")
    before = written(folder)
    with pytest.raises(InputError, match="de rapportage is vastgesteld"):
        refuse(folder, ["opvang_eerste"], DECIDED)
    assert written(folder) == before


@pytest.mark.long
def test_what_was_broken_off_is_brought_by_the_same_command(folder, monkeypatch):
    """Killed after the ledger: the second time there is still one line, and the value is in."""
    write = settling.write_atomically

    def killed(path: Path, content: bytes) -> None:
        if path.name != LEDGER:
            raise KeyboardInterrupt
        write(path, content)

    monkeypatch.setattr(settling, "write_atomically", killed)
    with pytest.raises(KeyboardInterrupt):
        accept(folder, ["opvang_eerste"], DECIDED)
    monkeypatch.undo()
    assert "opvang_eerste" in marked(folder, PARAMETERS)
    accept(folder, ["opvang_eerste"], DECIDED)
    assert [line[2] for line in records(folder, LEDGER)[1:]] == ["opvang_eerste/*"]
    assert "opvang_eerste" not in marked(folder, PARAMETERS)


def test_people_get_a_table_and_what_is_asked_wrong_is_usage(folder):
    """A decision without its ground, or both at once."""
    code, out, err = mpp(folder)
    assert code == 0
    assert "opvang_eerste" in out
    assert "0,8065" in out
    assert "Geen voorstel" in out
    assert "nog te herijken" in err
    for wrong in (["--accept", "opvang_eerste"], ["--accept", "a", "--refuse", "b", "--reason", "x"]):
        assert mpp(folder, *wrong)[0] == 2


def test_the_outcome_says_what_it_is_not_about(folder):
    """In which file a name was settled, a proposal that bears no mark, and marks that no name settles."""
    accept(folder, ["nareis_inreis"], DECIDED)
    mark(folder / SCENARIOS, "2024;")
    count = sum(record[-1].endswith(MARK[2:]) for record in records(folder, SCENARIOS))
    assert count > 1
    code, out, err = mpp(folder, "--refuse", "*", "--reason", "toets")
    assert code == 0
    assert f"nareis_inreis ({KERNELS}): blijft" in out.splitlines()
    assert f"hier is niets meer te herijken. Met de hand na te lopen: {SCENARIOS} ({count} rijen)." in err
    (told,) = (line for line in err.splitlines() if "een voorstel maar geen merk" in line)
    assert "aandeel_claimakkoord" in told
    assert "nareis_inreis" not in told


def test_a_source_names_the_vintage_that_the_round_uses(folder):
    """Besides the day on which its figures were known."""
    settings = load_round(folder, catalogue_named).settings
    said = Evidence("telling", 1.0, 0.5, 1.5, Month(2022, 1), Month(2023, 12), 2, ("a",))
    of_vintage = settings.model_copy(update={"vintage": "2024-04-10"})
    words = "realisatie: telling over 2022-01 tot en met 2023-12 (2 cijfers), bekend op 2024-04-15"
    assert [source(said, settings), source(said, of_vintage)] == [words, f"{words}, vintage 2024-04-10"]
