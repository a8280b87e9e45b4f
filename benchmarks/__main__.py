"""Measure every part and tell what it gave.

    python -m benchmarks [--only PART]… [--into PAGE]

What is measured is printed as Markdown, part by part; with ``--into`` all of it goes in its place on a page too.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks import chain, daily, miniature, mixture, simulation, tables, workbook
from benchmarks.machine import machine
from benchmarks.shown import BEGIN, Table, put
from mpp_lib.production.open_round import open_round

ROUND = Path(__file__).parents[1] / "rounds" / simulation.ROUND


PARTS: Mapping[str, Callable[[], Table]] = {
    "simulatie": simulation.measured,
    "instroom": mixture.measured,
    "miniatuur": miniature.measured,
    "rekenblad": lambda: workbook.measured(ROUND),
    "keten": lambda: chain.measured(open_round(ROUND)),
    "tabellen": tables.measured,
    "dagelijks": daily.measured,
}
"""In the order of the page."""


def main() -> None:
    """Measure what is asked."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks")
    asked.add_argument("--only", action="append", choices=PARTS, metavar="DEEL", help=", ".join(PARTS))
    asked.add_argument("--into", type=Path, metavar="BLADZIJDE", help=f"een bladzijde met {BEGIN}")
    given = asked.parse_args()
    if given.only and given.into:
        asked.error("een bladzijde krijgt alle delen, uit één meting")
    began = time.perf_counter()
    told = [f"Gemeten op {time.strftime('%Y-%m-%d')}, alles na elkaar in één keer:\n\n{machine()}"]
    print(told[0], flush=True)
    for name in given.only or PARTS:
        print(f"{name} meten …", file=sys.stderr, flush=True)
        told.append(PARTS[name]().markdown)
        print(f"\n{told[-1]}", flush=True)
    print(f"klaar in {time.perf_counter() - began:.0f} s", file=sys.stderr)
    if given.into:
        put(given.into, "\n\n".join(told))


if __name__ == "__main__":
    main()
