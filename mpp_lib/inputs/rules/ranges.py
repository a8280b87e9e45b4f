"""What is refused of ``bereiken.csv``: one function per refusal.

Whether a range lies around the value of the round is seen once that is known: :mod:`mpp_lib.production.ranges`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mpp_lib.base.catalogue import Catalogue, KernelSpec
from mpp_lib.base.errors import Problem
from mpp_lib.inputs.reading.nearest import expected_name
from mpp_lib.inputs.reading.table import Table
from mpp_lib.inputs.rules.limits import limits_of, refuse_values

ENDS = ("laag", "hoog")
UNCHANGED: Mapping[str, float] = {"plus": 0.0, "factor": 1.0}
"""What leaves a value as it is."""


def check_ranges(ranges: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """Every refusal of the ranges by themselves."""
    yield from refuse_ranges_of_unknown_inputs(ranges, catalogue)
    yield from refuse_distributions_but_by_a_factor(ranges, catalogue)
    yield from refuse_ends_in_another_unit(ranges, catalogue)
    yield from refuse_ranges_without_width(ranges)
    yield from refuse_ranges_beside_the_value(ranges)


def refuse_ranges_of_unknown_inputs(ranges: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """A range is about a parameter of the chain, a series that it takes from the plan, or a distribution over time."""
    yield from refuse_what_cannot_stray(ranges, catalogue)


def refuse_what_cannot_stray(table: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """Each ``invoer`` of a table is one that may have a range; who is still there after some months takes no time."""
    surviving = {spec.duration: spec.name for spec in catalogue.kernels.values() if spec.surviving}
    for row, name in table.rows("invoer"):
        if name in surviving:
            problem = f"{surviving[name]} zegt wie er na een aantal maanden nog is, en niet hoe lang iets duurt"
            yield table.at(row, "invoer", problem, "een verdeling over de tijd waarvan de aandelen optellen tot 1")
        elif name not in catalogue.uncertain:
            what = "een parameter van de keten, een reeks van het plan of de duur van een verdeling"
            yield table.at(row, "invoer", "onbekende invoer", expected_name(what, name, catalogue.uncertain))


def refuse_distributions_but_by_a_factor(ranges: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """A distribution takes so many times as long."""
    for row, name, kind in ranges.rows("invoer", "soort"):
        if isinstance(catalogue.uncertain.get(name), KernelSpec) and kind != "factor":
            problem = f"een verdeling duurt een aantal keren zo lang; {kind} kan hier niet"
            yield ranges.at(row, "soort", problem, "factor")


def refuse_ends_in_another_unit(ranges: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """What is added or put in the place of a value is in its unit; a factor is a bare number."""
    for end in ENDS:
        rows, known = ranges.rows("invoer", "soort", end), catalogue.uncertain
        limited = ((row, value, limits_of(known[name], kind)) for row, name, kind, value in rows if name in known)
        yield from refuse_values(ranges, limited, end)


def refuse_ranges_without_width(ranges: Table) -> Iterator[Problem]:
    """A value that cannot be another one has no range."""
    for row, low, high in ranges.rows(*ENDS):
        if low == high:
            yield ranges.at(row, "hoog", "het bereik heeft geen breedte", "een getal boven laag, of geen rij")


def refuse_ranges_beside_the_value(ranges: Table) -> Iterator[Problem]:
    """An addition or factor that goes one way only is no range around the value."""
    for row, kind, low, high in ranges.rows("soort", *ENDS):
        same = UNCHANGED.get(kind)
        if same is not None and low <= high and not low <= same <= high:
            end = "laag" if low > same else "hoog"
            expected = f"ten {'hoogste' if end == 'laag' else 'minste'} {same:g}: dan verandert er niets"
            yield ranges.at(row, end, "het bereik ligt niet om de waarde van de ronde", expected)
