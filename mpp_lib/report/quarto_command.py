"""Runs the Quarto of this machine: whether it can be used, what it tells, how long it may take."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

from mpp_lib.base.errors import RenderError
from mpp_lib.base.shipped import FONTS
from mpp_lib.report.extension import oldest_quarto

PROFILE = "QUARTO_PROFILE"
CHECKED, BY_HAND = "rapport", "voorvertoning"
"""The profile that the recipe renders with, which has no file and so changes nothing; and that of who names none."""
PATIENCE = 1200.0
"""Seconds that Quarto has for one format; a full report takes three minutes."""

_FATAL = re.compile(
    r"Unable to resolve crossref @|Could not fetch resource |Could not convert TeX math |Running juice failed: "
    r"|Unable to parse table from raw html block|Shortcode '.*' not found|[Cc]itation .* not found"
)
"""What Quarto and its pandoc write before going on with less than was asked."""
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_LAST = 20
_SOON = 60.0
_PROMPT = 5.0
_KILL, _TERMINATE = 9, 15


def usable_version() -> str:
    """The version of Quarto on this machine.

    Raises:
        RenderError: there is none, or it is too old to make the PDF as it should be.
    """
    try:
        done = subprocess.run(
            [*_command(), "--version"], capture_output=True, encoding="utf-8", check=True, timeout=_SOON
        )
    except (OSError, subprocess.SubprocessError):
        raise RenderError("Quarto staat niet op deze machine") from None
    found = done.stdout.strip()
    oldest = oldest_quarto(FONTS.parent)
    if tuple(int(part) for part in re.findall(r"\d+", found)[:2]) < oldest:
        raise RenderError(f"Quarto {found} is te oud; nodig is {'.'.join(map(str, oldest))} of nieuwer")
    return found


def run_quarto(name: str, form: str, log: Path, date: datetime) -> None:
    """Render the document ``name`` in the folder of ``log``, which receives all that Quarto tells.

    Args:
        name: the document.
        form: the format, as Quarto calls it.
        log: is written again.
        date: that of what is made.

    Raises:
        RenderError: it stopped, took too long or warned that something of the sources is lost.
    """
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(int(date.timestamp())), PROFILE: CHECKED}
    with log.open("wb") as told:
        code = _wait([*_command(), "render", name, "--to", form], log.parent, environment, told)
    lines = _COLOUR.sub("", log.read_text(encoding="utf-8", errors="replace")).splitlines()
    if code is None:
        raise RenderError(f"{name}: Quarto was na {PATIENCE / 60:.0f} minuten niet klaar")
    if code:
        raise RenderError(f"{name}: Quarto stopte: " + "\n".join(lines[-_LAST:]).strip())
    fatal = [f"{name}: Quarto waarschuwt: {line.strip()}" for line in lines if _FATAL.search(line)]
    if fatal:
        raise RenderError("\n".join(fatal))


@contextmanager
def previewing(document: Path, port: int, browser: bool) -> Iterator[subprocess.Popen[bytes]]:
    """Quarto's own preview of a document of a project, until the block ends; it tells itself where to look.

    Args:
        port: 0 for one that Quarto picks.
        browser: whether it opens a browser.
    """
    asked = [*(["--port", str(port)] if port else []), *([] if browser else ["--no-browser"])]
    command = [*_command(), "preview", document.name, *asked]
    environment = {**os.environ, PROFILE: BY_HAND}
    with subprocess.Popen(
        command, cwd=document.parent, env=environment, stdin=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            yield process
        finally:
            _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Have it end by itself, so that it clears what is under way; else without that."""
    if process.poll() is None:
        _end(process, _TERMINATE)
        try:
            process.wait(_PROMPT)
        except subprocess.TimeoutExpired:
            _end(process)


def _wait(command: Sequence[str], folder: Path, environment: Mapping[str, str], told: IO[bytes]) -> int | None:
    """The exit code; None when it took too long. Whatever happens, none of Quarto's own processes lives on."""
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=told, stderr=told, start_new_session=True
    ) as process:
        try:
            return process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            return None
        finally:
            if process.poll() is None:
                _end(process)


def _end(process: subprocess.Popen[bytes], how: int = _KILL) -> None:
    """End the process with what it started, where the system knows groups of processes."""
    end_group = getattr(os, "killpg", None)
    if end_group is None:
        process.kill()
    else:
        end_group(process.pid, how)


def _command() -> list[str]:
    """How Quarto is called here; on Windows it is no program but a script with an ending."""
    return [shutil.which("quarto") or "quarto"]
