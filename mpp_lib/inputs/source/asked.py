"""Where figures are asked from: a file, an address, or a database, and never with a secret in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from mpp_lib.base.errors import InputError, Problem

FROM, QUERY, MAP = "--from", "--query", "--map"
FROM_ENVIRONMENT = "env:"
"""How an address begins that stands in a variable of the environment, for it may hold a password."""
_WEB = ("http", "https")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_CBS = re.compile(r"/(?:ODataFeed|ODataApi)/odata/([0-9A-Za-z]{4,20})/?", re.IGNORECASE)
_SDMX = "/sdmx/2.1/data/"
_SECRETS = re.compile(
    r"""^[a-z][a-z0-9+.-]*://[^:@/?#]*:[^@]*@
    | [?&;](?:[^=&;]*(?:pass|pwd|secret|token|key|cred|signature)[^=&;]*|sig|sas|auth|jwt)=""",
    re.IGNORECASE | re.VERBOSE,
)
"""A password before the server, whatever signs are in it, or a name behind the question mark that promises one, or the
signature of a file that was shared."""


@dataclass(frozen=True)
class Asked:
    """What was asked for.

    Attributes:
        origin: a file, an address, or ``env:`` and the name of a variable.
        query: a file with SQL.
        mapping: a mapping file.
    """

    origin: str
    query: Path | None = None
    mapping: Path | None = None

    @property
    def road(self) -> str:
        """cbs, eurostat, web, sql or file."""
        if self.origin.startswith(FROM_ENVIRONMENT):
            return "sql"
        parts = self.parts
        if parts.scheme.lower() in _WEB:
            return "cbs" if self.table else "eurostat" if _SDMX in parts.path else "web"
        return "sql" if _SCHEME.match(self.origin) else "file"

    @property
    def parts(self) -> SplitResult:
        """The parts of an address; nothing but its text as a path where it is none."""
        try:
            return urlsplit(self.origin)
        except ValueError:
            return SplitResult("", "", self.origin, "", "")

    @property
    def table(self) -> str:
        """The table of CBS that an address is of; empty for any other."""
        match = _CBS.fullmatch(self.parts.path)
        return match[1] if match else ""

    def refuse(self) -> None:
        """Refuse what cannot be asked so.

        Raises:
            InputError: the address holds a password, a query goes with what is no database, or the other way around.
        """
        found = list(self._refused())
        if found:
            raise InputError(found)

    def _refused(self) -> Iterator[Problem]:
        address = _SCHEME.match(self.origin)
        if address and _SECRETS.search(self.origin):
            problem = "een wachtwoord hoort niet op de opdrachtregel"
            expected = f"een adres zonder wachtwoord, of {FROM_ENVIRONMENT}NAAM met het adres in die omgevingsvariabele"
            yield Problem(FROM, "", "", problem, expected)
        elif address and not self.parts.scheme:
            yield Problem(FROM, "", self.origin, "dit is geen adres", "een adres zoals https://server/cijfers.xlsx")
        if self.road == "sql" and self.query is None:
            yield Problem(QUERY, "", "", "een database vraagt om een zoekvraag", "een bestand met SQL")
        if self.road != "sql" and self.query is not None:
            problem = "alleen een database krijgt een zoekvraag"
            yield Problem(QUERY, "", str(self.query), problem, "een database bij --from, of geen --query")
