"""Words that would run, reach outside, cover or forge something, and a small round that holds them in every field."""

import csv
import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import openpyxl
import yaml
from openpyxl.comments import Comment

from mpp_lib.inputs.declared.column import Column
from mpp_lib.inputs.declared.edition import EDITION
from mpp_lib.inputs.declared.hindcast import OF_HINDCAST
from mpp_lib.inputs.declared.published import PUBLISHED_TABLES
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.declared.table import InputTable
from mpp_lib.inputs.load import load_round
from mpp_lib.inputs.plan.words import StreamNames, quantities_of
from mpp_lib.inputs.reading.decisions import Decision
from mpp_lib.inputs.reading.settings import RoundSettings
from mpp_lib.present.verantwoording.plan_template import plan_template
from mpp_lib.production.chains import catalogue_named

ROUNDS = Path(__file__).resolve().parents[1] / "rounds"
EDITIONS = ("_eerder/monitor/2024-02", "_klein/monitor/2024-05", "_klein/monitor/2024-07")
RUN = "window.geraakt=1"
FAR = "http://elders.example/"
SCRIPTS = [
    f"<script>{RUN}</script>",
    f"<ScRiPt src={FAR}a.js></sCrIpT>",
    f"</script><script>{RUN}</script>",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg/onload={RUN}//",
    f"<img src=x onerror={RUN}>",
    f"<img src={FAR}a.png>",
    f'"><img src=x onerror={RUN}>',
    f"'><img src=x onerror={RUN}>",
    f'" onmouseover="{RUN}" autofocus onfocus="{RUN}',
    f"' onfocus='{RUN}' autofocus tabindex='0",
    f"<details open ontoggle={RUN}>",
    f"<body onpageshow={RUN}>",
    "<iframe srcdoc='<script>parent.geraakt=1</script>'>",
    f"<iframe src=javascript:{RUN}>",
    f"<object data={FAR}a.swf>",
    f"<embed src={FAR}a.swf>",
    f"<video><source onerror={RUN}></video>",
    f"<math><mtext></mtext><mglyph><style><!--</style><img src=x onerror={RUN}>",
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'>",
    f"<form action={FAR}><button autofocus onfocus={RUN}>x",
    f"<base href={FAR}>",
    f"<meta http-equiv=refresh content='0;url={FAR}'>",
    f"<link rel=stylesheet href={FAR}a.css>",
    f"<style>@import '{FAR}a.css'; .conceptband {{display:none}}</style>",
    f"<style>@\\69mport '{FAR}a.css'</style>",
    f"</style><script>{RUN}</script>",
    f"</title><script>{RUN}</script>",
    f"</textarea><script>{RUN}</script>",
    f"<div style='position:fixed;inset:0;background:url({FAR}a.png)'>",
    f"<div style='background:image-set(\"{FAR}a.png\" 1x)'>",
    f"<div style='background:\\75rl({FAR}a.png)'>",
    "<!-- en verder niets",
    "--> <!--",
    "<![CDATA[ x ]]>",
    "]]>",
    f"<?xml-stylesheet href='{FAR}a.css'?>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    f"&#60;img src=x onerror={RUN}&#62;",
    f"\\x3cscript\\x3e{RUN}\\x3c/script\\x3e",
    f"\u2039script\u203a{RUN}\u2039/script\u203a",
]
MARKUP = [
    f"[klik](javascript:{RUN})",
    f"[klik](JaVaScRiPt&#58;{RUN})",
    "[klik](data:text/html;base64,PHNjcmlwdD4=)",
    f"[klik](vbscript:{RUN})",
    "[klik](file:///etc/passwd)",
    f"<javascript:{RUN}>",
    f"![plaat]({FAR}a.png)",
    f"![plaat](data:image/svg+xml;utf8,<svg onload={RUN}>)",
    f"[klik]{{onclick={RUN}}}",
    f"[x]{{onfocus={RUN} autofocus=x tabindex=0}}",
    "[x]{style='position:fixed;inset:0;background:red'}",
    "[x]{.conceptband} [x]{#inhoud}",
    f"# Kop {{onclick={RUN}}}",
    "::: {.omslag style='position:fixed'} x :::",
    f"`<b onclick={RUN}>`{{=html}}",
    '`#read("/etc/passwd")`{=typst}',
    '`#import "@preview/x:1.0.0"`{=typst}',
    "```{=html} <script>window.geraakt=1</script> ```",
    "```{python} import os ```",
    '#read("/etc/passwd") #set page(fill: red) #hide[x]',
    '#eval("1") #sys.version #pagebreak()',
    "{{< include /etc/passwd >}}",
    "{{< include ../../round.yml >}}",
    "{{< embed notebooks/01_terugblik.ipynb#fig-jaren >}}",
    "{{< meta rapport.controlegetal >}}",
    "{{< pagebreak >}}",
    "{{{< video x >}}}",
    "{{< meta",
    "--- title: Vervalst rapport: {merk: Vervalst} ---",
    "---",
    "% Titel",
    "@fig-bestaat-niet @sec-coa [@tbl-x]",
    "[^1] [^noot]: tekst",
    "| a | b | |---|---|",
    "1. een 2) twee",
    "# kop ## kop",
    "*a* **b** _c_ ~d~ ^e^ ~~f~~",
    "2023*, 2024*",
    "$x$ $$y$$ \\(z\\) $5 tot $6",
    "\\input{/etc/passwd} \\write18{id} \\begin{x}",
    "$\\frac{1}{",
    "\\ \\\\ \\n \\* einde\\",
    "`code` ``dubbel` half",
    "> citaat",
]
OTHERS = [
    "$if(rapport.merk)$weg$endif$ $title$ $for(x)$",
    "{{ 7*7 }} {% include '/etc/passwd' %} {# x #}",
    "${7*7} #{7*7} <%= 7*7 %> {{constructor.constructor('x')()}}",
    "%s %d %(x)s {0} {x} {self.__class__}",
    "pandoc.pipe('id', {}, '') os.execute('id')",
    "=cmd|' /C calc'!A0",
    "+1+cmd|x",
    "-2+3",
    "@SUM(1;2)",
    '=HYPERLINK("http://elders.example/";"klik")',
    "null",
    "None",
    "NaN",
    "undefined",
    "true",
    "-",
    "~",
    "0",
    "#veld!",
    "%00 %3Cscript%3E ..%2f..%2f",
    "../../../etc/passwd",
    "a\u200bc\u200d",
    "'; DROP TABLE rondes; --",
    "!!python/object/apply:os.system ['id']",
    "&anker *anker <<: *x",
    "?@fig-x ?meta:titel WARNING: Unable to resolve",
    "Concept, voor intern gebruik",
    "Vastgesteld door het Topberaad",
]
HOSTILE = [*SCRIPTS, *MARKUP, *OTHERS]
AT_ONCE = 10
STRUCTURE = ("parameter", "stroom", "grootheid", "eenheid", "bestand", "doelgroepen", "invoer")
"""Text columns whose words another file or the chain has to know."""
LEAST_ROWS = 5
"""Registers get so many rows, so that each of their columns holds more than one of the strings."""


def batches(seed: int = 20241129) -> list[list[str]]:
    """All strings, ten together, in another order than they were written down."""
    shuffled = random.Random(seed).sample(HOSTILE, len(HOSTILE))
    return [shuffled[start : start + AT_ONCE] for start in range(0, len(shuffled), AT_ONCE)]


def free(column: Column) -> bool:
    """Whether a column takes any text."""
    bound = column.words or column.pattern or column.refers or column.name in STRUCTURE
    return column.type == "text" and not bound


class Attacker:
    """Gives each field its words: one of the strings, then all of them joined, beginning with another each time."""

    def __init__(self, strings: Sequence[str]) -> None:
        self.strings = list(strings)
        self._turn = count()

    def words(self, most: int = 100_000) -> str:
        """The words for the next field."""
        turn = next(self._turn)
        start = turn % len(self.strings)
        rotated = [*self.strings[start:], *self.strings[:start]]
        joined = " ¦ ".join(rotated)
        return joined if turn % 2 and len(joined) <= most else rotated[0]

    def once(self) -> str:
        """Words that no other field has."""
        return f"{self.words()} ¦ {next(self._turn)}"


def hostile_round(project: Path, strings: Sequence[str], *, workbook: bool) -> Path:
    """The small round with these strings in every free field, and all that it rests on; returns its folder."""
    shutil.copytree(ROUNDS, project / "rounds", ignore=shutil.ignore_patterns("build"))
    folder, attacker = project / "rounds/_klein", Attacker(strings)
    for place, table in _tables(project / "rounds"):
        if (place / table.file).is_file():
            _fill_table(place / table.file, table, attacker)
    _beside_nothing(project / "rounds/_gepubliceerd/overige.csv")
    _deliver(folder, f"<img src=x onerror={RUN}>.pdf")
    _fill_settings(folder / "round.yml", attacker)
    _fill_decisions(folder / "decisions.yml", attacker)
    if workbook:
        _fill_workbook(folder, attacker)
    return folder


def _beside_nothing(file: Path) -> None:
    """Figures that stand beside no outcome: of one that does, period and value are no free text."""
    with file.open(encoding="utf-8", newline="") as stream:
        head, *rows = csv.reader(stream, delimiter=";")
    place = head.index("indicator")
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=";", lineterminator="\n").writerows(
            [head, *([*row[:place], "", *row[place + 1 :]] for row in rows)]
        )


def _tables(rounds: Path) -> Iterator[tuple[Path, InputTable]]:
    for name in ("_klein", "_eerder"):
        yield from ((rounds / name, table) for table in ROUND.every)
    yield from ((rounds / "_hindcast", table) for table in OF_HINDCAST.every)
    yield from ((rounds / "_gepubliceerd", table) for table in PUBLISHED_TABLES)
    for name in EDITIONS:
        yield from ((rounds / name, table) for table in EDITION)


def _fill_table(path: Path, table: InputTable, attacker: Attacker) -> None:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        header, *rows = list(csv.reader(stream, delimiter=";"))
    while path.parent.name == "registers" and len(rows) < LEAST_ROWS and any(map(free, _key(table))):
        rows.append(list(rows[len(rows) % 2 if len(rows) > 1 else 0]))
    for column in table.columns:
        if free(column) and column.name in header:
            write: Callable[[], str] = attacker.once if column.name in table.key else attacker.words
            place = header.index(column.name)
            _fill_column(rows, place, write, repeated=table in (ROUND.measures, ROUND.scenarios))
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=";", lineterminator="\n").writerows([header, *rows])


def _deliver(folder: Path, name: str) -> None:
    """A delivery by this name."""
    (folder / "inputs" / name).write_bytes(b"levering")
    with (folder / "inputs/leveringen.csv").open("a", encoding="utf-8") as stream:
        stream.write(f"{name};IND;v1;concept;werkgroep;2024-04-02\n")


def _key(table: InputTable) -> list[Column]:
    return [table.column(name) for name in table.key]


def _fill_column(rows: list[list[str]], place: int, write: Callable[[], str], *, repeated: bool) -> None:
    """The same word becomes the same words where rows belong together by it."""
    known: dict[str, str] = {}
    for row in rows:
        row[place] = known.setdefault(row[place], write()) if repeated else write()


def _fill_settings(path: Path, attacker: Attacker) -> None:
    settings = yaml.safe_load(path.read_text(encoding="utf-8"))
    for name, field in RoundSettings.model_fields.items():
        bound = any(getattr(rule, "pattern", None) for rule in field.metadata) and name != "title"
        if field.annotation is str and not bound and name not in ("model", "protocol"):
            settings[name] = attacker.words(200)
    settings["title"] = next(text for text in iter(lambda: attacker.words(200), "") if any(map(str.isalnum, text)))
    settings["dates"] |= {attacker.once(): date(2024, 5, day) for day in range(1, 4)}
    path.write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False, width=10_000), encoding="utf-8")


def _fill_decisions(path: Path, attacker: Attacker) -> None:
    decisions = yaml.safe_load(path.read_text(encoding="utf-8"))
    decisions.append({"date": date(2024, 4, 12), "product": "rapportage"})
    for decision in decisions:
        bound = {"date", "product", "step", "word", "about", *(["gremium"] if "step" in decision else [])}
        decision |= {name: attacker.words() for name in Decision.model_fields if name not in bound}
    path.write_text(yaml.safe_dump(decisions, allow_unicode=True, width=10_000), encoding="utf-8")


def _fill_workbook(folder: Path, attacker: Attacker) -> None:
    """The plan of the CSV as the workbook that a partner fills, with these strings in every cell that is free."""
    with (folder / "inputs/ind_prognoseplan.csv").open(encoding="utf-8", newline="") as stream:
        rows = {tuple(row[:4]): row[4] for row in csv.reader(stream, delimiter=";")}
    inputs, catalogue = load_round(folder, catalogue_named, with_plan=False), catalogue_named("standaard")
    (folder / "inputs/ind_prognoseplan.csv").unlink()
    deliveries = folder / "inputs/leveringen.csv"
    told = deliveries.read_text(encoding="utf-8").replace("ind_prognoseplan.csv", "ind_prognoseplan.xlsx")
    deliveries.write_text(told, encoding="utf-8")
    target = folder / "inputs/ind_prognoseplan.xlsx"
    target.write_bytes(plan_template(inputs, catalogue))
    book = openpyxl.load_workbook(target)
    for stream, name in StreamNames(catalogue).sheet_names().items():
        quantities = {label: quantity for quantity, label in quantities_of(stream, catalogue).items()}
        _fill_sheet(book[name], stream, quantities, rows, attacker)
    for row in range(30, 40):
        book["Toelichting"].cell(row, 2, attacker.words()).data_type = "s"
    book.properties.title, book.properties.creator = attacker.words(), attacker.words()
    book.save(target)


def _fill_sheet(sheet: Any, stream: str, quantities: dict[str, str], rows: dict[Any, str], attacker: Attacker) -> None:
    for place in ((1, 1), (2, 1), (3, 2)):
        sheet.cell(*place, attacker.words()).data_type = "s"
    sheet["D7"].comment = Comment(attacker.words(), attacker.words())
    months = {cell.column: f"{cell.value:%Y-%m}" for cell in sheet[5][4:] if cell.value}
    scenario = ""
    for row in sheet.iter_rows(min_row=6):
        label = str(row[0].value or "")
        scenario = label.lower() if label.lower() in ("minimum", "medio", "maximum") else scenario
        quantity = quantities.get(label, "")
        if "percentage" in quantity and not row[2].protection.locked:
            row[2].value, row[2].data_type = attacker.words(), "s"
        for cell in row[4:]:
            value = rows.get((months.get(cell.column), scenario, stream, quantity))
            if value:
                cell.value = float(value.replace(",", ".").rstrip("%")) / (100 if value.endswith("%") else 1)
