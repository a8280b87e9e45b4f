"""What ships with the library: notebooks, templates, letters and the lock file."""

from __future__ import annotations

from pathlib import Path

LIBRARY = Path(__file__).resolve().parents[1]
_PACKED = LIBRARY / "_project"
SHIPPED = _PACKED if _PACKED.is_dir() else LIBRARY.parent
"""Inside the package when it was installed from a wheel, beside it in a checkout."""

ANALYSIS = "analysis"
TEMPLATES = "report_templates"
FONTS = SHIPPED / TEMPLATES / "_extensions" / "mpp" / "fonts"
LOCK_FILE = SHIPPED / "requirements.lock"
