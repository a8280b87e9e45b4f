"""What a reader of the summary has to know of where the round is weak, by rule from its own numbers."""

from __future__ import annotations

from mpp_lib.compare.hindcast.hindcast import Hindcast
from mpp_lib.present.prognose.transition import Transition, rarest_text
from mpp_lib.present.trefzekerheid.hindcast_chart import furthest_text
from mpp_lib.present.wording.sentences import led, sentence
from mpp_lib.production.run import RoundResult


def weak_spots_text(result: RoundResult, hindcast: Hindcast | None) -> str:
    """What medio asks that was seldom seen, and how far the chain was off; empty where neither is known."""
    told = [rarest_text(Transition(result)), furthest_text(hindcast) if hindcast else ""]
    clauses = [text for text in told if text]
    return led("Waar het zwak staat", sentence(*clauses)) if clauses else ""
