"""Rounding that adds up: parts of a difference that together give it as printed.

A figure is never rounded this way, for then it would depend on the table it stands in (docs/besluiten/0009). Every part
is rounded down first; what is missing goes, a step at a time, to the parts that lost most (largest remainder). So no
part is ever printed a whole step or more from its value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_FLOOR, Decimal

from mpp_lib.base.catalogue import Aggregation
from mpp_lib.production.expression import summed
from mpp_lib.production.node import Chain


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


def totals_of(chain: Chain) -> dict[str, tuple[str, ...]]:
    """Id of every node that is nothing but the sum of other nodes in the same month → ids of those nodes."""
    counted = (node for node in chain.nodes if node.aggregation in (Aggregation.FLOW, Aggregation.STOCK))
    found = {node.id: summed(node.formula) for node in counted}
    return {name: parts for name, parts in found.items() if len(parts) > 1}
