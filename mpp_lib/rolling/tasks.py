"""``taken.md``: what is left to do in a new round, for its analyst to tick off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from mpp_lib.base.dutch import day_name, enumerate_nl, number
from mpp_lib.inputs.declared.delivery import DELIVERERS
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.reading.files import ROUND as SETTINGS
from mpp_lib.inputs.reading.files import shorten
from mpp_lib.inputs.reading.settings import RoundSettings
from mpp_lib.present.wording.partners import Partner, in_order, partner_of
from mpp_lib.production.realised import ASSUMED
from mpp_lib.rolling.taken_over import Row

_LONGEST = 200
"""Signs of what somebody else wrote, on one line."""
_SHOWN = 5
"""Indicators of a partner that a task names."""
_HEAD = """\
# Wat er nog te doen is voor ronde {name}

Ronde {name} is met `mpp new` gemaakt uit ronde {before}. Zet een x tussen de haken achter wat gedaan is:
`mpp check {name}` zegt hoeveel er nog openstaat, en noemt per bestand de rijen die nog *te herijken* zijn.
"""


def tasks_file(settings: RoundSettings, tasks: Iterable[str]) -> bytes:
    """The file with these tasks, none done."""
    head = _HEAD.format(name=settings.round, before=settings.previous)
    return "\n".join([head, *(f"- [ ] {task}" for task in tasks), ""]).encode("utf-8")


def tasks_of(
    settings: RoundSettings,
    assumed: Mapping[Partner, Sequence[Row]],
    left_out: int,
    not_taken: Iterable[Row],
    sections: Iterable[str],
    last_year: int,
) -> list[str]:
    """The tasks of a new round, in the order of the cycle.

    Args:
        assumed: partner → rows that stand for what nobody counted.
        left_out: rows of later than the last realised month, which are not in the round.
        not_taken: rows of ``niet_meegenomen.csv``: known in the last round and not in its figures.
        sections: names of the texts.
        last_year: of the round before.
    """
    years, before = settings.span.calendar_years, settings.previous
    new = enumerate_nl([str(year) for year in years if year > last_year])
    like = f"; {new} is als {last_year}" if new else ""
    cutoff = day_name(settings.cutoff)
    return [
        f"`{SETTINGS}`: kloppen titel, peildatum ({cutoff}), datums en disclaimer?",
        *([f"`{ROUND.planning.file}`: laat de werkgroep haar vaststellen."] if settings.soort == "regulier" else []),
        f"`{ROUND.realisations.file}`: vul aan tot en met {settings.realised_until}; niets is van na {cutoff}.",
        *(
            [f"{_rows(left_out)} van na {settings.realised_until} of na de peildatum: niet meegenomen."]
            if left_out
            else []
        ),
        *(_assumed(partner, rows, settings) for partner, rows in assumed.items()),
        *([_taken_in(settings.round)] if any(partner.key in DELIVERERS for partner in assumed) else []),
        f"`{ROUND.scenarios.file}`: herzie kansen, verwachtingen en spreidingen van elk jaar{like}.",
        f"`{ROUND.experts.file}`: vraag experts opnieuw; wat zij voor ronde {before} zeiden is niet overgenomen.",
        f"`{ROUND.adopted.file}`: formuleer de gehanteerde aantallen na de vaststelling van de Prognose.",
        f"`{ROUND.plan.file}`: vraag de IND om haar plan op de nieuwe Prognose "
        f"(`mpp template ind {settings.round}`); dit is dat van ronde {before}{like}. "
        "Komt haar werkboek, dan gaat dit bestand weg, "
        f"en krijgt zijn rij in `{ROUND.deliveries.file}` de naam van het werkboek.",
        f"`{ROUND.parameters.file}`, `{ROUND.kernels.file}` en `{ROUND.ranges.file}`: herijk wat *te herijken* is "
        f"(`mpp calibrate {settings.round}`).",
        f"`{ROUND.measures.file}`: welke maatregelen gelden nog, en welke kwamen erbij?",
        *(
            f"Niet meegenomen in ronde {before}: {shorten(row['onderwerp'], _LONGEST)}. Gaat het nu mee?"
            for row in not_taken
        ),
        "`registers/`: loop risico's, ontwikkelpunten, partners en afwijkingen na.",
        *(
            f"`text/{name}.md`: schrijf de tekst; die van ronde {before} staat erin als commentaar."
            for name in sections
        ),
    ]


def by_partner(rows: Sequence[Row]) -> dict[Partner, list[Row]]:
    """Partner → the rows of its figures that are assumptions, in the order of the report."""
    assumed = [row for row in rows if row["status"] == ASSUMED]
    partners = in_order(row["indicator"].partition(".")[0] for row in assumed)
    return {partner: [row for row in assumed if partner_of(row["indicator"]) == partner] for partner in partners}


def _assumed(partner: Partner, rows: Sequence[Row], settings: RoundSettings) -> str:
    """What nobody counted of a partner, and the form in which it is asked where the partner has one."""
    names = list(dict.fromkeys(row["indicator"] for row in rows))
    shown = [f"`{name}`" for name in names[:_SHOWN]]
    rest = [f"{len(names) - _SHOWN} andere"] if len(names) > _SHOWN else []
    stand = f"{_rows(len(rows))} {'is' if len(rows) == 1 else 'zijn'} medio van ronde {settings.previous}"
    form = DELIVERERS.get(partner.key)
    how = f" (`mpp template {form.command or form.key} {settings.round}`)" if form else ""
    return f"{partner.short}: {stand}; vraag realisaties van {enumerate_nl([*shown, *rest])}{how}."


def _taken_in(name: str) -> str:
    return f"Leveringen: neem elk ingevuld formulier op (`mpp levering {name} --from BESTAND`)."


def _rows(count: int) -> str:
    return f"{number(count)} {'rij' if count == 1 else 'rijen'}"
