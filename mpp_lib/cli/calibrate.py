"""``mpp calibrate``: what realisations say of each parameter, and what is decided on it."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from mpp_lib.base.steps import step
from mpp_lib.cli import completing
from mpp_lib.cli.answers import Json, Round, answer_json, folded, folder_of, say, width_of

if TYPE_CHECKING:
    from pathlib import Path

    from mpp_lib.compare.proposals.evidence import Evidence
    from mpp_lib.compare.proposals.proposals import Effects, Proposal
    from mpp_lib.production.run import RoundResult
    from mpp_lib.rolling.settling import Settled

Accept = Annotated[
    list[str] | None,
    typer.Option(
        "--accept",
        help="Neem het voorstel over, van deze parameter of dit patroon; herhaalbaar.",
        metavar="ID",
        autocompletion=completing.parameters,
    ),
]
Refuse = Annotated[
    list[str] | None,
    typer.Option(
        "--refuse",
        help="Laat staan wat er staat, van deze parameter of dit patroon; herhaalbaar.",
        metavar="ID",
        autocompletion=completing.parameters,
    ),
]
Reason = Annotated[str, typer.Option("--reason", help="Op welke grond, voor wijzigingen.csv.", metavar="GROND")]
Partner = Annotated[str, typer.Option("--partner", help="Welke organisatie erom vroeg.")]
Gremium = Annotated[str, typer.Option("--gremium", help="Waar het is besproken.")]
Day = Annotated[
    datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="De dag; zonder: vandaag.", metavar="JJJJ-MM-DD")
]


def calibrate(
    context: typer.Context,
    name: Round,
    accept: Accept = None,
    refuse: Refuse = None,
    reason: Reason = "",
    partner: Partner = "APM",
    gremium: Gremium = "APM",
    day: Day = None,
    as_json: Json = False,
) -> None:
    """Zegt per parameter welke waarde de realisaties geven en wat zij doet; met --accept of --refuse ligt dat vast.

    Wat wordt overgenomen of geweigerd, komt met zijn grond in wijzigingen.csv.
    """
    folder = folder_of(context, name)
    if accept and refuse:
        raise typer.BadParameter("geef per opdracht --accept of --refuse", param_hint="--accept")
    if (accept or refuse) and not reason.strip():
        raise typer.BadParameter("geef de grond", param_hint="--reason")
    if not (accept or refuse):
        _propose(folder, as_json=as_json)
        return
    from mpp_lib.rolling.settled_words import Decided
    from mpp_lib.rolling.settling import accept as take_over
    from mpp_lib.rolling.settling import refuse as let_stay

    decided = Decided(day.date() if day else date.today(), reason.strip(), partner.strip(), gremium.strip())
    done = take_over(folder, accept, decided) if accept else let_stay(folder, refuse or [], decided)
    _tell(name, done, "overgenomen" if accept else "blijft", as_json=as_json)


def _tell(name: str, done: Settled, word: str, *, as_json: bool) -> None:
    if as_json:
        document = {"round": name, "settled": list(done.names), "files": list(done.files), "left": done.left}
        answer_json({**document, "elsewhere": dict(done.elsewhere), "passed_over": list(done.passed_over)})
        return
    from mpp_lib.base.dutch import enumerate_nl

    for each, settled_in in done.names.items():
        print(f"{each} ({', '.join(settled_in)}): {word}")
    for each in done.told_otherwise:
        say(f"Let op: de toelichting van {each} is nog die van de waarde van hiervoor.")
    if done.passed_over:
        names = enumerate_nl(done.passed_over)
        say(f"Let op: een voorstel maar geen merk heeft {names}: daarover is niets vastgelegd.")
    say(f"{name}: {_left(done.left, done.elsewhere)}")


def _left(count: int, elsewhere: Mapping[str, int]) -> str:
    """How much is left to settle here, and what else bears a mark that a check counts."""
    from mpp_lib.base.dutch import enumerate_nl
    from mpp_lib.inputs.reading.spans import rows_of

    here = f"nog te herijken: {count}." if count else "hier is niets meer te herijken."
    others = enumerate_nl([f"{file} ({rows_of(rows)})" for file, rows in elsewhere.items()])
    return f"{here} Met de hand na te lopen: {others}." if others else here


def _propose(folder: Path, *, as_json: bool) -> None:
    from mpp_lib.compare.proposals.evidence import Evidence
    from mpp_lib.compare.proposals.marks import marks_elsewhere
    from mpp_lib.compare.proposals.proposals import as_dict, fitted_together, proposals
    from mpp_lib.production.open_round import open_previous, open_round

    result = open_round(folder)
    previous = open_previous(result)
    with step("voorstellen uit realisaties rekenen"):
        found = proposals(result, previous)
        together = fitted_together(result, found)
    if as_json:
        rows = [each.as_dict() for each in found]
        answer_json({"round": folder.name, "rows": rows, "together": as_dict(together)})
        return
    _print(result, [(each, each.said) for each in found if isinstance(each.said, Evidence)], together)
    _print_reasons(found)
    say(f"{folder.name}: {_left(sum(bool(each.marked) for each in found), marks_elsewhere(result.inputs))}")


def _print(result: RoundResult, proposed: Sequence[tuple[Proposal, Evidence]], together: Effects) -> None:
    from mpp_lib.base.dutch import plain
    from mpp_lib.cli.tables import Column, Shown, show

    figures = list(proposed[0][0].effects) if proposed else []
    last = result.inputs.settings.span.end.year
    before = f"ronde {result.inputs.settings.previous}" if result.inputs.settings.previous else "vorige ronde"
    values = (Column(heading, right=True) for heading in (before, "nu", "voorstel", "driekwart tussen"))
    effects = (Column(heading, right=True) for heading in ("cijfers", *(f"{figure} {last}" for figure in figures)))
    shown = Shown(["parameter", "eenheid", *values, "uit", "over", *effects, "te herijken"])
    shown.title = _title(result, proposed)
    for each, said in proposed:
        shown.add(
            each.name,
            each.unit,
            "" if each.previous is None else plain(each.previous),
            "" if each.current is None else plain(each.current),
            plain(said.value),
            f"{plain(said.low)}–{plain(said.high)}",
            said.kind,
            f"{said.start} – {said.end}",
            str(said.figures),
            *(_difference(each.effects, figure) for figure in figures),
            "ja" if each.marked else "",
        )
    if together:
        shown.add("alle ijkingen samen", *[""] * 8, *(_difference(together, figure) for figure in figures), "")
    show(shown)


def _title(result: RoundResult, proposed: Sequence[tuple[Proposal, Evidence]]) -> str:
    from mpp_lib.base.dutch import day_name, enumerate_nl, people

    known = f"Voorstellen uit realisaties die op {day_name(result.inputs.settings.cutoff)} bekend waren."
    if not proposed:
        return f"{known} Er zijn er geen."
    last = result.inputs.settings.span.end.year
    medio = [f"{figure} {people(was)}" for figure, (was, _) in proposed[0][0].effects.items()]
    return f"{known} Wat elk eind {last} in medio doet, bij {enumerate_nl(medio)}."


def _difference(effects: Effects, figure: str) -> str:
    from mpp_lib.base.dutch import round_half_up, signed

    was, becomes = effects[figure]
    return signed(round_half_up(becomes - was, 10))


def _print_reasons(found: Sequence[Proposal]) -> None:
    """Why the others have no proposal: each reason once, with the names it is about."""
    from mpp_lib.compare.proposals.evidence import Lack

    reasons: dict[str, list[str]] = {}
    for each in found:
        if isinstance(each.said, Lack):
            reasons.setdefault(each.said.reason, []).append(each.name)
    for reason, names in reasons.items():
        said = f"Geen voorstel ({len(names)}), {reason}: {', '.join(names)}."
        print("\n".join(["", *folded(said, width_of(sys.stdout))]))
