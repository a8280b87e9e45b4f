"""The prose of an analyst: what it may hold is taken as it is, anything that runs or reaches outside is refused."""

from pathlib import Path

import pytest

from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.prose import BOXES, refuse_in_prose
from mpp_lib.inputs.reading.texts import read_texts
from mpp_lib.report.structure import CALLOUTS

HOSTILE = {
    "[rood]{onfocus=alert(1) autofocus=x tabindex=0}": "onfocus",
    "## Kop {onclick=alert(1)}": "onclick",
    "::: {style='position:fixed'}\nx\n:::": "style",
    "[x](https://a.nl){ping=https://b.nl}": "ping",
    "[x](javascript:alert(1))": "javascript:alert(1)",
    "[x](JaVaScript&#58;alert(1))": "JaVaScript:alert(1)",
    "[x][y]\n\n[y]: data:text/html;base64,AAAA": "data:text/html;base64,AAAA",
    "<file:///etc/passwd>": "file:///etc/passwd",
    "[x](vbscript:x)": "vbscript:x",
    "[x](//elders.nl/a)": "//elders.nl/a",
    "![x](https://elders.nl/a.png)": "https://elders.nl/a.png",
    "![x](../../geheim.svg)": "../../geheim.svg",
    "![x](rapportage.qmd)": "rapportage.qmd",
    "<svg onload=alert(1)>": "<svg onload=alert(1)>",
    '`#read("x")`{=typst}': '#read("x")',
    "```{=html}\n<b>x</b>\n```": "<b>x</b>",
    "de map C:\\cijfers en \\input{geheim}": "\\cijfers",
    "[x]{.conceptband}": "conceptband",
    "# Kop {#inhoud}": "inhoud",
    "::: conceptband\nx\n:::": "conceptband",
    "~~~ omslag\nx\n~~~": "omslag",
    "[elders]: javascript:alert(2)": "javascript:alert(2)",
    "> [daar]: java&#115;cript:alert(3)": "javascript:alert(3)",
}
PLAIN = """\
# Kop {#sec-eigen .unnumbered}

Zie @fig-coa en [de publicatie](https://www.example.org/a?b=c), of [hierboven](#sec-eigen); <mailto:a@b.nl>.
Een noot[^1], 3 < 4 en {accolades}; *nadruk* en `code`.

[^1]: Met tekst.

::: {.callout-warning title="Let op"}
Een kader met ![plaat](plaat.svg){#fig-plaat fig-alt="Een plaat"}.
:::

| a | b |
|---|---|
| 1 | 2 |

: Bijschrift {#tbl-eigen}
"""


def said(folder: Path, text: str) -> list[tuple[str, str]]:
    intake = Intake(folder)
    refuse_in_prose(intake, "text/x.md", text)
    return [(problem.where, problem.found) for problem in intake.problems]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_runs_or_reaches_outside_is_refused(tmp_path: Path, text: str) -> None:
    """With the line it stands on, or without one where the text spells it otherwise."""
    found = said(tmp_path, f"Gewone tekst.\n\n{text}\n")
    assert HOSTILE[text] in [what for _, what in found]
    assert {where for where, _ in found} <= {"", *(f"regel {3 + row}" for row in range(text.count("\n") + 1))}


def test_what_a_report_is_made_of_is_taken(tmp_path: Path) -> None:
    assert said(tmp_path, PLAIN) == []


def test_every_box_of_a_report_may_stand_in_prose() -> None:
    assert tuple(CALLOUTS) == BOXES


def test_all_of_it_is_said_at_once_and_by_check(tmp_path: Path) -> None:
    """Each finding once, in the file it stands in."""
    (tmp_path / "text").mkdir()
    (tmp_path / "text/x.md").write_text("\n\n".join(HOSTILE), encoding="utf-8")
    intake = Intake(tmp_path)
    read_texts(intake, None)
    assert set(HOSTILE.values()) <= {problem.found for problem in intake.problems}
    assert {problem.file for problem in intake.problems} == {"text/x.md"}


def test_plain_prose_starts_no_other_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a bracket of any kind or a lone sign there is nothing to look for."""
    monkeypatch.setattr("mpp_lib.inputs.reading.prose.ask_tree", lambda *_, **__: pytest.fail("pandoc"))
    assert said(tmp_path, "# Kop\n\nGewone tekst, met *nadruk*.\n\n- een\n- twee\n") == []


def test_a_text_that_takes_too_long_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three thousand open brackets keep pandoc busy for minutes."""
    monkeypatch.setattr("mpp_lib.inputs.reading.prose.PATIENCE", 1.0)
    ((_, found),) = said(tmp_path, "[" * 3000)
    assert found == ""


UNFINISHED = {
    "Een gewone x-zin.\n\n`x`{=html}": ("regel 5", "ruwe opmaak hoort niet in een tekst"),
    "Twee\n[a](java&#115;cript:x)": ("regel 4", "dit adres mag niet in een tekst"),
    "Te doen:\n\n- [ ] dit\n- dat": ("regel 5", "een rapport heeft geen vakjes om aan te vinken"),
    "```\nopen": ("regel 3", "dit blok code is niet afgesloten"),
    "~~~ {.r}\nopen": ("regel 3", "dit blok code is niet afgesloten"),
    "```{python}\nx\n```": ("regel 3", "een tekst voert geen code uit"),
    ":::": ("regel 3", "dit sluit geen blok"),
    "::: {.callout-note}\nx\n:::\n\n:::": ("regel 7", "dit sluit geen blok"),
    "- a\n\n  ::: {.callout-note}\n  x\n\n- b": ("regel 5", "blok ::: is niet afgesloten"),
    "> ::: {.bron}\n> x": ("regel 3", "blok ::: is niet afgesloten"),
    "a\n\n    ```\n\n::: {.bron}\n\n    ```": ("regel 7", "blok ::: is niet afgesloten"),
    "a\n\n    ```\n\n:::\n\n    ```": ("regel 7", "dit sluit geen blok"),
    "```\nx\n    ```": ("regel 5", "dit blok code is niet afgesloten"),
    "{{< include /etc/passwd >}}": ("regel 3", "deze shortcode mag niet in deze tekst"),
    "{{< embed notebooks/x.ipynb#fig-a >}}": ("regel 3", "deze shortcode mag niet in deze tekst"),
    "{{< meta a.b": ("regel 3", "deze shortcode mag niet in deze tekst"),
    "een <table en": ("regel 3", "hier begint of eindigt wat als HTML of TeX gelezen kan worden"),
    "een <!-- en": ("regel 3", "hier begint of eindigt wat als HTML of TeX gelezen kan worden"),
    "een \\begin{x} en": ("regel 3", "hier begint of eindigt wat als HTML of TeX gelezen kan worden"),
    "een\u2028twee": ("regel 3", "dit teken is een regeleinde dat niet elk programma kent"),
    "een\rtwee": ("regel 3", "dit teken is een regeleinde dat niet elk programma kent"),
    "een\x85twee": ("regel 3", "dit teken is een regeleinde dat niet elk programma kent"),
    '[dit](https://a.nl){title="{{< meta rapport.titel >}}"}': (
        "regel 3",
        "een cijfer mag niet in een attribuut of adres",
    ),
    "in\n[dit](https://a.nl/{{<meta\ta.b>}})": ("regel 4", "een cijfer mag niet in een attribuut of adres"),
    "om\u202egekeerd": ("regel 3", "dit onzichtbare teken keert de leesrichting om"),
    "Van 2023*, via\n2024* tot nu": ("regel 3", "tussen twee tekens * wordt de tekst cursief"),
    "- eerst\n- 2023*) en 2024*)": ("regel 4", "tussen twee tekens * wordt de tekst cursief"),
    "van 5$, naar 10$": ("regel 3", "tussen twee tekens $ wordt de tekst een formule"),
    "tussen $1 miljoen en 2$": ("regel 3", "tussen twee tekens $ wordt de tekst een formule"),
    "in 2023^1,2024^2": ("regel 3", "tussen twee tekens ^ wordt de tekst verhoogd"),
    "a~~, b~~": ("regel 3", "tussen twee tekens ~~ wordt de tekst doorgehaald"),
    "dus 3*4*5": ("regel 3", "tussen twee tekens * wordt de tekst cursief"),
    "met a*b*c": ("regel 3", "tussen twee tekens * wordt de tekst cursief"),
    "$5\\% + 3 % 4$": ("regel 3", "tussen twee tekens $ wordt de tekst een formule"),
    ">65 jaar": ("regel 3", "dit wordt een citaat, zonder het teken >"),
    "- a\n- >= 65 jaar": ("regel 4", "dit wordt een citaat, zonder het teken >"),
    "## Kop\n>65 jaar": ("regel 4", "dit wordt een citaat, zonder het teken >"),
    "| Land | Aandeel |\n|---|---:|\n| Syrië | 5 | 6% |": (
        "regel 5",
        "de tabel heeft 2 kolommen: wat verder staat, vervalt",
    ),
    "a | b | c\n--|--\n1 | 2": ("regel 3", "de tabel heeft 2 kolommen: wat verder staat, vervalt"),
    "+ 300 plaatsen": ("regel 3", "dit wordt een punt van een lijst, zonder het teken +"),
    "1. a\n3. b\n7. c": ("regel 4", "in een lijst die met 1 begint wordt dit 2"),
    "1) a\n\n   1) x\n   2) y\n\n2) b\n\n   1) x\n   3) y": ("regel 11", "in een lijst die met 1 begint wordt dit 2"),
}
MEANT = [
    "3 < 4, x<5, \\<b, <https://a.nl> en `<b>`",
    "`{{< x >}}` en {{< meta cijfers.jaar1 >}}",
    "```\n{{< include x >}}\n:::\n```",
    "**Vet.** *Cursief*, ***beide***; her*over*wegen, ~~oud~~.",
    "> Een citaat van\n>65 woorden.\n\nBij\n>65 jaar, +300 en\n+ 400: 3 * 4 * 5, \\>65.",
    "```\n>65\n+ 300\n1. a\n3. b\n```",
    "1. a\n1. b\n1. c\n\nEn:\n\n3. a\n4. b\n\nEn:\n\n1) a\n\n   1) x\n\n2) b\n\n   1) x\n   2) y",
    "In het jaar\n2022. Dat was\n2024. Daarna:\n\n1. a\n2. b",
    "::: {.callout-note}\n1. a\n2. b\n:::\n\n1. c\n2. d\n\n```\nx\n```\n\n1. e\n2. f",
    "a\n\n    >65 jaar",
    "-     " * 19 + "diep, en de tijd die het kost groeit niet met elke laag",
    "| a | b |\n|---|---|\n| `x|y` | \\| |\n| $|x|$ |\n\nx | y | z",
    "1. a\n   3. b\n2. c 7. d\n\n   En\n3. e",
    "m^2^, 10^-3^, H~2~O, CO~2~-uitstoot en 2023* en 2024*",
    "$p_i$, $2\\sigma$ en $a \\text{ als } b$; US$5 tot US$10",
    "$$ \\begin{aligned} a \\end{aligned} $$",
    "::: {.callout-note}\n::: bron\nx\n:::\n:::",
    '::: {.callout-note title="Over {a} en }"}\nx\n:::',
    "- a\n\n  ::: {.callout-note}\n  x\n  :::\n\n  ```\n  :::\n  ```",
    "[dit {{< meta rapport.titel >}}](https://a.nl).\r\n\r\nEn *{{< meta rapport.titel >}}*.",
]


@pytest.mark.parametrize("text", UNFINISHED)
def test_what_would_turn_into_something_else_is_refused(tmp_path: Path, text: str) -> None:
    """With its line."""
    intake = Intake(tmp_path)
    refuse_in_prose(intake, "text/x.md", f"Gewone tekst.\n\n{text}\n")
    assert [(problem.where, problem.problem) for problem in intake.problems] == [UNFINISHED[text]]


@pytest.mark.parametrize("text", MEANT)
def test_what_is_meant_is_taken(tmp_path: Path, text: str) -> None:
    assert said(tmp_path, f"Gewone tekst.\n\n{text}\n") == []


def test_a_text_is_read_as_the_renderer_parts_it_into_lines(tmp_path: Path) -> None:
    """An attribute on what only the renderer takes for a line of its own is found beside the sign that ends it."""
    assert [found for _, found in said(tmp_path, "Tekst.\u2028\u2028## Kop {onclick=x}\n")] == ["U+2028", "onclick"]


@pytest.mark.parametrize("file", ["text/bijstellingen.md", "monitor/2024-07/duiding.md"])
def test_each_section_that_a_report_shows_by_itself_closes_what_it_opens(tmp_path: Path, file: str) -> None:
    intake = Intake(tmp_path)
    text = "Op.\n\n::: {.bron}\nA.\n\n## coa.bezetting\n\nB.\n:::\n\n## ind.asiel.voorraad\n\n```\nC.\n```\n"
    refuse_in_prose(intake, file, text, figures=False)
    assert [(one.where, one.problem) for one in intake.problems] == [
        ("regel 3", "blok ::: is niet afgesloten"),
        ("regel 9", "dit sluit geen blok"),
    ]


def test_a_figure_is_named_as_it_was_written(tmp_path: Path) -> None:
    text = '{{< meta a.b >}} in [dit](https://a.nl){title="{{< meta c.d >}}"}'
    assert said(tmp_path, text) == [("regel 1", "{{< meta c.d >}}")]


def test_commentary_names_no_figures(tmp_path: Path) -> None:
    """What stands in two reports has the figures of neither."""
    intake = Intake(tmp_path)
    refuse_in_prose(intake, "duiding.md", "In {{< meta monitor.maand >}}.\n", figures=False)
    assert [(one.where, one.problem) for one in intake.problems] == [
        ("regel 1", "deze shortcode mag niet in deze tekst")
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# Kop {#tbl-x}", "tbl-x"),
        ("[x](https://a.nl){#tbl-x}", "tbl-x"),
        ("``` {#fig-x}\na\n```", "fig-x"),
        ("`a`{#sec-x} en [b]{#eq-x}", "sec-x eq-x"),
        ("![a](b.svg){#tbl-x}", "tbl-x"),
    ],
)
def test_a_label_stands_where_something_can_refer_to_it(tmp_path: Path, text: str, found: str) -> None:
    """A link or a piece of code with the label of a table would be counted as one."""
    assert [one for _, one in said(tmp_path, text)] == found.split()


def test_a_line_of_code_begins_no_section(tmp_path: Path) -> None:
    """What looks like a heading there stays within its block."""
    intake = Intake(tmp_path)
    text = "Op.\n\n## coa.bezetting\n\n```\n## ind.asiel.voorraad\n```\n"
    for file in ("text/bijstellingen.md", "monitor/2024-07/duiding.md"):
        refuse_in_prose(intake, file, text, figures=False)
    assert intake.problems == []


def test_a_section_names_an_indicator_once(tmp_path: Path) -> None:
    """Of two the first would be lost; an unknown one would leave its indicator without words."""
    (tmp_path / "text").mkdir()
    text = "Op.\n\n## coa.bezetting\n\nA.\n\n## coa.bezeting\n\nB.\n\n## Over de keten\n\n## coa.bezetting\n\nC.\n"
    (tmp_path / "text/bijstellingen.md").write_text(text, encoding="utf-8")
    (tmp_path / "text/asiel.md").write_text(text, encoding="utf-8")
    intake = Intake(tmp_path)
    read_texts(intake, ["coa.bezetting"])
    assert [(one.file, one.where, one.found, one.problem) for one in intake.problems] == [
        ("text/bijstellingen.md", "regel 7", "## coa.bezeting", "de kop noemt geen indicator"),
        ("text/bijstellingen.md", "regel 13", "## coa.bezetting", "deze kop staat er twee keer"),
    ]


def test_a_comment_is_for_whoever_writes(tmp_path):
    """It is no part of the text, whatever it holds, and what follows keeps its line; half a comment is raw markup."""
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "a.md").write_text("<!--\n<b>oud</b> {{< meta x >}}\n-->\nNieuw.\n\n<svg>\n", encoding="utf-8")
    intake = Intake(tmp_path)
    assert read_texts(intake, None) == {"a": "\n\n\nNieuw.\n\n<svg>\n"}
    assert [(one.where, one.found) for one in intake.problems] == [("regel 6", "<svg>")]
    for text in ("<!-- open\nTekst.", "Tekst <!-- midden --> in.", "<!-- een --> Tekst."):
        assert said(tmp_path, text), text


def test_a_comment_swallows_no_text_and_hides_no_other(tmp_path):
    """One whose end was forgotten is refused, not taken to the end of the next; code in one opens no block."""
    assert said(tmp_path, "<!-- noot\n\nBelangrijk.\n\n<!-- noot -->\n\nRest.")
    (tmp_path / "text").mkdir(exist_ok=True)
    (tmp_path / "text" / "a.md").write_text("<!--\n```\n-->\nNieuw.\n\n<!-- noot -->\n", encoding="utf-8")
    intake = Intake(tmp_path)
    assert read_texts(intake, None)["a"].split() == ["Nieuw."]
    assert intake.problems == []


def test_a_text_that_is_only_a_comment_is_no_text(tmp_path):
    """So that the report says that nothing was written."""
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "a.md").write_text("<!--\nOud.\n-->\n", encoding="utf-8")
    assert read_texts(Intake(tmp_path), None) == {}


def test_a_personal_number_in_a_comment_is_refused(tmp_path):
    """The file is kept with the round."""
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "a.md").write_text("<!--\nBSN 111222333\n-->\n", encoding="utf-8")
    intake = Intake(tmp_path)
    read_texts(intake, None)
    assert [one.where for one in intake.problems] == ["regel 2"]
