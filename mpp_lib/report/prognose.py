"""The Prognose Eerste Asielinstroom of a round: a product of its own, made before the chain has any input."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.base.errors import InputError, Problem
from mpp_lib.base.result_table import COLUMNS, checksum, to_csv
from mpp_lib.compare.foundations import Checked
from mpp_lib.inflow.spreads import advice_on_spreads, spreads
from mpp_lib.inputs.declared.products import PROGNOSE
from mpp_lib.inputs.fingerprint import digests
from mpp_lib.inputs.reading import files
from mpp_lib.inputs.reading.files import round_name
from mpp_lib.inputs.rounds import lineage
from mpp_lib.production.prognose_result import PrognoseResult, open_prognose
from mpp_lib.report.chain_words import chain_words
from mpp_lib.report.keys import counted_digests, key
from mpp_lib.report.places import Materials
from mpp_lib.report.product import Opened, RoundProduct

NAME = PROGNOSE
SECTIONS = ("prognose", "terugblik")
"""The texts of a round that it shows, as the report does."""
SHOWN = (
    files.ROUND,
    files.DECISIONS,
    *(f"inputs/{name}.csv" for name in ("scenarios", "experts", "realisaties", "onbekend")),
)
READ = (*SHOWN, "inputs/parameters.csv")
TEXTS = tuple(f"{files.TEXTS}/{name}.md" for name in SECTIONS)


class Prognose(RoundProduct):
    """The Prognose of ``folder``, a round folder."""

    name = kept_as = NAME
    pattern = "prognose_*.ipynb"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, NAME, {NAME: f"MPP-{NAME}-{folder.name}"})

    @cached_property
    def inputs(self) -> str:
        """What it is made from, of the round and of the one before."""
        return key(inputs={round_name(each): counted_digests(each, READ) for each in lineage(self.folder)[:2]})

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The prose of its two sections."""
        return digests(self.folder, TEXTS)

    def open(self) -> OpenedPrognose:
        """Forecast, and check the texts."""
        return OpenedPrognose(self, *_opened(self.folder, self.materials))


def check_prognose_report(folder: Path) -> Checked:
    """What is wrong with what the Prognose of a round is made from, or not there yet; and advice on its spreads."""
    try:
        result, _ = _opened(folder, Materials(folder.parent.parent))
    except InputError as error:
        return Checked([*error.problems], [])
    return Checked([], advice_on_spreads(spreads(result.forecast, result.inputs), folder.name))


def _opened(folder: Path, materials: Materials) -> tuple[PrognoseResult, PrognoseResult | None]:
    result = open_prognose(folder, SECTIONS)
    previous = next((open_prognose(before) for before in lineage(folder)[1:2]), None)
    if refused := list(_refused(folder, materials, result, previous)):
        raise InputError(dict.fromkeys(problem.of_round(folder.name) for problem in refused))
    return result, previous


def _refused(
    folder: Path, materials: Materials, result: PrognoseResult, previous: PrognoseResult | None
) -> Iterator[Problem]:
    from mpp_lib.report.gather import as_words
    from mpp_lib.report.template_labels import labels_of
    from mpp_lib.report.text_faults import faults_of, read_words
    from mpp_lib.report.unprintable import unprintable_prognose

    templates, words = materials.templates / NAME, read_words(folder, TEXTS)
    yield from faults_of(words, labels_of(templates, NAME), as_words(prognose_values(result, previous)), templates)
    yield from unprintable_prognose(folder, (*SHOWN, *TEXTS), materials)


@dataclass(frozen=True, eq=False)
class OpenedPrognose(Opened):
    """A Prognose, with that of the round before."""

    report: Prognose
    result: PrognoseResult
    previous: PrognoseResult | None

    def results(self) -> str:
        """Its lines per year."""
        return to_csv(prognose_table(self.result))

    def gather(self, target: Path) -> None:
        """Templates, notebook, prose and figures for in the text."""
        from mpp_lib.report.gather import lay_out, on_screen, write_in_places, write_results

        build, named = self.report.build, prognose_values(self.result, self.previous)
        values = on_screen(named, build.pdfs, f"{NAME}-{self.report.folder.name}", partners=False)
        lay_out(self.report.materials.templates / NAME, build.notebooks, target, values)
        write_results(target, prognose_table(self.result))
        for section in _left_out(self.result):
            (target / section).write_bytes(b"")
        write_in_places(self.result.inputs.texts, SECTIONS, target)


def _left_out(result: PrognoseResult) -> Iterator[str]:
    """Templates of what the round has no figures of."""
    from mpp_lib.present.terugblik.europe import europe_of
    from mpp_lib.present.terugblik.nationalities import FIRST_KIND, nationalities_of

    held = {"_nationaliteit.qmd": nationalities_of(result, FIRST_KIND), "_europa.qmd": europe_of(result)}
    yield from (name for name, found in held.items() if found is None)


def prognose_values(result: PrognoseResult, previous: PrognoseResult | None) -> dict[str, Any]:
    """What templates and texts name by ``{{< meta … >}}``."""
    from mpp_lib.present.keten.figures_in_text import prognose_in_text

    cover = {**prognose_cover(result), **chain_words(result.inputs.folder, NAME)}
    return {"rapport": cover, "cijfers": prognose_in_text(result, previous)}


def prognose_cover(result: PrognoseResult) -> dict[str, Any]:
    """What stands on the cover and in the footer of every page: its own version and state."""
    from mpp_lib.report.gather import cover_of

    inputs, state = result.inputs, result.inputs.state(PROGNOSE)
    return cover_of(inputs.settings, state, checksum(prognose_table(result))) | {
        "naam": "MPP-prognose",
        "versie": state.version(inputs.settings.prognose.version),
        "product": PROGNOSE,
    }


def prognose_table(result: PrognoseResult) -> pd.DataFrame:
    """The long result table of the Prognose: its lines per year, and the median as ``p50``."""
    settings, spec = result.inputs.settings, result.chain.by_id[FIRST_INFLOW].spec()
    lines = [
        (scenario, str(year.year), value)
        for year in result.forecast.years
        for scenario, value in (
            ("minimum", year.minimum),
            ("p50", year.median),
            ("medio", year.medio),
            ("maximum", year.maximum),
        )
    ]
    rows = [
        (
            settings.round,
            settings.prognose.version,
            scenario,
            spec.domain,
            spec.partner,
            spec.id,
            period,
            value,
            spec.unit,
        )
        for scenario, period, value in lines
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))
