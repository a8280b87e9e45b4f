"""What there is to ask for: the indicators and the parameters of the chain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from math import isinf

from mpp_lib.base.catalogue import KernelSpec, ParameterSpec
from mpp_lib.base.dutch import plain
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.reading.asked_names import Known, Names
from mpp_lib.production.chains import STANDARD, catalogue_named, chain_named
from mpp_lib.production.known_names import indicator_names


@dataclass(frozen=True)
class Named:
    """An indicator or parameter, as it is listed."""

    id: str
    label: str
    unit: str
    partner: str
    definition: str

    def as_dict(self) -> dict[str, str]:
        """The entry as JSON."""
        return asdict(self)


def indicators(words: str = "") -> list[Named]:
    """The indicators that hold these words or fit this pattern, the best first; all without.

    Raises:
        UnknownNameError: when there are none.
    """
    chain = chain_named(STANDARD)
    found = (chain.by_id[name] for name in indicator_names(chain.nodes).looked_up(words))
    return [Named(node.id, node.label, node.unit, node.partner, node.definition) for node in found]


def parameters(words: str = "") -> list[Named]:
    """The parameters and distributions that hold these words or fit this pattern; as :func:`indicators`.

    Raises:
        UnknownNameError: when there are none.
    """
    catalogue = catalogue_named(STANDARD)
    listed = {each.id: each for each in _parameters((*catalogue.parameters.values(), *catalogue.kernels.values()))}
    known = {name: Known(each.label, each.definition) for name, each in listed.items()}
    names = Names("parameter", "deze parameter bestaat niet", "een parameter van deze keten", known)
    return [listed[name] for name in names.looked_up(words)]


def _parameters(specs: Iterable[ParameterSpec | KernelSpec]) -> Iterable[Named]:
    for spec in specs:
        unit, definition = (spec.unit, _values(spec)) if isinstance(spec, ParameterSpec) else ("aandelen", _lags(spec))
        yield Named(spec.name, spec.label, unit, spec.partner, definition)


def _values(spec: ParameterSpec) -> str:
    """What a round may give for it, and what it means to give nothing."""
    reach = f"vanaf {plain(spec.low)}" if isinf(spec.high) else f"{plain(spec.low)} tot en met {plain(spec.high)}"
    held = "een rij geldt een halfjaar" if spec.per_half_year else "een rij geldt tot de volgende"
    left_out = "" if spec.required else f"zonder rij {plain(spec.default)}"
    return "; ".join(filter(None, (f"in {ROUND.parameters.file}", reach, held, left_out)))


def _lags(spec: KernelSpec) -> str:
    """What its shares are."""
    if spec.surviving:
        shares = "aandeel dat er na k maanden nog is"
    elif spec.group:
        shares = f"aandelen die met die van de andere in {spec.group} samen 1 zijn"
    else:
        shares = "aandelen die samen 1 zijn"
    return f"in {ROUND.kernels.file}; {shares}, vanaf k = {spec.first_lag}"
