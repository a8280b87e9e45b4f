"""A command that answers as Quarto does, as far as a test asks."""

from pathlib import Path

import pytest

PAGE = """<!DOCTYPE html>
<html lang="nl" data-merk="Concept">
<head>
<meta charset="utf-8">
<title>Titel</title>
<script>window.quarto = 1</script>
<link rel="stylesheet" href="data:text/css,p%7B%7D">
<style>p { color: red }</style>
</head>
<body>
BODY
</body>
</html>
"""


def fake_quarto(
    monkeypatch: pytest.MonkeyPatch, folder: Path, body: str, version: str = "1.10.3", page: str = ""
) -> None:
    """In front on ``PATH``: it says its version, and else does ``body`` and makes the HTML ``page``."""
    folder.mkdir()
    script = folder / "quarto"
    if page:
        (folder / "page.html").write_text(PAGE.replace("BODY", page), "utf-8")
        body += f"\nmkdir uitvoer; cp {folder}/page.html uitvoer/rapport.html"
    script.write_text(f'#!/bin/sh\nif [ "$1" = "--version" ]; then echo {version}; exit 0; fi\n{body}\n')
    script.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=":")
