"""The planning of a round as a calendar file (iCalendar): one event a meeting, no persons and no places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from mpp_lib.inputs.declared.ladder import gremium_name
from mpp_lib.inputs.declared.planning import Planned


def calendar(round_name: str, planning: Sequence[Planned], now: datetime) -> bytes:
    """The meetings in order of time, each with what is on its agenda.

    A meeting that moves keeps its mark, so that a calendar moves it too.

    Args:
        now: when the file is made, in UTC.
    """
    made = Calendar()
    made.add("prodid", "-//MPP//mpp//NL")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", f"MPP {round_name}")
    for event in _events(round_name, planning, now):
        made.add_component(event)
    return bytes(made.to_ical())


def meetings(planning: Sequence[Planned]) -> Iterator[tuple[Planned, ...]]:
    """The lines of each meeting: one gremium, or one track of it, on one day."""
    in_order = sorted(planning, key=lambda line: (line.day, line.body, line.track))
    for _, lines in groupby(in_order, key=lambda line: (line.day, line.body, line.track)):
        yield tuple(lines)


def _events(round_name: str, planning: Sequence[Planned], now: datetime) -> Iterator[Event]:
    for lines in meetings(planning):
        first = lines[0]
        event = Event()
        event.add("uid", str(uuid5(NAMESPACE_URL, "/".join((round_name, *first.cells[1:])))))
        event.add("dtstamp", now)
        event.add("dtstart", first.day)
        event.add("dtend", first.day + timedelta(days=1))
        event.add(
            "summary", f"MPP {round_name}: {gremium_name(first.body)}{f' ({first.track})' if first.track else ''}"
        )
        event.add("description", "\n".join(line.subject for line in lines))
        yield event
