"""A report to watch while it is written: what changes on disk, and a page that shows the last one to this machine."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self

from mpp_lib.base.shipped import SHIPPED, TEMPLATES
from mpp_lib.inputs.reading.files import VERSIONS_FOLDER

HERE = "127.0.0.1"
OFTEN = 0.4
"""Seconds between two looks at the disk; a change counts once two looks agree."""
_PAGE = SHIPPED / TEMPLATES / "meekijken"
_FILES = {
    "/": ("index.html", "text/html"),
    "/meekijken.css": ("meekijken.css", "text/css"),
    "/meekijken.js": ("meekijken.js", "text/javascript"),
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_REPORT_POLICY = "frame-ancestors 'self'"
"""The page of a report brings its own policy."""
_MADE = frozenset(["build", VERSIONS_FOLDER])
"""What is written in a round by others than who writes the report."""


def changes(folders: Sequence[Path], ended: Callable[[], bool] = lambda: False) -> Iterator[None]:
    """One turn at once, and then one each time that a file in the folders was written, made or removed.

    Args:
        ended: whether nobody looks any more.
    """
    seen: frozenset[tuple[str, int, int]] | None = None
    while not ended():
        now = _on_disk(folders)
        time.sleep(OFTEN)
        if now != seen and now == _on_disk(folders):
            seen = now
            yield


def _on_disk(folders: Sequence[Path]) -> frozenset[tuple[str, int, int]]:
    """Path, moment of writing and size of every file that counts."""
    return frozenset(entry for folder in folders for entry in _files_in(folder))


def _files_in(folder: Path) -> Iterator[tuple[str, int, int]]:
    for path in folder.rglob("*"):
        if _MADE.isdisjoint(path.relative_to(folder).parts):
            try:
                written = path.stat()
            except OSError:  # removed meanwhile: the next look sees that
                continue
            yield str(path), written.st_mtime_ns, written.st_size


@dataclass(frozen=True)
class Stand:
    """What the page shows: the how manieth report, and what is said above it."""

    turn: int = 0
    report: bytes = b""
    said: str = "Bezig met de eerste keer maken. Dat duurt het langst."
    wrong: bool = False


class Preview:
    """The page while it is open to this machine; its address says where.

    Args:
        port: 0 for any that is free.

    Raises:
        OSError: the port is taken.
    """

    def __init__(self, port: int) -> None:
        self._stand = Stand()
        self._server = ThreadingHTTPServer((HERE, port), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def address(self) -> str:
        """Where a browser on this machine finds it."""
        return f"http://{HERE}:{self._server.server_port}/"

    @property
    def stand(self) -> Stand:
        """What is shown now."""
        return self._stand

    def busy(self) -> None:
        """A new report is being made; the last one stands."""
        if self._stand.turn:
            self._stand = replace(
                self._stand, said="Er veranderde iets; het rapport wordt opnieuw gemaakt.", wrong=False
            )

    def show(self, report: bytes, said: str) -> None:
        """The report as it is now."""
        self._stand = Stand(self._stand.turn + 1, report, said)

    def refuse(self, problems: Sequence[str]) -> None:
        """What is wrong; the last report stands."""
        self._stand = replace(self._stand, said="\n".join(problems), wrong=True)


def _handler(preview: Preview) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """Gives the page, its state and the report; nothing else of the disk, and to nobody under another name."""

        def do_GET(self) -> None:
            stand = preview.stand
            if f"http://{self.headers.get('Host')}/" != preview.address:
                # a site elsewhere whose name leads to this machine
                self.send_error(HTTPStatus.FORBIDDEN)
            elif self.path in _FILES:
                name, kind = _FILES[self.path]
                self._give((_PAGE / name).read_bytes(), kind, _POLICY)
            elif self.path == "/stand.json":
                told = {"beurt": stand.turn, "melding": stand.said, "fout": stand.wrong}
                self._give(json.dumps(told).encode(), "application/json", _POLICY)
            elif self.path == "/rapport.html" and stand.turn:
                self._give(stand.report, "text/html", _REPORT_POLICY)
            else:
                self.send_error(HTTPStatus.NOT_FOUND)

        def _give(self, content: bytes, kind: str, policy: str) -> None:
            self.send_response(HTTPStatus.OK)
            headers = {
                "Content-Type": f"{kind}; charset=utf-8",
                "Content-Length": str(len(content)),
                "Content-Security-Policy": policy,
                "X-Content-Type-Options": "nosniff",
                "Cache-Control": "no-store",
            }
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *arguments: object) -> None:
            """Who writes a report has no use for a line per look."""

    return Handler
