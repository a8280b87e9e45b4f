"""How well founded an input of the chain is: on what a round says its value rests, and why it has that value.

Of a parameter both stand in ``parameters.csv``, of a distribution the first stands in ``verdelingen.csv``; the plan has
no place for them, so of its series they stand in ``registers/onderbouwingen.csv``.

Source: docs/besluiten/0017-waarop-een-aanname-rust.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from mpp_lib.base.catalogue import KernelSpec, ParameterSpec
from mpp_lib.inputs.declared.registers import FOUNDATIONS
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.production.ranges import Spec

ESTIMATE, ASSUMPTION = FOUNDATIONS[-2:]
_FIRST_WORD = re.compile(r"\w+")
_NOBODY_GAVE = "standaardwaarde"
"""How the source begins of what the chain itself fills in."""


@dataclass(frozen=True)
class Ground:
    """What a value rests on.

    Attributes:
        kind: one of :data:`FOUNDATIONS`, from firm to weak.
        reason: why the round has this value, in its own words; empty where it says nothing.
    """

    kind: str
    reason: str


def ground_of(inputs: RoundInputs, spec: Spec) -> Ground:
    """What a round says of an input in medio; of a value in parts the weakest kind, and every reason once."""
    if isinstance(spec, ParameterSpec):
        return _of_parameter(inputs.parameters, spec.name)
    if isinstance(spec, KernelSpec):
        sources = inputs.kernels.loc[inputs.kernels["parameter"] == spec.name, "bron"]
        return Ground(_weakest(map(kind_of, sources)), "")
    rows = inputs.registers["onderbouwingen"]
    given = rows[rows["invoer"] == spec.name]
    return Ground(_weakest(given["grondslag"]), _once(given["onderbouwing"]))


def _of_parameter(parameters: pd.DataFrame, name: str) -> Ground:
    rows = parameters[(parameters["parameter"] == name) & parameters["mpp_scenario"].isin(["", "medio"])]
    return Ground(_weakest(map(kind_of, rows["bron"])), _once(rows["toelichting"]))


def kind_of(source: str) -> str:
    """The kind that a source begins with; one that only says where it stands was worked out from there.

    >>> kind_of("aanname: DT&V"), kind_of("Afspraak: Bestuursakkoord"), kind_of("ind.nl (april 2024)")
    ('aanname', 'afspraak', 'schatting')
    """
    found = _FIRST_WORD.match(source.strip())
    word = found[0].lower() if found else ASSUMPTION
    if word == _NOBODY_GAVE:
        return ASSUMPTION
    return word if word in FOUNDATIONS else ESTIMATE


def _weakest(kinds: Iterable[str]) -> str:
    return max(kinds, key=FOUNDATIONS.index, default=ASSUMPTION)


def _once(texts: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(text for text in texts if text))
