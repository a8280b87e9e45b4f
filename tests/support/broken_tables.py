"""Faults in a cell or a row of a table."""

import random
from collections.abc import Callable

from tests.support.broken_rounds import Copy, Told, kind

SCENARIOS, REALISED = "inputs/scenarios.csv", "inputs/realisaties.csv"
PARAMETERS, KERNELS, PLAN = "inputs/parameters.csv", "inputs/verdelingen.csv", "inputs/ind_prognoseplan.csv"
MEASURES, DELIVERIES, EXPERTS = "inputs/maatregelen.csv", "inputs/leveringen.csv", "inputs/experts.csv"
ADOPTED, RANGES, RISKS = "inputs/gehanteerd.csv", "inputs/bereiken.csv", "registers/risicos.csv"


def one_cell(
    rng: random.Random,
    copy: Copy,
    place: tuple[str, str],
    values: tuple[str, ...],
    *words: str,
    fits: Callable[[dict[str, str]], bool] = lambda _: True,
) -> list[Told]:
    """Another value in one cell of a column, of a row that fits; the message names the cell and the value."""
    file, column = place
    row, value = copy.some_row(rng, file, fits), rng.choice(values)
    copy.put(file, row, column, value)
    return [Told(file, f"rij {row}, kolom {column}", (*([value.strip()] if value.strip() else []), *words))]


def twice(rng: random.Random, copy: Copy, file: str, column: str, *words: str) -> list[Told]:
    """A row once more, some rows below."""
    row = copy.some_row(rng, file)
    again = rng.randint(row + 1, len(copy.rows(file)) + 1)
    copy.insert(file, again, copy.rows(file)[row - 1])
    return [Told(file, f"rij {again}{f', kolom {column}' if column else ''}", (f"rij {row}", *words))]


@kind
def chance_above_one(rng: random.Random, copy: Copy) -> list[Told]:
    return one_cell(rng, copy, (SCENARIOS, "kans"), ("1,25", "3", "120%", "-0,1"), "tussen 0 en 1")


@kind
def chances_that_are_no_whole(rng: random.Random, copy: Copy) -> list[Told]:
    row = copy.some_row(rng, SCENARIOS, lambda cells: cells["kans"] in ("0,25", "0,5"))
    copy.put(SCENARIOS, row, "kans", rng.choice(("0,1", "0,35", "0,4")))
    return [Told(SCENARIOS, f"jaar {copy.cell(SCENARIOS, row, 'jaar')}", ("tellen niet op tot 1",))]


@kind
def spread_not_above_nil(rng: random.Random, copy: Copy) -> list[Told]:
    return one_cell(rng, copy, (SCENARIOS, "spreiding"), ("0", "-3000", "0,0"), "ten minste 1")


@kind
def number_in_words(rng: random.Random, copy: Copy) -> list[Told]:
    return one_cell(rng, copy, (SCENARIOS, "verwachting"), ("veel", "circa 30000", "30k", "#N/B"), "getal")


@kind
def number_left_out(rng: random.Random, copy: Copy) -> list[Told]:
    return one_cell(rng, copy, (SCENARIOS, "verwachting"), ("", "  "), "leeg")


@kind
def year_outside_the_horizon(rng: random.Random, copy: Copy) -> list[Told]:
    row = copy.some_row(rng, SCENARIOS)
    cells = [rng.choice(("2031", "2019", "2035")), *copy.rows(SCENARIOS)[row - 1][1:]]
    copy.insert(SCENARIOS, row, cells)
    return [Told(SCENARIOS, f"rij {row}, kolom jaar", (cells[0], "2024"))]


@kind
def scenario_twice(rng: random.Random, copy: Copy) -> list[Told]:
    return twice(rng, copy, SCENARIOS, "")


@kind
def distribution_unknown(rng: random.Random, copy: Copy) -> list[Told]:
    return one_cell(rng, copy, (SCENARIOS, "verdeling"), ("gamma", "Normale", "lognormal"), "normaal", "lognormaal")


@kind
def month_that_is_none(rng: random.Random, copy: Copy) -> list[Told]:
    months = ("2023-13", "2023-00", "23-1", "maart", "2023-K5")
    return one_cell(
        rng, copy, (REALISED, "periode"), months, "JJJJ-MM", fits=lambda cells: cells["indicator"].startswith("europa")
    )


@kind
def indicator_misspelt(rng: random.Random, copy: Copy) -> list[Told]:
    row = copy.some_row(rng, REALISED, lambda cells: cells["indicator"].startswith("europa.m"))
    copy.put(REALISED, row, "indicator", rng.choice(("europa.meldende_lande", "europa.melende_landen")))
    return [Told(REALISED, f"rij {row}, kolom indicator", ("europa.meldende_landen",))]


@kind
def fewer_than_nobody(rng: random.Random, copy: Copy) -> list[Told]:
    return one_cell(rng, copy, (REALISED, "waarde"), ("-1", "-250"), "0 of hoger")


@kind
def status_unknown(rng: random.Random, copy: Copy) -> list[Told]:
    return one_cell(rng, copy, (REALISED, "status"), ("defintief", "concept", "ok"), "definitief", "voorlopig")


@kind
def source_left_out(rng: random.Random, copy: Copy) -> list[Told]:
    return one_cell(rng, copy, (REALISED, "bron"), ("",), "leeg")


@kind
def realisation_twice(rng: random.Random, copy: Copy) -> list[Told]:
    return twice(rng, copy, REALISED, "")


@kind
def month_missing_in_a_series(rng: random.Random, copy: Copy) -> list[Told]:
    inside = ("2022-02", "2022-03", "2022-04", "2022-05", "2023-08", "2023-09")
    row = copy.some_row(
        rng, REALISED, lambda cells: cells["indicator"] == "asiel.instroom_eerste" and cells["periode"] in inside
    )
    period, indicator, *_ = copy.drop(REALISED, row)
    return [Told(REALISED, f"indicator {indicator}", (period,))]


@kind
def number_with_a_point(rng: random.Random, copy: Copy) -> list[Told]:
    return one_cell(
        rng, copy, (REALISED, "waarde"), ("1.455", "2.120"), fits=lambda cells: cells["indicator"] == "coa.bezetting"
    )


@kind
def month_after_the_cutoff(rng: random.Random, copy: Copy) -> list[Told]:
    cells = [rng.choice(("2024-09", "2025-01")), "europa.meldende_landen", "27", "definitief", "verzonnen"]
    row = len(copy.rows(REALISED)) + 1
    copy.insert(REALISED, row, cells)
    return [Told(REALISED, f"rij {row}, kolom periode", (cells[0],))]


@kind
def parameter_unknown(rng: random.Random, copy: Copy) -> list[Told]:
    row = copy.some_row(rng, PARAMETERS)
    cells = copy.rows(PARAMETERS)[row - 1]
    name = f"{cells[0]}x"
    copy.insert(PARAMETERS, row, [name, *cells[1:]])
    return [Told(PARAMETERS, f"rij {row}, kolom parameter", (name, cells[0]))]


@kind
def parameter_missing(rng: random.Random, copy: Copy) -> list[Told]:
    row = copy.some_row(
        rng, PARAMETERS, lambda cells: cells["parameter"] in ("beroep_dublin", "opvang_nareis", "aandeel_amv")
    )
    name = copy.drop(PARAMETERS, row)[0]
    return [Told(PARAMETERS, f"parameter {name}", ("ontbreekt",))]


@kind
def month_of_a_parameter_that_is_none(rng: random.Random, copy: Copy) -> list[Told]:
    months = ("2024-00", "januari", "2024", "24-01")
    return one_cell(
        rng, copy, (PARAMETERS, "vanaf"), months, "JJJJ-MM", fits=lambda cells: cells["mpp_scenario"] == "maximum"
    )


@kind
def share_above_one(rng: random.Random, copy: Copy) -> list[Told]:
    return one_cell(
        rng,
        copy,
        (PARAMETERS, "waarde"),
        ("1,4", "75", "140%"),
        "0 tot en met 1",
        fits=lambda c: c["eenheid"] == "aandeel",
    )


@kind
def mpp_scenario_unknown(rng: random.Random, copy: Copy) -> list[Told]:
    names = ("midden", "max", "laag")
    return one_cell(
        rng, copy, (PARAMETERS, "mpp_scenario"), names, "medio", fits=lambda cells: cells["mpp_scenario"] == "maximum"
    )


@kind
def unit_of_something_else(rng: random.Random, copy: Copy) -> list[Told]:
    return one_cell(rng, copy, (PARAMETERS, "eenheid"), ("kilometers", "procent", "zaken per jaar"), "eenheid")


@kind
def owner_left_out(rng: random.Random, copy: Copy) -> list[Told]:
    return one_cell(rng, copy, (PARAMETERS, "eigenaar"), ("",), "leeg")


@kind
def parameter_twice(rng: random.Random, copy: Copy) -> list[Told]:
    return twice(rng, copy, PARAMETERS, "")


@kind
def shares_that_are_no_whole(rng: random.Random, copy: Copy) -> list[Told]:
    names = ("beroepstermijn", "nareis_aanvraag", "nareis_inreis", "bezwaartermijn", "verlenging_aanvraag")
    row = copy.some_row(rng, KERNELS, lambda cells: cells["parameter"] in names)
    copy.put(KERNELS, row, "aandeel", rng.choice(("0,01", "0,9")))
    return [
        Told(KERNELS, f"verdeling {copy.cell(KERNELS, row, 'parameter')}, vanaf 2015-01", ("tellen niet op tot 1",))
    ]


@kind
def lag_that_is_none(rng: random.Random, copy: Copy) -> list[Told]:
    return one_cell(
        rng, copy, (KERNELS, "k"), ("1,5", "-1", "drie"), fits=lambda c: c["parameter"] == "nareis_aanvraag"
    )


@kind
def quantity_unknown(rng: random.Random, copy: Copy) -> list[Told]:
    row = copy.some_row(rng, PLAN, lambda cells: cells["stroom"].startswith("spoor"))
    cells = copy.rows(PLAN)[row - 1]
    copy.insert(PLAN, row, [*cells[:3], rng.choice(("kapaciteit", "capaciteiten")), *cells[4:]])
    return [Told(PLAN, f"rij {row}, kolom grootheid", ("capaciteit",))]


@kind
def month_missing_in_the_plan(rng: random.Random, copy: Copy) -> list[Told]:
    row = copy.some_row(rng, PLAN, lambda cells: cells["grootheid"] in ("capaciteit", "instroom"))
    month, scenario, stream, quantity, *_ = copy.drop(PLAN, row)
    return [Told(PLAN, f"stroom {stream}, grootheid {quantity}, {scenario}", (month,))]


@kind
def capacity_below_nil(rng: random.Random, copy: Copy) -> list[Told]:
    return one_cell(rng, copy, (PLAN, "waarde"), ("-5", "-620"), fits=lambda cells: cells["grootheid"] == "capaciteit")


@kind
def plan_twice(rng: random.Random, copy: Copy) -> list[Told]:
    row = copy.some_row(rng, PLAN, lambda cells: cells["grootheid"] == "instroom")
    copy.insert(PLAN, row + 1, copy.rows(PLAN)[row - 1])
    return [Told(PLAN, f"rij {row + 1}", (f"rij {row}",))]


@kind
def measure_of_an_unknown_kind(rng: random.Random, copy: Copy) -> list[Told]:
    return one_cell(rng, copy, (MEASURES, "soort"), ("min", "erbij", "keer"), "plus", "factor", "waarde")


@kind
def measure_that_ends_before_it_starts(rng: random.Random, copy: Copy) -> list[Told]:
    return one_cell(rng, copy, (MEASURES, "tot"), ("2024-10", "2024-12"), "2025-01")


@kind
def measure_on_without_a_ground(rng: random.Random, copy: Copy) -> list[Told]:
    copy.put(MEASURES, 2, "actief", rng.choice(("ja", "Ja")))
    return [Told(MEASURES, "rij 2, kolom grondslag", ("geen grondslag", "actief nee"))]


@kind
def measure_of_an_unknown_parameter(rng: random.Random, copy: Copy) -> list[Told]:
    names = ("rechtbank_capaciteiten", "rechtbankcapaciteit")
    return one_cell(rng, copy, (MEASURES, "parameter"), names, "rechtbank_capaciteit")


@kind
def delivery_that_is_not_there(rng: random.Random, copy: Copy) -> list[Told]:
    return one_cell(rng, copy, (DELIVERIES, "bestand"), ("plan_ind.pdf", "ind_prognoseplan.xlsx"))


@kind
def audience_unknown(rng: random.Random, copy: Copy) -> list[Told]:
    return one_cell(rng, copy, (DELIVERIES, "doelgroepen"), ("pers", "topberaden"), "topberaad")


@kind
def day_that_is_none(rng: random.Random, copy: Copy) -> list[Told]:
    return one_cell(rng, copy, (DELIVERIES, "datum"), ("2024-02-30", "vandaag", "2024-13-01"), "JJJJ-MM-DD")


@kind
def adopted_in_the_wrong_order(rng: random.Random, copy: Copy) -> list[Told]:
    copy.put(ADOPTED, 3, "waarde", value := rng.choice(("60000", "70000")))
    return [Told(ADOPTED, "jaar 2025", (value, "medio is hoger dan maximum"))]


@kind
def adopted_outside_the_horizon(rng: random.Random, copy: Copy) -> list[Told]:
    return one_cell(rng, copy, (ADOPTED, "jaar"), ("2031", "2019"), "2024", "2026")


@kind
def lowest_above_highest(rng: random.Random, copy: Copy) -> list[Told]:
    copy.put(EXPERTS, 2, "laag", value := rng.choice(("90000", "99999")))
    return [Told(EXPERTS, "rij 2", (value, "laag ≤ midden ≤ hoog"))]


@kind
def range_of_an_unknown_input(rng: random.Random, copy: Copy) -> list[Told]:
    row = copy.some_row(rng, RANGES)
    name = copy.cell(RANGES, row, "invoer")
    copy.put(RANGES, row, "invoer", f"{name}n")
    return [Told(RANGES, f"rij {row}, kolom invoer", (f"{name}n", name))]


@kind
def risk_of_an_unknown_indicator(rng: random.Random, copy: Copy) -> list[Told]:
    row = copy.some_row(rng, RISKS, lambda cells: cells["indicator"] == "coa.bezetting")
    copy.put(RISKS, row, "indicator", rng.choice(("coa.bezeting", "coa.bezettingen")))
    return [Told(RISKS, f"rij {row}, kolom indicator", ("coa.bezetting",))]


@kind
def risk_twice(rng: random.Random, copy: Copy) -> list[Told]:
    row = copy.some_row(rng, RISKS, lambda cells: cells["id"] != "R1")
    copy.put(RISKS, row, "id", "R1")
    return [Told(RISKS, f"rij {row}", ("R1", "rij 2"))]


@kind
def risk_of_an_unknown_kind(rng: random.Random, copy: Copy) -> list[Told]:
    return one_cell(rng, copy, (RISKS, "soort"), ("gevaar", "kans"), "risico", "onzekerheid", "aanname")
