"""Which figures of a page can be read off, with the keyboard alone."""

from __future__ import annotations

from typing import Any

OWN = {
    "fig-ketenbeeld": "a scheme in which every number is written",
    "fig-ketendiagram": "a scheme of boxes and arrows, without numbers",
    "fig-ketendiagram-regulier": "a scheme of boxes and arrows, without numbers",
    "fig-ketendiagram-bewaring": "a scheme of boxes and arrows, without numbers",
}
"""Figures that have no values to look up, and why."""
_TOLD = """plate => {
    const card = plate.querySelector('.aflees-kaart');
    return card && !card.hidden ? card.textContent.trim() : '';
}"""


def not_to_be_read(page: Any) -> list[str]:
    """The figures without a look-up: in which Home and End, in every panel, do not each tell a value."""
    page.evaluate("document.querySelectorAll('.vouwknop[aria-expanded=false]').forEach(button => button.click())")
    missing = []
    for plate in page.query_selector_all("figure .plaat"):
        plate.focus()
        panels = (plate.query_selector("svg").get_attribute("data-aflezen") or "").split(";")
        said = []
        for panel in panels:
            for key in ("Home", "End"):
                page.keyboard.press(key)
                said.append(plate.evaluate(_TOLD))
            page.keyboard.press(
                "ArrowRight" if panel.split(" ")[4:5] and panel.split(" ")[4][0] == "y" else "ArrowDown"
            )
        if not all(any(sign.isdigit() for sign in text) for text in said):
            missing.append(plate.evaluate("plate => plate.closest('figure').id"))
    return missing
