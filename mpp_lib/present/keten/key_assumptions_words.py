"""Words for the key assumptions: which rest on what, and why a round leaves what was realised or fitted."""

from __future__ import annotations

from collections.abc import Sequence

from mpp_lib.base.dutch import enumerate_nl, month_name
from mpp_lib.base.markdown import literal
from mpp_lib.compare.key_assumptions import KeyAssumption, Values
from mpp_lib.present.keten.sensitivity_words import input_text
from mpp_lib.present.wording.printed_values import NOTHING, if_known
from mpp_lib.present.wording.sentences import sentence
from mpp_lib.production.grounds import ASSUMPTION
from mpp_lib.production.parts import FIRST

UNFOUNDED = "aanname zonder onderbouwing"
BY_SCENARIOS = "Dit volgt uit de toekomstscenario's van de Prognose (@sec-prognose)."
NONE_OUTSIDE = "Geen kernaanname ligt buiten wat is gerealiseerd of geijkt, voor zover dat bekend is."
OUTSIDE = "Waar de ronde buiten het gerealiseerde of geijkte komt, en waarom:"


def ground_text(row: KeyAssumption) -> str:
    """What an assumption rests on, and that nothing is said for it where that is so."""
    return UNFOUNDED if _is_unfounded(row) else row.ground.kind


def _is_unfounded(row: KeyAssumption) -> bool:
    return row.ground.kind == ASSUMPTION and not row.ground.reason


def assumptions_finding(rows: Sequence[KeyAssumption]) -> str:
    """How many are an assumption, and how many leave what was realised or fitted."""
    assumed = sum(row.ground.kind == ASSUMPTION for row in rows)
    bare, outside = sum(map(_is_unfounded, rows)), sum(row.outside for row in rows)
    rest = f"{_plural(assumed, 'rust', 'rusten')} er {assumed or 'geen'} alleen op een aanname"
    without = f", {bare} daarvan zonder onderbouwing" if bare else ""
    lie = f"{outside or 'geen'} {_plural(outside, 'ligt', 'liggen')} buiten wat is gerealiseerd of geijkt"
    return sentence(f"van de {len(rows)} kernaannames {rest}{without}", lie)


def _plural(count: int, one: str, more: str) -> str:
    return more if count > 1 else one


def reasons_text(rows: Sequence[KeyAssumption], years: tuple[int, int]) -> str:
    """A list in Markdown: every assumption outside what was realised or fitted, and why the round takes it.

    Args:
        years: of which the value of the round is told.
    """
    told = [_told(row, years) for row in rows if row.outside]
    return "\n".join([OUTSIDE, "", *told]) if told else NONE_OUTSIDE


def _told(row: KeyAssumption, years: tuple[int, int]) -> str:
    return f"- **{literal(row.label)}**: {_by_year(row, row.own, years)}; {enumerate_nl(_beside(row))}. {_why(row)}"


def _by_year(row: KeyAssumption, values: Values, years: Sequence[int]) -> str:
    """``70% in 2024 en 95% in 2028``; one value where it is the same in every year."""
    texts = [value_text(row, values, year) for year in years]
    if len(texts) > 1 and len(set(texts)) == 1:
        return texts[0]
    return enumerate_nl([f"{text} in {year}" for text, year in zip(texts, years, strict=True)])


def _beside(row: KeyAssumption) -> list[str]:
    """``hoger dan gerealiseerd (24.740 in 2021)``, ``hoger dan geijkt (51%)``."""
    known = _by_year(row, row.realised, list(row.realised))
    fitted = course_text(row)
    fit = "het laatst geijkt" if len(row.course) > 1 else "geijkt"
    pairs = ((row.beside_realised, f"gerealiseerd ({known})"), (row.beside_fitted, f"{fit} ({fitted})"))
    return [f"{place} dan {what}" for place, what in pairs if place in ("hoger", "lager")]


def _why(row: KeyAssumption) -> str:
    if row.key == FIRST:
        return BY_SCENARIOS
    return literal(row.ground.reason) or sentence(UNFOUNDED)


def name_text(row: KeyAssumption) -> str:
    """What it is called, and what its values count where they are no shares of a whole."""
    counted = row.unit.removeprefix("aandeel").removeprefix("kans").strip()
    return f"{row.label}, {counted}" if counted and row.key != FIRST else row.label


def value_text(row: KeyAssumption, values: Values, year: int) -> str:
    """The value of a year as a reader sees it; a dash where there is none."""
    return input_text(values[year], row.unit) if year in values else NOTHING


def course_text(row: KeyAssumption) -> str:
    """The fitted value; where it moved the last one, and every one before it with the month it holds from."""
    *before, last = [
        f"{input_text(level, row.unit)} vanaf {month_name(since)}" for since, level in row.course.items()
    ] or [fitted_text(row)]
    return f"{last}; daarvoor {enumerate_nl(before)}" if before else fitted_text(row)


def fitted_text(row: KeyAssumption) -> str:
    """The fitted value; a dash where there is none."""
    level = row.fitted.fitted if row.fitted else None
    return if_known(level, lambda known: input_text(known, row.unit))
