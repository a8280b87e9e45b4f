"""As what a round counts for what comes after it: its adopted version, or its folder where there is none."""

from __future__ import annotations

from mpp_lib.production.prognose_result import PrognoseResult
from mpp_lib.production.published import PublishedResult


def counted_as(result: PrognoseResult) -> str:
    """A sentence for whoever reads what a round is compared with."""
    name = result.inputs.settings.round
    if isinstance(result, PublishedResult):
        return f"Van ronde {name} gelden de cijfers van versie {result.version}, die is vastgesteld."
    return f"Van ronde {name} is geen vastgestelde versie bewaard; vergeleken is met de werkmap."
