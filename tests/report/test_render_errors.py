"""Whatever cannot be resolved in the sources of a report stops it, with a message that says where and what."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from mpp_lib.base.errors import RenderError
from mpp_lib.report.render import render
from tests.support import render_folder as rf

Change = Callable[[Path], None]
NO_TEXT = ("cijfers.lijst", "cijfers.instroom", "cijfers.breuk")
EMBED = "{{< embed notebooks/10-asiel.ipynb#fig-bezetting >}}"


def put(text: str, file: str = "_methode.qmd") -> Change:
    """Replace an include by this text."""
    return lambda folder: (folder / file).write_text(
        f"# Methode {{#sec-methode}}\n\n$$x$$ {{#eq-kans}}\n\n{text}\n", "utf-8"
    )


def swap(old: str, new: str, file: str = "rapport.qmd") -> Change:
    def change(folder: Path) -> None:
        text = (folder / file).read_text("utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), "utf-8")

    return change


def notebook(*cells: object) -> Change:
    """Replace the first notebook by one with these cells."""
    return lambda folder: rf.write_notebook(folder / "notebooks" / "10-asiel.ipynb", rf.new_notebook(cells=list(cells)))


def figure(options: str, *outputs: object) -> Change:
    return notebook(rf.cell(options, *outputs), rf.asiel().cells[1])


def cover(**keys: object) -> Change:
    return lambda folder: (folder / "cijfers.yml").write_text(yaml.safe_dump(rf.values(**keys)), "utf-8")


def svg() -> object:
    return rf.output({"image/svg+xml": rf.SVG})


CASES: dict[str, tuple[Change, str]] = {
    "include missing": (swap("_methode.qmd", "_weg.qmd"), "rapport.qmd, regel 18: bestand '_weg.qmd' bestaat niet"),
    "include outside the folder": (
        swap("_methode.qmd", "../x.qmd"),
        "rapport.qmd, regel 18: '../x.qmd' ligt buiten de map van het rapport",
    ),
    "include of itself": (
        put("{{< include _methode.qmd >}}"),
        "_methode.qmd, regel 5: include '_methode.qmd' bevat zichzelf",
    ),
    "include within a line": (
        put("Zie {{< include _x.qmd >}}"),
        "_methode.qmd, regel 5: shortcode 'include' staat niet alleen op een regel",
    ),
    "embed within a line": (
        put(f"Zie {EMBED}"),
        "_methode.qmd, regel 5: shortcode 'embed' staat niet alleen op een regel",
    ),
    "notebook missing": (
        swap(EMBED, "{{< embed notebooks/weg.ipynb#fig-x >}}"),
        "rapport.qmd, regel 14: notebook 'notebooks/weg.ipynb' bestaat niet",
    ),
    "notebook outside the folder": (
        swap(EMBED, "{{< embed ../weg.ipynb#fig-x >}}"),
        "rapport.qmd, regel 14: '../weg.ipynb' ligt buiten de map van het rapport",
    ),
    "notebook that is none": (
        lambda folder: (folder / "notebooks/20-prognose.ipynb").write_text("[]"),
        "_methode.qmd, regel 39: 'notebooks/20-prognose.ipynb' is geen notebook\n"
        "_methode.qmd, regel 42: 'notebooks/20-prognose.ipynb' is geen notebook\n"
        "_methode.qmd, regel 44: 'notebooks/20-prognose.ipynb' is geen notebook",
    ),
    "cell missing": (
        swap(EMBED, "{{< embed notebooks/10-asiel.ipynb#fig-bezeting >}}"),
        "rapport.qmd, regel 14: notebook 'notebooks/10-asiel.ipynb' heeft geen cel 'fig-bezeting'; "
        "misschien bedoeld: fig-bezetting",
    ),
    "embed without a cell": (
        swap(EMBED, "{{< embed notebooks/10-asiel.ipynb >}}"),
        "rapport.qmd, regel 14: embed noemt geen cel: schrijf 'notebooks/10-asiel.ipynb#label'",
    ),
    "cell never executed": (
        figure(rf.FIGURE_OPTIONS),
        "rapport.qmd, regel 14: cel 'fig-bezetting' is niet uitgevoerd of geeft geen uitvoer",
    ),
    "cell with text/html": (
        figure(rf.FIGURE_OPTIONS, rf.output({"text/html": "<table></table>", "text/markdown": "x"})),
        "rapport.qmd, regel 14: cel 'fig-bezetting' geeft text/html; "
        "geef de tabel als text/markdown met een blok {=html}",
    ),
    "cell with loose text": (
        figure(rf.FIGURE_OPTIONS, svg(), rf.nbformat.v4.new_output("stream", name="stderr", text="let op")),
        "rapport.qmd, regel 14: cel 'fig-bezetting' schrijft losse tekst (stderr); toon haar als text/markdown",
    ),
    "cell that failed": (
        figure(rf.FIGURE_OPTIONS, rf.nbformat.v4.new_output("error", ename="KeyError", evalue="x", traceback=[])),
        "rapport.qmd, regel 14: cel 'fig-bezetting' stopte met een fout (KeyError)",
    ),
    "cell with only a repr": (
        figure(rf.FIGURE_OPTIONS, rf.output({"text/plain": "<Axes: >"})),
        "rapport.qmd, regel 14: cel 'fig-bezetting' geeft alleen text/plain; verwacht SVG, PNG of text/markdown",
    ),
    "figure cell without figure": (
        figure(rf.FIGURE_OPTIONS, rf.markdown("tekst")),
        "rapport.qmd, regel 14: cel 'fig-bezetting' geeft geen afbeelding als eerste uitvoer",
    ),
    "figure cell with two figures": (
        figure(rf.FIGURE_OPTIONS, svg(), svg()),
        "rapport.qmd, regel 14: cel 'fig-bezetting' geeft meer dan één afbeelding",
    ),
    "figure without alternative text": (
        figure("label: fig-bezetting\nfig-cap: x", svg()),
        "rapport.qmd, regel 14: cel 'fig-bezetting' heeft geen alternatieve tekst (fig-alt)",
    ),
    "figure without caption": (
        figure("label: fig-bezetting\nfig-alt: x", svg()),
        "rapport.qmd, regel 14: cel 'fig-bezetting' heeft geen bijschrift (fig-cap)",
    ),
    "cell options that are no YAML": (
        figure("label: [fig", svg()),
        "rapport.qmd, regel 14: een cel heeft opties (#|) die geen geldige YAML zijn: label: [fig\n"
        "rapport.qmd, regel 16: een cel heeft opties (#|) die geen geldige YAML zijn: label: [fig",
    ),
    "figure under another label": (
        lambda folder: [
            change(folder)
            for change in (
                notebook(*rf.asiel().cells, rf.cell("label: plaatje", svg())),
                put("{{< embed notebooks/10-asiel.ipynb#plaatje >}}"),
            )
        ],
        "_methode.qmd, regel 5: cel 'plaatje' geeft een afbeelding; haar label begint dan met 'fig-'",
    ),
    "table cell with a figure": (
        notebook(rf.asiel().cells[0], rf.cell("label: tbl-instroom\ntbl-cap: x", svg())),
        "rapport.qmd, regel 16: cel 'tbl-instroom' geeft een afbeelding; haar label begint dan met 'fig-'",
    ),
    "table without caption": (
        notebook(rf.asiel().cells[0], rf.cell("label: tbl-instroom", rf.html_table(rf.NUMBERS))),
        "rapport.qmd, regel 16: cel 'tbl-instroom' heeft geen bijschrift (tbl-cap)",
    ),
    "table cell without a table": (
        notebook(rf.asiel().cells[0], rf.cell("label: tbl-instroom\ntbl-cap: x", rf.markdown("tekst"))),
        "rapport.qmd, regel 16: 'tbl-instroom' bevat 0 tabellen; verwacht precies één",
    ),
    "key unknown": (
        put("Er komen {{< meta cijfers.instroom.medo >}} mensen."),
        "_methode.qmd, regel 5: onbekende sleutel 'cijfers.instroom.medo'; misschien bedoeld: cijfers.instroom.medio",
    ),
    "key that is no text": (
        put("\n".join(f"{{{{< meta {key} >}}}}" for key in NO_TEXT)),
        "_methode.qmd, regel 5: sleutel 'cijfers.lijst' is geen opgemaakte tekst van één regel\n"
        "_methode.qmd, regel 6: sleutel 'cijfers.instroom' is geen opgemaakte tekst van één regel\n"
        "_methode.qmd, regel 7: sleutel 'cijfers.breuk' is geen opgemaakte tekst van één regel",
    ),
    "key unknown in the title": (
        swap("rapport.ronde", "rapport.ronda"),
        "rapport.qmd: onbekende sleutel 'rapport.ronda'; misschien bedoeld: rapport.ronde",
    ),
    "shortcode unknown": (
        put("{{< mata rapport.ronde >}}"),
        "_methode.qmd, regel 5: onbekende shortcode 'mata'; misschien bedoeld: meta",
    ),
    "shortcode not closed": (
        put("{{< meta rapport.ronde"),
        "_methode.qmd, regel 5: shortcode '{{<' is niet afgesloten met '>}}'",
    ),
    "reference unknown": (
        put("Zie @fig-bezeting."),
        "_methode.qmd, regel 5: verwijzing '@fig-bezeting' wijst nergens heen; misschien bedoeld: fig-bezetting",
    ),
    "reference in a footnote unknown": (
        put("Zie.[^n]\n\n[^n]: Ook @tbl-weg."),
        "_methode.qmd, regel 7: verwijzing '@tbl-weg' wijst nergens heen; bekend: "
        "eq-kans, fig-bezetting, sec-bijlage, sec-methode, sec-samenvatting, tbl-instroom",
    ),
    "reference to a heading without number": (
        put("Zie @sec-bijlage."),
        "_methode.qmd, regel 5: verwijzing '@sec-bijlage' wijst naar een kop zonder nummer",
    ),
    "citation without bibliography": (
        put("Zie @jansen2020."),
        "_methode.qmd, regel 5: verwijzing '@jansen2020' wijst nergens heen; het document heeft geen literatuurlijst",
    ),
    "label twice": (
        put("## Nog eens {#sec-samenvatting}"),
        "_methode.qmd, regel 5: label 'sec-samenvatting' komt meer dan één keer voor",
    ),
    "cell embedded twice": (put(EMBED), "_methode.qmd, regel 5: label 'fig-bezetting' komt meer dan één keer voor"),
    "picture missing": (
        put('![x](weg.png){#fig-x fig-alt="x"}'),
        "_methode.qmd, regel 5: afbeelding 'weg.png' bestaat niet",
    ),
    "drawing missing": (
        put('![x](weg.svg){#fig-x fig-alt="x"}'),
        "_methode.qmd, regel 5: afbeelding 'weg.svg' bestaat niet",
    ),
    "drawing that is none": (
        lambda folder: (folder / "stip.svg").write_text("geen tekening"),
        "_methode.qmd, regel 32: afbeelding 'stip.svg' is geen SVG",
    ),
    "picture from the net": (
        put('![x](https://voorbeeld.nl/a.png){#fig-x fig-alt="x"}'),
        "_methode.qmd, regel 5: afbeelding 'https://voorbeeld.nl/a.png' ligt buiten de map van het rapport",
    ),
    "picture without alternative text": (
        put("![bijschrift](stip.svg){#fig-x}"),
        "_methode.qmd, regel 5: afbeelding 'stip.svg' heeft geen alternatieve tekst (fig-alt)",
    ),
    "picture without label": (
        put('![bijschrift](stip.svg){fig-alt="x"}'),
        "_methode.qmd, regel 5: afbeelding 'stip.svg' met bijschrift heeft geen label {#fig-…}",
    ),
    "labelled block without caption": (
        put('::: {#fig-x}\n![](stip.svg){fig-alt="x"}\n:::'),
        "_methode.qmd, regel 5: 'fig-x' heeft geen bijschrift",
    ),
    "equation amid text": (
        put("Tekst $$x$$ {#eq-x} en meer."),
        "_methode.qmd, regel 5: vergelijking 'eq-x' staat niet alleen in haar alinea",
    ),
    "callout unknown": (
        put("::: {.callout-let-op}\ntekst\n:::"),
        "_methode.qmd, regel 5: onbekend kader 'callout-let-op'; kies uit note, tip, warning, important, caution",
    ),
    "format unknown": (
        put('::: {.content-visible when-format="docx"}\ntekst\n:::'),
        '_methode.qmd, regel 5: .content-visible kent alleen when-format="html" of "typst"',
    ),
    "raw HTML": (
        put("```{=html}\n<video></video>\n```"),
        "_methode.qmd, regel 6: ruwe html gaat in een van de vormen verloren",
    ),
    "raw Typst": (
        put("```{=typst}\n#pagebreak()\n```"),
        "_methode.qmd, regel 6: ruwe typst gaat in een van de vormen verloren",
    ),
    "table with columns": (
        put("```{=html}\n<table><col><tr><td>1</td></tr></table>\n```"),
        "_methode.qmd, regel 6: tabel met <col>: pandoc laat cellen vallen waar die niet klopt",
    ),
    "executable cell": (
        put("```{python}\nprint(1)\n```"),
        "_methode.qmd, regel 5: uitvoerbare cel in een .qmd; zet haar in een notebook en gebruik embed",
    ),
    "front matter not closed": (
        lambda folder: (folder / "rapport.qmd").write_text("---\ntitle: x\n"),
        "rapport.qmd, regel 1: de kop van het document (---) is niet afgesloten",
    ),
    "front matter that is no YAML": (swap("lang: nl", "lang: [nl"), "rapport.qmd, regel 5: geen geldige YAML"),
    "bibliography missing": (
        swap("lang: nl", "lang: nl\nbibliography: weg.bib"),
        "rapport.qmd: bestand 'weg.bib' bestaat niet",
    ),
    "cover key missing": (
        cover(peildatum=None, merk=None),
        "cijfers.yml: sleutel 'rapport.peildatum' ontbreekt\n"
        "cijfers.yml: sleutel 'rapport.merk' is geen tekst (\"\" voor een rapport zonder merk)",
    ),
    "values file missing": (
        lambda folder: (folder / "cijfers.yml").unlink(),
        "cijfers.yml: bestand 'cijfers.yml' bestaat niet",
    ),
    "block not closed": (put("::: {.callout-note}\ntekst"), "_methode.qmd, regel 5: blok ::: is niet afgesloten"),
    "footnote not used": (put("Tekst.\n\n[^n]: noot"), "_methode.qmd, regel 7: voetnoot '[^n]' wordt nergens gebruikt"),
    "footnote twice": (
        put("Tekst.[^n]\n\n[^n]: noot\n\n[^n]: nog eens"),
        "_methode.qmd, regel 9: voetnoot '[^n]' heeft meer dan één tekst",
    ),
    "formula that is no TeX": (
        put("Tekst met $\\frac{$ erin."),
        "_methode.qmd, regel 5: formule '\\frac{' is geen geldige TeX",
    ),
    "footnote without text": (put("Zie.[^weg]"), "_methode.qmd, regel 5: voetnoot '[^weg]' heeft geen tekst"),
    "label by itself": (
        put("Tekst. {#fig-los}"),
        "_methode.qmd, regel 5: label '{#fig-los}' hoort nergens bij; zet het achter een kop, figuur of bijschrift",
    ),
    "not UTF-8": (
        lambda folder: (folder / "_methode.qmd").write_bytes(b"caf\xe9"),
        "rapport.qmd, regel 18: bestand '_methode.qmd' is geen UTF-8-tekst",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_each_fault_has_its_own_message(folder, tmp_path, name):
    """A broken source is refused with exactly this message, and nothing is written."""
    change, message = CASES[name]
    change(folder)
    with pytest.raises(RenderError) as caught:
        render(folder, "rapport.qmd", ["html"], "builtin", tmp_path / "uit")
    assert str(caught.value) == message
    assert not (tmp_path / "uit").exists()


def test_faults_of_different_places_come_together(folder, tmp_path):
    """Every wrong shortcode of a document is named in one run."""
    swap(EMBED, "{{< embed notebooks/weg.ipynb#fig-x >}}\n\n{{< meta weg >}}")(folder)
    with pytest.raises(RenderError) as caught:
        render(folder, "rapport.qmd", ["html"], "builtin", tmp_path)
    assert [line.split(":")[0] for line in str(caught.value).splitlines()] == [
        "rapport.qmd, regel 14",
        "rapport.qmd, regel 16",
    ]


def test_a_table_that_cannot_fit_is_refused(folder, tmp_path):
    """A table too wide for A4 at the smallest letter stops the PDF and tells what to do."""
    head = "".join(f'<th class="getal">{year}</th>' for year in range(2000, 2026))
    row = '<td class="getal">1.234.567</td>' * 26
    table = f"<table><thead><tr><th>Indicator</th>{head}</tr></thead><tbody><tr><th>COA</th>{row}</tr></tbody></table>"
    notebook(rf.asiel().cells[0], rf.cell("label: tbl-instroom\ntbl-cap: x", rf.html_table(table)))(folder)
    with pytest.raises(RenderError) as caught:
        render(folder, "rapport.qmd", ["pdf"], "builtin", tmp_path)
    expected = "rapport.qmd: de tabel met eerste kolom 'Indicator' past niet op A4; zet haar in ::: {.liggend}"
    assert str(caught.value) == expected


def test_a_table_of_short_texts_fits_when_these_take_two_lines(folder, tmp_path):
    """One cell of a few words more makes no table too wide for A4."""
    head = "".join(f'<th class="getal">{year}</th>' for year in range(2000, 2008))
    row = '<td class="getal">1.234.567</td>' * 8 + "<td>aanname zonder onderbouwing</td>" * 3
    table = f"<table><thead><tr><th>Indicator</th>{head}<th>Een</th><th>Twee</th><th>Drie</th></tr></thead>"
    table += f"<tbody><tr><th>COA</th>{row}</tr></tbody></table>"
    notebook(rf.asiel().cells[0], rf.cell("label: tbl-instroom\ntbl-cap: x", rf.html_table(table)))(folder)
    (made,) = render(folder, "rapport.qmd", ["pdf"], "builtin", tmp_path)
    assert made.is_file()


def test_an_earlier_report_survives_a_failed_run(folder, tmp_path):
    """When the second format cannot be made, the first of an earlier run stays as it was."""
    render(folder, "rapport.qmd", ["html", "pdf"], "builtin", tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.glob("rapport.*")}
    put("Zie @fig-weg.")(folder)
    with pytest.raises(RenderError):
        render(folder, "rapport.qmd", ["html", "pdf"], "builtin", tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.glob("rapport.*")} == before
    assert json.dumps(sorted(before)) == '["rapport.html", "rapport.pdf"]'
