"""``mpp status``: where a round stands, what comes next, who acts, what is late and who said nothing yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import typer

from mpp_lib.cli.answers import Json, Round, answer_json, folder_of

if TYPE_CHECKING:
    from mpp_lib.inputs.standing import RoundStanding, Standing

_ROUTES = {"": "nog niet bepaald", "A": "A, namens de werkgroep", "B": "B, namens DRM, met alle afwegingen"}


def status(context: typer.Context, name: Round, as_json: Json = False) -> None:
    """Zegt waar een ronde staat: per product de stand, wat volgt, wie aan zet is, wat te laat is, wie nog niets zei."""
    from mpp_lib.inputs.standing import standing

    found = standing(folder_of(context, name), date.today())
    if as_json:
        answer_json(found.as_dict())
    else:
        print("\n".join(_lines(found)))


def _lines(found: RoundStanding) -> Iterator[str]:
    yield f"Ronde {found.round}, protocol {found.protocol}; route naar het Topberaad: {_ROUTES[found.route]}."
    for one in found.products:
        yield ""
        yield from _of_product(one)


def _of_product(one: Standing) -> Iterator[str]:
    from mpp_lib.base.dutch import day_name, enumerate_nl

    since = f", {day_name(one.last[1])}" if one.last else ""
    yield f"{one.name}: {one.state.status}{since}"
    yield from _next(one)
    if one.needs:
        yield f"  daarvoor ontbreekt: {enumerate_nl(one.needs)}"
    for line in one.late:
        yield f"  te laat: {line.planned.subject}, gepland op {day_name(line.planned.day)}"
    for said in one.positions:
        yield f"  {said.partner}, {said.about}: {said.word}"
    for about in dict.fromkeys(one.silent.values()):
        partners = [partner for partner, missing in one.silent.items() if missing == about]
        yield f"  nog geen woord over {enumerate_nl(about)}: {enumerate_nl(partners)}"


def _next(one: Standing) -> Iterator[str]:
    from mpp_lib.base.dutch import enumerate_nl
    from mpp_lib.inputs.declared.ladder import gremium_name

    if not one.next:
        return
    steps = enumerate_nl([step.name for step in one.next], "of")
    acting = enumerate_nl([gremium_name(body) for body in one.to_act])
    yield f"  hierna: {steps}; aan zet: {acting}" if acting else f"  kan nog: {steps}"
    process = one.product.process_of(one.next[-1])
    owner = enumerate_nl([gremium_name(body) for body in process.owner])
    yield f"  paragraaf {process.paragraph}; eigenaar: {owner}; eindresultaat: {process.result}"
