"""The example rounds with versions and a ledger, and a pack of them; and a process that has no mpp to run it in."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from mpp_lib.archive.pack.build import NOTEBOOK
from tests.support.changed_round import swap, write_ledger
from tests.support.versions import adopt

ROUNDS = Path(__file__).resolve().parents[2] / "rounds"
CHANGED = "2024-1"
HOSTILE = '=HYPERLINK("http://x"); <script>alert(1)</script> $x$ | *a*'
_LEFT_OUT = shutil.ignore_patterns("build", "versions", "versies.csv", "wijzigingen.csv")


def example_rounds(base: Path) -> Path:
    """A copy without versions and without a ledger."""
    return Path(shutil.copytree(ROUNDS, base / "rounds", ignore=_LEFT_OUT))


def with_versions(root: Path) -> Path:
    """Three versions' worth of changes in one round: two that were kept, and what was changed after the last."""
    folder = root / CHANGED
    adopt(folder, "concept-1")
    shares = _change(folder, "uitval_spoor4", "0,02")
    lodged = _change(folder, "opvang_eerste", "0,8")
    quoted = HOSTILE.replace('"', '""')
    write_ledger(
        folder, f'2024-01-22;{shares};IND;"{quoted}";werkgroep;', f"2024-01-23;{lodged};COA;afspraak;werkgroep;"
    )
    adopt(folder, "concept-2")
    write_ledger(folder, f"2024-01-29;{_change(folder, 'uitval_spoor4', '0,01')};IND;telling;Topberaad;")
    return root


def _change(folder: Path, parameter: str, value: str) -> str:
    """Give the first row of a parameter another value; file, key, old and new as the ledger names them."""
    lines = (folder / "inputs/parameters.csv").read_text(encoding="utf-8").splitlines()
    row = next(line for line in lines if line.startswith(f"{parameter};"))
    _, start, scenario, old, *rest = row.split(";")
    swap(folder, "inputs/parameters.csv", row, ";".join([parameter, start, scenario, value, *rest]))
    key = "/".join(filter(None, (parameter, start, scenario)))
    return f"inputs/parameters.csv;{key}:waarde;{old};{value}"


def recompute(pack: Path) -> subprocess.CompletedProcess[str]:
    """Run the cells of the notebook in a process in which mpp cannot be imported."""
    notebook = json.loads((pack / NOTEBOOK).read_text(encoding="utf-8"))
    cells = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    code = "\n".join(["import sys", "sys.modules['mpp_lib'] = None", *cells])
    return subprocess.run([sys.executable, "-"], input=code, cwd=pack, capture_output=True, text=True, check=False)
