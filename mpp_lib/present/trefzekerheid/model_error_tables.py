"""How far off the chain itself may be, and whether that would have been foreseen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp
from typing import NamedTuple

from mpp_lib.base.dutch import number, percentage
from mpp_lib.compare.model_error.by_lead import Lead
from mpp_lib.compare.model_error.crossed import Crossed
from mpp_lib.present.shown.table import Column, Table
from mpp_lib.present.trefzekerheid.chain_bands import TOO_FEW, interval_text
from mpp_lib.present.trefzekerheid.findings import PROMISED
from mpp_lib.present.wording.indicator_names import full_label
from mpp_lib.present.wording.partners import partner_named
from mpp_lib.production.node import Chain
from mpp_lib.simulation.model_error import ModelError, ModelErrors, origin_of, times_after

KIND_NAMES: Mapping[str, str] = {
    "stroom": "over een jaar",
    "stand": "standen",
    "termijn": "termijnen",
    "verhouding": "verhoudingen",
}
LEFT_OUT_NAMES: Mapping[str, str] = {
    "year of the indicator": "dat jaar van die indicator",
    "indicator": "de indicator",
    "partner": "alles van de partner",
    "year": "het jaar",
    "from the year on": "het jaar en alles erna",
}
NOTHING = "Er is nog geen jaar waarover gemeten is hoe ver de keten ernaast zit."
SOURCE = "Bron: hindcast, en MPP-rondes doorgerekend met de gerealiseerde instroom."


class Line(NamedTuple):
    """An indicator with a past of its own, or all of a pool that borrow from it."""

    name: str
    error: ModelError


def model_error_table(chain: Chain, errors: ModelErrors) -> Table[Line]:
    """Every indicator with a past of its own, and once for each pool what the others of it borrow."""
    return Table(
        _lines(chain, errors),
        [
            Column("Indicator", lambda row: row.name),
            Column("Eigen jaren", lambda row: row.error.own or "geleend", kind="number"),
            Column("Jaren", lambda row: row.error.n, kind="number", over="Groep"),
            Column("Vrijheidsgraden", lambda row: number(row.error.freedom, 1), kind="number", over="Groep"),
            Column("Na één jaar", lambda row: _band(row, 1), kind="number", over="75% van de fouten tussen"),
            Column("Na vijf jaar", lambda row: _band(row, 5), kind="number", over="75% van de fouten tussen"),
        ],
        title="De modelfout: hoe ver de keten zelf ernaast zit",
        finding=_known_finding(chain, errors),
        note="Groep: indicatoren van dezelfde soort, hetzelfde domein en dezelfde partner, of, waar dat te weinig is, "
        "van hetzelfde domein; een jaar van een indicator telt één keer. Van een percentage de kansverhouding. "
        f"Verder dan drie jaar vooruit is niet gemeten. {SOURCE}",
        group=lambda row: _pool(row.error.pool),
        dense=True,
    )


def _lines(chain: Chain, errors: ModelErrors) -> list[Line]:
    pools: dict[tuple[str, ...], list[Line]] = {}
    lent: dict[tuple[str, ...], list[Line]] = {}
    for name, error in errors.items():
        into = pools if error.own else lent
        into.setdefault(error.pool, []).append(Line(full_label(chain.by_id[name].spec()), error))
    for pool, lines in lent.items():
        pools.setdefault(pool, []).append(lines[0]._replace(name=f"{len(lines)} andere"))
    return [line for lines in pools.values() for line in lines]


def _band(row: Line, years: int) -> str:
    """``−7% tot +8%``."""
    off = row.error.half_width * float(times_after(years))
    return f"{number(100 * (exp(-off) - 1))}% tot +{number(100 * (exp(off) - 1))}%"


def _pool(pool: Sequence[str]) -> str:
    kind, domain, *partner = pool
    return ", ".join([partner_named(partner[0]).short if partner else domain.capitalize(), KIND_NAMES[kind]])


def _known_finding(chain: Chain, errors: ModelErrors) -> str:
    if not errors:
        return NOTHING
    origins = [origin_of(errors, node.id) for node in chain.nodes]
    own, lent, unknown = (origins.count(name) for name in ("eigen", "geleend", "onbekend"))
    measured = "1 indicator" if own == 1 else f"{own} indicatoren"
    return (
        f"Van {measured} is gemeten hoe ver de keten ernaast zit; {lent} lenen dat van soortgelijke, en van {unknown} "
        "blijft de onzekerheid onbekend."
    )


def crossed_table(found: Sequence[Crossed]) -> Table[Crossed]:
    """How often an error lay within what followed from the others."""
    rows = [row for row in found if row.n]
    return Table(
        rows,
        [
            Column("Weggelaten", lambda row: LEFT_OUT_NAMES[row.left_out]),
            Column("Fouten", lambda row: row.n, kind="number"),
            Column("Binnen", lambda row: row.within, kind="number"),
            Column("Aandeel", lambda row: percentage(row.within / row.n, 0), kind="number"),
            Column("95%-interval", lambda row: interval_text(row.interval), kind="number"),
        ],
        title="Of fouten te voorzien waren uit de andere",
        finding=_crossed_finding(rows),
        note="Of de fout van een jaar van een indicator binnen de band van 75% ligt die uit de andere fouten volgt, "
        "zonder wat er staat. Het interval neemt alle jaren van een indicator als één trekking. "
        f"{SOURCE}",
    )


def _crossed_finding(rows: Sequence[Crossed]) -> str:
    if not rows:
        return NOTHING
    shares = [row.within / row.n for row in rows]
    return (
        f"Van de fouten ligt {percentage(min(shares), 0)} tot {percentage(max(shares), 0)} binnen de band die uit de "
        f"andere volgt, waar {percentage(PROMISED, 0)} is bedoeld."
    )


def leads_table(found: Sequence[Lead]) -> Table[Lead]:
    """How large errors are, year by year ahead."""
    return Table(
        found,
        [
            Column("Jaar vooruit", lambda row: row.ahead, kind="number", role="head"),
            Column("Cijfers", lambda row: row.n, kind="number"),
            Column("Indicatoren", lambda row: row.indicators, kind="number"),
            Column("Fout", lambda row: _spread_text(row.spread), kind="number"),
            Column("Na één jaar", lambda row: _spread_text(row.after_a_year), kind="number"),
            Column("95%-interval", _between, kind="number"),
        ],
        title="Hoe de fout groeit",
        finding=NOTHING if not found else "",
        note="Fout: de wortel van het gemiddelde kwadraat, als verschil van logaritmen; 0,10 is ongeveer 10%. Na één "
        "jaar: wat zij toen was, als de helft van de variantie er meteen is en de andere helft zich opstapelt. Groeit "
        "de fout zo, dan is die kolom overal gelijk. De indicatoren verschillen van jaar tot jaar. Het interval neemt "
        f"alle cijfers van een indicator als één trekking. {SOURCE}",
    )


def _spread_text(spread: float) -> str:
    return number(spread, 2)


def _between(row: Lead) -> str:
    if row.interval is None:
        return TOO_FEW
    return f"{_spread_text(row.interval.low)} tot {_spread_text(row.interval.high)}"
