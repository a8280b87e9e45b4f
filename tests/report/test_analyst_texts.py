"""What a report cannot make of the analyst's words is said by check, by file and line, before a notebook runs."""

import re
import shutil
from pathlib import Path

import pytest

from mpp_lib.base.errors import InputError
from mpp_lib.base.months import Month
from mpp_lib.compare.monitor.build import last_before
from mpp_lib.production.open_round import open_round
from mpp_lib.report.analyst_texts import check_report
from mpp_lib.report.analyst_words import Words
from mpp_lib.report.build import Order, produce
from mpp_lib.report.builtin import read_sources
from mpp_lib.report.gather import ALTERNATIVES, NOTHING, gather, left_out
from mpp_lib.report.monitor import MonitorReport
from mpp_lib.report.places import Materials
from mpp_lib.report.rapportage import Rapportage
from mpp_lib.report.references import number
from mpp_lib.report.sources import Faults
from mpp_lib.report.template_labels import labels_of
from mpp_lib.report.text_faults import faults_of
from mpp_lib.report.text_structure import levels_of
from mpp_lib.report.unprintable import unprintable

ROUNDS = Path(__file__).resolve().parents[1] / "rounds"
TEMPLATES = Materials(ROUNDS.parent).templates
RIGHT = """\
Zie @fig-coa, @fig-hindcast, @tbl-eigen en {{< meta cijfers.totaal.jaar1.medio >}}; `@fig-code`, a@b.nl en 9\\*.[^een]

[^een]: De noot.

| a | b |
|---|---|
| 1 | 2 |

: Eigen tabel {#tbl-eigen}

::: {.callout-note}
Met $x^2$ en [de leeswijzer](#sec-leeswijzer).
:::
"""
WRONG = {
    "samenvatting": "- Vragen kunnen naar @APM.[^x]\n",
    "asiel": "Zie\n@fig-cao.\n",
    "regulier": "Een noot[^a].\n\n[^a]: Een.\n\n[^a]: Nog een.\n",
    "bewaring": "Tekst.\n\n[^los]: Nergens genoemd.\n",
    "methode": "Tekst.\n\n::: {.callout-note}\nOpen.\n",
    "prognose": "# Kop {#sec-coa}\n\nEn @sec-leeswijzer.\n",
    "risicos": "Een noot[^twee].\n\n[^twee]: Hier.\n",
    "status": "Een noot[^twee].\n\n[^twee]: En daar.\n",
    "terugblik": "Tekst.\n\n![Plaat](plaat.svg){#fig-plaat}\n",
    "monitoring": "Het is $\\onbekend{$ en 🎉.\n",
    "samenvating": "Een tekst.\n",
}
SAID = [
    ("samenvatting.md", "regel 1", "verwijzing '@APM' wijst nergens heen"),
    ("samenvatting.md", "regel 1", "voetnoot '[^x]' heeft geen tekst"),
    ("asiel.md", "regel 2", "verwijzing '@fig-cao' wijst nergens heen"),
    ("regulier.md", "regel 5", "voetnoot '[^a]' heeft meer dan één tekst"),
    ("bewaring.md", "regel 3", "voetnoot '[^los]' wordt nergens gebruikt"),
    ("methode.md", "regel 3", "blok ::: is niet afgesloten"),
    ("prognose.md", "regel 1", "label 'sec-coa' komt meer dan één keer voor"),
    ("prognose.md", "regel 3", "verwijzing '@sec-leeswijzer' wijst naar een kop zonder nummer"),
    ("status.md", "regel 3", "voetnoot '[^twee]' heeft meer dan één tekst"),
    ("terugblik.md", "regel 3", "afbeelding 'plaat.svg' bestaat niet"),
    ("terugblik.md", "regel 3", "afbeelding 'plaat.svg' heeft geen alternatieve tekst (fig-alt)"),
    ("monitoring.md", "regel 1", "formule '\\onbekend{' is geen geldige TeX"),
    ("monitoring.md", "regel 1", "dit teken staat niet in de letter van het rapport"),
    ("samenvating.md", "", "dit bestand wordt niet gelezen"),
    ("asiel.MD", "", "dit bestand wordt niet gelezen"),
]


@pytest.fixture
def klein(tmp_path: Path) -> Path:
    shutil.copytree(ROUNDS, tmp_path / "rounds", ignore=shutil.ignore_patterns("build"))
    return tmp_path / "rounds/_klein"


def write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / "text" / f"{name}.md").write_text(text, encoding="utf-8")


def test_what_a_report_can_make_is_taken(klein: Path) -> None:
    """References into the templates and to its own table, a note, a figure of the report; absent texts are a remark."""
    write(klein, samenvatting=RIGHT)
    problems, remarks = check_report(klein)
    assert problems == []
    (remark,) = [remark for remark in remarks if remark.file == "text"]
    assert "asiel.md" in remark.found
    assert "samenvatting.md" not in remark.found


def test_all_of_it_is_said_at_once(klein: Path) -> None:
    """By file and line, by check and before a report makes anything."""
    write(klein, **WRONG)
    (klein / "text/asiel.MD").write_text("Een tekst.\n", encoding="utf-8")
    problems = check_report(klein).problems
    assert sorted((one.file.removeprefix("text/"), one.where, one.problem) for one in problems) == sorted(SAID)
    assert {one.round for one in problems} == {"_klein"}
    assert "misschien bedoeld: fig-coa" in next(one.expected for one in problems if "fig-cao" in one.problem)
    assert {one.expected.rpartition(" ")[2] for one in problems if not one.where} == {"samenvatting.md", "asiel.md"}
    with pytest.raises(InputError) as caught:
        produce(Order(Rapportage(klein)), lambda *_: None)
    assert list(caught.value.problems) == problems
    assert not (klein / "build/notebooks").exists()


def test_what_two_texts_make_together_is_held_to_the_same_rules(klein: Path) -> None:
    """An address that another text gives; a mark that would also be seen in the text alone is said once."""
    defined = '[foo [bar]]: file:///etc/passwd {onfocus="x" .conceptband}\n'
    write(klein, risicos=defined, methode="Klik:\n\n[klik][foo [bar]].\n\n[x]{ping=y}\n")
    problems = [(one.file, one.where, one.found) for one in check_report(klein).problems]
    assert sorted(problems) == [
        ("text/methode.md", "regel 5", "ping"),
        ("text/risicos.md", "regel 1", "conceptband"),
        ("text/risicos.md", "regel 1", "file:///etc/passwd"),
        ("text/risicos.md", "regel 1", "onfocus"),
    ]


def test_each_piece_gives_its_own_notes_and_addresses(klein: Path) -> None:
    """A text of the report, and what it says of one indicator: they stand apart in the report."""
    write(
        klein,
        asiel="Eerst[^een] en [Hier].\n\n`[daar]`, \\[daar] en [zelf].\n\n[zelf]: https://a.nl\n",
        bewaring="Dan[^een].\n\n[^een]: Een.\n\nEn [hier].\n\n[hier]: https://a.nl\n",
        bijstellingen="Een [daar].\n\n## coa.bezetting\n\nTwee[daar].\n\n[daar]: https://a.nl\n",
    )
    problems = [(one.file, one.where, one.found) for one in check_report(klein).problems]
    assert sorted(problems) == [
        ("text/asiel.md", "regel 1", "[Hier]"),
        ("text/asiel.md", "regel 1", "[^een]"),
        ("text/bijstellingen.md", "regel 1", "[daar]"),
    ]


TABLE = "| aantal | b |\n|---|---|\n| 1 | 2 |"
MISPLACED = {
    "### Kop": (3, "een kop van niveau 3 onder een kop van niveau 1"),
    "Kop\n---\n\n#### Diep": (6, "een kop van niveau 4 onder een kop van niveau 2"),
    "## Kop\n\n::: {.callout-note}\nx\n\n#### Titel\n:::": (8, "een kop van niveau 4 onder een kop van niveau 2"),
    "- # Kop": (3, "een hoofdstuk begint niet binnen iets anders"),
    "::: {.bron}\n# Kop\n:::": (4, "een hoofdstuk begint niet binnen iets anders"),
    "## {#sec-leeg}": (3, "deze kop heeft geen woorden"),
    "- a\n\n  ::: {.liggend}\n  x\n  :::": (5, "een liggend blad begint niet binnen iets anders"),
    "Noot[^1].\n\n[^1]: a\n\n    ::: {.liggend}\n    x\n    :::": (
        7,
        "een liggend blad begint niet binnen iets anders",
    ),
    "Zie [x](#bestaat-niet).": (3, "deze koppeling wijst nergens heen"),
    "Zie [x](#).": (3, "deze koppeling wijst nergens heen"),
    "|  |  |\n|---|---|\n| aantal | 2 |": (5, "een tabel zonder kop is niet voor te lezen"),
    "- " + TABLE.replace("\n", "\n  "): (3, "een tabel staat niet in een lijst of een tabel"),
}
IN_PLACE = """\
## Kop {#sec-kop}

### Dieper

Zie [hier](#sec-kop), [daar](#sec-register) en [de formule](#eq-een).

$$x$$ {#eq-een}

::: {.callout-note}
##### Titel

| a | b |
|---|---|
| 1 | 2 |
:::

Begrip

:   | a | b |
    |---|---|
    | 1 | 2 |

::: {.content-visible when-format="html"}
::: {.liggend}
#### Liggend
:::
:::

# Hoofdstuk
"""


@pytest.mark.parametrize("text", MISPLACED)
def test_what_cannot_be_made_where_it_stands_is_refused(text: str) -> None:
    """Once, at its line."""
    written = Words("_klein", "text/risicos.md", f"Tekst.\n\n{text}\n")
    (problem,) = faults_of([written], labels_of(TEMPLATES / "rapportage", "rapportage"), {}, TEMPLATES / "rapportage")
    row, said = MISPLACED[text]
    assert (problem.where, problem.problem) == (f"regel {row}", said)


def test_what_can_be_made_where_it_stands_is_taken(klein: Path) -> None:
    write(klein, risicos=IN_PLACE, bijstellingen="Op.\n\n## coa.bezetting\n\n### Kop\n", asiel="Tekst.\n")
    assert check_report(klein).problems == []


def test_what_stands_beside_a_figure_begins_no_wide_page(klein: Path) -> None:
    """The report puts it within the block of the figure."""
    wide = "::: {.liggend}\n| a | b |\n|---|---|\n| 1 | 2 |\n:::\n"
    write(klein, bijstellingen=f"{wide}\n## coa.bezetting\n\n{wide}", asiel="Tekst.\n")
    (problem,) = check_report(klein).problems
    assert (problem.file, problem.where, problem.found) == ("text/bijstellingen.md", "regel 9", ".liggend")


def test_a_monitor_names_what_it_cannot_print(klein: Path) -> None:
    """Before its notebooks run, as check does."""
    duiding = klein / "monitor/2024-07/duiding.md"
    duiding.write_text("Opening 😀.\n\n" + duiding.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        MonitorReport(klein, Month(2024, 7)).open()
    (problem,) = caught.value.problems
    assert (problem.file, problem.where) == ("monitor/2024-07/duiding.md", "regel 1")


def test_a_heading_does_not_part_a_text_from_the_heading_behind_it(klein: Path) -> None:
    """Behind the look back comes a heading of the third level."""
    write(klein, terugblik="Tekst.\n\n# Kop\n", monitoring="# Kop\n")
    (problem,) = check_report(klein).problems
    assert (problem.file, problem.where, problem.found) == ("text/terugblik.md", "regel 3", "# Kop")


def test_levels_around_the_texts_are_those_of_the_templates(tmp_path: Path) -> None:
    (tmp_path / "x.qmd").write_text("# A\n\n{{< include _a.qmd >}}\n\n## C\n", encoding="utf-8")
    (tmp_path / "_a.qmd").write_text("{{< include text/a.md >}}\n\n### B\n\n{{< include text/b.md >}}\n")
    assert levels_of(tmp_path, "x") == {"text/a.md": (1, 3), "text/b.md": (3, 2)}


def test_an_unknown_figure_is_named(klein: Path) -> None:
    write(klein, samenvatting="Tekst.\n\nEr komen {{< meta cijfers.totaal.jaar1.mediom >}} mensen.\n")
    (problem,) = check_report(klein).problems
    assert (problem.where, problem.problem) == ("regel 3", "onbekende sleutel 'cijfers.totaal.jaar1.mediom'")
    assert "misschien bedoeld: cijfers.totaal.jaar1.medio" in problem.expected


def test_what_can_be_asked_of_an_indicator_is_named(klein: Path) -> None:
    """A key that begins with an indicator; what it is near to by its letters is of no use then."""
    write(klein, samenvatting="Er zijn {{< meta cijfers.coa.bezetting.begin >}} mensen.\n")
    (problem,) = check_report(klein).problems
    assert problem.problem == "onbekende sleutel 'cijfers.coa.bezetting.begin'"
    assert problem.expected.startswith("achter cijfers.coa.bezetting eerst jaarJJJJ (2024–2026) en dan minimum, ")


def test_that_figures_in_texts_were_not_looked_at_is_said(klein: Path) -> None:
    """Without a round that can be calculated nobody knows which figures there are."""
    write(klein, samenvatting="Er zijn {{< meta cijfers.coa.bezetting.begin >}} mensen.\n", asiel="Zonder cijfer.\n")
    with (klein / "inputs/onbekend.csv").open("a", encoding="utf-8") as file:
        file.write("periode;indicator;teken;reden;bron\n2023-06;coa.bezet;.;nog niet;COA\n")
    checked = check_report(klein)
    assert {one.file for one in checked.problems} == {"inputs/onbekend.csv"}
    (said,) = (one for one in checked.remarks if "is niet nagekeken" in one.problem)
    assert (said.file, said.found) == ("text", "text/samenvatting.md")


def test_a_section_that_this_round_lacks_is_no_target(klein: Path) -> None:
    """Without a hindcast beside the round its figure is not in the report; the section that says so is."""
    write(klein, samenvatting="Zie @fig-hindcast en @sec-hindcast.\n")
    shutil.rmtree(klein.parent / "_hindcast")
    (problem,) = check_report(klein).problems
    assert problem.problem == "verwijzing '@fig-hindcast' wijst nergens heen"


def test_texts_are_told_beside_other_inputs(klein: Path) -> None:
    """A round that cannot be calculated still has its words read; what depends on its figures is left."""
    write(klein, samenvatting="Zie @APM en {{< meta niet.bekend >}}.\n")
    settings = (klein / "round.yml").read_text(encoding="utf-8").replace("years: 3", "years: drie")
    (klein / "round.yml").write_text(settings, encoding="utf-8")
    told = [(one.file, one.problem) for one in check_report(klein).problems if one.file == "text/samenvatting.md"]
    assert told == [("text/samenvatting.md", "verwijzing '@APM' wijst nergens heen")]


def test_commentary_gives_no_label_of_the_reports_it_stands_in(klein: Path) -> None:
    """Neither of its monitor nor of the next report; one of its own it may give."""
    duiding = klein / "monitor/2024-07/duiding.md"
    given = duiding.read_text(encoding="utf-8")
    tables = "".join(
        f"\n| a | b |\n|---|---|\n| 1 | 2 |\n\n: T {{#{name}}}\n" for name in ("tbl-overzicht", "tbl-risicos", "tbl-x")
    )
    duiding.write_text(given + tables, encoding="utf-8")
    said = [(one.file, one.found, one.problem) for one in check_report(klein).problems]
    assert said == [
        ("monitor/2024-07/duiding.md", f"#{label}", f"label '{label}' komt meer dan één keer voor")
        for label in ("tbl-overzicht", "tbl-risicos")
    ]


def test_commentary_of_an_edition(klein: Path) -> None:
    """It stands in its monitor and in the next report, so it refers to nothing; the monitor refuses it too."""
    duiding = klein / "monitor/2024-07/duiding.md"
    given = duiding.read_text(encoding="utf-8")
    duiding.write_text(f"{given}\nZie @sec-regel.\n\nEen noot[^x].\n", encoding="utf-8")
    problems = check_report(klein).problems
    assert [(one.file, one.problem) for one in problems] == [
        ("monitor/2024-07/duiding.md", "verwijzing '@sec-regel' wijst nergens heen"),
        ("monitor/2024-07/duiding.md", "voetnoot '[^x]' heeft geen tekst"),
    ]
    assert [one.where for one in problems] == [f"regel {given.count(chr(10)) + more}" for more in (2, 4)]
    with pytest.raises(InputError) as caught:
        MonitorReport(klein, Month(2024, 7)).open()
    assert sorted(caught.value.problems) == problems


def test_commentary_of_the_annexed_monitor_is_of_this_report_too(klein: Path) -> None:
    duiding = klein.parent / "_eerder/monitor/2024-02/duiding.md"
    duiding.write_text("Een noot[^1].\n\n[^1]: Daar.\n", encoding="utf-8")
    write(klein, samenvatting="Een noot[^1].\n\n[^1]: Hier.\n")
    (problem,) = check_report(klein).problems
    assert (problem.round, problem.where) == ("_eerder", "regel 3")
    assert problem.problem == "voetnoot '[^1]' heeft meer dan één tekst"


def test_what_typst_cannot_show_is_named_in_every_file(klein: Path) -> None:
    """Also in a register; letters of other scripts and arrows that it can show are taken."""
    risks = klein / "registers/risicos.csv"
    risks.write_text(risks.read_text(encoding="utf-8").replace("De IND", "汉 De IND"), encoding="utf-8")
    published = klein.parent / "_gepubliceerd/prognoses.csv"
    published.write_text(published.read_text(encoding="utf-8").rstrip("\n") + "🎉\n", encoding="utf-8")
    write(klein, samenvatting="Ł, ж, ع, → en ✓ zijn er.\n")
    risk, source = unprintable(klein, Materials(ROUNDS.parent), None)
    assert (risk.round, risk.file, risk.where) == ("_klein", "registers/risicos.csv", "regel 3")
    assert (source.round, source.file, source.found) == ("_gepubliceerd", "prognoses.csv", "🎉 (U+1F389)")
    assert risk.found == "汉 (U+6C49)"


def test_a_sign_in_a_workbook_is_named_too(klein: Path) -> None:
    """By what was read from it; a plan that was read from CSV is looked at as every CSV."""
    result = open_round(klein)
    result.inputs.plan.loc[0, "definitie"] = "eerste 王"
    assert list(unprintable(klein, Materials(ROUNDS.parent), result)) == []
    (klein / "inputs/ind_prognoseplan.csv").rename(klein / "inputs/ind_prognoseplan.xlsx")
    (found,) = unprintable(klein, Materials(ROUNDS.parent), result)
    assert (found.file, found.where, found.found) == ("inputs/ind_prognoseplan.xlsx", "", "王 (U+738B)")


def test_a_sign_that_yaml_spells_out_is_named_too(klein: Path) -> None:
    """What is read is the sign, not its number."""
    settings = klein / "round.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub(r"(?m)^title: .*$", r'title: "Ronde \\u738B"', text), encoding="utf-8")
    (found,) = unprintable(klein, Materials(ROUNDS.parent), None)
    assert (found.file, found.found) == ("round.yml", "王 (U+738B)")


def test_an_entity_is_the_sign_it_stands_for(klein: Path) -> None:
    """Not in code; the letter has an arrow and a hard space."""
    words = "Tekst.\n\n&rarr;&nbsp;&#8594; `&#x1F600;`\n\n```\n&#xE000;\n```\n\n&#x1F600;&#57344;\n\n&#1;&#x202e;\n"
    write(klein, samenvatting=words)
    found = unprintable(klein, Materials(ROUNDS.parent), None)
    assert [(one.where, one.found.split(" ")[-1]) for one in found] == [
        ("regel 11", "(U+0001)"),
        ("regel 11", "(U+202E)"),
        ("regel 9", "(U+E000)"),
        ("regel 9", "(U+1F600)"),
    ]


def test_what_turns_words_around_is_named_in_every_file(klein: Path) -> None:
    """Also in a register and in the edition of the round before that stands in the annex; not in its other files."""
    risks = klein / "registers/risicos.csv"
    risks.write_text(risks.read_text(encoding="utf-8").replace("De IND", "\u202eDe IND"), encoding="utf-8")
    earlier = klein.parent / "_eerder"
    for name in ("monitor/2024-02/duiding.md", "text/samenvatting.md"):
        (earlier / name).parent.mkdir(exist_ok=True)
        (earlier / name).write_text("Een \u2066teken en 🎉.\n", encoding="utf-8")
    found = [
        (one.round, one.file, one.problem.split(" ")[1]) for one in unprintable(klein, Materials(ROUNDS.parent), None)
    ]
    assert found == [
        ("_klein", "registers/risicos.csv", "onzichtbare"),
        ("_eerder", "monitor/2024-02/duiding.md", "onzichtbare"),
        ("_eerder", "monitor/2024-02/duiding.md", "teken"),
    ]


def test_every_section_has_the_template_that_stands_in_its_place() -> None:
    """Each is there, and only the first of the two is included by another template."""
    names = {path.name for path in (TEMPLATES / "rapportage").glob("*.qmd")}
    assert {*ALTERNATIVES, *ALTERNATIVES.values()} <= names
    assert {name for name in names if name.endswith(("_ontbreekt.qmd", "_eerste_ronde.qmd"))} == {
        *ALTERNATIVES.values()
    } - {NOTHING}


OF_ONE_EDITION = re.compile(r"(sec|fig)-vlag-|fig-zonder-vlag-")
"""Labels in the annex with the monitor that are of its flags, and not of a template."""


def test_labels_are_those_that_the_report_numbers(tmp_path: Path) -> None:
    """All of them, with a number where the report gives one; the stored notebooks are of the small round.

    In the monitor of the annex a table without rows is a sentence: its label is known and not given.
    """
    opened = Rapportage(ROUNDS / "_klein").open()
    held = (opened.result, opened.previous, opened.record)
    templates, target = TEMPLATES / "rapportage", tmp_path / "render"
    monitor = last_before(opened.result, opened.previous)
    gather(*held, monitor, templates, ROUNDS.parents[1] / "analysis", target)
    faults = Faults()
    numbered = number(read_sources(target, "rapportage.qmd").tree["blocks"], (), faults)
    named = labels_of(templates, "rapportage", {name: ALTERNATIVES[name] for name in left_out(*held)})
    equations = {label for label in named if label.startswith("eq-")}
    told = {label: bool(one.number) for label, one in named.items() if label not in equations}
    given = {label: bool(one.number) for label, one in numbered.items() if not OF_ONE_EDITION.match(label)}
    assert given.items() <= told.items()
    assert told.keys() - given.keys() <= labels_of(TEMPLATES / "monitor", "monitor").keys()
    assert equations == {"eq-mengverdeling", "eq-leren"}


def test_labels_of_the_templates(tmp_path: Path) -> None:
    """Of headings, cells and equations, through includes; a heading without a number is none to refer to."""
    (tmp_path / "x.qmd").write_text(
        "{{< include _a.qmd >}}\n\n# A {.unnumbered #sec-a}\n\n$$x$$ {#eq-x}\n\n{{< embed n.ipynb#duiding >}}\n",
        encoding="utf-8",
    )
    (tmp_path / "_a.qmd").write_text("## B {#sec-b}\n\n{{< embed n.ipynb#fig-b >}}\n", encoding="utf-8")
    (tmp_path / "_c.qmd").write_text("## C {#sec-c}\n", encoding="utf-8")
    numbers = {label: target.number for label, target in labels_of(tmp_path, "x").items()}
    assert numbers == {"sec-b": "1", "fig-b": "1", "sec-a": "", "eq-x": "1"}
    assert "sec-c" in labels_of(tmp_path, "x", {"_a.qmd": "_c.qmd"})
