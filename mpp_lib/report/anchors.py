"""Where a comment on a report holds on: an id on every block of text, and which version the page is.

A heading's section, a table and a figure go by their label. Any other block goes by the nearest of these around it and
a number: ``sec-samenvatting-a2``. A cell needs no id: it goes by its table, row and column.
"""

from __future__ import annotations

import re
from collections import Counter
from hashlib import sha256

MAIN = "Inhoud"
"""The id of the part that is read, and the label of what stands outside any other."""

_LABELLED, _BLOCKS = ("section", "figure", "table"), ("p", "li", "blockquote", "dd", "figcaption", "caption")
_TAG = re.compile(rf"<(/?)({'|'.join((*_LABELLED, *_BLOCKS))})(?=[\s>])((?:[^>\"]|\"[^\"]*\")*)>")
_ID = re.compile(r'\sid="([^"]*)"')
_ALIKE = re.compile(r'\sid="([^"]*-a\d+)"')
_FIRST_STYLE = "<style>"


def anchored(page: str) -> str:
    """The page with an id on every block of text in its main part, and on a table without a label.

    Its head says the checksum of that part: what a comment was made on, by whatever road the page was made. It comes
    before any script, as that of the review mode reads it.

    >>> anchored('<main><section id="sec-a"><p>Een</p><ul><li>Twee</li></ul></section></main>')
    '<main><section id="sec-a"><p id="sec-a-a1">Een</p><ul><li id="sec-a-a2">Twee</li></ul></section></main>'
    """
    start, end = page.find("<main"), page.rfind("</main>")
    if start < 0:
        return page
    main = _Anchors(page).given(page[start:end])
    said = f'<meta name="mpp-controlegetal" content="{sha256(main.encode()).hexdigest()}">'
    return page[:start].replace(_FIRST_STYLE, f"{said}\n{_FIRST_STYLE}", 1) + main + page[end:]


class _Anchors:
    """Gives out the ids of one page, in its order."""

    def __init__(self, page: str) -> None:
        self._taken = set(_ALIKE.findall(page))
        self._count: Counter[str] = Counter()
        self._around = [MAIN]

    def given(self, main: str) -> str:
        return _TAG.sub(self._tag, main)

    def _tag(self, match: re.Match[str]) -> str:
        closes, name, attributes = match.groups()
        own = _ID.search(attributes)
        if name in _BLOCKS:
            return match[0] if closes or own else self._with_id(match)
        if closes:
            self._around.pop()
            return match[0]
        label = self._around[-1]
        self._around.append(own[1] if own else label)
        return self._with_id(match) if name == "table" and not own else match[0]

    def _with_id(self, match: re.Match[str]) -> str:
        label = self._around[-1]
        name = ""
        while not name or name in self._taken:
            self._count[label] += 1
            name = f"{label}-a{self._count[label]}"
        return f'<{match[2]} id="{name}"{match[3]}>'
