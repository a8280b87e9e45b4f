"""What a partner can say of a product, and of what in it (protocol 4.2): as ``decisions.yml`` has it."""

from __future__ import annotations

from typing import Literal

Word = Literal["", "akkoord", "geen bezwaar", "bezwaar", "ter kennisname", "n.v.t."]
Subject = Literal["", "eigen cijfers", "keten"]
"""Empty where nothing was said."""
OBJECTION: Word = "bezwaar"
WORDS: tuple[Word, ...] = ("akkoord", "geen bezwaar", "bezwaar", "ter kennisname", "n.v.t.")
SUBJECTS: tuple[Subject, ...] = ("eigen cijfers", "keten")
"""The own figures of a partner, and the chain as a whole."""
