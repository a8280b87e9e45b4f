"""How a sentence, a heading and a list name an indicator, from the words of its declaration."""

from __future__ import annotations

import re

from mpp_lib.base.catalogue import IndicatorSpec
from mpp_lib.present.wording.partners import partner_of
from mpp_lib.present.wording.sentences import Subject

_ARTICLE = re.compile(r"^(het aantal|de|het) ")


def subject_of(spec: IndicatorSpec) -> Subject:
    """The words for an indicator, with their article."""
    return Subject(spec.subject)


def short_name(spec: IndicatorSpec) -> str:
    """The words for an indicator as a heading, without article: ``Bezetting van de COA-opvang``."""
    text = lower_name(spec)
    return f"{text[:1].upper()}{text[1:]}"


def lower_name(spec: IndicatorSpec) -> str:
    """As :func:`short_name`, within a sentence: ``bezetting van de COA-opvang``, ``bewoners in procedure``."""
    return _ARTICLE.sub("", spec.subject)


def full_label(spec: IndicatorSpec) -> str:
    """Partner and label, for a list over partners: ``COA, bezetting``; an IND track is named too."""
    return f"{' '.join(filter(None, (partner_of(spec.id).short, spec.part)))}, {spec.label}"


def own_label(spec: IndicatorSpec) -> str:
    """Part and label, for a list within a partner: ``spoor 4, voorraad``."""
    return f"{spec.part}, {spec.label}" if spec.part else spec.label
