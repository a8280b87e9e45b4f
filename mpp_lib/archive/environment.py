"""With what a version was made: Python, packages, renderer and seed; nothing of the machine or of who sat at it."""

from __future__ import annotations

import json

from mpp_lib import __version__
from mpp_lib.base.shipped import LOCK_FILE
from mpp_lib.inputs.reading.settings import RoundSettings
from mpp_lib.present.verantwoording.provenance import PACKAGES, PYTHON, installed


def environment(settings: RoundSettings, renderer: str) -> bytes:
    """``environment.json``: the packages that the report names too; every other one stands in the lock file.

    Args:
        renderer: what the report was made with; empty for a product without one.
    """
    said = {
        "mpp-lib": __version__,
        "python": PYTHON,
        "packages": {name: installed(name) for name in PACKAGES},
        "lock": LOCK_FILE.name,
        "renderer": renderer or None,
        "seed": settings.seed,
        "model": settings.model,
    }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
