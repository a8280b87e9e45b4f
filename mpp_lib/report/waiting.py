"""What products of a round still wait for, and on whom: apart from what is wrong, because nothing is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mpp_lib.base.catalogue import APM
from mpp_lib.base.errors import Problem
from mpp_lib.inputs.reading.files import MONITOR
from mpp_lib.present.wording.partners import partner_named

_MADE_BY_APM = ("asiel", "oekraine")
"""Headings of figures that no partner delivers."""


@dataclass(frozen=True)
class Wait:
    """Something that a product needs and that is not there yet."""

    product: str
    partner: str
    problem: Problem

    def __str__(self) -> str:
        return f"{self.product.capitalize()} wacht op {self.partner}: {self.problem}"

    def as_dict(self) -> dict[str, str]:
        """As JSON: the problem, with the product that waits and the partner it waits on."""
        return {"product": self.product, "partner": self.partner, **self.problem.as_dict()}


def wrong(problems: Iterable[Problem]) -> list[Problem]:
    """Those that are wrong, and not only absent."""
    return [problem for problem in problems if not problem.awaits]


def waits(found: Mapping[str, Iterable[Problem]]) -> Iterator[Wait]:
    """What is absent, per product.

    Args:
        found: product → all that its check found.
    """
    for product, problems in found.items():
        for problem in problems:
            if problem.awaits:
                of_edition = problem.file.startswith(f"{MONITOR}/")
                yield Wait(MONITOR if of_edition else product, awaited(problem.awaits), problem)


def awaited(key: str) -> str:
    """Who that is, as a sentence names it."""
    return APM.upper() if key in (APM, *_MADE_BY_APM) else partner_named(key).short
