"""A file that a command makes for somebody to fill or read: never one that is there, as it may have been filled."""

from __future__ import annotations

from pathlib import Path

from mpp_lib.base.errors import InputError, Problem

_KINDS = {".xlsx": "een werkboek", ".html": "een bladzijde", ".docx": "een Word-document", ".ics": "een agendabestand"}


def refuse_existing(out: Path, suffix: str) -> None:
    """Refuse a place where nothing of this kind can be made.

    Raises:
        InputError: it is taken, called otherwise, or in a folder that is not there.
    """
    if out.exists() or out.is_symlink():
        raise InputError([Problem("--out", "", str(out), "het bestand bestaat al", "een nieuwe naam")])
    refuse_otherwise(out, suffix, "--out")


def refuse_otherwise(out: Path, suffix: str, option: str) -> None:
    """Refuse a place where a file of this kind cannot stand; one that stands there is made again.

    Raises:
        InputError: it is called otherwise, or in a folder that is not there.
    """
    if out.suffix.lower() != suffix:
        problem = f"de naam past niet bij {_KINDS[suffix]}"
        raise InputError([Problem(option, "", str(out), problem, f"een naam op {suffix}")])
    if not out.parent.is_dir():
        raise InputError([Problem(option, "", str(out.parent), "deze map bestaat niet", "een map die er is")])
