"""Reproduceerbare rapportgenerator voor de Meerjaren Productie Prognose (MPP).

``import mpp_lib as mpp; mpp.open_round("2024-2")`` opens a round; nothing is read or loaded before that.

The stages, in the order data flows through them (a module imports only from earlier stages):

    base → inputs → inflow → production → compare → present → report → archive → api → cli
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mpp_lib.api.round import InputError, open_round

__all__ = ["InputError", "open_round"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from mpp_lib.api import round as rounds

    return getattr(rounds, name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
