"""``make example``: makes every version of the example rounds again and holds them against what is in git."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from examples.compare import differences, kept_in, other_python, put_in_place
from examples.make import make_all
from examples.steps import read_steps
from mpp_lib.base.errors import ArchiveError
from mpp_lib.inputs.versions import REGISTER

HERE = Path(__file__).resolve().parent


def run(project: Path, examples: Path) -> int:
    """Make, compare and put in place; 0 where everything is as it is in git, else 1."""
    root, steps = project / "rounds", read_steps(examples)
    kept = kept_in(root, set(map(str, steps)))
    if refused := other_python(kept):
        return _say(refused)
    with tempfile.TemporaryDirectory(prefix="mpp-voorbeelden-") as copy:
        try:
            make_all(steps, project, Path(copy), kept)
        except (subprocess.CalledProcessError, ArchiveError) as error:
            return _say(f"De voorbeelden zijn niet gemaakt: {error}")
        made = Path(copy) / "rounds"
        if (root / REGISTER).exists() and (found := list(differences(made, root))):
            return _say(*found, "Er is niets neergezet.")
        for version in put_in_place(made, root):
            print(version.folder)
    print(f"De {len(steps)} versies van de voorbeeldrondes zijn gemaakt en gelijk aan wat {REGISTER} noemt.")
    return 0


def _say(*lines: str) -> int:
    for line in lines:
        print(line, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(run(HERE.parent, HERE))
