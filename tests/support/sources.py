"""The same figures as each source gives them: a CSV, workbooks, services and a database, each with its mapping."""

import io
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from openpyxl import Workbook

from mpp_lib.base.periods import MONTH, QUARTER, Period
from mpp_lib.inputs.source.asked import Asked
from tests.support.ods import to_ods
from tests.support.source_servers import DATASET, TABLE, cbs_tables, sdmx_message, served

LABELS = {
    "asiel.instroom_eerste": "Eerste aanvragen",
    "asiel.instroom_nareis": "Nareizigers",
    "coa.bezetting": "Bezetting",
}
UNITS = dict.fromkeys(LABELS, "personen")
Figures = Mapping[tuple[str, Period], float | None]
"""Indicator and period → the figure; None where it is not published."""
ROADS = ("csv", "csv across", "xlsx", "ods", "cbs", "eurostat", "sql")
QUERY = "SELECT reeks, periode, aantal, status FROM cijfers ORDER BY reeks DESC"


@contextmanager
def source(road: str, folder: Path, figures: Figures, provisional: Sequence[Period]) -> Iterator[Asked]:
    """What to ask for these figures, of which those of some periods are provisional."""
    folder.mkdir(parents=True, exist_ok=True)
    if road == "cbs":
        with served({}, cbs_tables(_cbs_rows(figures), {_cbs(one): "Voorlopig" for one in provisional})) as base:
            yield Asked(f"{base}/ODataFeed/odata/{TABLE}", mapping=_mapping(folder, _cbs_series(figures)))
    elif road == "eurostat":
        path = f"/api/dissemination/sdmx/2.1/data/{DATASET}/M.PER.NL"
        answer = "application/vnd.sdmx.genericdata+xml;version=2.1", sdmx_message(_observations(figures, provisional))
        with served({path: answer}) as base:
            yield Asked(f"{base}{path}", mapping=_mapping(folder, _where("reeks", figures)))
    elif road == "sql":
        database = folder / "kmi.db"
        fill(sqlite3.connect(database), figures, provisional)
        (folder / "vraag.sql").write_text(QUERY, encoding="utf-8")
        series = [{**one, "waarde": "aantal"} for one in _where("reeks", figures)]
        yield Asked(f"sqlite:///{database}", folder / "vraag.sql", _mapping(folder, series))
    else:
        yield _of_file(road, folder, figures, provisional)


def fill(connection: sqlite3.Connection, figures: Figures, provisional: Sequence[Period]) -> None:
    """A table of figures in a database."""
    with connection:
        connection.execute("CREATE TABLE cijfers (reeks TEXT, periode TEXT, aantal REAL, status TEXT)")
        connection.executemany("INSERT INTO cijfers VALUES (?, ?, ?, ?)", rows(figures, provisional))
    connection.close()


def rows(figures: Figures, provisional: Sequence[Period]) -> list[tuple[str, str, float | None, str]]:
    """Label, period, figure and status."""
    return [
        (LABELS[name], str(period), value, "voorlopig" if period in provisional else "definitief")
        for (name, period), value in figures.items()
    ]


def _of_file(road: str, folder: Path, figures: Figures, provisional: Sequence[Period]) -> Asked:
    if road == "csv":
        cells = ((*row[:2], "." if row[2] is None else row[2], row[3]) for row in rows(figures, provisional))
        lines = [",".join(map(str, row)) for row in cells]
        (folder / "bron.csv").write_text("\n".join(["reeks,periode,waarde,status", *lines]) + "\n", encoding="utf-8")
        form = {"scheiding": ",", "decimaal": "punt"}
        return Asked(str(folder / "bron.csv"), mapping=_mapping(folder, _where("reeks", figures), form))
    book, name = _across(figures, provisional), f"bron.{road.partition(' ')[0]}"
    form = {"kop": 3}
    if road == "csv across":
        cells = ([_plain(cell) for cell in row] for row in book.active.iter_rows(values_only=True))
        (folder / name).write_text("".join(";".join(row) + "\n" for row in cells), encoding="utf-8")
        form |= {"decimaal": "komma"}
    elif road == "ods":
        (folder / name).write_bytes(to_ods(book))
    else:
        packed = io.BytesIO()
        book.save(packed)
        (folder / name).write_bytes(packed.getvalue())
    return Asked(str(folder / name), mapping=_mapping(folder, _where("Stroom", figures), form))


def _across(figures: Figures, provisional: Sequence[Period]) -> Workbook:
    """Periods beside each other, with the mark of CBS on what is provisional."""
    book, periods = Workbook(), sorted({period for _, period in figures})
    sheet = book.active
    sheet.append(["Asiel in cijfers"])
    sheet.append([])
    sheet.append(["Stroom", *(f"{period}*" if period in provisional else str(period) for period in periods)])
    for name in dict.fromkeys(name for name, _ in figures):
        cells = ((name, period) for period in periods)
        sheet.append([LABELS[name], *("." if figures.get(c, 0) is None else figures.get(c) for c in cells)])
    return book


def _plain(cell: object) -> str:
    return "" if cell is None else str(cell).replace(".", ",") if isinstance(cell, float) else str(cell)


def _cbs(period: Period) -> str:
    place = (period.start.month - 1) // period.length + 1
    form = {MONTH: f"MM{place:02d}", QUARTER: f"KW{place:02d}"}.get(period.length, "JJ00")
    return f"{period.start.year}{form}"


def _cbs_rows(figures: Figures) -> list[dict[str, object]]:
    """A row for each period with every series as a column of its own, and rows of other people that nobody asks for."""
    found: dict[Period, dict[str, object]] = {}
    for (name, period), value in figures.items():
        row = found.setdefault(period, {"Geslacht": "T001038", "Perioden": _cbs(period)})
        row[_column(name)] = value
    columns = [_column(name) for name in dict.fromkeys(name for name, _ in figures)]
    wanted = [{**row, **{column: row.get(column) for column in columns}} for row in found.values()]
    others = [{**row, "Geslacht": "3000   ", **dict.fromkeys(columns, 7)} for row in wanted]
    return [row for pair in zip(others, wanted, strict=True) for row in pair]


def _cbs_series(figures: Figures) -> list[dict[str, object]]:
    men = {"waar": {"Geslacht": "T001038"}}
    return [{**one, **men, "waarde": _column(str(one["indicator"]))} for one in _series(figures)]


def _column(name: str) -> str:
    return f"{LABELS[name].replace(' ', '')}_{list(LABELS).index(name) + 1}"


def _observations(figures: Figures, provisional: Sequence[Period]) -> Iterator[tuple[dict[str, str], str, object, str]]:
    for label, period, value, status in rows(figures, provisional):
        written = period.replace("-K", "-Q")
        yield {"freq": "M", "geo": "NL", "reeks": label}, written, value, "p" if status == "voorlopig" else ""


def _series(figures: Figures) -> list[dict[str, object]]:
    names = dict.fromkeys(name for name, _ in figures)
    return [{"indicator": name, "eenheid": UNITS[name], "status": "definitief"} for name in names]


def _where(column: str, figures: Figures) -> list[dict[str, object]]:
    return [{**one, "waar": {column: LABELS[str(one["indicator"])]}} for one in _series(figures)]


def _mapping(folder: Path, series: Sequence[Mapping[str, object]], form: Mapping[str, object] | None = None) -> Path:
    file = folder / "koppeling.yml"
    said = {"bron": "toets", **({"tabel": dict(form)} if form else {}), "reeksen": list(map(dict, series))}
    file.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    return file
