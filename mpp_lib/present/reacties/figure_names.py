"""How a reader knows the numbers that comments are about."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.round_yml import read_settings
from mpp_lib.inputs.review.comment import Figure
from mpp_lib.present.wording.indicator_names import full_label
from mpp_lib.production.chains import chain_named

Names = Mapping[str, str]
"""Indicator → its name; one that the chain does not have goes by its id."""


def figure_names(folder: Path) -> Names:
    """The names in the chain that a round has; none where ``round.yml`` cannot be read."""
    settings = read_settings(Intake(folder))
    try:
        chain = chain_named(settings.model) if settings else None
    except LookupError:
        chain = None
    return {name: full_label(spec) for name, spec in chain.catalogue().indicators.items()} if chain else {}


def named(figure: Figure | None, names: Names) -> str:
    """A number by its name, scenario and period; empty for none."""
    if figure is None:
        return ""
    of = ", ".join(filter(None, (figure.scenario, figure.period)))
    name = names.get(figure.indicator, figure.indicator)
    return f"{name} ({of})" if of else name
