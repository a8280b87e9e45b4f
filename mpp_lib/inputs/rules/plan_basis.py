"""Whether a plan was made on the Prognose of its round: if not, a definitive one is refused and a concept warned of."""

from __future__ import annotations

from collections.abc import Iterator

from mpp_lib.base.errors import Problem
from mpp_lib.inputs.reading.settings import RoundSettings
from mpp_lib.inputs.round_tables import RoundTables
from mpp_lib.inputs.rules.prognose_checksum import checksum_over, prognose_name

DEFINITIVE = "definitief"
NO_MENTION = "het plan zegt niet op welke Prognose het is gemaakt"


def refuse_other_prognose(tables: RoundTables, settings: RoundSettings) -> Iterator[Problem]:
    """A plan delivered as definitief was made on the Prognose of the round."""
    if _is_definitive(tables):
        yield from _other_prognose(tables, settings)


def warn_other_prognose(tables: RoundTables, settings: RoundSettings) -> Iterator[Problem]:
    """A plan that is still concept may run behind the Prognose, but not in silence."""
    if not _is_definitive(tables):
        yield from _other_prognose(tables, settings)


def _is_definitive(tables: RoundTables) -> bool:
    """Whether the delivery of the plan is definitief; one that ``leveringen.csv`` does not name is a concept."""
    name = tables.plan.file.rpartition("/")[2]
    deliveries = tables.deliveries.rows("bestand", "status")
    return any(file == name and status == DEFINITIVE for _, file, status in deliveries)


def _other_prognose(tables: RoundTables, settings: RoundSettings) -> Iterator[Problem]:
    own = _own_name(tables, settings)
    if own is None or not tables.plan.complete or not tables.plan.cells.rows:
        return
    if not tables.plan_basis:
        row = f"een rij ;;prognose;kenmerk;;{own}"
        expected = row if tables.plan.file.endswith(".csv") else f"een cel prognose met daarnaast {own}"
        yield tables.plan.of("", "", NO_MENTION, expected)
    for basis in tables.plan_basis:
        if basis.named is None:
            problem = "hier staat niet welke ronde en welk kenmerk de Prognose heeft"
            yield tables.plan.of(basis.where, basis.text, problem, own)
        elif basis.named != own:
            problem = "het plan is gemaakt op een andere Prognose dan die van deze ronde"
            yield tables.plan.of(basis.where, basis.text, problem, own)


def _own_name(tables: RoundTables, settings: RoundSettings) -> str | None:
    """Round and mark of the round's Prognose; None where it cannot be read."""
    scenarios, adopted, realised = tables.scenarios, tables.adopted, tables.realisations
    readable = (
        scenarios.trusted("jaar", "kans", "verwachting", "spreiding", "verdeling", "basis"),
        adopted.trusted("jaar", "mpp_scenario", "waarde"),
        realised.trusted("periode", "indicator", "waarde", "status"),
    )
    if not all(readable):
        return None
    return prognose_name(settings, checksum_over(settings, scenarios.values, adopted.values, realised.values))
