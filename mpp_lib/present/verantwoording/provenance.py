"""Where the numbers come from and how to compute them again: inputs, code, packages, seeds."""

from __future__ import annotations

import hashlib
import sys
from importlib.metadata import PackageNotFoundError, version

from mpp_lib import __version__
from mpp_lib.base.dutch import day_name, month_name, number, plain
from mpp_lib.base.result_table import checksum
from mpp_lib.base.shipped import LIBRARY
from mpp_lib.inputs.declared.products import RAPPORTAGE
from mpp_lib.inputs.fingerprint import deep_dive_digests
from mpp_lib.inputs.reading.files import TEXTS
from mpp_lib.present.shown.table import Column, Table
from mpp_lib.production.run import RoundResult

PACKAGES = (
    "numpy",
    "scipy",
    "pandas",
    "pydantic",
    "matplotlib",
    "great-tables",
    "papermill",
    "typst",
    "pypandoc-binary",
)
PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
"""The version of Python, as far as figures can depend on it: a repair of it gives the same report."""


def inputs_table(result: RoundResult) -> Table[tuple[str, str]]:
    """Every file that decides a figure, deep-dives included, with its checksum.

    Prose does not, and stands in the report itself.
    """
    read = {name: digest for name, digest in result.inputs.checksums.items() if not name.startswith(f"{TEXTS}/")}
    read |= deep_dive_digests(result.inputs.folder, RAPPORTAGE)
    return Table(
        sorted(read.items()),
        [Column("Bestand", 0), Column("SHA-256", lambda file: f"{file[1][:32]} {file[1][32:]}")],
        title="Invoerbestanden",
        note=f"Bron: map van ronde {result.inputs.settings.round}.",
        dense=True,
    )


def settings_table(result: RoundResult) -> Table[tuple[str, str]]:
    """What the round was computed with: settings, seed, model variant and the checksum of the result."""
    settings, profile, dependence = result.inputs.settings, result.forecast.profile, result.forecast.dependence
    kappa = "geschat uit de jaren" if profile.estimated else "gegeven"
    facts = {
        "Ronde": settings.round,
        "Horizon": f"{settings.span.start.year} tot en met {settings.span.end.year}",
        "Realisaties tot en met": month_name(settings.realised_until),
        "Peildatum": day_name(settings.cutoff),
        "Variant van de keten": settings.model,
        "Bezettingsnorm van de opvang": plain(settings.bezettingsnorm),
        "Startgetal van de toevalsreeksen": str(settings.seed),
        "Samenhang tussen jaren": f"scenario {plain(dependence.scenario)}, binnen scenario {plain(dependence.within)}",
        "Seizoensprofiel": f"{len(profile.years)} jaren, vastheid {number(profile.concentration, 1)} ({kappa})",
        "Controlegetal van de resultaattabel": checksum(result.table),
    }
    return _facts(result, facts, "Instellingen van de berekening")


def software_table(result: RoundResult) -> Table[tuple[str, str]]:
    """The version of the code and of the packages that computed and showed the round."""
    facts = {"mpp-lib": __version__, "Controlegetal van de code": code_digest(), "Python": PYTHON}
    facts |= {name: installed(name) for name in PACKAGES}
    return _facts(result, facts, "Programmatuur")


def recompute_text(result: RoundResult) -> str:
    """How to compute the round again, as Markdown."""
    name = result.inputs.settings.round
    return (
        f"Met dezelfde code en dezelfde invoerbestanden geeft `mpp produce {name}` hetzelfde rapport, en "
        f"`mpp results {name} --format csv` dezelfde resultaattabel, tot op de byte."
    )


def code_digest() -> str:
    """SHA-256 over the library's own source files."""
    digest = hashlib.sha256()
    for path in sorted(LIBRARY.rglob("*.py")):
        digest.update(path.relative_to(LIBRARY).as_posix().encode("utf-8"))
        digest.update(path.read_bytes())
    return digest.hexdigest()


def installed(package: str) -> str:
    """The installed version of a package."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "niet geïnstalleerd"


def _facts(result: RoundResult, facts: dict[str, str], title: str) -> Table[tuple[str, str]]:
    return Table(
        list(facts.items()),
        [Column("Gegeven", 0), Column("Waarde", 1)],
        title=title,
        note=f"Bron: berekening van ronde {result.inputs.settings.round}.",
        dense=True,
    )
