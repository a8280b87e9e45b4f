"""The domain regulier, as declarations: applications by kind, objection, and the courts."""

from mpp_lib.production.chain_part import Piece
from mpp_lib.production.regulier import aanvragen, bezwaar, rechtspraak

PIECES: tuple[Piece, ...] = (aanvragen.PIECE, bezwaar.PIECE, rechtspraak.PIECE)
"""Everything the domain regulier declares."""
