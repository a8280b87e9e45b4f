"""An indicator beside medio in words: over which months, how far off, and where beside the band."""

from __future__ import annotations

from mpp_lib.base.catalogue import IndicatorSpec
from mpp_lib.base.dutch import MONTH_NAMES, month_name, month_short, number
from mpp_lib.base.months import Month
from mpp_lib.compare.monitor.flag import FLAG_PCT
from mpp_lib.compare.monitor.monitored_indicator import Band, Comparison, MonitoredIndicator
from mpp_lib.present.wording.marks import marked
from mpp_lib.present.wording.printed_values import exact_text, fine_text, off_text
from mpp_lib.present.wording.signs import with_signs
from mpp_lib.production.realised import ESTIMATED

BAND = "de band van 75%"
THRESHOLD = f"{number(FLAG_PCT, 1)}%"


def months_text(row: MonitoredIndicator) -> str:
    """Which months a comparison is about: ``van januari tot en met juli 2024``, ``eind juli 2024``; empty without."""
    seen = row.to_date
    if seen is None:
        return ""
    if row.spec.aggregation.at_end:
        return f"eind {month_name(seen.last)}"
    return span_text(seen.first, seen.last)


def span_text(first: Month, last: Month) -> str:
    """Months of one year: ``van januari tot en met juli 2024``, ``in juli 2024``."""
    if first == last:
        return f"in {month_name(last)}"
    return f"van {MONTH_NAMES[first.month - 1]} tot en met {month_name(last)}"


def moment_text(first: Month, last: Month) -> str:
    """A span for a narrow column: ``jan–jul``, ``jul``."""
    names = [month_short(month.month) for month in (first, last)]
    return names[0] if first == last else "–".join(names)


def deviation_text(seen: Comparison | None, spec: IndicatorSpec) -> str:
    """``+18,0%``, of a percentage ``−1,0 procentpunt``; a dash where nothing was expected, empty without figures."""
    return off_text(seen.expected, seen.realised, spec.unit) if seen else ""


def realised_text(seen: Comparison | None, spec: IndicatorSpec) -> str:
    """What is realised, as published, a raming marked, with signs; empty without figures."""
    if seen is None:
        return ""
    return with_signs(marked(exact_text(seen.realised, spec.unit), ESTIMATED if seen.estimated else ""), seen.signs)


def expected_text(row: MonitoredIndicator) -> str:
    """Medio, as printed."""
    return fine_text(row.to_date.expected if row.to_date else row.expected, row.spec.unit)


def beside_medio(row: MonitoredIndicator) -> str:
    """``20,9% lager dan medio (20.720)``; ``gelijk aan medio`` where print shows no difference."""
    seen = row.to_date
    if seen is None:
        raise ValueError(f"{row.indicator} heeft geen realisatie")
    medio = f"medio ({fine_text(seen.expected, row.spec.unit)})"
    if seen.deviation_pct is None:
        return f"waar {medio} niets verwachtte" if seen.realised else f"gelijk aan {medio}"
    apart = deviation_text(seen, row.spec)
    if not apart.strip("+−0,% procentu"):
        return f"gelijk aan {medio}"
    return f"{apart.lstrip('+−')} {'hoger' if apart[0] == '+' else 'lager'} dan {medio}"


def place_of(value: float, low: float, high: float) -> str:
    """``onder``, ``binnen`` or ``boven`` a band."""
    return "onder" if value < low else "boven" if value > high else "binnen"


def place_text(row: MonitoredIndicator) -> str:
    """``onder``, ``binnen`` or ``boven`` its band; empty without a comparison."""
    if row.band is None or row.to_date is None:
        return ""
    return "binnen" if row.band.within else place_of(row.to_date.realised, row.band.low, row.band.high)


def band_text(row: MonitoredIndicator, band: Band) -> str:
    """``onder de band van 75% (17.940–23.980), waarvan de mediaan 20.500 is``."""
    low, median, high = (fine_text(value, row.spec.unit) for value in (band.low, band.median, band.high))
    return f"{place_text(row)} {BAND} ({low}–{high}), waarvan de mediaan {median} is"
