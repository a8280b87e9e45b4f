"""One year of the reception as published beside the chain: where two gaps in the flows cancel in the stock."""

from __future__ import annotations

from dataclasses import dataclass

from mpp_lib.base.dutch import number, signed
from mpp_lib.base.periods import Period
from mpp_lib.compare.hindcast.hindcast import Hindcast, Row
from mpp_lib.present.shown.table import Column, Table
from mpp_lib.present.trefzekerheid.hindcast_table import given_text, hindcast_source
from mpp_lib.present.wording.printed_values import difference_text, text_of
from mpp_lib.present.wording.sentences import sentence

STOCK, INTO, OUT = "coa.bezetting", "coa.instroom", "coa.uitstroom"
HOLDERS, LEAVING = "coa.uitstroom_vergunninghouders", "coa.uitstroom_vertrek"
HOUSED, GOAL = "coa.uitstroom_huisvesting", "ks.taakstelling"
PEOPLE = "personen"


@dataclass(frozen=True)
class Line:
    """A post of the year: as published (a derived one says so) and in the chain."""

    label: str
    published: float
    modelled: float
    said: str


def reception_table(hindcast: Hindcast) -> Table[Line]:
    """The reception in the last year of the hindcast: stocks, what came in, what went out."""
    lines = reception_year(hindcast)
    return Table(
        lines,
        [
            Column("Post", lambda line: line.label),
            Column("Gepubliceerd", lambda line: line.said, kind="number", role="realised"),
            Column("Keten", lambda line: text_of(line.modelled, PEOPLE), kind="number"),
            Column(
                "Keten min gepubliceerd",
                lambda line: difference_text(line.published, line.modelled, PEOPLE),
                kind="number",
            ),
        ],
        title=f"De opvang in {_year(hindcast)}: stromen en standen",
        finding=reception_finding(hindcast),
        note="Afgeleid: groei van de gepubliceerde bezetting plus de gepubliceerde uitstroom; daar zijn ook "
        f"herinstroom, geboorten en verhuizing binnen de opvang in geteld. {hindcast_source(hindcast)}",
    )


def reception_year(hindcast: Hindcast) -> tuple[Line, ...]:
    """Begin, in, out with its parts, and end of the last year; none where one of them was not published."""
    year = _year(hindcast)
    before = Period.of_year(year.start.year - 1)
    wanted = ((STOCK, before), *((name, year) for name in (OUT, HOLDERS, LEAVING, STOCK)))
    rows = {(row.indicator, row.period): row for row in hindcast.rows}
    if not all(key in rows for key in wanted):
        return ()
    begin, out, holders, leaving, end = (rows[key] for key in wanted)
    into = end.realised - begin.realised + out.realised
    return (
        _line(hindcast, "Bezetting aan het begin", begin),
        Line("Instroom", into, _total(hindcast, INTO), f"{text_of(into, PEOPLE)} (afgeleid)"),
        _line(hindcast, "Uitstroom", out),
        _line(hindcast, "waarvan vergunninghouders", holders),
        _line(hindcast, "waarvan vertrek", leaving),
        _line(hindcast, "Bezetting aan het einde", end),
    )


def reception_finding(hindcast: Hindcast) -> str:
    """That the stock is near although both flows are not, and which share of the taakstelling the outflow asks for."""
    lines = reception_year(hindcast)
    if not lines:
        return f"Van de opvang in {_year(hindcast)} zijn niet alle stromen gepubliceerd."
    _, into, out, holders, _, end = lines
    said = (
        f"volgens de publicatie verlieten in {_year(hindcast)} {text_of(holders.published, PEOPLE)} vergunninghouders "
        f"de opvang, in de keten {text_of(holders.modelled, PEOPLE)}",
        f"toch wijkt de bezetting maar {signed(100 * (end.modelled / end.published - 1), 1)}% af, omdat "
        f"{text_of(out.published - out.modelled, PEOPLE)} te weinig uitstroom wegvalt tegen "
        f"{text_of(into.published - into.modelled, PEOPLE)} te weinig instroom",
        _implied_share(hindcast, holders),
    )
    return " ".join(map(sentence, said))


def _implied_share(hindcast: Hindcast, holders: Line) -> str:
    """What municipalities would have realised of the taakstelling, had the published number left."""
    housed, goal = _total(hindcast, HOUSED), _total(hindcast, GOAL)
    needed = holders.published - (holders.modelled - housed)
    return (
        f"de ijking houdt voor dat jaar een realisatiegraad van {number(100 * housed / goal)}% aan, de gepubliceerde "
        f"uitstroom vraagt {number(100 * needed / goal)}%"
    )


def _line(hindcast: Hindcast, label: str, row: Row) -> Line:
    return Line(label, row.realised, row.modelled, given_text(hindcast, row))


def _total(hindcast: Hindcast, indicator: str) -> float:
    """A flow over the last year."""
    return float(hindcast.months(indicator)[-12:].sum())


def _year(hindcast: Hindcast) -> Period:
    return Period.of_year(hindcast.inputs.settings.span.end.year)
