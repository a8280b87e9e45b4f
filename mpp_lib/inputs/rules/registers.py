"""What is refused of experts, maatregelen and leveringen: one function per refusal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mpp_lib.base.catalogue import Catalogue
from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.base.errors import Problem
from mpp_lib.inputs.declared.round import AUDIENCES, GROUNDS
from mpp_lib.inputs.reading import files
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.nearest import expected_name
from mpp_lib.inputs.reading.table import Table
from mpp_lib.inputs.rules.limits import limits_of, refuse_values


def check_experts(experts: Table) -> Iterator[Problem]:
    """Every refusal of the experts' views."""
    yield from refuse_review_without_judgement(experts)


def refuse_review_without_judgement(experts: Table) -> Iterator[Problem]:
    """A toets says what it found."""
    for row, phase, judgement in experts.rows("fase", "oordeel"):
        if phase == "toets" and not judgement:
            yield experts.at(row, "oordeel", "een toets heeft geen oordeel", "hoger, in lijn of lager")


def refuse_later_contributions(experts: Table, cutoff: date) -> Iterator[Problem]:
    """What experts contribute to the Prognose they had said at the cut-off; a toets comes after it."""
    for row, phase, day in experts.rows("fase", "datum"):
        if phase == "inbreng" and str(day)[:10] > cutoff.isoformat():
            problem = f"de inbreng is van na de peildatum {cutoff.isoformat()}"
            yield experts.at(row, "datum", problem, "een dag tot en met de peildatum, of fase toets")


def check_measures(measures: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """Every refusal of the maatregelen."""
    yield from refuse_measures_on_unknown_parameters(measures, catalogue)
    yield from refuse_effects_in_another_unit(measures, catalogue)
    yield from refuse_measures_that_end_first(measures)
    yield from refuse_active_without_ground(measures)
    yield from refuse_measures_partly_on(measures)


def refuse_measures_on_unknown_parameters(measures: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """A measure works on a parameter of the chain."""
    for row, name in measures.rows("parameter"):
        if name not in catalogue.parameters:
            expected = expected_name("een parameter van de keten", name, catalogue.parameters)
            yield measures.at(row, "parameter", "onbekende parameter", expected)


def refuse_effects_in_another_unit(measures: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """What is added or put in the place of a value is in the unit of the parameter; a factor is a bare number."""
    known = catalogue.parameters
    rows = measures.rows("parameter", "soort", "effect")
    limited = ((row, value, limits_of(known[name], kind)) for row, name, kind, value in rows if name in known)
    yield from refuse_values(measures, limited, "effect")


def refuse_measures_that_end_first(measures: Table) -> Iterator[Problem]:
    """A measure ends no earlier than it starts."""
    for row, since, until in measures.rows("vanaf", "tot"):
        if until and until < since:
            yield measures.at(row, "tot", "de maatregel eindigt voor ze begint", f"een maand vanaf {since}, of leeg")


def refuse_active_without_ground(measures: Table) -> Iterator[Problem]:
    """Without a ground no measure is on."""
    for row, active, ground in measures.rows("actief", "grondslag"):
        if active == "ja" and not ground:
            expected = f"{enumerate_nl(GROUNDS).replace(' en ', ' of ')}; of actief nee"
            yield measures.at(row, "grondslag", "een actieve maatregel heeft geen grondslag", expected)


def refuse_measures_partly_on(measures: Table) -> Iterator[Problem]:
    """The rows of one measure are on together or off together."""
    for (name,), rows in measures.groups(("id",), "actief"):
        (first, active), *others = rows
        other = [row for row, own in others if own != active]
        if other:
            expected = f"{active}, zoals in rij {first}"
            yield measures.at(other[0], "actief", f"maatregel {name} staat deels aan en deels uit", expected)


def check_deliveries(deliveries: Table, intake: Intake) -> Iterator[Problem]:
    """Every refusal of the leveringen."""
    yield from refuse_missing_deliveries(deliveries, intake)
    yield from refuse_unknown_audiences(deliveries)


def refuse_missing_deliveries(deliveries: Table, intake: Intake) -> Iterator[Problem]:
    """A delivered file stands in ``inputs/``."""
    for row, name in deliveries.rows("bestand"):
        if not files.inside(intake.folder / files.INPUTS, name):
            yield deliveries.at(row, "bestand", "dit wijst naar een plek buiten inputs", "een bestand in inputs/")
        elif not intake.is_file(f"{files.INPUTS}/{name}"):
            yield deliveries.at(row, "bestand", "het bestand staat niet in inputs", "een bestand in inputs/")


def refuse_unknown_audiences(deliveries: Table) -> Iterator[Problem]:
    """A partner consents to known audiences."""
    for row, audiences in deliveries.rows("doelgroepen"):
        unknown = [name for name in map(str.strip, audiences.split(",")) if name not in AUDIENCES]
        if unknown:
            yield deliveries.at(row, "doelgroepen", f"onbekende doelgroep: {', '.join(unknown) or 'leeg'}")
