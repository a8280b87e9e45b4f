"""Faults in a file as a whole: its header, its form, its settings, its words."""

import random

from tests.support.broken_rounds import Copy, Told, kind
from tests.support.broken_tables import EXPERTS, KERNELS, PARAMETERS, REALISED, SCENARIOS

TABLES = (SCENARIOS, REALISED, PARAMETERS, KERNELS, EXPERTS)
ROUND, DECISIONS, SUMMARY = "round.yml", "decisions.yml", "text/samenvatting.md"


def swap(copy: Copy, file: str, old: str, new: str) -> int:
    """Another piece of text where the old one stands; the number of its line."""
    text = copy.text(file)
    assert text.count(old) == 1, (file, old)
    copy.write(file, text.replace(old, new))
    return text[: text.index(old)].count("\n") + 1


@kind
def column_missing(rng: random.Random, copy: Copy) -> list[Told]:
    file = rng.choice(TABLES)
    rows = copy.rows(file)
    place = rng.randrange(len(rows[0]))
    copy.put_rows(file, [row[:place] + row[place + 1 :] for row in rows])
    return [Told(file, "rij 1", (rows[0][place],))]


@kind
def column_unknown(rng: random.Random, copy: Copy) -> list[Told]:
    file, name = rng.choice(TABLES), rng.choice(("notitie", "kolom2"))
    copy.put_rows(file, [[*row, name if number == 0 else ""] for number, row in enumerate(copy.rows(file))])
    return [Told(file, f"rij 1, kolom {name}", ())]


@kind
def column_twice(rng: random.Random, copy: Copy) -> list[Told]:
    file = rng.choice(TABLES)
    rows = copy.rows(file)
    place = rng.randrange(len(rows[0]))
    copy.put_rows(file, [[*row, row[place]] for row in rows])
    return [Told(file, f"rij 1, kolom {rows[0][place]}", ())]


@kind
def row_with_a_cell_too_many(rng: random.Random, copy: Copy) -> list[Told]:
    file = rng.choice(TABLES)
    row = copy.some_row(rng, file)
    rows = copy.rows(file)
    rows[row - 1].append("nog een")
    copy.put_rows(file, rows)
    return [Told(file, f"rij {row}", (str(len(rows[0])),))]


@kind
def commas_between_the_cells(rng: random.Random, copy: Copy) -> list[Told]:
    file = rng.choice((KERNELS, REALISED, EXPERTS))
    copy.write(file, copy.text(file).replace(",", ".").replace(";", ","))
    return [Told(file, "rij 1", ("puntkomma",))]


@kind
def letters_of_another_machine(rng: random.Random, copy: Copy) -> list[Told]:
    file = rng.choice(TABLES)
    row = copy.some_row(rng, file)
    lines = copy.text(file).splitlines(keepends=True)
    before, now = "".join(lines[: row - 1]), lines[row - 1].rstrip("\n")
    after = "".join(lines[row:])
    copy.write(file, before.encode() + now.encode() + "café\n".encode("latin-1") + after.encode())
    return [Told(file, f"regel {row}", ("UTF-8",))]


@kind
def table_left_empty(rng: random.Random, copy: Copy) -> list[Told]:
    file = rng.choice((SCENARIOS, REALISED))
    copy.write(file, rng.choice((b"", b"\n")))
    return [Told(file, "rij 1", ("de kop ontbreekt",))]


@kind
def table_gone(rng: random.Random, copy: Copy) -> list[Told]:
    file = rng.choice((SCENARIOS, REALISED))
    (copy.folder / file).unlink()
    return [Told(file, "", ("ontbreekt",))]


@kind
def setting_unknown(rng: random.Random, copy: Copy) -> list[Told]:
    name = rng.choice(("titel", "zaad", "cutof"))
    copy.write(ROUND, copy.text(ROUND) + f"{name}: 1\n")
    return [Told(ROUND, name, ())]


@kind
def setting_missing(rng: random.Random, copy: Copy) -> list[Told]:
    name, line = rng.choice(
        (("title", "title: Toetsronde\n"), ("seed", "seed: 20241\n"), ("protocol", 'protocol: "1.1"\n'))
    )
    swap(copy, ROUND, line, "")
    return [Told(ROUND, name, ())]


@kind
def setting_of_another_sort(rng: random.Random, copy: Copy) -> list[Told]:
    old, new, name = rng.choice(
        (
            ("seed: 20241", "seed: veel", "seed"),
            ("bezettingsnorm: 0.91", "bezettingsnorm: 1.91", "bezettingsnorm"),
            ("cutoff: 2024-04-15", "cutoff: half april", "cutoff"),
            ("years: 3}", "years: 0}", "horizon.years"),
        )
    )
    swap(copy, ROUND, old, new)
    return [Told(ROUND, name, ())]


@kind
def round_before_that_is_not_there(rng: random.Random, copy: Copy) -> list[Told]:
    name = rng.choice(("1999-1", "_eerdere"))
    swap(copy, ROUND, "previous: _eerder", f"previous: {name}")
    return [Told(ROUND, "previous", (name,))]


@kind
def settings_that_are_no_yaml(rng: random.Random, copy: Copy) -> list[Told]:
    swap(copy, ROUND, "title: Toetsronde", rng.choice(("title: [Toetsronde", 'title: "Toetsronde')))
    return [Told(ROUND, "regel 2", ("geen geldige YAML",))]


@kind
def step_unknown(rng: random.Random, copy: Copy) -> list[Told]:
    word = rng.choice(("gelezen", "vastgestelt"))
    swap(copy, DECISIONS, "step: besproken", f"step: {word}")
    return [Told(DECISIONS, "besluit 1, step", (word, "besproken"))]


@kind
def day_of_a_decision_that_is_none(rng: random.Random, copy: Copy) -> list[Told]:
    word = rng.choice(("20 maart", "2024-03-32"))
    swap(copy, DECISIONS, "date: 2024-03-20", f"date: {word}")
    return [Told(DECISIONS, "besluit 1, date", (word, "JJJJ-MM-DD"))]


@kind
def number_of_a_person(rng: random.Random, copy: Copy) -> list[Told]:
    file, column = rng.choice(((SCENARIOS, "omschrijving"), (REALISED, "bron"), (PARAMETERS, "toelichting")))
    row = copy.some_row(rng, file)
    copy.put(file, row, column, "zaak van 123456782")
    return [Told(file, f"rij {row}, kolom {column}", ("BSN",))]


@kind
def figure_unknown_in_a_text(rng: random.Random, copy: Copy) -> list[Told]:
    name = rng.choice(("cijfers.bestaat_niet", "cijfers.medio"))
    copy.write(SUMMARY, copy.text(SUMMARY) + f"\nHet worden er {{{{< meta {name} >}}}}.\n")
    return [Told(SUMMARY, "regel 3", (name,))]


@kind
def part_that_does_not_exist_in_a_text(rng: random.Random, copy: Copy) -> list[Told]:
    name = rng.choice(("sec-bestaat-niet", "tbl-niets"))
    copy.write(SUMMARY, copy.text(SUMMARY) + f"\nZie @{name}.\n")
    return [Told(SUMMARY, "regel 3", (name,))]
