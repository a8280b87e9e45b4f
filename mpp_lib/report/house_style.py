"""Writes the colours of the house style where styles and templates need them as text.

``python -m mpp_lib.report.house_style`` does so after a change of ``_brand.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from mpp_lib.base.brand import BRAND, DARK, palette
from mpp_lib.base.write import write_atomically

DRAWN = "tekening-"
"""Before the name of a colour in a figure."""
_BLOCK = r"(?<=/\* {name}: make huisstijl \*/\n).*?(?=/\* einde {name} \*/\n)"


def blocks() -> Mapping[str, Mapping[str, str]]:
    """File beside the house style → name of a block in it → its lines."""
    return {
        "rapport.css": {"kleuren": _lines(_variables()), "tekeningen": _lines(_drawn())},
        "typst-template.typ": {"kleuren": _lines(_typst())},
    }


def with_blocks(text: str, of_file: Mapping[str, str]) -> str:
    """A file with its blocks as they have to be.

    Raises:
        ValueError: the file has no place for one of them.
    """
    for name, lines in of_file.items():
        places = list(re.finditer(_BLOCK.format(name=name), text, re.DOTALL))
        if len(places) != 1:
            raise ValueError(f"er is geen plaats voor het blok '{name}'")
        text = text[: places[0].start()] + lines + text[places[0].end() :]
    return text


def _lines(lines: Iterator[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _variables() -> Iterator[str]:
    """Every colour by name, and the colours of the page that follow light and dark."""
    yield ":root {"
    yield from (f"  --kleur-{name}: {value};" for name, value in palette().items())
    yield from (
        f"  --{name}: light-dark(var(--kleur-{name}), var(--kleur-{name}{DARK}));"
        for name in palette()
        if f"{name}{DARK}" in palette()
    )
    yield "}"


def _drawn() -> Iterator[str]:
    """A colour in a figure is found by its value, as the drawing holds no names."""
    for name, value in palette().items():
        if name.startswith(DRAWN) and f"{name}{DARK}" in palette():
            for part in ("fill", "stroke"):
                yield f':is(.huisstijl, .tekening) [{part}="{value}" i] {{ {part}: var(--{name}); }}'


def _typst() -> Iterator[str]:
    yield "#let kleur = ("
    yield from (f'  {name}: rgb("{value}"),' for name, value in palette().items() if not name.endswith(DARK))
    yield ")"


def main() -> None:
    """Write every block."""
    for name, of_file in blocks().items():
        path = BRAND.parent / name
        write_atomically(path, with_blocks(path.read_text(encoding="utf-8"), of_file).encode("utf-8"))


if __name__ == "__main__":
    main()
