"""What a version says of itself in the words of archives: Dublin Core, in ``bag-info.txt`` and as a file of its own.

It names organisations and roles, and no persons. Who takes a version into an archive that asks for MDTO puts
``mdto.xml`` in the round folder before it is frozen: it goes along as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from mpp_lib import __version__
from mpp_lib.archive.bag import Info
from mpp_lib.inputs.declared.products import PROGNOSE
from mpp_lib.inputs.reading.settings import RoundSettings
from mpp_lib.inputs.state import State
from mpp_lib.inputs.versions import AUDIENCE, FOLLOWS, PRINTED, RESTS_ON, SEAL, STATE, Version, seal

DUBLIN_CORE = "metadata/dublincore.xml"
MDTO = "mdto.xml"
NOTHING = "geen"
MAKER = "APM, beheerder van de MPP"
"""The role in which a version is kept (protocol, chapter 4): never a person, as everywhere here."""
_ELEMENTS = "http://purl.org/dc/elements/1.1/"
_CONTAINER = "http://www.openarchives.org/OAI/2.0/oai_dc/"


@dataclass(frozen=True)
class Description:
    """A version in words.

    Attributes:
        day: the day that it bears, as ``JJJJ-MM-DD``.
        audience: for whom it is.
        results: SHA-256 of its result table.
        earlier: every version that was registered before it.
        bases: the versions that it rests on.
    """

    settings: RoundSettings
    product: str
    name: str
    day: str
    state: State
    audience: str
    results: str
    earlier: tuple[Version, ...]
    bases: tuple[Version, ...]

    @property
    def identifier(self) -> str:
        """How it is called among all versions."""
        return f"MPP {self.settings.round}/{self.name}"

    @property
    def printed(self) -> str:
        """How its documents call it: they were made before it had a name."""
        named = self.settings.prognose.version if self.product == PROGNOSE else self.settings.version
        return self.state.version(named)

    def info(self) -> Info:
        """The lines of ``bag-info.txt``, in order."""
        return [
            ("Source-Organization", MAKER),
            ("External-Description", self.settings.title),
            ("External-Identifier", self.identifier),
            ("Bagging-Date", self.day),
            ("Bag-Software-Agent", f"mpp {__version__}"),
            *((f"DC-{element.capitalize()}", value) for element, value in self.elements()),
            ("MPP-Round", self.settings.round),
            ("MPP-Product", self.product),
            ("MPP-Version", self.name),
            (PRINTED, self.printed),
            (STATE, self.state.name),
            (AUDIENCE, self.audience),
            ("MPP-Results-SHA256", self.results),
            (FOLLOWS, self.earlier[-1].reference if self.earlier else NOTHING),
            (SEAL, seal(self.earlier)),
            *((RESTS_ON, reference) for reference in [base.reference for base in self.bases] or [NOTHING]),
        ]

    def elements(self) -> Iterator[tuple[str, str]]:
        """Element of Dublin Core → value."""
        yield "title", f"{self.settings.title}: {self.product}, versie {self.name}"
        yield "creator", MAKER
        yield "date", self.day
        yield "identifier", self.identifier
        yield "language", "nl"
        yield "type", "Dataset"
        yield "description", f"Stand: {self.state.status}. {self.settings.disclaimer}".strip()
        yield "rights", f"Doelgroep: {self.audience}"

    def dublin_core(self) -> bytes:
        """The same elements as XML."""
        said = ((element, escape(" ".join(value.split()))) for element, value in self.elements())
        return "\n".join(
            [
                '<?xml version="1.0" encoding="UTF-8"?>',
                f'<oai_dc:dc xmlns:oai_dc="{_CONTAINER}" xmlns:dc="{_ELEMENTS}">',
                *(f"  <dc:{element}>{value}</dc:{element}>" for element, value in said),
                "</oai_dc:dc>",
                "",
            ]
        ).encode("utf-8")
