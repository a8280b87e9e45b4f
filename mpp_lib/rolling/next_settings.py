"""``round.yml`` of the round after another: its horizon, how far it knows what was realised, and its dates."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Literal

import yaml

from mpp_lib.base.months import Month
from mpp_lib.base.periods import HALF_YEAR
from mpp_lib.inputs.declared.ladder import TOPBERAAD
from mpp_lib.inputs.declared.planning import Planned
from mpp_lib.inputs.reading.settings import EARLY, HorizonSettings, RoundSettings

_SECOND = "2"


def last_realised(name: str, first_inflow: Iterable[Month]) -> Month:
    """The last month of which a regular round can know what was realised, or before that where its data end.

    The first round of a year is made after the second half of the year before, the second after the first half; any
    other knows what its data hold.

    Args:
        name: of the round.
        first_inflow: the months of which the first applications are known.
    """
    year, _, number = name.partition("-")
    before = Month(int(year), 1) - 1
    known, last = set(first_inflow), before
    while last + 1 in known:
        last = last + 1
    ends = {"1": before, _SECOND: before + HALF_YEAR}
    return min(last, ends.get(number, last))


def next_settings(
    before: RoundSettings, name: str, realised_until: Month, planned: Collection[Planned]
) -> RoundSettings:
    """The settings of a round; what is not in ``round.yml`` of every round is as in the one before.

    Its cut-off is as long after its last realised month as that of the round before; the report bears the day on which
    the Topberaad meets, where that is not before the cut-off.
    """
    cutoff = realised_until.last_day + (before.cutoff - before.realised_until.last_day)
    kind: Literal["regulier", "vervroegd"] = "regulier" if planned else EARLY
    adopted = [line.day for line in planned if line.body in TOPBERAAD]
    return RoundSettings(
        round=name,
        title=before.title.replace(before.round, name),
        horizon=HorizonSettings(first_year=int(name[:4]), years=before.horizon.years),
        realised_until=realised_until,
        cutoff=cutoff,
        previous=before.round,
        soort=kind,
        protocol=before.protocol,
        seed=int(name.replace("-", "")),
        bezettingsnorm=before.bezettingsnorm,
        model=before.model,
        disclaimer=before.disclaimer,
        dates={"peildatum": cutoff, "rapport": max([*adopted, cutoff])},
    )


def settings_file(settings: RoundSettings) -> bytes:
    """``round.yml`` with these settings, without those that have their ordinary value."""
    said = settings.model_dump(exclude_defaults=True) | {"soort": settings.soort, "model": settings.model}
    said["realised_until"] = str(settings.realised_until)
    said["horizon"] = settings.horizon.model_dump()
    order = [name for name in RoundSettings.model_fields if name in said]
    text = yaml.dump(
        {name: said[name] for name in order}, Dumper=_Repeating, allow_unicode=True, sort_keys=False, width=110
    )
    return str(text).encode("utf-8")


class _Repeating(yaml.SafeDumper):
    """Writes what stands twice twice: a ``round.yml`` refers to nothing."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - as the library calls it
        return True
