"""What a round took over and nobody looked at yet is remarked on, until the mark or the box says so."""

from pathlib import Path

from mpp_lib.inputs.check import check_round
from mpp_lib.inputs.declared.rolled import TASKS, marked
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.rules.rolled import warn_open_tasks
from tests.support import tiny_round
from tests.support.breaking import swap, told

PARAMETERS = "inputs/parameters.csv"


def test_rows_taken_over_are_counted_by_file_and_round(tiny: Path):
    """One remark for a file, whichever column bears the mark; it goes with the mark."""
    first, second = marked("hoger bij drukte", "2023-2"), marked("aanname", "2023-2", 2027)
    swap(PARAMETERS, "IND-cijfers;hoger bij drukte", f'IND-cijfers;"{first}"')(tiny)
    swap(PARAMETERS, "0,8;;;APM;aanname;", f'0,8;;;APM;"{second}";')(tiny)
    found = check_round(tiny, tiny_round.catalogue_for)
    assert (found.problems, told(found.warnings)) == (
        (),
        [
            f"{PARAMETERS}: 2 rijen overgenomen van ronde 2023-2 en nog te herijken."
            " Verwacht: de waarde en haar bron bekeken, en dan de aantekening weg."
        ],
    )
    swap(PARAMETERS, first, "hoger bij drukte")(tiny)
    assert "1 rij overgenomen" in told(check_round(tiny, tiny_round.catalogue_for).warnings)[0]


def test_open_tasks_are_one_remark(tmp_path: Path):
    """How many, and the first; done is done however it is written, and other lines are only words."""
    (tmp_path / TASKS).write_text(
        "# Taken\n\n- [x] een\n- [ ] twee: `a.csv`\n* [X] drie\n- [ ] vier\n- geen taak\n", encoding="utf-8"
    )
    assert [str(one) for one in warn_open_tasks(Intake(tmp_path))] == [
        "taken.md: 2 van de 4 taken staan nog open (gevonden: de eerste: twee: `a.csv`)."
        " Verwacht: [x] voor een taak die is gedaan."
    ]
    (tmp_path / TASKS).write_text("- [x] een\n", encoding="utf-8")
    assert list(warn_open_tasks(Intake(tmp_path))) == []
    assert list(warn_open_tasks(Intake(tmp_path / "leeg"))) == []
