"""A small render folder with everything a report may hold, built in code."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
import yaml
from nbformat.v4 import new_code_cell, new_notebook, new_output

SHARED = Path(__file__).resolve().parents[2] / "report_templates" / "_extensions" / "mpp"

SVG = """<?xml version="1.0" encoding="utf-8"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
 width="459pt" height="200pt" viewBox="0 0 459 200">
 <metadata><dc xmlns="http://purl.org/dc/elements/1.1/">x</dc></metadata>
 <defs><style type="text/css">*{stroke-linejoin: round}</style>
  <path id="punt" d="M0 3 A3 3 0 1 1 0 -3 A3 3 0 1 1 0 3"/></defs>
 <g id="axes_1">
  <path d="M30 180 H440 M30 20 V180" stroke="#c5d0dc" fill="none"/>
  <path d="M30 150 L130 120 L230 100 L330 60 L430 50" stroke="#154273" stroke-width="2" fill="none"/>
  <use xlink:href="#punt" x="430" y="50" fill="#154273"/>
  <text x="380" y="40" font-family="Source Sans 3" font-size="10" fill="#154273">maximum</text>
 </g>
</svg>
"""

WIDE_HEADER = "".join(f'<th class="getal" scope="col">{year}</th>' for year in range(2018, 2030))
WIDE_ROWS = "".join(
    f'<tr{" class=totaal" if name == "Totaal" else ""}><th scope="row">{name}</th>'
    + "".join(
        f'<td class="getal{" realisatie" if k < 6 else ""}">{base + 137 * k:,}</td>'.replace(",", ".")
        for k in range(12)
    )
    + "</tr>"
    for name, base in (("Eerste aanvragen", 20353), ("Nareis", 6463), ("Herhaalde aanvragen", 2400), ("Totaal", 29216))
)
WIDE_TABLE = (
    f'<table><thead><tr><th scope="col">Instroom</th>{WIDE_HEADER}</tr></thead><tbody>{WIDE_ROWS}</tbody></table>'
)
NUMBERS = (
    '<table><thead><tr><th scope="col">Maand</th><th scope="col" class="getal">Bezetting</th></tr></thead><tbody>'
    '<tr><th scope="row">2024-01</th><td class="getal">64.120</td></tr>'
    '<tr><th scope="row">2024-02</th><td class="getal">65.003</td></tr></tbody></table>'
)

COVER = {
    "ronde": "2024-1",
    "versie": "concept-2",
    "status": "Concept, besproken in de werkgroep",
    "datum": "1 maart 2024",
    "datum_iso": "2024-03-01",
    "peildatum": "december 2023",
    "vorige": "2023-2",
    "rubricering": "Intern gebruik",
    "controlegetal": "3f2a91c0d4e5b6a7988776655443322110ffeeddccbbaa998877665544332211",
    "keten": f"rust op 2023-2/definitief (kop {'7' * 64})",
    "keten_kort": f"keten {'7' * 16}",
    "merk": "Concept, voor intern gebruik",
    "verantwoording": "Dit is een reconstructie uit openbare cijfers, niet de MPP van het ministerie.",
}

DOCUMENT = """---
title: "Meerjaren Productie Prognose {{< meta rapport.ronde >}}"
subtitle: "MPP-rapportage over de asielketen, 2024–2028"
lang: nl
---

# Samenvatting {#sec-samenvatting}

In 2024 komen er naar verwachting {{< meta cijfers.instroom.medio >}} mensen, zie @fig-bezetting en @tbl-instroom.
De methode staat in @sec-methode; de kans volgt uit @eq-kans.[^1]

[^1]: De peildatum staat op de omslag; zie ook [-@tbl-instroom].

{{< embed notebooks/10-asiel.ipynb#fig-bezetting >}}

{{< embed notebooks/10-asiel.ipynb#tbl-instroom >}}

{{< include _methode.qmd >}}

# Bijlage: cijfers bij de figuren {.unnumbered #sec-bijlage}

::: {.content-visible when-format="typst"}
::: {.verzamelde-cijfers}
:::
:::

::: {.content-visible when-format="html"}
De cijfers staan onder elke figuur. Terug naar @sec-samenvatting.
:::
"""

IN_PARTS = """---
title: "Meerjaren Productie Prognose {{< meta rapport.ronde >}}"
subtitle: "MPP-rapportage over de asielketen, 2024–2028"
lang: nl
delen:
  rapport: {}
  bijlagen:
    vanaf: sec-bijlage
    ondertitel: "Bijlagen van ronde {{< meta rapport.ronde >}}"
---

# Samenvatting {#sec-samenvatting}

Zie @fig-bezetting, @tbl-breed, de tabellen [-@tbl-instroom; -@tbl-breed] en [het vervolg](#sec-bijlage).

{{< embed notebooks/10-asiel.ipynb#fig-bezetting >}}

{{< embed notebooks/10-asiel.ipynb#tbl-instroom >}}

# Bijlage {.unnumbered #sec-bijlage}

Bij @tbl-instroom, [Kader @fig-bezetting], @sec-samenvatting en @tbl-breed;
terug naar [het begin](#sec-samenvatting) of [hier](#sec-bijlage).

::: {.liggend}
{{< embed notebooks/20-prognose.ipynb#tbl-breed >}}
:::

::: {.content-visible when-format="typst"}
::: {.verzamelde-cijfers}
:::
:::
"""
"""A document whose PDF comes in two parts that refer to each other."""

METHOD = """# Methode {#sec-methode}

::: {.callout-note}
Een opmerking met **nadruk**.
:::

::: {.callout-warning title="Let op de peildatum"}
Een waarschuwing.
:::

De kans is $p = 0{,}35$ en

$$ P(X \\le x) = \\sum_i p_i \\, \\Phi\\left(\\frac{x - \\mu_i}{\\sigma_i}\\right) $$ {#eq-kans}

## Scenario's {#sec-scenarios}

| Scenario | Kans | Verwachting |
|:---------|-----:|------------:|
| Voortzetting | 40% | 49.800 |
| Terugval | 35% | 41.000 |

: De gehanteerde toekomstscenario's {#tbl-scenarios}

`{{< meta niet.vervangen >}}` blijft staan, en ook:

```
{{< meta ook.niet >}} @fig-niet
```

### Verdieping

Gewone tekst met een [bron](https://www.cbs.nl/) en ![stip](stip.svg){fig-alt="een stip" width="8pt"} in de regel;
nog eens ![stip](stip.svg){fig-alt="een stip" width="8pt"}.

1. eerste
2. tweede

::: {.liggend}
{{< embed notebooks/20-prognose.ipynb#tbl-breed >}}
:::

{{< embed notebooks/20-prognose.ipynb#fig-kans >}}

{{< embed notebooks/20-prognose.ipynb#duiding >}}
"""


def output(data: Mapping[str, str], metadata: Mapping[str, Any] | None = None) -> Any:
    return new_output("display_data", data=dict(data), metadata=dict(metadata or {}))


def markdown(text: str) -> Any:
    return output({"text/markdown": text})


def html_table(table: str) -> Any:
    return markdown(f"```{{=html}}\n{table}\n```\n")


def numbers(table: str = NUMBERS) -> Any:
    return markdown(f"::: {{.cijfers}}\n```{{=html}}\n{table}\n```\n:::\n")


def source(text: str) -> Any:
    return markdown(f"::: {{.bron}}\n{text}\n:::\n")


def cell(options: str, *outputs: Any, tags: tuple[str, ...] = ()) -> Any:
    code = "\n".join(f"#| {line}" for line in options.splitlines()) + "\ntoon()"
    return new_code_cell(code, outputs=list(outputs), metadata={"tags": list(tags)} if tags else {})


FIGURE_OPTIONS = """label: fig-bezetting
fig-cap: "De bezetting blijft tot eind 2026 stijgen"
fig-alt: 'Lijn met "band" per maand.'"""


def asiel() -> Any:
    figure = cell(
        FIGURE_OPTIONS,
        output({"image/svg+xml": SVG}),
        source("Bron: COA; gegevens tot en met december 2023."),
        numbers(),
    )
    table = cell('label: tbl-instroom\ntbl-cap: "Instroom per jaar"', html_table(WIDE_TABLE), source("Bron: CBS."))
    return new_notebook(cells=[figure, table])


def prognose() -> Any:
    caption = {"fig-cap": "De kans op meer dan 45.000 is klein", "fig-alt": "Verdeling met 45.000."}
    figure = cell("label: fig-kans", output({"image/svg+xml": SVG}, caption), numbers())
    options = 'label: tbl-breed\ntbl-cap: "Alles naast elkaar, ook {{< meta cijfers.grens >}}"'
    wide = cell(options, html_table(WIDE_TABLE))
    text = cell("echo: false", markdown("Uit het notebook: de **uitkomst**.\n"), tags=("duiding",))
    return new_notebook(cells=[figure, wide, text])


def write_notebook(path: Path, notebook: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    for number, code_cell in enumerate(notebook.cells):
        code_cell["id"] = f"cel-{number}"
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, path)


def words_file(folder: Path) -> Path:
    """The words of a renderer, as metadata for a filter that is run by itself."""
    path = folder / "woorden.yml"
    words = yaml.safe_load((SHARED / "_language.yml").read_text(encoding="utf-8"))
    path.write_text(yaml.safe_dump({"woorden": words}), encoding="utf-8")
    return path


def values(**changes: Any) -> dict[str, Any]:
    figures = {"instroom": {"medio": "69.800"}, "grens": "45.000", "lijst": ["a"], "breuk": 0.5}
    return {"rapport": {**COVER, **changes}, "cijfers": figures}


def make_render_folder(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(SHARED, folder / "_extensions" / "mpp")
    (folder / "rapport.qmd").write_text(DOCUMENT, encoding="utf-8")
    (folder / "_methode.qmd").write_text(METHOD, encoding="utf-8")
    (folder / "stip.svg").write_text(SVG, encoding="utf-8")
    (folder / "cijfers.yml").write_text(yaml.safe_dump(values(), allow_unicode=True), encoding="utf-8")
    write_notebook(folder / "notebooks" / "10-asiel.ipynb", asiel())
    write_notebook(folder / "notebooks" / "20-prognose.ipynb", prognose())
    return folder
