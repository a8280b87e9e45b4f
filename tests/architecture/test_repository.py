"""What the repository promises on its outside: a lock without addresses, commands that the README shows."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def tracked() -> list[Path]:
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [ROOT / name for name in names.splitlines() if (ROOT / name).is_file()]


def test_every_locked_package_has_a_hash_and_no_address():
    """Each requirement is pinned with hashes; no index, link or host stands in the lock."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    requirements = re.split(r"\n(?=\S)", lock.strip())
    assert len(requirements) > 50
    for requirement in requirements:
        assert re.match(r"[a-z0-9._-]+(\[[a-z,]+\])?==\S+", requirement), requirement
        assert "--hash=sha256:" in requirement, requirement
    assert not re.search(r"https?:|--index|--find-links|--extra", lock)


def test_no_file_names_a_package_index():
    """No host of a package index stands anywhere."""
    hosts = re.compile("|".join(["py" + r"pi\.org", "python" + r"hosted", "registry\\.np" + "mjs", "files\\.python"]))
    named = [
        str(path.relative_to(ROOT))
        for path in tracked()
        if path.suffix not in {".ttf", ".woff2", ".png", ".xlsx", ".pdf"}
        and hosts.search(path.read_text(encoding="utf-8", errors="ignore"))
    ]
    assert named == []


def test_the_readme_shows_the_two_commands():
    """A newcomer finds both commands, and the Makefile knows them."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("report", "test"):
        assert f"make {target}" in readme
        assert re.search(rf"^([\w-]+ )*{target}( [\w-]+)*:", makefile, flags=re.MULTILINE)
