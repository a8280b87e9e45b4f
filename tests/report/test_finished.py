"""Parts of a page that were finished before come into it again, and only what the page shows is kept."""

import json

from mpp_lib.report.finished import FILE, MARK, Finished, part_key

OLD, NEW, GONE = (part_key(name) for name in ("oud", "nieuw", "weg"))


def test_new_parts_come_in_first_and_kept_ones_last():
    """Between the two the page is looked at: it holds all of what was not looked at before."""
    finished = Finished({OLD: "<b>oud</b>"}, {NEW: "<i>nieuw</i>"})
    page = f"<p>{MARK.format(OLD)}{MARK.format(NEW)}<!--begin:{GONE}--><u>x</u>\n<!--eind:{GONE}--></p>"
    first = finished.with_new(page)
    assert first == f"<p>{MARK.format(OLD)}<i>nieuw</i><u>x</u>\n</p>"
    assert finished.with_all(first) == "<p><b>oud</b><i>nieuw</i><u>x</u>\n</p>"


def test_a_next_run_finds_what_the_page_shows(tmp_path):
    """What was made and what was taken over; not what an earlier page had and this one has no place for."""
    finished = Finished({OLD: "oud", GONE: "weg"}, {NEW: "nieuw"})
    finished.keep(tmp_path, f"{MARK.format(OLD)}{MARK.format(NEW)}")
    again = Finished.of(tmp_path)
    assert again.before == {OLD: "oud", NEW: "nieuw"}
    assert [again.knows(name) for name in (OLD, NEW, GONE)] == [True, True, False]


def test_what_cannot_be_read_holds_nothing(tmp_path):
    """No file, half of one, or bytes that are no text."""
    assert Finished.of(tmp_path).before == {}
    for content in (json.dumps({OLD: "oud"}).encode()[:-3], b"\xff\xfe{"):
        (tmp_path / FILE).write_bytes(content)
        assert Finished.of(tmp_path).before == {}
