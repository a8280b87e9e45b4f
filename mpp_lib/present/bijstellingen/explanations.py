"""What the analyst wrote of revisions, in ``text/bijstellingen.md``."""

from __future__ import annotations

from collections.abc import Sequence

from mpp_lib.base.markdown import run_in
from mpp_lib.inputs.reading.parts import REVISION, parts_of
from mpp_lib.present.wording.indicator_names import short_name
from mpp_lib.production.key_figures import EXPLAINED
from mpp_lib.production.run import RoundResult

NO_EXPLANATION = "Bij deze bijstelling is geen toelichting aangeleverd."


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
    (_, opening), *parts = parts_of("bijstellingen.md", result.inputs.texts.get("bijstellingen", "").splitlines())
    general, sections = list(opening), dict[str, str]()
    for _, (heading, *words) in parts:
        name = REVISION.fullmatch(heading)
        if name and name[1] in result.chain.by_id:
            sections[name[1]] = "\n".join(words).strip()
        else:
            general += [heading, *words]
    return "\n".join(general).strip(), sections
