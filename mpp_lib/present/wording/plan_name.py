"""What the IND-prognoseplan of a round is called, so that a made-up one never passes for a delivery of the IND."""

from __future__ import annotations

from mpp_lib.inputs.declared.fiction import marked as marked_when
from mpp_lib.inputs.round_inputs import RoundInputs

PLAN = "IND-prognoseplan"


def plan_name(inputs: RoundInputs) -> str:
    """``IND-prognoseplan``, marked where it is a made-up example."""
    return marked(PLAN, inputs)


def marked(name: str, inputs: RoundInputs) -> str:
    """What is of the plan of a round, with the mark of a made-up one behind it."""
    return marked_when(name, fiction=inputs.plan_is_fiction)
