"""The analyst's words on revisions, each with its indicator."""

from dataclasses import replace

from mpp_lib.present.bijstellingen.explanations import (
    NO_EXPLANATION,
    explanation,
    explanations,
    explanations_text,
    general_text,
)
from mpp_lib.production.run import RoundResult


def test_an_explanation_stands_with_its_indicator(result: RoundResult) -> None:
    """``## id`` begins the text of that indicator; another heading belongs to the text it stands in."""
    text = "Vooraf.\n\n## Opmerking\n\nmeer\n\n## coa.bezetting\n\nLagere instroom.\n\n## nidos.pupillen\nMeer amv's.\n"
    own = replace(result, inputs=replace(result.inputs, texts={"bijstellingen": text}))
    assert general_text(own) == "Vooraf.\n\n## Opmerking\n\nmeer"
    assert explanations(own) == {"coa.bezetting": "Lagere instroom.", "nidos.pupillen": "Meer amv's."}
    assert explanation(own, "coa.bezetting") == "Lagere instroom."
    assert explanation(own, "dtv.instroom") == NO_EXPLANATION
    listed = explanations_text(own)
    assert "**Pupillen van Nidos.** Meer amv's." in listed
    assert "Lagere instroom" not in listed
    steps = replace(
        result, inputs=replace(result.inputs, texts={"bijstellingen": "## nidos.pupillen\n1. Een\n2. Twee\n"})
    )
    assert "**Pupillen van Nidos.**\n\n1. Een\n2. Twee" in explanations_text(steps)
    assert "Instroom bij de DT&V" in listed.split("Zonder eigen toelichting van de analist: ")[1]
