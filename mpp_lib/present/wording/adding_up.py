"""Rounding that adds up: parts that together give their total as printed.

Every part is rounded down first; what is missing goes, a step at a time, to the parts that lost most (largest
remainder). So no part is ever printed a whole step or more from its value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_FLOOR, Decimal

from mpp_lib.base.catalogue import Aggregation
from mpp_lib.base.dutch import round_half_up
from mpp_lib.production.expression import summed
from mpp_lib.production.node import Balance, Chain

Parts = Mapping[str, tuple[str, ...]]


def round_to_total(parts: Sequence[float], total: float, step: float) -> list[float]:
    """Round ``parts`` to multiples of ``step`` that add up to ``total``.

    Args:
        parts: values, of any sign.
        total: a multiple of ``step`` less than one step per part away from their sum.

    Raises:
        ValueError: when no rounding within one step per part gives the total.

    >>> round_to_total([334.0, 333.0, 333.0], 1000.0, 10.0)
    [340.0, 330.0, 330.0]
    """
    unit = Decimal(repr(float(step)))
    quotients = [Decimal(repr(float(part))) / unit for part in parts]
    floors = [quotient.to_integral_value(rounding=ROUND_FLOOR) for quotient in quotients]
    missing = int((Decimal(repr(float(total))) / unit).to_integral_value() - sum(floors))
    if not 0 <= missing <= len(floors):
        raise ValueError(f"{list(parts)} telt ook afgerond niet op tot {total}")
    by_loss = sorted(range(len(floors)), key=lambda place: floors[place] - quotients[place])
    raised = set(by_loss[:missing])
    return [float((floor + (place in raised)) * unit) for place, floor in enumerate(floors)]


def round_parts(parts: Mapping[str, float], total: float, step: float) -> dict[str, float]:
    """As :func:`round_to_total` by name; what is nothing stays nothing."""
    acting = [name for name, part in parts.items() if part != 0.0]
    shares = round_to_total([parts[name] for name in acting], total, step) if acting else []
    return dict.fromkeys(parts, 0.0) | dict(zip(acting, (share + 0.0 for share in shares), strict=True))


def round_adding_up(values: Mapping[str, float], totals: Parts, step: float) -> dict[str, float]:
    """Round values to multiples of ``step`` so that each total among them equals its parts, as printed.

    Totals are taken from the whole to the part; a part that was fixed by one total stays as it is in the next.

    Args:
        values: id → value; a total only counts when all its parts are among them.
        totals: id of a total → ids of its parts.
    """
    present = {name: parts for name, parts in totals.items() if {name, *parts} <= set(values)}
    rounded: dict[str, float] = {}
    for name in _wholes_first(present):
        _settle(name, present[name], values, rounded, step)
    return {name: rounded.get(name, round_half_up(value, step)) for name, value in values.items()}


def _settle(
    name: str, parts: Iterable[str], values: Mapping[str, float], rounded: dict[str, float], step: float
) -> None:
    total = rounded.setdefault(name, round_half_up(values[name], step))
    free = [part for part in parts if part not in rounded]
    rest = round_half_up(total - sum(rounded[part] for part in parts if part in rounded), step)
    try:
        shares = round_to_total([values[part] for part in free], rest, step)
    except ValueError:
        return
    rounded.update(zip(free, shares, strict=True))


def _wholes_first(totals: Parts) -> list[str]:
    """Totals in an order in which each stands before the totals it consists of."""
    inner = {part for parts in totals.values() for part in parts}
    order = [name for name in totals if name not in inner]
    for name in order:
        order.extend(part for part in totals[name] if part in totals and part not in order)
    return order


def totals_of(chain: Chain) -> dict[str, tuple[str, ...]]:
    """Id of every node that is nothing but the sum of other nodes in the same month → ids of those nodes."""
    counted = (node for node in chain.nodes if node.aggregation in (Aggregation.FLOW, Aggregation.STOCK))
    found = {node.id: summed(node.formula) for node in counted}
    return {name: parts for name, parts in found.items() if len(parts) > 1}


def round_balance(
    balance: Balance, begin: float, flows: Mapping[str, float], end: float, step: float
) -> dict[str, float]:
    """Round the flows of a balance so that begin + in − uit = eind holds as printed.

    Args:
        begin, end: the stocks, already rounded.
        flows: id → value of every flow of the balance.

    Raises:
        ValueError: when the balance does not close by itself.
    """
    signs = {**dict.fromkeys(balance.inflow, 1.0), **dict.fromkeys(balance.outflow, -1.0)}
    shares = round_to_total(
        [sign * flows[name] for name, sign in signs.items()], round_half_up(end - begin, step), step
    )
    return {name: sign * share + 0.0 for (name, sign), share in zip(signs.items(), shares, strict=True)}
