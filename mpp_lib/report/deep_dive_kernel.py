"""In the kernel that runs a deep-dive: its tables and figures leave it as plain data and drawings in the house style.

What stands there to keep it from writing, or from reading what its key does not know of, is a reminder and no lock: the
code of an analyst runs with the rights of whoever makes the report.
"""

from __future__ import annotations

import os
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from mpp_lib.base.shipped import LIBRARY, SHIPPED

TABLE = "application/vnd.mpp.tabel+json"
NARROW_DRAWING = "application/vnd.mpp.smal+json"
TOO_MUCH = "application/vnd.mpp.weigering+json"
"""Outputs that only a report knows: a table as words, the narrow form of a figure, why something is no table."""
SVG = "image/svg+xml"
NO_WRITING = "een verdieping schrijft geen bestanden: "
NO_READING = "dit bestand hoort niet bij de ronde, en een verdieping leest alleen wat bewaard blijft: "
NO_OUTSIDE = "een verdieping start geen programma's en gebruikt geen netwerk"
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGES = frozenset(["os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate"])


def prepare(rounds: str, readable: Sequence[str], hidden: Sequence[str]) -> None:
    """Make this kernel ready for one deep-dive; it runs no other notebook after it.

    Args:
        rounds: the folder that holds the rounds.
        readable: the folders in it that a deep-dive may read, beside the files that stand directly in it.
        hidden: the folders in those that it may not.
    """
    import matplotlib as mpl
    import pandas as pd
    from IPython.core.getipython import get_ipython
    from matplotlib.figure import Figure

    from mpp_lib.present.shown.plain_figure import draw_in_house_style

    mpl.use("module://matplotlib_inline.backend_inline")
    import matplotlib.pyplot as plt
    from matplotlib_inline.backend_inline import set_matplotlib_formats

    plt.close("all")
    set_matplotlib_formats()  # type: ignore[no-untyped-call]
    draw_in_house_style()
    shell: Any = get_ipython()
    formatter = shell.display_formatter.mimebundle_formatter
    for kind, shown in ((pd.DataFrame, _table), (pd.Series, _series), (Figure, _figure)):
        formatter.for_type(kind, shown)
    sys.addaudithook(guard(Guarded(rounds, readable, hidden)))


def _table(frame: Any, **_: Any) -> dict[str, Any]:
    from mpp_lib.present.shown.plain_frame import frame_table

    try:
        return {TABLE: frame_table(frame).as_dict()}
    except ValueError as error:
        return {TOO_MUCH: str(error)}


def _series(series: Any, **_: Any) -> dict[str, Any]:
    return _table(series.to_frame(series.name if series.name is not None else "Waarde"))


def _figure(figure: Any, **_: Any) -> dict[str, Any]:
    from mpp_lib.present.shown.plain_figure import drawn, drawn_numbers

    numbers = drawn_numbers(figure)
    wide, narrow = drawn(figure)
    return {SVG: wide, NARROW_DRAWING: narrow} | ({TABLE: numbers.as_dict()} if numbers else {})


def guard(own: Guarded) -> Callable[[str, tuple[Any, ...]], None]:
    """What looks at everything that the process is about to do, and stops what a deep-dive does not do."""

    def look(event: str, given: tuple[Any, ...]) -> None:
        if (event == "open" or event in _CHANGES) and isinstance(given[0], str | bytes | os.PathLike):
            own.check(os.fsdecode(given[0]), writes=event != "open" or bool((given[2] or 0) & _WRITES))
        elif event in _OUTSIDE and not _OUTSIDE[event](given):
            raise PermissionError(NO_OUTSIDE)

    return look


def _never(_: tuple[Any, ...]) -> bool:
    return False


def _by_the_library(given: tuple[Any, ...]) -> bool:
    """Whether a program is the one that the library itself starts: it reads the texts of a round."""
    program, arguments = given[:2]
    first = arguments.split(" ", 1)[0] if isinstance(arguments, str) else arguments[0]
    return Path(os.fsdecode(program or first).strip('"')).stem.lower() == "pandoc"


def _on_this_machine(given: tuple[Any, ...]) -> bool:
    """Whether an address is one by which a kernel speaks with itself."""
    address = given[1]
    return not isinstance(address, tuple) or address[0] in ("127.0.0.1", "::1", "localhost")


_OUTSIDE: Mapping[str, Callable[[tuple[Any, ...]], bool]] = {
    "subprocess.Popen": _by_the_library,
    "socket.connect": _on_this_machine,
    **dict.fromkeys(("os.system", "os.exec", "os.posix_spawn", "os.spawn"), _never),
}
"""What reaches beyond the process → when it may all the same."""


class Guarded:
    """Where may be read, and where may be written."""

    def __init__(self, rounds: str, readable: Sequence[str], hidden: Sequence[str]) -> None:
        paths: Mapping[str, str] = sysconfig.get_paths()
        self.scratch = [_real(tempfile.gettempdir()), _real(os.devnull)]
        self.rounds, self.readable, self.hidden = rounds, readable, hidden
        self.programs = [_real(place) for place in (sys.prefix, sys.base_prefix, *paths.values())] + [_real(LIBRARY)]
        self.project, self.shipped, self.home = os.path.dirname(rounds), _real(SHIPPED), _real(Path.home())  # noqa: PTH120

    def check(self, path: str, *, writes: bool) -> None:
        """Stop what writes anywhere but in the scratch folder, or reads what the report does not know of.

        Raises:
            PermissionError: it does.
        """
        place = _real(path)
        if _inside(place, self.scratch):
            return
        if writes:
            if f"{os.sep}__pycache__{os.sep}" not in place:
                raise PermissionError(NO_WRITING + path)
        elif not self._known(place):
            raise PermissionError(NO_READING + path)

    def _known(self, place: str) -> bool:
        if _inside(place, [self.rounds]):
            in_round = _inside(place, self.readable) and not _inside(place, self.hidden)
            return in_round or os.path.dirname(place) == self.rounds  # noqa: PTH120
        if _inside(place, [*self.programs, *(f"{self.shipped}{os.sep}{name}" for name in _SHIPPED)]):
            return True
        return not _inside(place, [self.project, self.home]) or self._hidden(place)

    def _hidden(self, place: str) -> bool:
        """Whether it is of a program rather than of its user: what stands in a hidden folder of the home folder."""
        below = place.removeprefix(self.home).lstrip(os.sep)
        return place.startswith(self.home) and below.startswith((".", "Library", "AppData"))


_SHIPPED = ("report_templates", "requirements.lock", "pyproject.toml")


def _real(path: str | bytes | os.PathLike[Any]) -> str:
    return os.path.realpath(os.fsdecode(path))


def _inside(place: str, folders: Sequence[str]) -> bool:
    return any(place == folder or place.startswith(folder + os.sep) for folder in folders)
