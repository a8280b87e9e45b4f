"""What a shell can complete: rounds and versions of the project, indicators, partners, steps; read without delay."""

from __future__ import annotations

import csv
from pathlib import Path

import typer

from mpp_lib.inputs.reading.files import VERSIONS_FOLDER, edition_months, round_names, rounds_above


def _rounds(context: typer.Context) -> list[Path]:
    """The folders of the rounds, the newest first, as far as the line says by now where they are."""
    root = rounds_above(context.obj or Path())
    return [root / name for name in reversed(round_names(root))] if root else []


def rounds(context: typer.Context, incomplete: str) -> list[str]:
    """Names of rounds."""
    return [path.name for path in _rounds(context) if path.name.startswith(incomplete)]


def rounds_and_versions(context: typer.Context, incomplete: str) -> list[str]:
    """Names of rounds and of their versions, as ``2024-2/concept-1``."""
    return [*rounds(context, incomplete), *versions(context, incomplete)]


def versions(context: typer.Context, incomplete: str) -> list[str]:
    """Names of versions with that of their round."""
    folders = ((folder, sorted((folder / VERSIONS_FOLDER).glob("[!.]*"))) for folder in _rounds(context))
    names = (f"{folder.name}/{path.name}" for folder, paths in folders for path in paths if path.is_dir())
    return [name for name in names if name.startswith(incomplete)]


def indicators(incomplete: str) -> list[tuple[str, str]]:
    """Ids of indicators, each with what it is."""
    from mpp_lib.production.chains import STANDARD, chain_named

    return [(node.id, node.label) for node in chain_named(STANDARD).nodes if node.id.startswith(incomplete)]


def parameters(incomplete: str) -> list[tuple[str, str]]:
    """Names of parameters and distributions, each with what it is."""
    from mpp_lib.production.chains import STANDARD, catalogue_named

    known = catalogue_named(STANDARD)
    listed = {each.name: each.label for each in known.parameters.values()}
    listed |= {each.name: each.label for each in known.kernels.values()}
    return [(name, label) for name, label in listed.items() if name.startswith(incomplete)]


def _asked_round(context: typer.Context) -> Path | None:
    """The folder of the round that stands on the line, which is not read further than what is being typed."""
    named = {context.params.get("name"), *context.args}
    return next((folder for folder in _rounds(context) if folder.name in named), None)


def months(context: typer.Context, incomplete: str) -> list[str]:
    """Months of the editions of the monitor of the round that stands on the line, the newest first."""
    folder = _asked_round(context)
    found = map(str, reversed(edition_months(folder))) if folder else ()
    return [month for month in found if month.startswith(incomplete)]


def organisations(context: typer.Context, incomplete: str) -> list[str]:
    """Organisations that take part in the round that stands on the line, by its register."""
    folder = _asked_round(context)
    register = folder / "registers" / "partners.csv" if folder else None
    if register is None or not register.is_file():
        return []
    with register.open(encoding="utf-8-sig", errors="replace", newline="") as rows:
        names = [row[0] for row in csv.reader(rows, delimiter=";") if row][1:]
    return [name for name in dict.fromkeys(names) if name.startswith(incomplete)]


def products(incomplete: str) -> list[str]:
    """Products on which is decided."""
    from mpp_lib.inputs.declared.products import PRODUCTS

    return [product.name for product in PRODUCTS if product.name.startswith(incomplete)]


def steps(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Steps of the product that stands on the line, each with what it says."""
    from mpp_lib.inputs.declared.products import product_named

    named = (product_named(word) for word in (*reversed(context.args), str(context.params.get("product"))))
    product = next(filter(None, named), None)
    known = product.steps if product else ()
    return [(step.name, step.status) for step in known if step.name.startswith(incomplete)]


def impact_partners(incomplete: str) -> list[str]:
    """Partners that get an impact sheet."""
    from mpp_lib.production.impact_sheets import SHEETS

    return [key for key in SHEETS if key.startswith(incomplete)]


def audiences(incomplete: str) -> list[str]:
    """For whom a version can be."""
    from mpp_lib.inputs.declared.round import AUDIENCES

    return [each for each in AUDIENCES if each.startswith(incomplete)]
