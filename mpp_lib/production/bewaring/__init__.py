"""The domain bewaring, as declarations: detention by ground, departures from it, and the courts."""

from mpp_lib.production.bewaring import detentie, rechtspraak
from mpp_lib.production.chain_part import Piece

PIECES: tuple[Piece, ...] = (detentie.PIECE, rechtspraak.PIECE)
"""Everything the domain bewaring declares."""
