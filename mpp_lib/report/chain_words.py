"""Which versions a report rests on, as its footer says: so a printed copy holds what was kept before it."""

from __future__ import annotations

from pathlib import Path

from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.inputs.predecessors import rests_on

SHOWN = 16
"""Signs of a kop in the footer of a page; the HTML has all of it."""


def chain_words(folder: Path, product: str) -> dict[str, str]:
    """What the cover of a report has of the chain: in full, and as short as a footer is.

    Args:
        folder: the round folder.
        product: as :func:`mpp_lib.inputs.predecessors.rests_on`.
    """
    bases = rests_on(folder, product)
    if not bases:
        return {"keten": "rust op geen eerdere versie", "keten_kort": "keten begint hier"}
    named = enumerate_nl([f"{base} (kop {base.head})" for base in bases])
    return {"keten": f"rust op {named}", "keten_kort": f"keten {' '.join(base.head[:SHOWN] for base in bases)}"}
