"""Data flows one way: a module imports only from its own room, or from a room before it."""

from collections.abc import Iterator, Mapping

import pytest

from tests.architecture.count import LIBRARY, imported_modules, modules

STAGES = (
    "base",
    "inputs",
    "inflow",
    "production",
    "simulation",
    "compare",
    "present",
    "rolling",
    "report",
    "archive",
    "api",
    "cli",
)
ROOMS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "inputs": (
        ("declared",),
        ("positions", "state", "written"),
        ("reading",),
        ("fingerprint", "workbooks"),
        ("bag", "delivery", "plan", "record"),
        ("versions",),
        ("after_adoption",),
        ("predecessors", "review", "round_inputs", "round_tables", "series", "unknown"),
        ("rules",),
        ("assemble", "delivered_before", "later", "published", "rounds", "same_as_before", "source"),
        ("beside_plan", "check"),
        ("check_prognose", "deciding", "load", "edition", "reference", "standing"),
        ("new_planning", "taking_in"),
    ),
    "compare": (
        ("plan_versus_chain",),
        ("attribution", "evaluation", "hindcast", "measure_effects", "sensitivity"),
        ("model_error",),
        ("uncertainty",),
        ("backtest", "beside_runs", "changes", "foundations", "key_assumptions", "monitor", "proposals"),
        ("withdrawn",),
        ("round_figures",),
    ),
    "present": (
        ("wording",),
        ("drawing",),
        ("shown",),
        (
            "prognose",
            "terugblik",
            "keten",
            "bijstellingen",
            "verantwoording",
            "rekenblad",
            "rondes",
            "wijzigingen",
            "reacties",
        ),
        ("besluiten", "trefzekerheid", "monitor", "datawerkboek", "impact"),
        ("volumes",),
    ),
}
"""The folders of a stage and the modules that stand beside them, from the ground up. What stands on one line does not
import each other."""


def _places(module: str) -> tuple[str, str]:
    """Stage and room of a dotted module; a module beside the rooms is a room of itself."""
    parts = [*module.split(".")[1:], "", ""]
    return parts[0], parts[1]


def _floor(stage: str, room: str) -> int:
    return next((floor for floor, names in enumerate(ROOMS[stage]) if room in names), -1)


def wrong_imports(sources: Mapping[str, str]) -> Iterator[str]:
    """Every import that runs to a later stage, or within a stage to another room that is not before it."""
    for path, source in sources.items():
        stage, room = _places("mpp_lib." + path.removesuffix(".py").replace("/", "."))
        for name in sorted(imported_modules(source)):
            target, target_room = _places(name)
            if not name.startswith("mpp_lib.") or target not in STAGES or stage not in STAGES:
                continue
            later = STAGES.index(target) > STAGES.index(stage)
            if later or (target == stage and _leads_up(stage, room, target_room)):
                yield f"{path} importeert {name}"


def _leads_up(stage: str, room: str, target: str) -> bool:
    if stage not in ROOMS or room == target or room == "__init__":
        return False
    return _floor(stage, target) >= _floor(stage, room) if _floor(stage, target) >= 0 else False


def test_every_folder_of_the_library_is_a_stage():
    """No folder exists outside the stages."""
    folders = {path.name for path in LIBRARY.iterdir() if path.is_dir() and not path.name.startswith("_")}
    assert folders == set(STAGES)


@pytest.mark.parametrize("stage", ROOMS)
def test_every_room_has_its_place(stage):
    """Each folder and each module beside the folders stands in the order once, and nothing else does."""
    found = {path.stem for path in (LIBRARY / stage).iterdir() if not path.name.startswith("_")}
    placed = [name for floor in ROOMS[stage] for name in floor]
    assert sorted(found) == sorted(placed)


def test_imports_run_one_way():
    """No module imports from a later stage or from a room that is not before its own."""
    assert not list(wrong_imports(modules()))


@pytest.mark.parametrize(
    ("path", "imported"),
    [
        ("inputs/check.py", "mpp_lib.report.build"),
        ("present/wording/partners.py", "mpp_lib.present.shown.table"),
        ("present/keten/glossary.py", "mpp_lib.present.prognose.density"),
        ("inputs/rules/plan.py", "mpp_lib.inputs.check"),
    ],
)
def test_a_wrong_import_would_be_found(path, imported):
    """The check itself sees a later stage, a room above, and a room beside."""
    module, _, name = imported.rpartition(".")
    source = f"def f():\n    from {module} import {name}\n"
    assert list(wrong_imports({path: source})) == [f"{path} importeert {imported}"]


def test_a_right_import_is_not():
    """Rooms before, the own room and earlier stages are free."""
    source = "from mpp_lib.present.keten.balances import a\nfrom mpp_lib.present.wording.partners import b\n"
    assert not list(wrong_imports({"present/keten/glossary.py": source}))
