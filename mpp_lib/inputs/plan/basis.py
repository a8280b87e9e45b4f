"""What a plan says of the Prognose it was made on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mpp_lib.inputs.reading.files import ROUND_NAME

MARK_LENGTH = 16
_NAMED = re.compile(rf"\W*({ROUND_NAME})\b\W*(?:(?:kenmerk|checksum)\W*)?([0-9a-f]{{{MARK_LENGTH}}})\W*", re.IGNORECASE)


@dataclass(frozen=True)
class PlanBasis:
    """What a plan says of the Prognose it was made on.

    Attributes:
        where: the cell or row that says so, as a message names it.
        text: what stands there.
    """

    where: str
    text: str

    @property
    def named(self) -> str | None:
        """Round and mark, as ``prognose_name`` writes them; None where they cannot be read."""
        match = _NAMED.fullmatch(self.text)
        return f"{match[1].lower()} {match[2].lower()}" if match else None
