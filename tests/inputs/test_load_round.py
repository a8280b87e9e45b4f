"""A round folder as one frozen object, or as the list of everything that is wrong with it."""

import dataclasses
import hashlib
import pickle
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from mpp_lib.base.errors import InputError
from mpp_lib.base.months import Month
from mpp_lib.inputs import check
from mpp_lib.inputs.check import check_round
from mpp_lib.inputs.declared.registers import REGISTERS
from mpp_lib.inputs.load import load_round
from tests.support import tiny_round
from tests.support.breaking import told
from tests.support.tiny_round import catalogue_for

TABLES = ("scenarios", "adopted", "experts", "realisations", "parameters", "kernels", "plan", "measures", "deliveries")


def swap(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_small_round_is_right(tiny: Path):
    """The round from which every broken one is made has no problem and no warning itself."""
    result = check_round(tiny, tiny_round.catalogue_for)
    assert (result.problems, result.warnings) == ((), ())
    assert result.inputs is not None


def test_what_is_remarkable_is_looked_for_when_it_is_asked(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once: who only calculates with a round never waits for it."""
    looked = []
    monkeypatch.setattr(check, "check_remarkable", lambda *_: looked.append(1) or [])
    inputs = load_round(tiny, tiny_round.catalogue_for)
    assert looked == []
    assert (inputs.warnings, inputs.warnings, looked) == ((), (), [1])


def test_settings_are_read(tiny: Path):
    """Months become months and dates dates; what is left out has its default."""
    settings = load_round(tiny, tiny_round.catalogue_for).settings
    assert settings.realised_until == Month(2024, 2)
    assert settings.cutoff == date(2024, 3, 15)
    assert settings.span.calendar_years == (2024, 2025)
    assert settings.realised_months == {2024: 2}
    assert settings.dates == {"topberaad": date(2024, 9, 12)}
    assert (settings.previous, settings.model) == (None, "standaard")


def test_numbers_are_floats_and_empty_ones_are_missing(tiny: Path):
    """An optional number that is not given is NaN; a percentage is a share."""
    inputs = load_round(tiny, tiny_round.catalogue_for)
    np.testing.assert_array_equal(inputs.experts["laag"], [30000.0, np.nan])
    np.testing.assert_array_equal(inputs.parameters["onzekerheid"], [0.01, *[np.nan] * 5])
    np.testing.assert_array_equal(inputs.parameters["waarde"], [0.2, 0.25, 0.1, 18750, 0.8, 60])
    assert inputs.kernels["k"].tolist() == [1, 2, 3, 3, 2, 2, 0, 1]
    assert inputs.realisations["waarde"].tolist()[-5:] == [30000, 40000, 39999.5, -250, 0.72]


def test_absent_registers_are_empty_tables(tiny: Path):
    """A register that is not there has its columns and no rows."""
    registers = load_round(tiny, tiny_round.catalogue_for).registers
    assert set(registers) == set(REGISTERS)
    assert registers["afwijkingen"].empty
    assert list(registers["afwijkingen"].columns) == ["paragraaf", "afwijking", "reden", "besluit", "datum"]


def test_columns_come_in_the_order_of_the_layout(tiny: Path):
    """Whatever order a file has, a table has its own."""
    reversed_rows = [";".join(reversed(line.split(";"))) for line in tiny_round.ADOPTED.splitlines()]
    (tiny / "inputs/gehanteerd.csv").write_text("\n".join(reversed_rows), encoding="utf-8")
    adopted = load_round(tiny, tiny_round.catalogue_for).adopted
    assert list(adopted.columns) == ["jaar", "mpp_scenario", "waarde", "reden"]
    assert adopted["waarde"].tolist() == [30000, 40000, 50000]


def test_decisions_come_oldest_first(tiny: Path):
    """The log is in order of date, with every key."""
    decisions = load_round(tiny, tiny_round.catalogue_for).decisions
    assert [entry["date"] for entry in decisions] == [date(2024, 1, 15), date(2024, 2, 1)]
    assert decisions[0]["objection"] == ""


def test_every_file_read_has_its_checksum(tiny: Path):
    """Checksums are of the bytes on disk, for exactly the files of the round that are read."""
    checksums = load_round(tiny, tiny_round.catalogue_for).checksums
    assert set(checksums) == set(tiny_round.contents()) - {"inputs/plan_ind.pdf"}
    for relative, checksum in checksums.items():
        assert checksum == hashlib.sha256((tiny / relative).read_bytes()).hexdigest()


def test_texts_come_by_section(tiny: Path):
    """A section's text is what stands in its file."""
    assert dict(load_round(tiny, tiny_round.catalogue_for).texts) == {"samenvatting": tiny_round.TEXT}


def test_a_round_cannot_be_changed(tiny: Path):
    """The object is frozen, and so are its settings and mappings."""
    inputs = load_round(tiny, tiny_round.catalogue_for)
    with pytest.raises(dataclasses.FrozenInstanceError):
        inputs.folder = Path()  # type: ignore[misc]
    with pytest.raises(TypeError):
        inputs.texts["x"] = ""  # type: ignore[index]
    with pytest.raises(ValueError, match="frozen"):
        inputs.settings.seed = 1


def test_two_readings_are_equal(tiny: Path, tmp_path: Path):
    """The same files in another folder give the same tables."""
    first = load_round(tiny, tiny_round.catalogue_for)
    second = load_round(tiny_round.write_round(tmp_path / "ander" / tiny_round.NAME), tiny_round.catalogue_for)
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(first, name), getattr(second, name))
    assert first.checksums == second.checksums


def test_one_wrong_file_does_not_hide_another(tiny: Path):
    """Problems of every file are told at once, in order of file and of row."""
    swap(tiny / "round.yml", "title: Kleine ronde\n", "")
    swap(tiny / "inputs/scenarios.csv", "0,4;30000", "0,4;x")
    swap(tiny / "inputs/scenarios.csv", "40%;31000", "40%;y")
    swap(tiny / "inputs/parameters.csv", "aandeel_spoor2;2023-01", "aandeel_spoor2;2024-03")
    swap(tiny / "inputs/verdelingen.csv", "2020-01;1;0,25", "2020-01;1;0,2")
    (tiny / "inputs/ind_prognoseplan.csv").unlink()
    (tiny / "text/samenvatting.md").write_bytes(b"\xff")
    problems = check_round(tiny, tiny_round.catalogue_for).problems
    assert [(problem.file, problem.where) for problem in problems] == [
        ("inputs/ind_prognoseplan.csv", ""),
        ("inputs/parameters.csv", "parameter aandeel_spoor2"),
        ("inputs/scenarios.csv", "rij 2, kolom verwachting"),
        ("inputs/scenarios.csv", "rij 4, kolom verwachting"),
        ("inputs/verdelingen.csv", "verdeling beroepstermijn, vanaf 2020-01"),
        ("round.yml", "title"),
        ("text/samenvatting.md", "regel 1"),
    ]


def test_rows_come_in_the_order_of_the_sheet(tiny: Path):
    """Row 10 comes after row 2."""
    lines = (tiny / "inputs/ind_prognoseplan.csv").read_text(encoding="utf-8").splitlines()
    for row in (10, 2, 100):
        lines[row - 1] = lines[row - 1].replace(";2000;", ";veel;")
    (tiny / "inputs/ind_prognoseplan.csv").write_text("\n".join(lines), encoding="utf-8")
    problems = check_round(tiny, tiny_round.catalogue_for).problems
    assert [problem.where for problem in problems] == [f"rij {row}, kolom waarde" for row in (2, 10, 100)]


def test_a_cause_in_many_rows_is_told_once(tiny: Path):
    """The first row, how many more there are and how far they reach; another cause is told by itself."""
    text = (tiny / "inputs/ind_prognoseplan.csv").read_text(encoding="utf-8")
    lines = text.replace(";2000;", ";veel;").splitlines()
    lines[7] = lines[7].replace(";veel;", ";genoeg;")
    (tiny / "inputs/ind_prognoseplan.csv").write_text("\n".join(lines), encoding="utf-8")
    told = [str(problem) for problem in check_round(tiny, tiny_round.catalogue_for).problems]
    expected = "Verwacht: een getal, of een percentage zoals 12,5%."
    plan = "2024-1/inputs/ind_prognoseplan.csv"
    assert told == [
        f"{plan}, rij 2, kolom waarde: dit is geen getal (ook in nog 70 rijen, tot en met rij 144) (gevonden: veel). "
        f"{expected}",
        f"{plan}, rij 8, kolom waarde: dit is geen getal (gevonden: genoeg). {expected}",
    ]


def test_loading_a_wrong_round_raises_with_every_problem(tiny: Path):
    """The error holds what the check found."""
    swap(tiny / "inputs/scenarios.csv", "0,4;30000", "0,4;x")
    swap(tiny / "inputs/scenarios.csv", "40%;31000", "40%;y")
    with pytest.raises(InputError) as caught:
        load_round(tiny, tiny_round.catalogue_for)
    assert caught.value.problems == check_round(tiny, tiny_round.catalogue_for).problems
    assert len(caught.value.problems) == 2


def test_a_total_that_differs_from_its_parts_is_a_warning(tiny: Path):
    """The round stays usable, and the difference is told."""
    with (tiny / "inputs/realisaties.csv").open("a", encoding="utf-8") as stream:
        for name, value in {"eerste": 25000, "herhaald": 1500, "nareis": 9000, "totaal": 35600}.items():
            stream.write(f"2023;asiel.instroom_{name};{value};definitief;IND\n")
            stream.write(f"2022;asiel.instroom_{name};{value if name != 'totaal' else 35500};definitief;IND\n")
    inputs = load_round(tiny, tiny_round.catalogue_for)
    assert told(inputs.warnings) == [
        "inputs/realisaties.csv, periode 2023: asiel.instroom_totaal wijkt af van de som van de delen"
        " (gevonden: 35600 tegen 35500)."
        " Verwacht: de som van asiel.instroom_eerste, asiel.instroom_herhaald, asiel.instroom_nareis."
    ]


def test_a_general_value_that_passes_a_scenario_by_is_a_warning(tiny: Path):
    """A later row for all scenarios does not reach one that has a value of its own, and that is told."""
    with (tiny / "inputs/parameters.csv").open("a", encoding="utf-8") as stream:
        stream.write("aandeel_spoor1;2025-07;;0,3;aandeel;;IND;IND-cijfers;\n")
    inputs = load_round(tiny, tiny_round.catalogue_for)
    assert told(inputs.warnings) == [
        "inputs/parameters.csv, rij 8, kolom vanaf: aandeel_spoor1 heeft voor maximum al eerder een eigen waarde,"
        " die blijft gelden (gevonden: 2025-07)."
        " Verwacht: een eigen rij per mpp-scenario, waar de waarde daarvoor wijzigt."
    ]


def test_what_programs_leave_behind_is_no_problem(tiny: Path):
    """Lock files of Excel and LibreOffice and the like are passed over."""
    for name in ("~$scenarios.csv", ".~lock.scenarios.csv#", ".DS_Store", "Thumbs.db"):
        (tiny / "inputs" / name).write_bytes(b"\x00")
    assert check_round(tiny, tiny_round.catalogue_for).problems == ()


def test_a_previous_round_beside_this_one_is_found(tiny: Path):
    """A previous round that exists is accepted; one that cannot be looked up is accepted too."""
    with (tiny / "round.yml").open("a", encoding="utf-8") as stream:
        stream.write("previous: 2023-2\n")
    assert check_round(tiny, tiny_round.catalogue_for).problems == ()
    (tiny.parent / "2023-2").mkdir()
    assert check_round(tiny, tiny_round.catalogue_for).problems == ()
    (tiny.parent / "2023-2").rmdir()
    (tiny.parent / "2023-1").mkdir()
    assert [problem.where for problem in check_round(tiny, tiny_round.catalogue_for).problems] == ["previous"]


def test_remarks_go_along_to_another_process(tiny):
    """They are only looked for when they are asked; what is sent away takes along what there was to say."""
    (tiny / "decisions.yml").write_text("- {date: 2024-03-01, gremium: x}\n", encoding="utf-8")
    text = (tiny / "inputs" / "realisaties.csv").read_text("utf-8")
    (tiny / "inputs" / "realisaties.csv").write_text(text + "2024;coa.bezetting;1;aanname;x\n", encoding="utf-8")
    found = check_round(tiny, catalogue_for)
    sent = pickle.loads(pickle.dumps(found))
    assert sent.problems == found.problems != ()
    assert sent.warnings == found.warnings
