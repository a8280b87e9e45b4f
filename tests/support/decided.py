"""Decisions for a test: as entries of a round, or as ``decisions.yml``."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import yaml

from mpp_lib.inputs.declared.products import product_named

START = date(2024, 1, 8)


def decided(*steps: tuple[str, str], decision: str = "Besloten.") -> tuple[dict[str, Any], ...]:
    """An entry for each product and step, one a week, taken by the gremium that takes it."""
    return tuple(
        entry(product, step, START + timedelta(weeks=week), decision) for week, (product, step) in enumerate(steps)
    )


def entry(product: str, step: str, day: date = START, decision: str = "Besloten.") -> dict[str, Any]:
    """One entry; a step or product that is not declared is the werkgroep's."""
    declared = product_named(product)
    known = declared.step(step) if declared else None
    gremium = known.by[0] if known else "werkgroep"
    said = {"date": day, "gremium": gremium, "product": product, "step": step, "decision": decision}
    return {**said, "partner": "", "word": "", "about": "", "objection": ""}


def as_file(entries: tuple[Mapping[str, Any], ...]) -> str:
    """The entries as the file holds them."""
    return "".join(yaml.safe_dump([dict(each)], allow_unicode=True, sort_keys=False) for each in entries)
