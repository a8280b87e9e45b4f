"""Every rule over the files of a round: what is refused, and what is remarked on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mpp_lib.base.catalogue import Catalogue
from mpp_lib.base.errors import Problem
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.settings import RoundSettings
from mpp_lib.inputs.reading.table import Table, absent
from mpp_lib.inputs.round_tables import RoundTables
from mpp_lib.inputs.rules.courses import check_courses
from mpp_lib.inputs.rules.declared import check_declared, warn_personal_words
from mpp_lib.inputs.rules.grounds import refuse_grounds_of_unknown_series
from mpp_lib.inputs.rules.kernels import check_kernels, refuse_missing_kernels
from mpp_lib.inputs.rules.ledger import check_ledger
from mpp_lib.inputs.rules.magnitude import warn_outliers, warn_outliers_of_plan, warn_parameters_far_off
from mpp_lib.inputs.rules.over_time import warn_figures_that_differ
from mpp_lib.inputs.rules.parameters import check_parameters, check_parameters_in_round, warn_values_passed_by
from mpp_lib.inputs.rules.plan import check_plan, check_plan_in_round
from mpp_lib.inputs.rules.plan_basis import refuse_other_prognose, warn_other_prognose
from mpp_lib.inputs.rules.plan_past import warn_months_before_horizon
from mpp_lib.inputs.rules.plan_stock import refuse_stocks_that_do_not_follow, warn_stocks_without_flows
from mpp_lib.inputs.rules.planning import check_planning
from mpp_lib.inputs.rules.ranges import check_ranges
from mpp_lib.inputs.rules.realisations import (
    check_realisations_in_chain,
    check_realisations_in_round,
    refuse_missing_start,
    refuse_parts_above_whole,
    warn_nationalities_above_total,
    warn_parts_of_people,
    warn_unknown_nationalities,
)
from mpp_lib.inputs.rules.registers import check_deliveries, check_experts, check_measures, refuse_later_contributions
from mpp_lib.inputs.rules.rolled import warn_rows_taken_over
from mpp_lib.inputs.rules.scenarios import (
    check_adopted_in_round,
    check_scenarios,
    check_scenarios_in_round,
    refuse_adopted_out_of_order,
    warn_suggested,
)
from mpp_lib.inputs.rules.sources import refuse_later_sources
from mpp_lib.inputs.rules.uncertainties import check_uncertainties
from mpp_lib.inputs.rules.unknown import check_unknown, said_in
from mpp_lib.inputs.rules.unread_files import check_unread_files
from mpp_lib.inputs.rules.vintages import check_vintages


@dataclass(frozen=True)
class Before:
    """What a round is held against of the round before; tables without rows where there is none.

    Attributes:
        shares: the percentages of its IND-prognoseplan.
    """

    realisations: Table
    parameters: Table
    shares: Table


NOTHING_BEFORE = Before(*(absent(each, complete=False) for each in (ROUND.realisations, ROUND.parameters, ROUND.plan)))
"""Of a first round."""


def check_rules(
    intake: Intake, tables: RoundTables, settings: RoundSettings | None, catalogue: Catalogue | None
) -> Iterator[Problem]:
    """Every refusal that can be judged: without settings or catalogue only what does not need them."""
    for table in tables.every:
        yield from check_declared(table, settings, catalogue)
    last = settings.realised_until if settings else None
    yield from check_unknown(tables.unknown, tables.realisations, last, catalogue)
    yield from _alone(tables)
    yield from check_deliveries(tables.deliveries, intake)
    yield from check_ledger(tables.ledger, tables.registers["partners"])
    yield from check_planning(tables.planning)
    yield from check_unread_files(intake, tables)
    yield from check_vintages(intake)
    if settings is not None:
        yield from _in_round(tables, settings)
    if catalogue is not None:
        yield from _in_chain(tables, catalogue)
    if settings is not None and catalogue is not None:
        yield from _in_round_and_chain(tables, settings, catalogue)


def check_prognose_rules(
    tables: RoundTables, settings: RoundSettings | None, catalogue: Catalogue | None
) -> Iterator[Problem]:
    """Those that the Prognose rests on: of tables that were not read there is nothing to refuse."""
    for table in tables.every:
        yield from check_declared(table, settings, catalogue)
    last = settings.realised_until if settings else None
    yield from check_unknown(tables.unknown, tables.realisations, last, catalogue)
    yield from _alone(tables)
    if settings is not None:
        yield from _in_round(tables, settings)
    if catalogue is not None:
        yield from check_realisations_in_chain(tables.realisations, said_in(tables.unknown), catalogue)
        yield from check_parameters(tables.parameters, catalogue)


def check_prognose_remarkable(tables: RoundTables) -> Iterator[Problem]:
    """What is remarkable of it without being wrong."""
    for table in tables.every:
        yield from warn_personal_words(table)
    yield from warn_nationalities_above_total(tables.realisations)
    yield from warn_unknown_nationalities(tables.realisations)


def check_remarkable(
    tables: RoundTables, settings: RoundSettings | None, catalogue: Catalogue | None, before: Before
) -> Iterator[Problem]:
    """What is remarkable without being wrong.

    Args:
        before: what the round before held.
    """
    for table in tables.every:
        yield from warn_personal_words(table)
        yield from warn_rows_taken_over(table)
    yield from warn_suggested(tables.scenarios)
    yield from warn_figures_that_differ(tables.realisations, catalogue)
    yield from warn_nationalities_above_total(tables.realisations)
    yield from warn_unknown_nationalities(tables.realisations)
    yield from warn_values_passed_by(tables.parameters)
    yield from warn_stocks_without_flows(tables.plan)
    yield from warn_outliers(tables.realisations, before.realisations)
    yield from warn_outliers_of_plan(tables.plan, before.shares)
    yield from warn_parameters_far_off(tables.parameters, before.parameters, catalogue)
    yield from warn_months_before_horizon(tables)
    if catalogue is not None:
        yield from warn_parts_of_people(tables.realisations, catalogue)
    if settings is not None:
        yield from warn_other_prognose(tables, settings)


def _alone(tables: RoundTables) -> Iterator[Problem]:
    yield from check_scenarios(tables.scenarios)
    yield from refuse_adopted_out_of_order(tables.adopted)
    yield from check_experts(tables.experts)


def _in_round(tables: RoundTables, settings: RoundSettings) -> Iterator[Problem]:
    for table in tables.every:
        yield from refuse_later_sources(table, settings.cutoff)
    yield from check_scenarios_in_round(tables.scenarios, settings)
    yield from check_adopted_in_round(tables.adopted, tables.realisations, settings)
    yield from refuse_later_contributions(tables.experts, settings.cutoff)
    yield from check_realisations_in_round(tables.realisations, said_in(tables.unknown), settings)
    yield from refuse_other_prognose(tables, settings)


def _in_chain(tables: RoundTables, catalogue: Catalogue) -> Iterator[Problem]:
    yield from check_realisations_in_chain(tables.realisations, said_in(tables.unknown), catalogue)
    yield from check_parameters(tables.parameters, catalogue)
    yield from check_courses(tables.courses, catalogue)
    yield from check_kernels(tables.kernels, catalogue)
    yield from check_plan(tables.plan, catalogue)
    yield from refuse_stocks_that_do_not_follow(tables.plan)
    yield from check_ranges(tables.ranges, catalogue)
    yield from check_uncertainties(tables.uncertainties, catalogue)
    yield from refuse_grounds_of_unknown_series(tables.registers["onderbouwingen"], catalogue)
    yield from check_measures(tables.measures, catalogue)


def _in_round_and_chain(tables: RoundTables, settings: RoundSettings, catalogue: Catalogue) -> Iterator[Problem]:
    unknown = said_in(tables.unknown)
    yield from refuse_missing_start(tables.realisations, unknown, tables.kernels, settings, catalogue)
    yield from refuse_parts_above_whole(tables.realisations, settings, catalogue)
    yield from check_parameters_in_round(tables.parameters, settings, catalogue)
    yield from refuse_missing_kernels(tables.kernels, settings, catalogue)
    yield from check_plan_in_round(tables.plan, settings, catalogue)
