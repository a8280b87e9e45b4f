"""The workbooks of a round recalculated by LibreOffice, against the same three scenarios by us.

LibreOffice cannot be asked to recalculate alone without packages that seldom are there. So one program opens the three
workbooks and writes every sheet: with all formulas calculated and with the numbers that stood there. Its processor time
per workbook once it runs is the difference between many workbooks and few; what calculating takes of that, the
difference between the two settings.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.daily import used
from benchmarks.shown import BESIDE, Table, absent, beside, verdict
from benchmarks.timed import taking_turns
from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.base.dutch import number
from mpp_lib.inputs.load import load_round
from mpp_lib.present.rekenblad.export import workbooks
from mpp_lib.production.chains import catalogue_named
from mpp_lib.production.open_round import open_round
from mpp_lib.production.run import RoundResult, calculate

ALWAYS, NEVER = 0, 1
"""Whether a workbook is calculated when it is opened, as LibreOffice calls it."""
TURNS = 3
GOAL = 20.0
EVERY_SHEET = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1"
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>{mode}</value></prop></item></oor:items>"""


def measured(folder: Path) -> Table:
    """What LibreOffice takes for a round, beside what the public calls take that do the same."""
    result = open_round(folder)
    table = Table("Drie scenario's van een ronde", BESIDE)
    tasks = {
        "opening": lambda: calculate(load_round(folder, catalogue_named)).years,
        "again": lambda: result.with_measures(result.measures).years,
    }
    own, _ = taking_turns(tasks, 9)
    program = shutil.which("soffice")
    if program is None:
        table.rows.append(absent("LibreOffice", "niet op deze machine", own["again"], GOAL))
        return table
    took = _libreoffice(program, result)
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout.split()[1]
    opening, again = statistics.median(took.opening), statistics.median(took.again)
    table.rows.append(beside(f"LibreOffice {version}, openen en herberekenen", opening, own["opening"], GOAL))
    *cells, _, difference = beside(f"LibreOffice {version}, alleen herberekenen", max(again, 0.0), own["again"], GOAL)
    table.rows.append((*cells, _whether_met(took.again, own["again"]), difference))
    between = f"{number(min(took.again), 2)} tot {number(max(took.again), 2)} s"
    table.note = (
        f"Alleen herberekenen is bij LibreOffice een verschil van twee grote tijden: in {TURNS} keer {between}."
    )
    return table


def _whether_met(theirs: Sequence[float], ours: float) -> str:
    """Undecided where turns do not agree."""
    met = {each / ours >= GOAL for each in theirs}
    return verdict(met=met.pop()) if len(met) == 1 else "onbeslist"


class Took(NamedTuple):
    """Seconds of the processor for three workbooks, turn by turn: opened and calculated, and calculating alone."""

    opening: Sequence[float]
    again: Sequence[float]


def _libreoffice(program: str, result: RoundResult) -> Took:
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        few, many = _written(folder, result)
        for mode in (ALWAYS, NEVER):
            profile = folder / f"profiel{mode}" / "user"
            profile.mkdir(parents=True)
            (profile / "registrymodifications.xcu").write_text(SETTINGS.format(mode=mode), encoding="utf-8")
            _converted(program, folder, mode, few)
        turns = [
            (
                _converted(program, folder, ALWAYS, few),
                _converted(program, folder, ALWAYS, many),
                _converted(program, folder, NEVER, many),
            )
            for _ in range(TURNS)
        ]
    return Took([most - least for least, most, _ in turns], [(most - without) / 2 for _, most, without in turns])


def _written(folder: Path, result: RoundResult) -> tuple[Path, Path]:
    """A folder with the three workbooks, and one with each of them twice."""
    once, twice = folder / "1", folder / "2"
    for place in (once, twice):
        place.mkdir()
    for name, content in workbooks(result):
        if any(scenario in name for scenario in SCENARIOS):
            for path in (once / name, twice / f"a{name}", twice / f"b{name}"):
                path.write_bytes(content)
    return once, twice


def _converted(program: str, folder: Path, mode: int, books: Path) -> float:
    """Seconds of the processor that one program takes for these workbooks."""
    profile, target = folder / f"profiel{mode}", folder / "uit"
    before = used()
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", EVERY_SHEET]
    files = sorted(map(str, books.glob("*.xlsx")))
    subprocess.run([*command, "--outdir", str(target), *files], capture_output=True, check=True, timeout=300)
    return used() - before
