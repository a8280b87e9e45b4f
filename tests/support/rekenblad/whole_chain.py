"""The workbook of the whole chain, that every test of what a reader meets looks at."""

from mpp_lib.present.rekenblad.book import Origin, book
from mpp_lib.present.rekenblad.cells import Values
from mpp_lib.present.rekenblad.finish import finished
from mpp_lib.present.rekenblad.sheets import workbook
from mpp_lib.production.engine import run
from mpp_lib.production.expression import Param
from tests.support.rekenblad.twin_cases import CHAIN, DAY, about, surroundings

DANGEROUS = ("=1+1", "+31", "-5", "@som", "\t=1", "\r=1", '=HYPERLINK("x")')
"""Owners and sources that would be worked out."""
WHOLE = surroundings(11, months=24, draws=1)
_OWNED = [Param(spec.name) for spec in CHAIN.parameters]
_ORIGINS = {
    key: Origin(DANGEROUS[n % len(DANGEROUS)], DANGEROUS[-1 - n % len(DANGEROUS)]) for n, key in enumerate(_OWNED)
}


def write_whole() -> tuple[bytes, Values]:
    """The file, and what its formulas give."""
    made = book(CHAIN, WHOLE, run(CHAIN, WHOLE), 0, about("medio"), origins=_ORIGINS)
    content, values = workbook(made)
    return finished(content, values, DAY), values
