"""The calendar file of a planning, read back by what reads calendars."""

from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar

from mpp_lib.inputs.declared.planning import Planned, year_cycle
from mpp_lib.present.besluiten.agenda import calendar

NOW = datetime(2024, 1, 5, 12, tzinfo=UTC)


def events(lines) -> list:
    return Calendar.from_ical(calendar("2024-2", lines, NOW)).walk("VEVENT")


def test_every_meeting_is_one_whole_day():
    """With its agenda, in order; two groups on one day are two meetings."""
    lines = year_cycle("2024-2")
    found = events(lines)
    assert len(found) == len({(line.day, line.body, line.track) for line in lines})
    assert [event.decoded("dtstart") for event in found] == sorted(event.decoded("dtstart") for event in found)
    assert all(event.decoded("dtend") - event.decoded("dtstart") == timedelta(days=1) for event in found)
    assert str(found[0]["summary"]) == "MPP 2024-2: werkgroep"
    assert str(found[0]["description"]).splitlines() == [
        "Voorgestelde planning bespreken",
        "Planning vaststellen, bij unanimiteit",
    ]
    assert len({str(event["uid"]) for event in found}) == len(found)


def test_a_meeting_that_moves_keeps_its_mark():
    """So that a calendar moves it, and does not hold it twice."""
    line = Planned(date(2024, 7, 2), "werkgroep", "", "prognose", "besproken", "Bespreken; met, tekens\\ en é")
    moved = Planned(date(2024, 7, 3), *line.cells[1:])
    (before,), (after,) = events([line]), events([moved])
    assert before["uid"] == after["uid"]
    assert after.decoded("dtstart") == date(2024, 7, 3)
    assert str(after["description"]) == line.subject
