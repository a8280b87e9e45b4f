"""What the result table of the example rounds adds up to, month by month, read from the table alone."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.production.open_round import open_round
from mpp_lib.production.run import RoundResult

ROUNDS = Path(__file__).parents[2] / "rounds"
NAMES = ("2023-2", "2024-1", "2024-2")


@pytest.fixture(scope="module", params=NAMES)
def result(request: pytest.FixtureRequest) -> RoundResult:
    return open_round(ROUNDS / request.param)


@pytest.fixture(scope="module")
def months(result: RoundResult) -> pd.DataFrame:
    """[(scenario, month), indicator]."""
    table = result.table[result.table["periode"].str.len() == 7]
    table = table[table["scenario"] != "realisatie"]
    return table.pivot(index=["scenario", "periode"], columns="indicator", values="waarde")


def test_every_indicator_has_a_number_in_every_month_and_year_of_every_scenario(result: RoundResult) -> None:
    table = result.table[result.table["scenario"].isin(SCENARIOS)]
    assert np.isfinite(table["waarde"]).all()
    expected = 3 * 5 * (12 + 1)
    assert (table.groupby("indicator").size() == expected).all()
    assert set(table["indicator"]) == {node.id for node in result.chain.nodes}
    assert {"asiel", "regulier", "bewaring"} == set(table["domein"])


def test_every_balance_closes_in_the_table(result: RoundResult, months: pd.DataFrame) -> None:
    """begin + in − uit = eind, the begin of January being the opening stock."""
    assert len(result.chain.balances) > 40
    for balance in result.chain.balances:
        for scenario in SCENARIOS:
            part = months.loc[scenario]
            begin = np.concatenate([[result.opening(balance.stock)], part[balance.stock].to_numpy()[:-1]])
            found = begin + part[list(balance.inflow)].sum(axis=1) - part[list(balance.outflow)].sum(axis=1)
            np.testing.assert_allclose(found, part[balance.stock], rtol=1e-9, atol=1e-6, err_msg=balance.label)


SUMS = {
    "asiel.instroom_totaal": ("asiel.instroom_eerste", "asiel.instroom_herhaald", "asiel.instroom_nareis"),
    "asiel.instroom_totaal_incl": ("asiel.instroom_totaal", "asiel.hervestiging", "asiel.herplaatsing"),
    "ind.asiel.voorraad": tuple(f"ind.{track}.voorraad" for track in ("spoor1", "spoor2", "spoor4", "herhaald")),
    **{
        f"ind.asiel.{name}": tuple(f"ind.{track}.{name}" for track in ("spoor1", "spoor2", "spoor4", "herhaald"))
        for name in ("instroom", "beslissingen", "zonder_beslissing")
    },
    "ind.inwilligingen": ("ind.spoor4.inwilligingen", "ind.herhaald.inwilligingen"),
    "ind.afwijzingen": ("ind.spoor2.afwijzingen", "ind.spoor4.afwijzingen", "ind.herhaald.afwijzingen"),
    "coa.bezetting": ("coa.in_procedure", "coa.vergunninghouders", "coa.vertrekplichtig"),
    "coa.instroom": ("coa.instroom_asiel", "coa.instroom_nareis", "coa.herinstroom", "coa.instroom_overig"),
    "coa.uitstroom": ("coa.uitstroom_huisvesting", "coa.uitstroom_vertrek", "coa.uitstroom_overig"),
    "dtv.instroom": tuple(
        f"dtv.instroom_{name}" for name in ("ind_asiel", "ind_regulier", "politie", "kmar", "overig")
    ),
    "dtv.uitstroom": (
        "dtv.vertrek_zelfstandig_aantoonbaar",
        "dtv.vertrek_gedwongen",
        "dtv.vertrek_zonder_toezicht",
        "dtv.uitstroom_overig",
    ),
    "rvdr.asiel.instroom": tuple(f"rvdr.asiel.instroom_{name}" for name in ("inhoudelijk", "niet_tijdig", "dublin")),
    "rvdr.asiel.uitspraken": ("rvdr.asiel.uitspraken_inhoudelijk", "rvdr.asiel.uitspraken_overig"),
    "rvdr.asiel.voorraad": ("rvdr.asiel.voorraad_inhoudelijk", "rvdr.asiel.voorraad_overig"),
    **{
        f"rvdr.{domain}.uitspraken": (f"rvdr.{domain}.gegrond", f"rvdr.{domain}.ongegrond")
        for domain in ("regulier", "bewaring")
    },
    "nidos.uitstroom": ("nidos.uitstroom_meerderjarig", "nidos.uitstroom_overig"),
    "ind.bezwaar.instroom": ("ind.bezwaar.nieuw", "ind.bezwaar.opnieuw_na_gegrond"),
    "dji.instroom": ("dji.art59.instroom", "dji.art6.instroom"),
    "dji.uitstroom": ("dji.vertrek_vanuit_bewaring", "dji.opheffing"),
    "dji.bezetting": ("dji.art59.bezetting", "dji.art6.bezetting"),
    "ind.regulier.beslissingen": ("ind.regulier.inwilligingen", "ind.regulier.afwijzingen"),
    "ind.bezwaar.beslissingen": ("ind.bezwaar.gegrond", "ind.bezwaar.ongegrond"),
} | {
    f"ind.regulier.{name}": tuple(
        f"ind.{kind}.{name}"
        for kind in ("gezin", "kennis_en_talent", "studie", "overig", "verlenging", "naturalisatie", "eu_toetsing")
    )
    for name in ("aanvragen", "inwilligingen", "zonder_beslissing", "voorraad")
}


@pytest.mark.parametrize("whole", SUMS)
def test_parts_add_up_to_their_whole_in_the_table(months: pd.DataFrame, whole: str) -> None:
    np.testing.assert_allclose(months[list(SUMS[whole])].sum(axis=1), months[whole], rtol=1e-9, atol=1e-6)


def test_nothing_but_an_arrears_is_below_zero(result: RoundResult, months: pd.DataFrame) -> None:
    signed = {node.id for node in result.chain.nodes if node.signed}
    lowest = months.drop(columns=sorted(signed)).min()
    assert lowest[lowest < -1e-6].to_dict() == {}


def test_memo_figures_are_cuts_through_what_they_cut(months: pd.DataFrame) -> None:
    """Departure from detention lies within forced departure and transfers; new dossiers within the other suppliers."""
    forced = months["dtv.vertrek_gedwongen"] + months["ind.dublin_overdrachten"]
    assert (months["dji.vertrek_vanuit_bewaring"] <= forced).all()
    supplied = months["dtv.instroom_politie"] + months["dtv.instroom_kmar"] + months["dtv.instroom_overig"]
    assert (months["dtv.instroom_vanuit_bewaring"] <= supplied).all()
    assert (months["asiel.waarvan_amv"] <= months["asiel.instroom_eerste"]).all()
