"""What is said of revisions follows their parts, and every revision stands in the table."""

import pytest

from mpp_lib.base.dutch import signed
from mpp_lib.compare.attribution.attribution import attribute
from mpp_lib.present.bijstellingen.findings import NO_PREVIOUS, bridge_finding, main_reasons, revisions_finding
from mpp_lib.present.bijstellingen.moves import group_names, move
from mpp_lib.present.bijstellingen.revision_tables import revisions_table
from mpp_lib.present.wording.indicator_names import lower_name
from mpp_lib.present.wording.move import Move, main_cause
from mpp_lib.production.key_figures import EXPLAINED
from mpp_lib.production.run import RoundResult
from tests.support.printed import rows_of, value


def test_the_summary_names_every_key_number_once(result: RoundResult, previous: RoundResult) -> None:
    """Beside the cause of its change, or among what did not change; a first round has none."""
    split = attribute(result, previous)
    text, names = main_reasons(result, previous, split), group_names(result)
    assert text.startswith(
        "**Wat er veranderde.** Medio 2024 is ten opzichte van ronde _eerder vooral bijgesteld door "
    )
    for name in EXPLAINED:
        words = lower_name(result.chain.by_id[name].spec())
        assert text.count(words) == 1
        change = move(result, split, name, 2024)
        cause = main_cause(change)
        assert not change.difference or f"{words} {signed(100 * change.relative, 1)}%" in text
        before = text[: text.index(words)]
        named = max(names, key=lambda group: before.rfind(names[group]))
        assert cause in (named, "")
    assert main_reasons(result, None, None).endswith(NO_PREVIOUS)
    same = attribute(result, result)
    assert main_reasons(result, result, same).startswith(
        "**Wat er veranderde.** Niet bijgesteld: totale asielinstroom, "
    )
    assert "vooral" not in bridge_finding(result, result, [move(result, same, "coa.bezetting", 2024)])


def in_2024(indicator: str, before: float, after: float) -> Move:
    return Move(indicator, 2024, "personen", before, after, {})


RISEN = in_2024("coa.bezetting", 50_000.0, 60_000.0)
FALLEN = in_2024("dtv.instroom", 10_000.0, 9_000.0)
UNSEEN = in_2024("coa.vergunninghouders", 20_000.0, 19_999.0)


@pytest.mark.parametrize(
    ("moves", "said"),
    [
        (
            [UNSEEN, FALLEN, RISEN],
            "Ten opzichte van ronde _eerder is in medio voor 2024 de bezetting van de COA-opvang het meest naar boven "
            "bijgesteld (+20,0%) en de instroom bij de DT&V zonder Dublinzaken het meest naar beneden bijgesteld "
            "(−10,0%).",
        ),
        (
            [RISEN, UNSEEN],
            "Ten opzichte van ronde _eerder is in medio voor 2024 de bezetting van de COA-opvang het meest naar boven "
            "bijgesteld (+20,0%).",
        ),
        ([UNSEEN], "In medio is voor 2024 niets bijgesteld ten opzichte van ronde _eerder."),
    ],
)
def test_revisions_in_words(result: RoundResult, previous: RoundResult, moves: list[Move], said: str) -> None:
    """What rose most and what fell most, to the printed value."""
    assert revisions_finding(result, previous, moves) == said


def test_the_table_has_the_largest_changes_first(result: RoundResult, previous: RoundResult) -> None:
    """Printed parts of every row add up to its printed difference, and what did not move is only counted."""
    table = revisions_table(result, previous, attribute(result, previous))
    (over, *_), headings, *rows = rows_of(table)
    assert over == "Indicator"
    assert headings[:4] == ["was", "wordt", "verschil", "%"]
    assert len(headings) >= 4 + 3
    for _, _, _, gap, _, *parts in rows:
        assert sum(map(value, parts)) == pytest.approx(value(gap), abs=1e-6)
        assert value(gap) != 0
    assert "Niet veranderd: " in table.note
    assert "Alleen in de horizon van ronde _klein: 2026." in table.note
