"""Whether the ledger of a round accounts for everything that changed since its previous version."""

from __future__ import annotations

from pathlib import Path

from mpp_lib.base.errors import InputError
from mpp_lib.compare.changes.ledger import Account
from mpp_lib.inputs.check import in_order
from mpp_lib.inputs.load import load_round
from mpp_lib.production.chains import catalogue_named


def refuse_unexplained(round_folder: Path, previous_version: Path) -> None:
    """Refuses a round of which an input changed without a line in ``wijzigingen.csv``.

    Args:
        previous_version: a folder of the shape of a round, with what the version before was made from.

    Raises:
        InputError: with every change that no line covers (file, key, old, new), every line that covers nothing that
            changed, and every line that says another value than the files do; or with what is wrong with either folder.
    """
    new, old = (load_round(folder, catalogue_named) for folder in (round_folder, previous_version))
    problems = in_order(Account.between(new, old).problems(), round_folder)
    if problems:
        raise InputError(problems)
