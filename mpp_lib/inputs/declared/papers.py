"""The papers that are made beside a product of a round: each tells of that product, and bears its state."""

from __future__ import annotations

from mpp_lib.inputs.declared.products import EDITION, RAPPORTAGE

OPLEGNOTA, SIGNAALNOTA, IMPACTBLAD, VOLUMES = "oplegnota", "signaalnota", "impactblad", "volumes"
SIGNALS, SHEETS = f"{SIGNAALNOTA}-", f"{IMPACTBLAD}-"
"""How the name of a signaalnota begins, before its month, and of an impactblad, before its partner."""


def subject_of(product: str) -> str:
    """The product that a paper tells of; of what is no paper, itself.

    >>> subject_of("impactblad-coa"), subject_of("signaalnota-2024-06"), subject_of("prognose")
    ('rapportage', 'monitor-2024-06', 'prognose')
    """
    if product.startswith(SIGNALS):
        return f"{EDITION}{product.removeprefix(SIGNALS)}"
    return RAPPORTAGE if product in (OPLEGNOTA, VOLUMES) or product.startswith(SHEETS) else product
