"""``rounds/versies.csv``: every version that was frozen, of all rounds, in the order in which that was done."""

from __future__ import annotations

from mpp_lib.base.months import MONTH_TEXT
from mpp_lib.inputs.declared.column import Column, choice, text
from mpp_lib.inputs.declared.ladder import ADOPTED, CONCEPT, DISCUSSED, REJECTED
from mpp_lib.inputs.declared.papers import OPLEGNOTA, SHEETS, SIGNALS, VOLUMES
from mpp_lib.inputs.declared.products import EDITION, PRODUCTIEMODEL, PROGNOSE, RAPPORTAGE
from mpp_lib.inputs.declared.table import InputTable

VERSION_NAME = r"[a-z0-9](?:[a-z0-9.-]{0,29}[a-z0-9])?"
"""As a folder is called on every system: no capitals, no signs that one of them refuses."""
_ALONE = (PROGNOSE, PRODUCTIEMODEL, RAPPORTAGE, OPLEGNOTA, VOLUMES)
FROZEN = f"{', '.join(_ALONE)}, {EDITION}JJJJ-MM, {SIGNALS}JJJJ-MM of {SHEETS}PARTNER"
"""Of what a version can be kept, as a message names it."""
_PRODUCT = f"{'|'.join(_ALONE)}|(?:{EDITION}|{SIGNALS}){MONTH_TEXT}|{SHEETS}[a-z]+"
CHECKSUM = r"[0-9a-f]{64}"


def _exact(name: str, holds: str, pattern: str, meaning: str = "") -> Column:
    return Column(name, "text", holds, meaning, pattern=pattern, wrong="dit is hier geen geldige waarde")


VERSIONS = InputTable(
    "versies.csv",
    "De bewaarde versies van alle rondes, in de volgorde waarin zij bewaard zijn. `mpp freeze` schrijft dit bestand.",
    (
        text("ronde", "de naam van de ronde"),
        _exact("versie", "de naam van de versie, zoals concept-1", VERSION_NAME),
        _exact("product", FROZEN, _PRODUCT),
        choice("stand", (CONCEPT, DISCUSSED, ADOPTED, REJECTED), "de stand waarin zij is bewaard"),
        _exact(
            "kop", "een controlegetal van 64 tekens", CHECKSUM, "SHA-256 van `tagmanifest-sha256.txt` van de versie"
        ),
    ),
    ("ronde", "versie"),
)

ELSEWHERE = InputTable(
    "elders.csv",
    "Bewaarde versies waarvan de map niet in deze kopie van de rondes staat, en waar zij dan is.",
    (
        text("ronde", "de naam van de ronde"),
        text("versie", "de naam van de versie"),
        text("waar", "waar de versie is, of hoe zij weer te maken is"),
    ),
    ("ronde", "versie"),
)
