"""The deep-dives of a report: what has to run for them, and their chapter among the sources of the report."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from mpp_lib.base.markdown import literal
from mpp_lib.base.months import Month
from mpp_lib.inputs.fingerprint import file_digest
from mpp_lib.inputs.reading import files
from mpp_lib.inputs.reading.deep_dives import DeepDive
from mpp_lib.inputs.reading.files import working_folder
from mpp_lib.inputs.rounds import lineage
from mpp_lib.report.deep_dive_cells import shown_cells
from mpp_lib.report.deep_dive_faults import DeepDiveWords, section_label, words_of
from mpp_lib.report.deep_dive_run import SEEN, DeepDiveRun
from mpp_lib.report.keys import inputs_key, key
from mpp_lib.report.notebooks import Task, task
from mpp_lib.report.product import Product

PREFIX = "verdieping_"
"""Before the name of a deep-dive: what its executed notebook is called among those of the house."""
CHAPTER, SECTIONS = "_verdiepingen.qmd", "verdiepingen.qmd"
"""The template of the chapter, and what it includes: all of its sections."""
_SHOWN_OF_A_DIGEST = 12


def deep_dive_tasks(report: Product, dives: Sequence[DeepDive], until: Month | None = None) -> Iterator[Task]:
    """A task for each deep-dive of a report.

    Args:
        until: the edition of the monitor that the report is of.
    """
    root, descent = files.rounds_of(report.folder), [working_folder(each) for each in lineage(report.folder)]
    read_by_all = inputs_key(lineage(report.folder)) if dives else ""
    given = {"ronde": report.folder.name, "folder": str(report.parameters["folder"])}
    given |= {"editie": str(until)} if until else {}
    beside = [path for path in root.iterdir() if path.name.startswith("_")]
    readable = tuple(str(place.resolve()) for place in (*descent, *beside))
    hidden = tuple(str(place.resolve()) for each in descent for place in _hidden(each, report.folder, until))
    for dive in dives:
        run = DeepDiveRun(dive, report.folder.name, given, str(root.resolve()), readable, hidden)
        source = report.folder / dive.file
        depends = key(
            notebook=file_digest(source),
            given=given,
            inputs=[report.inputs, read_by_all],
            beside=dict(report.deep_dives),
            code=report.library.key_seen_by(source, *SEEN),
        )
        made = task(source, report.build, {}, report.materials.project, depends)
        name = f"{PREFIX}{source.name}"
        yield replace(
            made,
            workspace=made.workspace.with_name(name),
            target=made.target.with_name(name),
            failed=made.failed.with_name(name),
            deep_dive=run,
        )


def _hidden(each: Path, own: Path, until: Month | None) -> Iterator[Path]:
    """What in the folder of a round a deep-dive may not read: what was made, and editions that it is not about."""
    yield each / "build"
    if until is None or each != own:
        yield each / files.MONITOR
    else:
        yield from (each / files.edition_folder(month) for month in files.edition_months(each) if month > until)


def lay_in_deep_dives(folder: Path, dives: Sequence[DeepDive], target: Path) -> None:
    """Put the chapter with the sections of the deep-dives among the sources of a report.

    Args:
        folder: of the round.
        target: the render folder, with the executed notebooks in it; of those of the deep-dives the code is left out.
    """
    for dive in dives:
        file = target / "notebooks" / f"{PREFIX}{Path(dive.file).name}"
        notebook = json.loads(file.read_text(encoding="utf-8"))
        for cell in notebook["cells"]:
            cell["source"], cell["metadata"] = "", {}
        file.write_text(json.dumps(notebook, ensure_ascii=False), encoding="utf-8", newline="\n")
    words = {one.file: one for one in words_of(folder, dives)}
    sections = "\n".join(line for dive in dives for line in _section(folder, dive, words[dive.file]))
    (target / SECTIONS).write_text(f"{sections}\n", encoding="utf-8", newline="\n")


def _section(folder: Path, dive: DeepDive, words: DeepDiveWords) -> Iterator[str]:
    """Title, texts and cells of a deep-dive in their order, and where all of it comes from."""
    texts: Mapping[int, list[str]] = dict(words.by_cell())
    shown = shown_cells(dive)
    yield from (f"## {literal(dive.title)} {{#{section_label(dive)}}}", "")
    for cell in dive.cells:
        if cell.number in shown:
            notebook = f"notebooks/{PREFIX}{Path(dive.file).name}"
            yield from (f"{{{{< embed {notebook}#{shown[cell.number].label} >}}}}", "")
        yield from (*texts.get(cell.number, ()), "")
    digest = file_digest(folder / dive.file)[:_SHOWN_OF_A_DIGEST]
    yield from ("::: {.bron}", literal(f"Notebook: {dive.file} (controlegetal {digest})."), ":::", "")
