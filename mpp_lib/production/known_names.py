"""The indicators of a chain, as they are asked for by name."""

from __future__ import annotations

from collections.abc import Iterable

from mpp_lib.inputs.reading.asked_names import Known, Names
from mpp_lib.production.node import Node

ABSENT, EXPECTED = "deze indicator bestaat niet", "een indicator van deze keten"


def indicator_names(nodes: Iterable[Node], absent: str = ABSENT, expected: str = EXPECTED) -> Names:
    """These indicators; ``absent`` and ``expected`` say of any other what is wrong with it, and what would be right."""
    return Names("indicator", absent, expected, {node.id: Known(node.label, node.definition) for node in nodes})
