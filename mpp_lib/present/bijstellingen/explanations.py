"""What the analyst wrote of revisions, in ``text/bijstellingen.md``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mpp_lib.base.markdown import run_in
from mpp_lib.inputs.reading.parts import REVISION
from mpp_lib.present.wording.indicator_names import short_name
from mpp_lib.production.key_figures import EXPLAINED
from mpp_lib.production.run import RoundResult

NO_EXPLANATION = "Bij deze bijstelling is geen toelichting aangeleverd."
_HEADING = re.compile(f"^{REVISION.pattern}$", re.MULTILINE)


def explanations_text(result: RoundResult, indicators: Sequence[str] = EXPLAINED) -> str:
    """What the analyst wrote of indicators that are not drawn, and which drawn ones have no explanation."""
    written = explanations(result)
    others = [
        run_in(f"**{short_name(result.chain.by_id[name].spec())}.**", text)
        for name, text in written.items()
        if name not in indicators
    ]
    missing = [short_name(result.chain.by_id[name].spec()) for name in indicators if name not in written]
    lists = [f"Zonder eigen toelichting van de analist: {'; '.join(missing)}."] if missing else []
    return "\n\n".join([*others, *lists])


def explanation(result: RoundResult, indicator: str) -> str:
    """The analyst's words on one indicator, or that there are none."""
    return explanations(result).get(indicator, NO_EXPLANATION)


def explanations(result: RoundResult) -> dict[str, str]:
    """Indicator → what the analyst wrote below ``## <indicator>`` in ``text/bijstellingen.md``."""
    return _sections(result)[1]


def general_text(result: RoundResult) -> str:
    """``text/bijstellingen.md`` without the sections of indicators."""
    return _sections(result)[0]


def _sections(result: RoundResult) -> tuple[str, dict[str, str]]:
    """A heading that names no indicator belongs to the text it stands in."""
    text = result.inputs.texts.get("bijstellingen", "")
    found = [match for match in _HEADING.finditer(text) if match[1] in result.chain.by_id]
    ends = [*(match.start() for match in found[1:]), len(text)]
    sections = {match[1]: text[match.end() : end].strip() for match, end in zip(found, ends, strict=bool(found))}
    return (text[: found[0].start()] if found else text).strip(), sections
