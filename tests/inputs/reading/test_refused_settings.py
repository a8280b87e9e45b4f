"""Everything that can be wrong with ``round.yml``, and what is said of it."""

from pathlib import Path

import pytest

from mpp_lib.base.months import Month, month_range
from mpp_lib.inputs.rounds import overview
from tests.support.breaking import Break, add, messages, remove, snapshot, swap, together, write

ROUND = "round.yml"
SCENARIOS = "inputs/scenarios.csv"
REALISATIONS = "inputs/realisaties.csv"
ALIAS_BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"
MONTHS_TO_2025 = [f"{month};asiel.instroom_eerste;2500;voorlopig;CBS" for month in month_range(Month(2024, 3), 22)]

BREAKS = (
    Break(
        "round.yml ontbreekt",
        remove(ROUND),
        ("round.yml: het bestand ontbreekt. Verwacht: een round.yml met de gegevens van de ronde.",),
    ),
    Break(
        "leeg bestand",
        write(ROUND, ""),
        (
            "round.yml: dit is geen blok met sleutels (gevonden: niets)."
            " Verwacht: een blok met round, title, horizon, realised_until, vintage, cutoff, previous, soort,"
            " protocol, seed, bezettingsnorm, version, prognose, model, disclaimer, dates.",
        ),
    ),
    Break(
        "geen blok maar tekst",
        write(ROUND, "hallo"),
        (
            "round.yml: dit is geen blok met sleutels (gevonden: hallo)."
            " Verwacht: een blok met round, title, horizon, realised_until, vintage, cutoff, previous, soort,"
            " protocol, seed, bezettingsnorm, version, prognose, model, disclaimer, dates.",
        ),
    ),
    Break(
        "tab als inspringing",
        swap(ROUND, "  years: 2", "\tyears: 2"),
        ("round.yml, regel 5: dit is geen geldige YAML. Verwacht: inspringen met spaties, niet met tabs.",),
    ),
    Break(
        "haakje niet gesloten",
        swap(ROUND, "title: Kleine ronde", "title: [Kleine ronde"),
        (
            "round.yml, regel 2: dit is geen geldige YAML."
            " Verwacht: sleutel: waarde op een eigen regel; tekst met een dubbele punt of aanhalingsteken"
            " tussen aanhalingstekens.",
        ),
    ),
    Break(
        "YAML die een object maakt",
        swap(ROUND, "title: Kleine ronde", "title: !!python/object/apply:os.system [id]"),
        (
            "round.yml, regel 2: een label dat een object maakt, mag hier niet (gevonden:"
            " !!python/object/apply:os.system)."
            " Verwacht: een gewone waarde.",
        ),
    ),
    Break(
        "YAML die een klasse noemt",
        add(ROUND, "model: !!python/name:os.system"),
        (
            "round.yml, regel 14: een label dat een object maakt, mag hier niet (gevonden:"
            " !!python/name:os.system)."
            " Verwacht: een gewone waarde.",
        ),
    ),
    Break(
        "verwijzing in YAML",
        swap(ROUND, "title: Kleine ronde", "title: &t Kleine ronde\ndisclaimer: *t"),
        ("round.yml, regel 3: een verwijzing mag hier niet (gevonden: *t). Verwacht: de waarde zelf.",),
    ),
    Break(
        "bom van verwijzingen",
        write(ROUND, ALIAS_BOMB),
        (
            "round.yml, regel 2: een verwijzing mag hier niet (gevonden: *a). Verwacht: de waarde zelf.",
            "round.yml, regel 3: een verwijzing mag hier niet (gevonden: *b). Verwacht: de waarde zelf.",
        ),
    ),
    Break(
        "diep genest",
        swap(ROUND, "title: Kleine ronde", "title: " + "[" * 5000),
        ("round.yml, regel 2: de gegevens zijn te diep genest. Verwacht: ten hoogste 10 lagen.",),
    ),
    Break(
        "dubbele sleutel",
        add(ROUND, "seed: 3"),
        (
            "round.yml, regel 14: de sleutel staat ook al op regel 10 (gevonden: seed)."
            " Verwacht: elke sleutel één keer.",
        ),
    ),
    Break(
        "dubbele sleutel op een regel",
        swap(ROUND, "  topberaad: 2024-09-12", "  {a: 2024-01-01, a: 2024-01-02}"),
        (
            "round.yml, regel 13: de sleutel staat ook al op regel 13 (gevonden: dates.a)."
            " Verwacht: elke sleutel één keer.",
        ),
    ),
    Break(
        "twee documenten",
        add(ROUND, "---", "seed: 3"),
        ("round.yml, regel 14: het bestand bevat meer dan één document (gevonden: ---). Verwacht: één document.",),
    ),
    Break(
        "te groot",
        add(ROUND, "# " + "x" * 200_000),
        ("round.yml: het bestand is te groot (gevonden: 200218 bytes). Verwacht: ten hoogste 200000 bytes.",),
    ),
    Break(
        "onbekende sleutel",
        add(ROUND, "kleur: blauw"),
        (
            "round.yml, kleur: onbekende sleutel."
            " Verwacht: een bekende sleutel: bezettingsnorm, cutoff, dates, disclaimer, horizon, model,"
            " previous, prognose, protocol, realised_until, round, seed, soort, title, version (en nog 1).",
        ),
    ),
    Break(
        "verschreven sleutel",
        swap(ROUND, "realised_until", "realised_untill"),
        (
            "round.yml, realised_untill: onbekende sleutel."
            " Verwacht: een bekende sleutel; het meest lijkt realised_until.",
        ),
    ),
    Break(
        "verschreven sleutel in een blok",
        swap(ROUND, "first_year", "firstyear"),
        (
            "round.yml, horizon.firstyear: onbekende sleutel."
            " Verwacht: een bekende sleutel; het meest lijkt first_year.",
        ),
    ),
    Break(
        "ontbrekende sleutel",
        swap(ROUND, "seed: 20240101\n", ""),
        (
            "round.yml, seed: de sleutel ontbreekt."
            " Verwacht: een geheel getal van 0 of hoger, van ten hoogste 18 cijfers.",
        ),
    ),
    Break(
        "protocol als getal",
        swap(ROUND, '"1.1"', "1.1"),
        (
            "round.yml, protocol: dit is geen tekst; zet het tussen aanhalingstekens (gevonden: 1.1)."
            ' Verwacht: de versie van het protocol tussen aanhalingstekens, zoals "1.1".',
        ),
    ),
    Break(
        "bezettingsnorm met komma",
        swap(ROUND, "0.91", "0,91"),
        (
            "round.yml, bezettingsnorm: dit is geen getal (gevonden: 0,91)."
            " Verwacht: een getal van 0.01 tot en met 1, met een decimale punt.",
        ),
    ),
    Break(
        "bezettingsnorm boven 1",
        swap(ROUND, "0.91", "91"),
        (
            "round.yml, bezettingsnorm: dit is te hoog (gevonden: 91)."
            " Verwacht: een getal van 0.01 tot en met 1, met een decimale punt.",
        ),
    ),
    Break(
        "bezettingsnorm geen getal",
        swap(ROUND, "0.91", ".nan"),
        (
            "round.yml, bezettingsnorm: dit is geen getal (gevonden: .nan)."
            " Verwacht: een getal van 0.01 tot en met 1, met een decimale punt.",
        ),
    ),
    Break(
        "negatief zaad",
        swap(ROUND, "20240101", "-1"),
        (
            "round.yml, seed: dit is te laag (gevonden: -1)."
            " Verwacht: een geheel getal van 0 of hoger, van ten hoogste 18 cijfers.",
        ),
    ),
    Break(
        "onmogelijke datum",
        swap(ROUND, "2024-03-15", "2024-02-30"),
        (
            "round.yml, cutoff: dit is geen datum (gevonden: 2024-02-30)."
            " Verwacht: de peildatum van de gegevens, als JJJJ-MM-DD.",
        ),
    ),
    *(
        Break(
            f"peildatum {day}",
            swap(ROUND, "2024-03-15", day),
            (
                f"round.yml, cutoff: deze dag past niet bij de ronde (gevonden: {day})."
                " Verwacht: een dag van 2021-01-01 tot en met 2028-12-31.",
            ),
        )
        for day in ("2029-01-01", "9999-12-31")
    ),
    Break(
        "stap van de ronde in een andere eeuw",
        swap(ROUND, "topberaad: 2024-09-12", "topberaad: 0202-09-12"),
        (
            "round.yml, dates.topberaad: deze dag past niet bij de ronde (gevonden: 0202-09-12)."
            " Verwacht: een dag van 2021-01-01 tot en met 2028-12-31.",
        ),
    ),
    *(
        Break(
            f"jaartal als {written}",
            swap(ROUND, "first_year: 2024", f"first_year: {written}"),
            (
                f"round.yml, horizon.first_year: dit is geen geheel getal (gevonden: {written})."
                " Verwacht: het eerste jaar van de horizon, een jaartal zoals 2024.",
            ),
        )
        for written in ("03750", "0x7E8", "33:44", "0b11111101000", "2_024", "0o3750")
    ),
    *(
        Break(
            f"bezettingsnorm als {written}",
            swap(ROUND, "0.91", written),
            (
                f"round.yml, bezettingsnorm: dit is geen getal (gevonden: {written})."
                " Verwacht: een getal van 0.01 tot en met 1, met een decimale punt.",
            ),
        )
        for written in ("0:0.5", "00.91", "0.9_1", "1.0e+400")
    ),
    Break(
        "zaad van negentien cijfers",
        swap(ROUND, "20240101", "9" * 19),
        (
            f"round.yml, seed: dit is geen geheel getal (gevonden: {'9' * 19})."
            " Verwacht: een geheel getal van 0 of hoger, van ten hoogste 18 cijfers.",
        ),
    ),
    *(
        Break(
            f"gerealiseerd tot {month}",
            swap(ROUND, "realised_until: 2024-02", f"realised_until: {month}"),
            (
                f"round.yml, realised_until: dit is geen maand (gevonden: {month})."
                " Verwacht: de laatste maand met realisaties, als JJJJ-MM.",
            ),
        )
        for month in ("9999-12", "0000-01")
    ),
    Break(
        "tijdstip in plaats van datum",
        swap(ROUND, "2024-03-15", "2024-03-15 12:00:00"),
        (
            "round.yml, cutoff: dit is geen datum (gevonden: 2024-03-15T12:00:00)."
            " Verwacht: de peildatum van de gegevens, als JJJJ-MM-DD.",
        ),
    ),
    Break(
        "maand met dag",
        swap(ROUND, "realised_until: 2024-02", "realised_until: 2024-02-29"),
        (
            "round.yml, realised_until: dit is geen maand (gevonden: 2024-02-29)."
            " Verwacht: de laatste maand met realisaties, als JJJJ-MM.",
        ),
    ),
    Break(
        "maand dertien",
        swap(ROUND, "realised_until: 2024-02", "realised_until: 2024-13"),
        (
            "round.yml, realised_until: dit is geen maand (gevonden: 2024-13)."
            " Verwacht: de laatste maand met realisaties, als JJJJ-MM.",
        ),
    ),
    Break(
        "onbekende soort",
        swap(ROUND, "soort: regulier", "soort: gewoon"),
        ("round.yml, soort: dit is hier geen geldige waarde (gevonden: gewoon). Verwacht: regulier of vervroegd.",),
    ),
    Break(
        "horizon zonder blok",
        swap(ROUND, "horizon:\n  first_year: 2024\n  years: 2", "horizon: 2024"),
        (
            "round.yml, horizon: dit is geen blok met sleutels (gevonden: 2024)."
            " Verwacht: een blok met first_year en years.",
        ),
    ),
    Break(
        "nul jaren",
        swap(ROUND, "years: 2", "years: 0"),
        (
            "round.yml, horizon.years: dit is te laag (gevonden: 0)."
            " Verwacht: het aantal jaren, een geheel getal van 1 tot en met 10.",
        ),
    ),
    Break(
        "datum in dates is tekst",
        swap(ROUND, "topberaad: 2024-09-12", "topberaad: september"),
        (
            "round.yml, dates.topberaad: dit is geen datum (gevonden: september)."
            " Verwacht: een blok met per stap van de ronde een datum als JJJJ-MM-DD.",
        ),
    ),
    *(
        Break(
            f"titel: {name}",
            swap(ROUND, "title: Kleine ronde", f'title: "{title}"'),
            (
                f"round.yml, title: dit heeft niet de juiste vorm{found}."
                " Verwacht: de titel van het rapport op één regel, 1 tot en met 200 tekens, met een letter of cijfer.",
            ),
        )
        for name, title, found in (
            ("alleen spaties", "   ", ""),
            ("alleen leestekens", "\u2014 * \u2014", " (gevonden: \u2014 * \u2014)"),
            ("omgekeerde leesrichting", r"Kleine\u202e ronde", " (gevonden: Kleine ronde)"),
            ("regeleinde van een ander", r"Kleine\u2028ronde", " (gevonden: Kleine ronde)"),
            ("twee regels", r"Kleine\nronde", " (gevonden: Kleine ronde)"),
        )
    ),
    Break(
        "stuurteken in de titel",
        swap(ROUND, "title: Kleine ronde", r'title: "Kleine\x07ronde"'),
        ("round.yml, regel 2: de tekst bevat een teken dat niet te tonen is. Verwacht: alleen leesbare tekst.",),
    ),
    Break(
        "persoonsgegevens in de toelichting",
        add(ROUND, "disclaimer: Vragen over BSN 111222333 aan de IND"),
        (
            "round.yml, disclaimer: de tekst bevat een BSN of v-nummer."
            " Verwacht: aantallen, geen gegevens over personen.",
        ),
    ),
    Break(
        "titel is een schakelaar",
        swap(ROUND, "title: Kleine ronde", "title: no"),
        (
            "round.yml, title: dit is geen tekst; zet het tussen aanhalingstekens (gevonden: false)."
            " Verwacht: de titel van het rapport op één regel, 1 tot en met 200 tekens, met een letter of cijfer.",
        ),
    ),
    Break(
        "naam wijkt af van de map",
        swap(ROUND, "round: 2024-1", "round: 2024-2"),
        ("round.yml, round: de ronde heet anders dan haar map (gevonden: 2024-2). Verwacht: 2024-1.",),
    ),
    Break(
        "naam is een pad",
        swap(ROUND, "round: 2024-1", "round: ../2024-1"),
        (
            "round.yml, round: dit heeft niet de juiste vorm (gevonden: ../2024-1)."
            " Verwacht: de naam van de ronde als JJJJ-N, gelijk aan de naam van de map.",
        ),
    ),
    Break(
        "gerealiseerd tot na de horizon",
        together(
            swap(ROUND, "realised_until: 2024-02", "realised_until: 2025-12"),
            swap(ROUND, "cutoff: 2024-03-15", "cutoff: 2026-01-15"),
            swap(SCENARIOS, "40%;31000;4000;;;", "40%;31000;4000;;vooraf;"),
            swap(SCENARIOS, "20000;lognormaal;;", "20000;lognormaal;vooraf;"),
            add(REALISATIONS, *MONTHS_TO_2025),
        ),
        (
            "round.yml, realised_until: dit past niet bij de horizon (gevonden: 2025-12)."
            " Verwacht: een maand van 2022-12 tot en met 2025-11.",
        ),
    ),
    Break(
        "gerealiseerd na de peildatum",
        swap(ROUND, "cutoff: 2024-03-15", "cutoff: 2024-02-15"),
        (
            "round.yml, realised_until: de maand is dan nog niet voorbij (gevonden: 2024-02)."
            " Verwacht: een maand die voorbij is op de peildatum 2024-02-15.",
        ),
    ),
    Break(
        "vorige ronde is deze ronde",
        add(ROUND, "previous: 2024-1"),
        (
            "round.yml, previous: dit is geen eerdere ronde (gevonden: 2024-1)."
            " Verwacht: een ronde die eerder is dan 2024-1, of niets.",
        ),
    ),
    Break(
        "vorige ronde is een pad",
        add(ROUND, "previous: ../../elders"),
        (
            "round.yml, previous: dit heeft niet de juiste vorm (gevonden: ../../elders)."
            " Verwacht: de naam van de vorige ronde als JJJJ-N, of niets.",
        ),
    ),
    Break(
        "vorige ronde bestaat niet",
        together(add(ROUND, "previous: 2023-1"), write("../2023-2/round.yml", "")),
        (
            "round.yml, previous: de vorige ronde bestaat niet (gevonden: 2023-1)."
            " Verwacht: een ronde die naast deze staat: 2023-2.",
        ),
    ),
    Break(
        "onbekende variant van het model",
        add(ROUND, "model: experimenteel"),
        (
            "round.yml, model: het productiemodel kent deze variant niet, of niet meer (gevonden: experimenteel)."
            " Verwacht: standaard, de nieuwste keten: mpp check noemt daarna wat de ronde daarvoor nog mist.",
        ),
    ),
    Break(
        "map in plaats van bestand",
        together(remove(ROUND), lambda folder: (folder / ROUND).mkdir()),
        ("round.yml: dit is geen gewoon bestand. Verwacht: een bestand dat te lezen is.",),
    ),
)


@pytest.mark.parametrize("case", BREAKS, ids=lambda case: case.name)
def test_broken_settings_are_refused(case: Break, tiny: Path):
    """A broken ``round.yml`` gives exactly these messages, and the folder stays as it was."""
    case.edit(tiny)
    before = snapshot(tiny)
    assert messages(tiny) == list(case.messages)
    assert snapshot(tiny) == before


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("concept", "niets: zonder besluit is een ronde concept"),
        (
            "besproken",
            "- {date: JJJJ-MM-DD, gremium: werkgroep, product: rapportage, step: v1, decision: Versie 1 besproken in de"
            " MPP-werkgroep} in decisions.yml, en hier niets",
        ),
        (
            "vastgesteld",
            "- {date: 2024-09-12, gremium: topberaad, product: rapportage, step: vastgesteld, decision: Vastgesteld "
            "door het Topberaad} in decisions.yml, en hier niets",
        ),
        ("klaar", "niets, en de besluiten in decisions.yml"),
    ],
)
def test_a_state_that_is_written_down_is_refused_with_the_line_that_says_it(state, expected, tiny: Path):
    """With the day of the round where that has one; the line does what it says, and nothing else was wrong."""
    add(ROUND, f"state: {state}")(tiny)
    assert messages(tiny) == [
        f"round.yml, state: de stand van een ronde volgt uit decisions.yml (gevonden: {state}). Verwacht: {expected}."
    ]
    assert load_state(tiny, "") == "concept"
    if state in ("besproken", "vastgesteld"):
        line = expected.partition(" in decisions.yml")[0].replace("JJJJ-MM-DD", "2024-03-06")
        swap(ROUND, f"state: {state}\n", "")(tiny)
        assert load_state(tiny, line) == state


def load_state(tiny: Path, line: str) -> str:
    """What the overview says of the round with one more line among its decisions."""
    add("decisions.yml", line)(tiny)
    return overview(tiny.parent.parent)[0].state
