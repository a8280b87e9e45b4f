"""What was public at the cut-off beside what the round comes to: bands of earlier rounds, and single figures.

Nothing is judged here: what was published has other scenarios, definitions and policy in it than the round.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

import pandas as pd

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.base.dutch import enumerate_nl, month_name, number
from mpp_lib.base.markdown import literal
from mpp_lib.base.months import Month
from mpp_lib.base.periods import Period
from mpp_lib.inputs.published import PublishedFigures
from mpp_lib.present.shown.table import Column, Record, Table, records
from mpp_lib.present.wording.indicator_names import full_label, subject_of
from mpp_lib.present.wording.printed_values import AS_PUBLISHED, if_known, text_of
from mpp_lib.present.wording.sentences import moment, more_or_less, sentence
from mpp_lib.present.wording.source_lines import source_line
from mpp_lib.production.run import RoundResult

NEED = "coa.benodigde_capaciteit"
"""What the COA's own estimate of places stands beside."""
NO_BANDS = "Van de jaren van deze ronde was op de peildatum geen bandbreedte openbaar."
NO_NEED = "Van de jaren van deze ronde was op de peildatum geen benodigde opvangcapaciteit openbaar."
_RUNS = (
    "Deze ronde: alleen bij eerste aanvragen is het een band; van elk ander cijfer zijn het drie doorrekeningen, bij "
    "lage instroom, in medio en bij hoge instroom."
)


def published_bands_table(result: RoundResult, figures: PublishedFigures) -> Table[Record]:
    """Every band and medio that was published for a year of the horizon, beside that year of this round.

    Args:
        figures: what the round may show (:func:`~mpp_lib.compare.evaluation.track_record.published_before`).
    """
    rows = [row for row in records(figures.forecasts) if _shared(result, row)]
    columns: list[Column[Record]] = [
        Column("Reeks", partial(_label, result)),
        Column("Jaar", "jaar", role="head"),
        Column("Ronde", "ronde", role="head"),
        *_by_scenario("gepubliceerd", lambda name, row: if_known(row[name], number)),
        *_own(result),
        Column("Bron", "bron"),
    ]
    return Table(
        rows,
        columns if rows else columns[:1],
        title="Gepubliceerde bandbreedten naast deze ronde",
        finding=bands_finding(result, rows),
        note=f"{_RUNS} {source_line(result)}",
        dense=True,
    )


def bands_finding(result: RoundResult, rows: Sequence[Record]) -> str:
    """Where medio of the first year lies beside what the newest round published of it, its medio where it has one."""
    if not rows:
        return NO_BANDS
    first = [row for row in rows if row["jaar"] == min(row["jaar"] for row in rows)]
    newest = max(first, key=lambda row: (row["bekend"], not pd.isna(row["medio"])))
    node = result.chain.by_id[newest["indicator"]]
    own = result.year(node.id, newest["jaar"], "medio")
    about = f"{subject_of(node.spec()).text} komt in medio {_when(result, newest)} op {text_of(own, node.unit)}"
    if pd.isna(newest["medio"]):
        return sentence(f"{about}, {_place(own, newest)} de bandbreedte van ronde {newest['ronde']}")
    reference = f"het gepubliceerde medio van ronde {newest['ronde']}"
    return sentence(f"{about}, {more_or_less(newest['medio'], own, node.unit, reference)}")


def _place(value: float, row: Record) -> str:
    if row["minimum"] <= value <= row["maximum"]:
        return "binnen"
    return "onder" if value < row["minimum"] else "boven"


def published_figures_table(result: RoundResult, figures: PublishedFigures) -> Table[Record]:
    """Every other figure that was published for a year of the horizon, beside that year of this round.

    Args:
        figures: as in :func:`published_bands_table`.
    """
    rows = _figures(result, figures)
    columns: list[Column[Record]] = [
        Column("Reeks", partial(_label, result)),
        Column("Wanneer", partial(_when, result), role="head"),
        Column("Gepubliceerd", "waarde", unit=AS_PUBLISHED),
        Column("Als", "omschrijving"),
        Column("Bekend", _known),
        *_own(result),
        Column("Bron", "bron"),
    ]
    return Table(
        rows,
        columns if rows else columns[:1],
        title="Gepubliceerde cijfers zonder bandbreedte naast deze ronde",
        finding=need_finding(result, figures),
        note="Een vergelijking, geen oordeel: een besluit of een kabinetslijn is geen minimum, medio of maximum, en de "
        f"capaciteitsraming is een product van het COA. {_RUNS} {source_line(result)}",
        dense=True,
    )


def need_text(result: RoundResult, figures: PublishedFigures) -> str:
    """As :func:`need_finding`, in Markdown."""
    return literal(need_finding(result, figures))


def need_finding(result: RoundResult, figures: PublishedFigures) -> str:
    """The newest public need of places of each year, beside what this round needs in medio."""
    rows = {row["jaar"]: row for row in _figures(result, figures) if row["indicator"] == NEED}
    if not rows:
        return NO_NEED
    unit = result.chain.by_id[NEED].unit
    public = [f"{number(row['waarde'])} {_when(result, row)} ({_how(row)})" for row in rows.values()]
    own = [f"{text_of(result.year(NEED, year, 'medio'), unit)} {_when(result, row)}" for year, row in rows.items()]
    return (
        f"Openbaar was op de peildatum een behoefte aan opvangplaatsen van {enumerate_nl(public)}. "
        f"Uit deze ronde volgt in medio een behoefte van {enumerate_nl(own)}."
    )


def _figures(result: RoundResult, figures: PublishedFigures) -> Sequence[Record]:
    """The rows that can stand beside this round, with ``jaar`` and ``waarde`` as numbers; of a year the newest last."""
    given = records(figures.others[figures.others["indicator"] != ""])
    read = [row | {"jaar": Period.parse(row["periode"]).end.year, "waarde": float(row["waarde"])} for row in given]
    order = list(dict.fromkeys(row["indicator"] for row in read))
    shared = [row for row in read if _shared(result, row)]
    return sorted(shared, key=lambda row: (order.index(row["indicator"]), row["jaar"], row["bekend"]))


def _shared(result: RoundResult, row: Record) -> bool:
    return row["jaar"] in result.inputs.settings.span.calendar_years and row["indicator"] in result.chain.by_id


def _label(result: RoundResult, row: Record) -> str:
    return full_label(result.chain.by_id[row["indicator"]].spec())


def _when(result: RoundResult, row: Record) -> str:
    return moment(Period.of_year(row["jaar"]), result.chain.by_id[row["indicator"]].aggregation)


def _how(row: Record) -> str:
    return f"{row['omschrijving']}, {_known(row)}"


def _known(row: Record) -> str:
    return month_name(Month.parse(row["bekend"]))


def _own(result: RoundResult) -> Iterator[Column[Record]]:
    def text(name: str, row: Record) -> str:
        node = result.chain.by_id[row["indicator"]]
        return text_of(result.year(node.id, row["jaar"], name), node.unit)

    return _by_scenario("deze ronde", text)


def _by_scenario(over: str, text: Callable[[str, Record], str]) -> Iterator[Column[Record]]:
    return (Column(name.capitalize(), partial(text, name), kind="number", over=over) for name in SCENARIOS)
