"""An IND-prognoseplan that is refused."""

from pathlib import Path

import pytest

from tests.support.breaking import Break, add, messages, snapshot, swap, swap_all

PLAN = "inputs/ind_prognoseplan.csv"

BREAKS = (
    Break(
        "maand ontbreekt",
        swap(PLAN, "2024-05;medio;spoor4;capaciteit;2000;\n", ""),
        (
            "inputs/ind_prognoseplan.csv, stroom spoor4, grootheid capaciteit, medio: de reeks mist 2024-05."
            " Verwacht: elke maand van 2024-01 t/m 2025-12.",
        ),
    ),
    Break(
        "reeks ontbreekt",
        swap_all(PLAN, ";capaciteit;", ";voorraad;"),
        (
            "inputs/ind_prognoseplan.csv, stroom spoor4, grootheid capaciteit: de reeks ontbreekt."
            " Verwacht: capaciteit spoor 4, per maand en per mpp-scenario.",
        ),
    ),
    Break(
        "dubbele rij",
        add(PLAN, "2024-05;medio;spoor4;capaciteit;2100;"),
        (
            "inputs/ind_prognoseplan.csv, rij 147: dit staat ook al in rij 28 (gevonden: 2024-05, medio,"
            " spoor4, capaciteit)."
            " Verwacht: elke combinatie van maand, mpp_scenario, stroom en grootheid één keer.",
        ),
    ),
    Break(
        "negatieve capaciteit",
        swap(PLAN, "2024-05;medio;spoor4;capaciteit;2000;", "2024-05;medio;spoor4;capaciteit;-2000;"),
        (
            "inputs/ind_prognoseplan.csv, rij 28, kolom waarde: capaciteit van spoor4 ligt buiten het bereik"
            " (gevonden: -2000)."
            " Verwacht: een getal van 0 of hoger.",
        ),
    ),
    Break(
        "percentage boven 1",
        swap(
            PLAN, "2024-05;medio;spoor4;inwilligingspercentage;0,7;", "2024-05;medio;spoor4;inwilligingspercentage;70;"
        ),
        (
            "inputs/ind_prognoseplan.csv, rij 29, kolom waarde: inwilligingspercentage van spoor4 ligt"
            " buiten het bereik (gevonden: 70)."
            " Verwacht: een getal van 0 tot en met 1.",
        ),
    ),
    Break(
        "percentage zonder definitie",
        swap(
            PLAN,
            "2024-05;medio;spoor4;inwilligingspercentage;0,7;inhoudelijk spoor 4",
            "2024-05;medio;spoor4;inwilligingspercentage;0,7;",
        ),
        (
            "inputs/ind_prognoseplan.csv, rij 29, kolom definitie: het percentage heeft geen definitie (1"
            " rij)."
            " Verwacht: welke beslissingen meetellen.",
        ),
    ),
    Break(
        "percentage bij capaciteit",
        swap(PLAN, "2024-05;medio;spoor4;capaciteit;2000;", "2024-05;medio;spoor4;capaciteit;20%;"),
        (
            "inputs/ind_prognoseplan.csv, rij 28, kolom waarde: een percentage past hier niet (gevonden:"
            " 20%)."
            " Verwacht: een getal in zaken per maand.",
        ),
    ),
    Break(
        "onbekende stroom",
        add(PLAN, "2024-05;medio;spoor5;capaciteit;2100;"),
        (
            "inputs/ind_prognoseplan.csv, rij 147, kolom stroom: onbekende stroom (1 rij) (gevonden: spoor5)."
            " Verwacht: een stroom van het plan; het meest lijkt spoor4.",
        ),
    ),
    Break(
        "onbekende grootheid",
        add(PLAN, "2024-05;medio;spoor4;capacitet;2100;"),
        (
            "inputs/ind_prognoseplan.csv, rij 147, kolom grootheid: onbekende grootheid van spoor4 (1 rij)"
            " (gevonden: capacitet)."
            " Verwacht: een grootheid van het plan; het meest lijkt capaciteit.",
        ),
    ),
    Break(
        "maand buiten de horizon",
        add(PLAN, "2026-01;medio;spoor4;capaciteit;2100;"),
        (
            "inputs/ind_prognoseplan.csv, kolom maand: deze maanden liggen buiten de horizon (gevonden:"
            " 2026-01)."
            " Verwacht: maanden van 2024-01 tot en met 2025-12.",
        ),
    ),
    Break(
        "leeg mpp-scenario",
        swap(PLAN, "2024-05;medio;spoor4;capaciteit;2000;", "2024-05;;spoor4;capaciteit;2000;"),
        (
            "inputs/ind_prognoseplan.csv, rij 28, kolom mpp_scenario: de cel is leeg."
            " Verwacht: minimum, medio of maximum.",
        ),
    ),
    Break(
        "extra reeks met gat",
        add(PLAN, "2024-05;medio;spoor4;voorraad;2100;"),
        (
            "inputs/ind_prognoseplan.csv, stroom spoor4, grootheid voorraad, maximum: de reeks mist 2024-01"
            " t/m 2025-12."
            " Verwacht: elke maand van 2024-01 t/m 2025-12.",
            "inputs/ind_prognoseplan.csv, stroom spoor4, grootheid voorraad, medio: de reeks mist 2024-01"
            " t/m 2024-04, 2024-06 t/m 2025-12."
            " Verwacht: elke maand van 2024-01 t/m 2025-12.",
            "inputs/ind_prognoseplan.csv, stroom spoor4, grootheid voorraad, minimum: de reeks mist 2024-01"
            " t/m 2025-12."
            " Verwacht: elke maand van 2024-01 t/m 2025-12.",
        ),
    ),
)


@pytest.mark.parametrize("case", BREAKS, ids=lambda case: case.name)
def test_a_broken_plan_is_refused(case: Break, tiny: Path):
    """A broken plan gives exactly these messages, and the folder stays as it was."""
    case.edit(tiny)
    before = snapshot(tiny)
    assert messages(tiny) == list(case.messages)
    assert snapshot(tiny) == before
