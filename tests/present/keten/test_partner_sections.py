"""What stands below the table of a section: what its figures count, where others count them differently."""

import pytest

from mpp_lib.compare.beside_runs import beside_runs
from mpp_lib.present.keten.partner_sections import page_table
from mpp_lib.production.run import RoundResult

IN_MEDIO = 1


def test_both_definitions_of_the_dtv_stand_in_its_table_and_are_told_below_it(result: RoundResult) -> None:
    table = page_table(result, "dtv", beside_runs(result))
    assert {"Instroom, Dublinzaken meegeteld", "Instroom, zonder Dublinzaken"} <= {row[0] for row in table.texts()}
    assert table.note.startswith(
        "Instroom bij de DT&V inclusief Dublinzaken: terugkeerdossiers en Dublinzaken samen, zoals de DT&V haar "
        "instroom publiceert. Instroom bij de DT&V zonder Dublinzaken: terugkeerdossiers die de DT&V van alle "
        "aanleveraars ontvangt, zonder Dublinzaken. Caseload van de DT&V: "
    )


def test_the_two_differ_by_the_dublin_cases(result: RoundResult) -> None:
    """What comes in by claims that were accepted; what waits by those that were not transferred yet."""
    years = result.years
    assert years["dtv.instroom_incl_dublin"] - years["dtv.instroom"] == pytest.approx(years["ind.spoor1.claimakkoord"])
    assert years["dtv.caseload"] - years["dtv.dossiers"] == pytest.approx(years["ind.dublin_voorraad"])


def test_what_the_dtv_shows_at_a_glance_adds_up(result: RoundResult) -> None:
    """The three panels are of one definition: begin plus inflow less outflow is end, in every year and scenario."""
    into, done, waiting = (result.years[name] for name in result.chain.views["dtv"].indicators)
    assert into[1:] - done[1:] == pytest.approx(waiting[1:] - waiting[:-1])


def test_both_definitions_of_nareis_are_told_below_its_table(result: RoundResult) -> None:
    note = page_table(result, "ind_nareis", beside_runs(result)).note
    assert "Nareisvoorraad bij de IND: gezinsleden van wie de nareisaanvraag openstaat" in note
    assert "Nareisvoorraad met wie nog moet inreizen: gezinsleden van wie de nareisaanvraag openstaat of is" in note
