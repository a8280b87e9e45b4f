"""One thing for every table of a round."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Generic, TypeVar

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True)
class OfRound(Generic[T]):
    """One thing for every table of a round: its declaration, what was read, its values."""

    scenarios: T
    adopted: T
    experts: T
    realisations: T
    unknown: T
    parameters: T
    courses: T
    kernels: T
    plan: T
    ranges: T
    uncertainties: T
    measures: T
    deliveries: T
    ledger: T
    planning: T
    registers: Mapping[str, T]

    @property
    def every(self) -> tuple[T, ...]:
        """All of them."""
        return (*self._main().values(), *self.registers.values())

    def each(self, change: Callable[[T], U]) -> OfRound[U]:
        """What becomes of each."""
        main = {name: change(one) for name, one in self._main().items()}
        registers = {name: change(one) for name, one in self.registers.items()}
        return OfRound(**main, registers=MappingProxyType(registers))

    def _main(self) -> dict[str, T]:
        return {field.name: getattr(self, field.name) for field in fields(OfRound) if field.name != "registers"}
