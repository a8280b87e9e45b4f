"""The list of key figures: every figure once, with a role, and the selections that reports make of it."""

from mpp_lib.production.chains import chain_named
from mpp_lib.production.key_figures import (
    EXPLAINED,
    FOLLOWED,
    IN_TEXT,
    KEY_FIGURES,
    MEASURED,
    REVISED,
    SUMMARY,
    VARIED,
    WATCHED,
    Role,
)


def test_every_key_figure_is_in_the_chain_and_in_the_list_once() -> None:
    indicators = [figure.indicator for figure in KEY_FIGURES]
    assert len(set(indicators)) == len(indicators)
    assert set(indicators) <= set(chain_named("standaard").by_id)


def test_every_key_figure_plays_a_role() -> None:
    idle = [one.indicator for one in KEY_FIGURES if not (one.roles or one.watched or one.in_text or one.revised)]
    assert idle == []
    played = Role.SUMMARY | Role.EXPLAINED | Role.MEASURED | Role.FOLLOWED | Role.VARIED | Role.DECIDED | Role.NEEDED
    assert set(Role) == set(played)


def test_places_and_keys_are_given_once() -> None:
    places = sorted(one.revised for one in KEY_FIGURES if one.revised)
    assert places == list(range(1, len(places) + 1)) == list(range(1, len(REVISED) + 1))
    assert len(IN_TEXT) == sum(bool(one.in_text) for one in KEY_FIGURES)


def test_the_same_five_figures_are_in_the_summary_explained_varied_and_measured() -> None:
    """The summary begins with first applications, which are input; measures touch regulier and bewaring too."""
    core = ("asiel.instroom_totaal", "ind.asiel.voorraad", "coa.bezetting", "coa.vergunninghouders", "dtv.instroom")
    assert core == EXPLAINED == VARIED == SUMMARY[1:]
    assert set(core) < set(MEASURED)
    assert set(FOLLOWED) - set(core) == {"asiel.instroom_eerste"}


def test_revisions_have_an_order_of_their_own() -> None:
    """Family members who arrive stand after the IND, the courts after reception."""
    assert REVISED[:2] == ("asiel.instroom_eerste", "asiel.instroom_totaal")
    assert REVISED[3:5] == ("ind.asiel.voorraad", "asiel.instroom_nareis")
    assert REVISED[-3:] == ("rvdr.asiel.instroom", "dtv.instroom", "nidos.pupillen")
    order = list(WATCHED)
    assert order.index("asiel.instroom_nareis") < order.index("ind.asiel.voorraad")
