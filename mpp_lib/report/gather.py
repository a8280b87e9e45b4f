"""Gathers what a renderer reads: templates, executed notebooks, the analyst's prose, figures for in the text."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from mpp_lib.base.dutch import day_name, month_name
from mpp_lib.base.errors import RenderError
from mpp_lib.base.markdown import literal, without_comments
from mpp_lib.base.result_table import checksum, packed, to_csv
from mpp_lib.inputs.declared.products import RAPPORTAGE
from mpp_lib.inputs.positions import is_spoken_for
from mpp_lib.inputs.predecessors import marked_against
from mpp_lib.inputs.reading.files import MONITOR, TEXTS
from mpp_lib.inputs.reading.settings import RoundSettings
from mpp_lib.inputs.rounds import last_monitor
from mpp_lib.inputs.state import State
from mpp_lib.inputs.versions import Version
from mpp_lib.present.wording.partners import PARTNERS
from mpp_lib.report.chain_words import chain_words
from mpp_lib.report.sources import PACKED_RESULTS, SHARED, VALUES_FILE

if TYPE_CHECKING:
    import pandas as pd

    from mpp_lib.compare.evaluation.track_record import TrackRecord
    from mpp_lib.compare.monitor.build import Monitor
    from mpp_lib.production.run import RoundResult

NO_TEXT = "Voor deze ronde is geen toelichting aangeleverd.\n"
NOTHING = "_niets.qmd"
ALTERNATIVES = {
    "_bijlage_bijstellingen.qmd": NOTHING,
    "_bijlage_europa.qmd": NOTHING,
    "_bijlage_gepubliceerd.qmd": NOTHING,
    "_bijlage_hindcast.qmd": NOTHING,
    "_bijlage_keten.qmd": NOTHING,
    "_bijlage_nationaliteit.qmd": NOTHING,
    "_bijlage_onbekend.qmd": NOTHING,
    "_bijlage_rondes.qmd": NOTHING,
    "_bijlage_vintage.qmd": NOTHING,
    "_bijlage_wijzigingen.qmd": NOTHING,
    "_bijstellingen.qmd": "_bijstellingen_eerste_ronde.qmd",
    "_bijlage_monitor.qmd": "_bijlage_monitor_ontbreekt.qmd",
    "_hindcast.qmd": "_hindcast_ontbreekt.qmd",
    "_monitoring_gepubliceerd.qmd": "_monitoring_gepubliceerd_ontbreekt.qmd",
    "_monitoring_rondes.qmd": "_monitoring_rondes_ontbreekt.qmd",
    "_monitoring_keten.qmd": "_monitoring_keten_ontbreekt.qmd",
    "_reacties.qmd": NOTHING,
    "_terugblik_nationaliteit.qmd": "_terugblik_nationaliteit_ontbreekt.qmd",
    "_terugblik_nareis.qmd": "_terugblik_nareis_ontbreekt.qmd",
    "_terugblik_europa.qmd": "_terugblik_europa_ontbreekt.qmd",
    "_verdiepingen.qmd": NOTHING,
    "_wijzigingen.qmd": NOTHING,
    "_wijzigingen_lijst.qmd": NOTHING,
    "_woorden.qmd": NOTHING,
}
"""Template of a section → what stands in its place where a round holds nothing for it."""
COVER = "rapport"
"""What stands on the cover, among what templates and texts name."""
SINCE_SECTION = "_wijzigingen.qmd"
"""What a round says that tells its changes from a version; its ledger aside."""
REPORT_DATE = "rapport"
"""Key in ``dates`` of round.yml that holds the date of the report; without it the cut-off is its date."""

CLASSIFICATION = {False: "Voor intern gebruik", True: "Voor gebruik binnen de migratieketen"}
"""By whether what the report says is adopted."""

_NAMED = re.compile(r"\{\{<\s*meta\s+(cijfers\.[\w.]+)\s*>\}\}")
_TEXT = re.compile(r"^\s*\{\{<\s*include\s+text/([\w-]+)\.md\s*>\}\}\s*$", re.MULTILINE)


def gather(
    result: RoundResult,
    previous: RoundResult | None,
    record: TrackRecord,
    monitor: Monitor | None,
    templates: Path,
    notebooks: Path,
    target: Path,
    beside: Iterable[str] = (),
) -> None:
    """Fill ``target``, which does not exist yet, with everything the report of a round is made of.

    Args:
        beside: the names of the files that go with it.
        record: what earlier forecasts came to, as the round could know it.
        monitor: the edition that stands in the annex.
        templates: those of this report; what reports share lies beside them.
        notebooks: the executed notebooks.

    Raises:
        RenderError: when the round holds a text that no template has a place for.
    """
    from mpp_lib.report.deep_dive_faults import deep_dives_of
    from mpp_lib.report.deep_dives import lay_in_deep_dives
    from mpp_lib.report.edition_texts import lay_in
    from mpp_lib.report.marks import mark_notebooks
    from mpp_lib.report.since_notebooks import write_changed_texts

    named = values(result, previous)
    shown = on_screen(named, beside, result.inputs.settings.round, partners=True)
    lay_out(templates, notebooks, target, {**shown, **_edition(monitor)})
    write_results(target, result.table)
    version = marked_against(result.inputs.folder)
    if version is not None:
        mark_notebooks(target / "notebooks", version.data / "notebooks")
        write_changed_texts(target / "notebooks", version, result.inputs.settings.round, result.inputs.texts)
    lay_in_deep_dives(result.inputs.folder, deep_dives_of(result.inputs.folder), target)
    for section in left_out(result, previous, record):
        shutil.copyfile(target / ALTERNATIVES[section], target / section)
    _write_texts(_texts(result) if version is None else marked_texts(_texts(result), version), target)
    if monitor is not None:
        lay_in(monitor, templates.parent, target)


def _edition(monitor: Monitor | None) -> dict[str, Any]:
    """What the templates of the monitor name by ``{{< meta … >}}``."""
    from mpp_lib.present.monitor.texts import figures_in_text

    return {} if monitor is None else {MONITOR: figures_in_text(monitor)}


def _texts(result: RoundResult) -> dict[str, str]:
    """The prose by section; what is about one indicator stands beside its figure."""
    from mpp_lib.present.bijstellingen.explanations import general_text

    texts = dict(result.inputs.texts)
    return texts | {"bijstellingen": general_text(result) or NO_TEXT} if "bijstellingen" in texts else texts


def marked_texts(texts: Mapping[str, str], version: Version) -> dict[str, str]:
    """The prose with every paragraph marked that the version before did not have."""
    from mpp_lib.report.marks import marked_text

    earlier = {
        path.stem: without_comments(path.read_text(encoding="utf-8")) for path in (version.data / TEXTS).glob("*.md")
    }
    return {name: marked_text(text, earlier.get(name, "")) for name, text in texts.items()}


def left_out(result: RoundResult, previous: RoundResult | None, record: TrackRecord) -> Iterator[str]:
    """Templates of the sections for which the round holds nothing; :data:`ALTERNATIVES` holds what stands there."""
    from mpp_lib.compare.hindcast.known import known_inputs
    from mpp_lib.present.reacties.since_comments import accounted
    from mpp_lib.present.terugblik.europe import europe_of
    from mpp_lib.present.terugblik.nationalities import FAMILY_KIND, FIRST_KIND, nationalities_of
    from mpp_lib.report.deep_dive_faults import deep_dives_of

    version = marked_against(result.inputs.folder)
    held = {
        ("bijstellingen", "bijlage_bijstellingen"): previous,
        ("bijlage_onbekend",): result.unknown.said or None,
        ("bijlage_monitor",): last_monitor(result.inputs.folder),
        ("hindcast", "bijlage_hindcast"): known_inputs(result),
        ("monitoring_gepubliceerd", "bijlage_gepubliceerd"): record.ranges or None,
        ("monitoring_rondes", "bijlage_rondes"): record.key_scores or None,
        ("monitoring_keten", "bijlage_keten"): record.key_chain or None,
        ("bijlage_vintage",): result.inputs.origin,
        ("reacties",): accounted(result.inputs.folder) or None,
        ("terugblik_nationaliteit", "bijlage_nationaliteit"): nationalities_of(result, FIRST_KIND),
        ("terugblik_nareis",): nationalities_of(result, FAMILY_KIND),
        ("terugblik_europa", "bijlage_europa"): europe_of(result),
        ("verdiepingen",): deep_dives_of(result.inputs.folder) or None,
        ("wijzigingen",): version,
        ("woorden",): is_spoken_for(result.inputs.decisions) or None,
        ("wijzigingen_lijst", "bijlage_wijzigingen"): version if len(result.inputs.ledger) else None,
    }
    yield from (f"_{name}.qmd" for names, found in held.items() if found is None for name in names)


def lay_out(templates: Path, notebooks: Path, target: Path, named: Mapping[str, Any]) -> None:
    """What every report has side by side: its templates, the shared ones beside them, its notebooks and its values."""
    shutil.copytree(templates, target, copy_function=shutil.copyfile)
    shutil.copytree(templates.parent / SHARED, target / SHARED, copy_function=shutil.copyfile)
    (target / "notebooks").mkdir()
    for notebook in sorted(notebooks.glob("*.ipynb")):
        shutil.copyfile(notebook, target / "notebooks" / notebook.name)
    write_values(target, as_words(named))


def write_values(target: Path, words: Mapping[str, Any]) -> None:
    """Write what templates and texts name, as words."""
    text = yaml.safe_dump(words, allow_unicode=True, sort_keys=False, width=1000)
    (target / VALUES_FILE).write_text(text, encoding="utf-8", newline="\n")


def values_in(folder: Path) -> dict[str, Any]:
    """What was written there, as words."""
    read: dict[str, Any] = yaml.safe_load((folder / VALUES_FILE).read_text(encoding="utf-8"))
    return read


def with_cover(words: Mapping[str, Any], cover: Mapping[str, str]) -> dict[str, Any]:
    """The same with something else on the cover."""
    return {**words, COVER: {**words[COVER], **as_words(cover)}}


def as_words(named: Any) -> Any:
    """The values with every text as words: what a round holds is never markup."""
    if isinstance(named, Mapping):
        return {name: as_words(value) for name, value in named.items()}
    if isinstance(named, list):
        return list(map(as_words, named))
    return literal(named) if isinstance(named, str) else named


def text_places(templates: Path) -> set[str]:
    """The names of the texts that templates have a place for."""
    return {name for file in templates.glob("*.qmd") for name in _TEXT.findall(file.read_text(encoding="utf-8"))}


def _write_texts(texts: Mapping[str, str], target: Path) -> None:
    """The prose of every section that has a place for it; a section without prose says so."""
    places = text_places(target)
    homeless = sorted(set(texts) - places)
    if homeless:
        known = ", ".join(sorted(places))
        raise RenderError(
            "\n".join(
                f"text/{name}.md: het rapport heeft geen plaats voor deze tekst; wel voor {known}" for name in homeless
            )
        )
    write_in_places(texts, places, target)


def write_in_places(texts: Mapping[str, str], places: Iterable[str], target: Path) -> None:
    """The prose of each section; one without prose says so."""
    (target / "text").mkdir(exist_ok=True)
    for name in sorted(places):
        (target / "text" / f"{name}.md").write_text(texts.get(name, NO_TEXT), encoding="utf-8", newline="\n")


def values(result: RoundResult, previous: RoundResult | None) -> dict[str, Any]:
    """What templates and texts name by ``{{< meta … >}}``."""
    from mpp_lib.present.keten.cited_figures import cited_figures, nested
    from mpp_lib.present.keten.figures_in_text import figures_in_text
    from mpp_lib.present.wording.counted_round import counted_as

    cited = cited_figures(cited_keys(result.inputs.texts.values()), result, previous)
    figures = figures_in_text(result, previous)["cijfers"]
    named = nested({key.removeprefix("cijfers."): one.text for key, one in cited.items()})
    chain = chain_words(result.inputs.folder, RAPPORTAGE)
    compared = {} if previous is None else {"vergeleken": counted_as(previous)}
    return {COVER: {**cover(result), **chain, **compared}, "cijfers": {**figures, **named}}


def on_screen(named: Mapping[str, Any], beside: Iterable[str], table: str, *, partners: bool) -> dict[str, Any]:
    """The values with what only the page needs.

    Args:
        beside: the names of the files that go with it.
        table: whose result table is in it, for the name under which it is saved.
        partners: whether a reader can choose whose figures to see.
    """
    chosen = [{"sleutel": partner.key, "naam": partner.short} for partner in PARTNERS] if partners else []
    own = {"partners": chosen, "bestanden": list(beside), "resultaten": f"resultaten-{table}.csv"}
    return {**named, COVER: {**named[COVER], **own}}


def write_results(target: Path, table: pd.DataFrame) -> None:
    """The result table as the page holds it."""
    (target / PACKED_RESULTS).write_bytes(packed(to_csv(table)))


def cited_keys(texts: Iterable[str]) -> list[str]:
    """The keys of figures that texts name, in their order."""
    return [key for text in texts for key in _NAMED.findall(text)]


def cover(result: RoundResult) -> dict[str, Any]:
    """What stands on the cover and in the footer of every page; and what the plan is called."""
    from mpp_lib.present.wording.plan_name import plan_name

    inputs = result.inputs
    return cover_of(inputs.settings, inputs.state(), checksum(result.table)) | {"prognoseplan": plan_name(inputs)}


def cover_of(settings: RoundSettings, state: State, result_checksum: str) -> dict[str, Any]:
    """The same, of a round, the state of the product and the checksum of the table behind it."""
    day = report_date(settings)
    return {
        "titel": settings.title,
        "ronde": settings.round,
        "horizon": f"{settings.span.start.year}–{settings.span.end.year}",
        **state_words(settings, state),
        "datum": day_name(day),
        "datum_iso": day.isoformat(),
        "peildatum": f"{month_name(settings.realised_until)} (peildatum {day_name(settings.cutoff)})",
        "vorige": settings.previous or "geen",
        "protocol": settings.protocol,
        "controlegetal": result_checksum,
        "product": RAPPORTAGE,
    }


def state_words(settings: RoundSettings, state: State) -> dict[str, str]:
    """What a cover says of the state of a product."""
    return {
        "versie": state.version(settings.version),
        "status": state.status,
        "rubricering": CLASSIFICATION[state.adopted],
        "merk": state.mark,
        "nakijken": "" if state.adopted else "ja",
        "verantwoording": colophon(settings, state.own_risk),
    }


def colophon(settings: RoundSettings, own_risk: str) -> str:
    """What stands on the cover of what the figures are, and of using those that are not adopted."""
    return " ".join(filter(None, (settings.disclaimer, own_risk)))


def report_date(settings: RoundSettings) -> date:
    """The date the report bears: never today's, so that the same inputs give the same report."""
    return settings.dates.get(REPORT_DATE, settings.cutoff)
