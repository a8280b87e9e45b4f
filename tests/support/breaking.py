"""Ways to break the small round, and what the check then says of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from mpp_lib.base.errors import Problem
from mpp_lib.inputs.check import check_round
from tests.support.tiny_round import NAME, catalogue_for

Edit = Callable[[Path], None]


@dataclass(frozen=True)
class Break:
    """One way to break the round, with every message it gives."""

    name: str
    edit: Edit
    messages: tuple[str, ...]


def swap(file: str, old: str, new: str) -> Edit:
    """Replaces a piece of text that occurs once."""

    def edit(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} staat {text.count(old)} keer in {file}"
        (folder / file).write_text(text.replace(old, new), encoding="utf-8")

    return edit


def swap_all(file: str, old: str, new: str) -> Edit:
    """Replaces every occurrence."""

    def edit(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new), encoding="utf-8")

    return edit


def add(file: str, *lines: str) -> Edit:
    """Adds lines at the end."""

    def edit(folder: Path) -> None:
        with (folder / file).open("a", encoding="utf-8") as stream:
            stream.write("".join(f"{line}\n" for line in lines))

    return edit


def write(file: str, content: str | bytes) -> Edit:
    """Replaces the whole file."""

    def edit(folder: Path) -> None:
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    return edit


def remove(file: str) -> Edit:
    """Removes a file."""
    return lambda folder: (folder / file).unlink()


def link(file: str, target: str) -> Edit:
    """Puts a link in the place of a file."""

    def edit(folder: Path) -> None:
        (folder / file).unlink(missing_ok=True)
        (folder / file).symlink_to(target)

    return edit


def together(*edits: Edit) -> Edit:
    """Several edits, one after the other."""

    def edit(folder: Path) -> None:
        for each in edits:
            each(folder)

    return edit


def messages(folder: Path) -> list[str]:
    """Everything the check says of a folder that holds the small round."""
    return told(check_round(folder, catalogue_for).problems)


def told(problems: Iterable[Problem], name: str = NAME) -> list[str]:
    """What is said of each problem, without the round that every one of them has to name first."""
    texts = [str(problem) for problem in problems]
    assert all(text.startswith(f"{name}/") for text in texts), texts
    return [text.removeprefix(f"{name}/") for text in texts]


def snapshot(folder: Path) -> dict[str, object]:
    """Every path of a folder with its bytes, or where it links to, and its time of change."""
    return {str(path.relative_to(folder)): _state(path) for path in sorted(folder.rglob("*"))}


def _state(path: Path) -> tuple[object, int]:
    changed = path.lstat().st_mtime_ns
    if path.is_symlink():
        return path.readlink(), changed
    return (path.read_bytes() if path.is_file() else None), changed
