"""The domain asiel, as declarations: one module per partner or process, in the order people pass through."""

from mpp_lib.production.asiel import coa, dtv, gemeenten, ind, ind_uitkomsten, instroom, memo, nareis, rechtspraak
from mpp_lib.production.chain_part import Piece

PIECES: tuple[Piece, ...] = (
    instroom.PIECE,
    ind.PIECE,
    ind_uitkomsten.PIECE,
    rechtspraak.PIECE,
    nareis.PIECE,
    coa.PIECE,
    gemeenten.PIECE,
    dtv.PIECE,
    memo.PIECE,
)
"""Everything the domain asiel declares."""
