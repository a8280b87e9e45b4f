"""The sentences of a nota to the Topberaad that follow from the decisions; considerations are the analyst's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from mpp_lib.base.dutch import day_name
from mpp_lib.inputs.declared.ladder import ESCALATION
from mpp_lib.inputs.declared.products import RAPPORTAGE, SIGNAL, product_named
from mpp_lib.inputs.positions import ROUTES, open_objections, route_of

BEHALF = {"A": "namens de MPP-werkgroep", "B": "namens de Directie Regie Migratieketen (DRM)"}
"""Route → on whose behalf the report goes to the Topberaad (7.1.1)."""


def oplegnota_words(decisions: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """What the template of the oplegnota names by ``{{< meta nota.… >}}``."""
    entries = list(decisions)
    route = route_of(entries)
    said = [each for each in entries if each["product"] == RAPPORTAGE and ROUTES.get(each["step"]) == route]
    return {
        "route": route,
        "namens": BEHALF[route],
        "dag": day_name(said[-1]["date"]),
        "dag_iso": said[-1]["date"].isoformat(),
        "escalatie": _escalation(entries),
        "bezwaren": _count(len(list(open_objections(entries)))),
    }


def _escalation(entries: list[Mapping[str, Any]]) -> str:
    days = [day_name(each["date"]) for each in entries if each["product"] == RAPPORTAGE and each["step"] == ESCALATION]
    return f"Er is geëscaleerd op {days[-1]}." if days else "Er is niet geëscaleerd."


def _count(objections: int) -> str:
    if not objections:
        return "Tegen de rapportage en waar zij op rust staat geen bezwaar open."
    stand = "staat één bezwaar" if objections == 1 else f"staan {objections} bezwaren"
    return f"Tegen de rapportage en waar zij op rust {stand} open."


def signal_words(decisions: Iterable[Mapping[str, Any]], product: str) -> dict[str, str]:
    """What the template of the signaalnota names of the steps of its edition."""
    declared = product_named(product)
    ours = [each for each in decisions if each["product"] == product and each["step"]]
    last = declared.step(ours[-1]["step"]) if declared and ours else None
    if last is None:
        return {"stand": f"De werkgroep heeft deze editie nog niet besproken, en nog niet besloten tot een {SIGNAL}."}
    return {
        "stand": f"De laatste stap is van {day_name(ours[-1]['date'])}: {last.status[:1].lower()}{last.status[1:]}."
    }
