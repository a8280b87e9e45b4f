"""Tables of the report on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.table import Table as Printed

    from mpp_lib.present.shown.table import Table


def printed(table: Table[Any]) -> Printed:
    """A table with its title, the groups of its rows under headings of their own and its note below."""
    from rich.table import Table as Printed

    shown = Printed(title=table.caption, title_justify="left", caption=table.under, caption_justify="left")
    for column in table.columns:
        shown.add_column(column.heading, justify="right" if column.aligns_right else "left", overflow="fold")
    last = ""
    for group, texts in zip(table.groups(), table.texts(), strict=True):
        if group != last:
            shown.add_section()
            shown.add_row(group)
            last = group
        shown.add_row(*texts)
    return shown
