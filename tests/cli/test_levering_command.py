"""``mpp template`` and ``mpp levering``: a form out, and back in."""

import json
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from mpp_lib.base.errors import InputError
from mpp_lib.cli.main import app
from mpp_lib.inputs.declared import delivery as form
from tests.support.breaking import snapshot
from tests.support.filled_form import Form, owned_round


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return owned_round(tmp_path_factory.mktemp("rondes"))


def mpp(folder: Path, *arguments: str) -> tuple[int, str, str]:
    answer = CliRunner().invoke(app, ["-C", str(folder.parent.parent), *arguments])
    if answer.exception is not None and not isinstance(answer.exception, SystemExit):
        raise answer.exception
    return answer.exit_code, answer.stdout, answer.stderr


def test_a_form_goes_out_and_comes_back(folder: Path, tmp_path: Path):
    """The file that template makes, filled, shows what it would change, and changes it."""
    out = tmp_path / "ks.xlsx"
    assert mpp(folder, "template", "ks", "2024-1", "--out", str(out)) == (0, f"{out}\n", "")
    made = Form(folder, "ks")
    made.book = openpyxl.load_workbook(out)
    for name, value in {"versie": "A", "status": "concept", "doelgroepen": "apm", "datum": "2-4-2024"}.items():
        made.front(name).value = value
    made.put(form.EXPECTED, "taakstelling", 2, nieuwe_waarde=17_500, grondslag="afspraak", bron="brief")
    made.saved(out)
    code, answer, _ = mpp(folder, "levering", "2024-1", "--from", str(out), "--dry-run", "--json")
    document = json.loads(answer)
    assert code == 0
    assert document["changes"] == [
        {
            "file": "inputs/parameters.csv",
            "key": "taakstelling/2025-01",
            "kind": "nieuw",
            "cells": [
                {"column": "waarde", "old": "", "new": "17500", "where": "blad Verwachtingen, cel I8"},
                {"column": "bron", "old": "", "new": "afspraak: brief", "where": "blad Verwachtingen, cel K8"},
                {"column": "eenheid", "old": "", "new": "personen per halfjaar", "where": ""},
                {"column": "eigenaar", "old": "", "new": "KS", "where": ""},
            ],
        }
    ]
    assert not (folder / "inputs/levering-ks.xlsx").exists()
    code, answer, told = mpp(folder, "levering", "2024-1", "--from", str(out))
    assert code == 0
    assert "taakstelling/2025-01:waarde" in answer
    assert answer.endswith("levering-ks.xlsx\n")
    assert told == "KS: 1 rij verandert, 0 stonden er al zo. Opgenomen in ronde 2024-1.\n"
    assert (folder / "inputs/levering-ks.xlsx").read_bytes() == out.read_bytes()


def test_what_is_wrong_is_told_and_nothing_changes(folder: Path, tmp_path: Path):
    """Every cell at once, and not a byte in the round."""
    made = Form(folder, "ks", versie=None)
    made.put(form.EXPECTED, "taakstelling", nieuwe_waarde="veel", grondslag="afspraak")
    before = snapshot(folder / "inputs")
    with pytest.raises(InputError) as caught:
        mpp(folder, "levering", "2024-1", "--from", str(made.saved(tmp_path / "ks.xlsx")))
    assert [str(problem).split(". Verwacht")[0] for problem in caught.value.problems] == [
        "ks.xlsx, blad Toelichting, cel B8: de cel is leeg",
        "ks.xlsx, blad Verwachtingen, cel I6: dit is geen getal (gevonden: veel)",
    ]
    assert snapshot(folder / "inputs") == before
