"""``mpp verify``: whether versions are still what was frozen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from mpp_lib.cli import completing
from mpp_lib.cli.answers import INPUT_NOT_RIGHT, Json, answer_json, failed, say
from mpp_lib.cli.places import as_round_or_version

if TYPE_CHECKING:
    from mpp_lib.archive.chain import Chain
    from mpp_lib.archive.number_changes import NumberChange
    from mpp_lib.archive.verify import Verified
    from mpp_lib.base.errors import Problem

Named = Annotated[
    str | None,
    typer.Argument(
        metavar="RONDE/VERSIE",
        help="De versie, zoals 2024-1/definitief, of het pad van haar map.",
        callback=as_round_or_version,
        autocompletion=completing.versions,
    ),
]
All = Annotated[bool, typer.Option("--all", help="Elke versie van elke ronde, en of er geen ontbreekt.")]
Frozen = Annotated[bool, typer.Option("--frozen-code", help="Reken na met de code in de versie zelf.")]
OUTSIDE = (
    "Geen andere versie noemt die: dat zij is vervangen of weggehaald, blijkt alleen uit een afdruk van een rapport "
    "dat erop rust, of uit een kop die elders is bewaard."
)
HELD = {True: "een latere versie legt haar kop vast", False: "geen versie in deze kopie legt haar kop vast"}
"""By whether a version that is here holds the kop of one that isn't."""
SHOWN = 20
"""Differences of a version that are told at a terminal; ``--json`` has all of them."""


def verify(
    context: typer.Context,
    reference: Named = None,
    every: All = False,
    frozen_code: Frozen = False,
    as_json: Json = False,
) -> None:
    """Controleert een bewaarde versie: de bestanden, haar plaats in de keten van versies, en elk getal nagerekend."""
    from mpp_lib.archive.verify import verify, verify_all
    from mpp_lib.inputs.rounds import rounds_root

    if (reference is None) is not every:
        raise typer.BadParameter("noem één versie, of kies --all", param_hint="RONDE/VERSIE")
    root = rounds_root(context.obj)
    if reference is None:
        found, chain = verify_all(root, frozen_code=frozen_code)
        wrong = chain.all_problems
    else:
        one, chain = verify(root, reference, frozen_code=frozen_code)
        found, wrong = (one,), one.chain
    ok = not wrong and all(each.ok for each in found)
    outside = None if chain.outside is None else str(chain.outside)
    if as_json:
        told = {"ok": True, "problems": []} if ok else failed(_problems(found, wrong))
        versions = {"versions": [each.as_dict() for each in found]} if reference is None else found[0].as_dict()
        answer_json({**versions, **told, "outside": outside})
    else:
        _tell(found, chain)
    if not ok:
        raise typer.Exit(INPUT_NOT_RIGHT)


def _tell(found: tuple[Verified, ...], chain: Chain) -> None:
    for each in found:
        print(_line(each, chain))
    for problem in _problems(found, chain.problems):
        print(problem)
    for each in found:
        for change in each.numbers.differing[:SHOWN] if each.numbers else ():
            print(f"{each.version}: {_change(change)}")
    if chain.outside is not None:
        say(f"{chain.outside} is de laatste versie, met kop {chain.outside.head}. {OUTSIDE}")


def _problems(found: Iterable[Verified], chain: Iterable[Problem]) -> list[Problem]:
    """Each once: those of the versions, then those of the chain that they stand in."""
    return list(dict.fromkeys([*(problem for each in found for problem in each.problems), *chain]))


def _line(each: Verified, chain: Chain) -> str:
    if each.elsewhere:
        return f"{each.version}: niet in deze kopie ({each.elsewhere}); {HELD[chain.holds(each.version)]}"
    bag = "bestanden veranderd" if each.bag else "bestanden in orde"
    place = "keten niet in orde" if each.chain else "keten in orde"
    return f"{each.version}: {bag}, {place}, {_numbers(each)}"


def _numbers(each: Verified) -> str:
    from mpp_lib.base.dutch import number

    if each.numbers is None:
        return "getallen niet nagerekend"
    code = "andere code dan toen" if each.code_changed else "dezelfde code"
    compared = f"{number(each.numbers.compared, 0)} getallen nagerekend ({code})"
    if not each.numbers.differing:
        return f"{compared}, alle gelijk"
    unexplained = len(each.numbers.unexplained)
    explained = len(each.numbers.differing) - unexplained
    return f"{compared}, {number(unexplained, 0)} onverklaard anders, {number(explained, 0)} verklaard"


def _change(change: NumberChange) -> str:
    from mpp_lib.base.dutch import plain

    now = "vervallen" if change.now is None else plain(change.now)
    cause = f"verklaard: {change.explained}" if change.explained else "onverklaard"
    return f"{change.indicator}, {change.scenario}, {change.period}: {plain(change.frozen)} → {now} ({cause})"
