"""An edition of the monitor is kept with what it was held against: the version of the round, not its folder."""

import shutil
from pathlib import Path

from mpp_lib.archive.frozen_files import frozen_product
from mpp_lib.archive.recompute import recomputed
from mpp_lib.base.result_table import to_csv
from mpp_lib.compare.monitor.build import open_edition
from mpp_lib.report.monitor import monitor_table
from tests.support.versions import adopt

EARLIER = Path(__file__).resolve().parents[1] / "rounds" / "_eerder"
EDITION = "2024-02"


def test_an_edition_is_computed_again_from_what_is_kept_with_it(tmp_path: Path) -> None:
    """Also when the folder holds other inputs by then; its decisions are those of now."""
    folder = shutil.copytree(EARLIER, tmp_path / "rounds" / "_eerder", ignore=shutil.ignore_patterns("build"))
    data = adopt(folder)
    parameters = folder / "inputs" / "parameters.csv"
    text = parameters.read_text(encoding="utf-8")
    parameters.write_text(text.replace("herhaald;2023-01;;120;", "herhaald;2023-01;;620;"), encoding="utf-8")
    (folder / "inputs" / "later.txt").write_text("Geen invoer.\n", encoding="utf-8")
    sources = frozen_product(folder, f"monitor-{EDITION}").sources()
    assert sources["inputs/parameters.csv"] == data / "inputs" / "parameters.csv"
    assert sources["decisions.yml"] == folder / "decisions.yml"
    assert sources[f"monitor/{EDITION}/realisaties.csv"].is_relative_to(folder / "monitor")
    assert "inputs/later.txt" not in sources
    kept = tmp_path / "elders" / "rounds" / "_eerder" / "versions" / "editie" / "data"
    for path, file in sources.items():
        (kept / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, kept / path)
    made = open_edition(folder, EDITION)
    assert recomputed(kept, f"monitor-{EDITION}") == to_csv(monitor_table(made))
