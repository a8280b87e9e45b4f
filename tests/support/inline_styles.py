"""Finds in a page what a strict Content-Security-Policy would refuse."""

from html.parser import HTMLParser


class _Styles(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._drawings = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._drawings += tag == "svg"
        if "style" in dict(attrs) or (tag == "style" and self._drawings):
            self.found.append(self.get_starttag_text() or tag)

    def handle_endtag(self, tag: str) -> None:
        self._drawings -= tag == "svg"


def inline_styles(page: str) -> list[str]:
    """Every element with a style of its own, and every style sheet inside a drawing."""
    reader = _Styles()
    reader.feed(page)
    return reader.found
