"""The workbooks of a round: one per mpp-scenario, and their summary."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

import pandas as pd

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.base.dutch import day_name
from mpp_lib.base.periods import MONTH, Period
from mpp_lib.base.steps import step
from mpp_lib.inputs.declared.products import PRODUCTIEMODEL
from mpp_lib.inputs.reading.settings import RoundSettings
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.present.rekenblad.book import About, Origin, Switches, book
from mpp_lib.present.rekenblad.finish import finished
from mpp_lib.present.rekenblad.key_sheet import key_nodes
from mpp_lib.present.rekenblad.names import SUMMARY_NAME, workbook_name
from mpp_lib.present.rekenblad.sheets import workbook
from mpp_lib.present.rekenblad.summary import Summary, summary_workbook
from mpp_lib.present.wording.partners import PARTNERS
from mpp_lib.present.wording.plan_name import plan_name
from mpp_lib.production.assembly import assemble
from mpp_lib.production.expression import Key, Param, Plan
from mpp_lib.production.layers import measures_of
from mpp_lib.production.parts import DAYS, FIRST, NORM
from mpp_lib.production.run import RoundResult


def workbooks(result: RoundResult) -> Iterator[tuple[str, bytes]]:
    """File name and content of the workbook of each mpp-scenario, minimum first, and of their summary."""
    names = {partner.key: partner.short for partner in PARTNERS}
    switches, sources = switches_of(result), {}
    for column, scenario in enumerate(SCENARIOS):
        about, origins = about_round(result.inputs, scenario), origins_of(result.inputs, scenario)
        with step(f"rekenblad {scenario} maken"):
            made = book(
                result.chain, result.data, result.rows, column, about, origins=origins, names=names, switches=switches
            )
            content = finished(*workbook(made), about.day)
        yield (name := workbook_name(about.round, scenario)), content
        sources[name] = hashlib.sha256(content).hexdigest()
    about = about_round(result.inputs, SUMMARY_NAME)
    years = result.inputs.settings.span.calendar_years
    summary = Summary(about, key_nodes(result.chain), result.years, years, sources)
    yield workbook_name(about.round, SUMMARY_NAME), finished(*summary_workbook(summary), about.day)


def switches_of(result: RoundResult) -> Switches:
    """The measures of a round, those that are off too."""
    return Switches(measures_of(result.inputs), assemble(result.parts), result.parts.realised)


def about_round(inputs: RoundInputs, scenario: str) -> About:
    """What the workbook of a scenario says it is: a part of the productiemodel, which is adopted apart."""
    settings = inputs.settings
    version = "" if settings.version == "concept" else f"versie {settings.version}"
    state = inputs.state(PRODUCTIEMODEL)
    status = ", ".join(filter(None, (version, state.mark.lower())))
    return About(settings.round, scenario, status, settings.cutoff.isoformat(), state.own_risk)


def origins_of(inputs: RoundInputs, scenario: str) -> dict[Key | str, Origin]:
    """Owner and source of every input, by the keys of :class:`~mpp_lib.present.rekenblad.book.Book`."""
    return {
        **_outside(inputs.settings),
        **_parameters(inputs, scenario),
        **_plan(inputs, scenario),
        **_kernels(inputs),
        **_realised(inputs),
    }


def _outside(settings: RoundSettings) -> dict[Key | str, Origin]:
    inflow = "Prognose Eerste Asielinstroom: gehanteerd aantal naar seizoenprofiel, gerealiseerde maanden zoals ze zijn"
    return {
        FIRST: Origin("APM", inflow),
        DAYS: Origin("", "kalender"),
        NORM: Origin("COA", f"round.yml van ronde {settings.round}"),
    }


def _parameters(inputs: RoundInputs, scenario: str) -> dict[Key | str, Origin]:
    rows = inputs.parameters[inputs.parameters["mpp_scenario"].isin(("", scenario))]
    return {Param(name): origin for name, origin in _by_name(rows, "parameter").items()}


def _plan(inputs: RoundInputs, scenario: str) -> dict[Key | str, Origin]:
    rows, name = inputs.plan[inputs.plan["mpp_scenario"] == scenario], plan_name(inputs)
    groups = rows.groupby(["stroom", "grootheid"], sort=False)["definitie"]
    return {
        Plan(str(stream), str(quantity)): Origin("IND", _together([f"{name}, {scenario}", *definitions]))
        for (stream, quantity), definitions in groups
    }


def _kernels(inputs: RoundInputs) -> dict[Key | str, Origin]:
    return {f"verdeling:{name}": origin for name, origin in _by_name(inputs.kernels, "parameter").items()}


def _by_name(rows: pd.DataFrame, column: str) -> dict[str, Origin]:
    return {
        str(name): Origin(_together(group["eigenaar"]), _together(group["bron"]))
        for name, group in rows.groupby(column, sort=False)
    }


def _realised(inputs: RoundInputs) -> dict[Key | str, Origin]:
    """Of what was realised before the horizon: the sources of the months used, those that are assumptions marked."""
    periods, start = map(Period.parse, inputs.realisations["periode"]), inputs.settings.span.start
    past = inputs.realisations[[period.length == MONTH and period.end < start for period in periods]]
    known = f"bekend op {day_name(inputs.settings.cutoff)}"
    return {
        str(name): Origin("", f"{_together(_marked(group))} ({known})")
        for name, group in past.groupby("indicator", sort=False)
    }


def _marked(group: pd.DataFrame) -> Iterator[str]:
    for status, source in zip(group["status"], group["bron"], strict=True):
        assumed = status == "aanname" and not str(source).startswith("aanname")
        yield f"aanname: {source}" if assumed else str(source)


def _together(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(text for text in map(str, texts) if text))
