"""Data flows one way: a module imports only from its own stage or an earlier one."""

import ast
from pathlib import Path

import mpp_lib

STAGES = ("base", "inputs", "inflow", "production", "compare", "present", "report", "archive", "api", "cli")
LIBRARY = Path(mpp_lib.__file__).parent


def stage_of(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if parts[0] == "mpp_lib" and len(parts) > 1 else None


def imported_modules(source: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_every_folder_of_the_library_is_a_stage():
    """No room exists outside the stages."""
    folders = {path.name for path in LIBRARY.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders <= set(STAGES)


def test_imports_run_one_way():
    """No module imports from a later stage."""
    wrong = []
    for path in LIBRARY.rglob("*.py"):
        stage = path.relative_to(LIBRARY).parts[0]
        if stage not in STAGES:
            continue
        for module in imported_modules(path.read_text(encoding="utf-8")):
            target = stage_of(module)
            if target in STAGES and STAGES.index(target) > STAGES.index(stage):
                wrong.append(f"{path.relative_to(LIBRARY)} imports {module}")
    assert not wrong, "\n".join(wrong)


def test_a_later_import_would_be_found():
    """The check itself sees an import that runs the wrong way."""
    modules = imported_modules("def f():\n    from mpp_lib.report import build\n")
    assert modules == {"mpp_lib.report.build"}
    assert stage_of("mpp_lib.report.build") == "report"
