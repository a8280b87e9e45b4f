"""The text of a PDF page, read from its content streams with the fonts' own tables."""

import re
from typing import Any

import pikepdf

HEX = re.compile(r"<([0-9a-fA-F]+)>")


def unicode_map(font: Any) -> dict[int, str]:
    """Character code → text, from the ToUnicode table."""
    table = font.ToUnicode.read_bytes().decode("latin-1")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        codes = HEX.findall(block)
        found |= {int(code, 16): text_of(text) for code, text in zip(codes[::2], codes[1::2], strict=True)}
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + step] = chr(int(text, 16) + step)
    return found


def text_of(code: str) -> str:
    return bytes.fromhex(code).decode("utf-16-be")


def page_text(page: Any) -> str:
    """All text of a page, in the order it is drawn, without spaces that are only distance."""
    fonts = {name: unicode_map(font) for name, font in page.Resources.get("/Font", {}).items()}
    current: dict[int, str] = {}
    out: list[str] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            current = fonts[str(operands[0])]
        elif str(operator) in ("Tj", "TJ"):
            parts = operands[0] if str(operator) == "TJ" else operands
            for part in parts:
                if isinstance(part, pikepdf.String):
                    codes = bytes(part)
                    pairs = zip(codes[::2], codes[1::2], strict=True)
                    out += [current.get(high * 256 + low, "") for high, low in pairs]
    return "".join(out)
