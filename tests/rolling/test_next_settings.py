"""The horizon, the last realised month and the dates of the round after another."""

from datetime import date

import pytest

from mpp_lib.base.months import Month, month_range
from mpp_lib.inputs.declared.planning import year_cycle
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.round_yml import read_settings
from mpp_lib.rolling.next_settings import last_realised, next_settings, settings_file


@pytest.mark.parametrize(
    ("name", "known", "last"),
    [
        ("2025-1", "2024-11", "2024-12"),
        ("2025-1", "2025-03", "2024-12"),
        ("2024-2", "2024-06", "2024-06"),
        ("2024-2", "2024-09", "2024-06"),
        ("2024-2", "2024-04", "2024-04"),
        ("2024-3", "2024-09", "2024-09"),
    ],
)
def test_the_last_realised_month_goes_with_the_cycle(name, known, last):
    """A round knows the half-year before it, as far as there are months of its own horizon; another all there are."""
    months = month_range(Month(2020, 1), Month.parse(known).since(Month(2020, 1)) + 1)
    assert str(last_realised(name, months)) == last


def test_the_cut_off_is_as_long_after_it_as_before(tiny):
    """Fifteen days after the last month then, and now; all else that is of every round stays."""
    before = read_settings(Intake(tiny))
    made = next_settings(before, "2025-1", Month(2024, 12), year_cycle("2025-1"))
    assert before.cutoff - before.realised_until.last_day == date(2024, 3, 15) - date(2024, 2, 29)
    assert made.cutoff == date(2025, 1, 15)
    assert (made.previous, made.span.first_year, made.horizon.years, made.seed) == ("2024-1", 2025, 2, 20251)
    assert made.dates == {"peildatum": date(2025, 1, 15), "rapport": date(2025, 2, 11)}
    assert (made.soort, next_settings(before, "2025-3", Month(2025, 2), ()).soort) == ("regulier", "vervroegd")


def test_the_file_says_the_same(tiny):
    """Read back it is what was written, and no value refers to another."""
    made = next_settings(read_settings(Intake(tiny)), "2025-3", Month(2025, 2), ())
    proposed = Intake(tiny.parent / "2025-3", {"round.yml": settings_file(made)})
    assert (read_settings(proposed), proposed.problems) == (made, [])
