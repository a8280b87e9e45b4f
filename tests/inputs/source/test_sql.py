"""A query on a database: read only, and no name or password of it is in any file, log or message."""

import importlib
import json
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

import pytest

from mpp_lib.base.errors import InputError
from mpp_lib.base.months import Month
from mpp_lib.base.periods import Period
from mpp_lib.inputs.source.asked import Asked
from mpp_lib.inputs.source.only_reading import only_reads
from mpp_lib.inputs.source.read import read_source
from mpp_lib.production.chains import catalogue_named
from mpp_lib.rolling.new_vintage import new_vintage
from tests.support.small_rounds import lone_round
from tests.support.sources import LABELS, QUERY, rows, source

SECRET = "g3heim%2Fwoord"
FIGURES = {
    (name, Period(Month(2024, month))): 1000.5 * month if month < 3 else None for name in LABELS for month in (1, 2, 3)
}
PROVISIONAL = (Period(Month(2024, 2)),)


def taken(asked: Asked):
    """What came in: rows and what is unknown, without their source."""
    read = read_source(asked, catalogue_named("standaard")).figures
    return [{**row, "bron": ""} for row in (*read.rows, *read.unknown)]


@pytest.mark.parametrize(
    ("origin", "query", "said"),
    [
        ("postgresql://kmi:geheim@server/db", "SELECT 1", "een wachtwoord hoort niet op de opdrachtregel"),
        ("postgresql://server/db?password=geheim", "SELECT 1", "een wachtwoord hoort niet op de opdrachtregel"),
        ("https://wie:geheim@server/x.csv", None, "een wachtwoord hoort niet op de opdrachtregel"),
        ("postgresql://kmi:gehe[im@server/db", "SELECT 1", "een wachtwoord hoort niet op de opdrachtregel"),
        ("postgresql://kmi:gehe/im@server/db", "SELECT 1", "een wachtwoord hoort niet op de opdrachtregel"),
        ("https://[server/x.csv", None, "dit is geen adres (gevonden: https://[server/x.csv)"),
        ("https://server/x.csv?sv=2024&sig=geheim", None, "een wachtwoord hoort niet op de opdrachtregel"),
        ("https://server/x.csv?X-Amz-Signature=geheim", None, "een wachtwoord hoort niet op de opdrachtregel"),
        ("env:MPP_TOETS_WEG", "SELECT 1", "deze omgevingsvariabele is er niet (gevonden: MPP_TOETS_WEG)"),
        ("env:MPP_TOETS_URL", None, "een database vraagt om een zoekvraag"),
        ("oraclex://server/db", "SELECT 1", "deze soort database is niet bekend"),
        ("sqlite:////nergens/kmi.db", "SELECT 1", "dit bestand is er niet (gevonden: sqlite:///kmi.db)"),
        ("sqlite://", "SELECT * FROM weg", "de database voert deze vraag niet uit (gevonden: no such table: weg)"),
        ("sqlite://", "CREATE TABLE nieuw (x)", "dit is geen zoekvraag die alleen leest"),
        ("sqlite://", "WITH a AS (SELECT 1) DELETE FROM a", "de database voert deze vraag niet uit"),
        ("sqlite://", "SELECT 1 AS a", "zonder koppeling heeft een bron de kolommen van realisaties.csv (gevonden: a)"),
    ],
)
def test_what_cannot_be_asked_is_refused(tmp_path, origin, query, said):
    """In one sentence, that repeats no password."""
    (tmp_path / "vraag.sql").write_text(query or "", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_source(Asked(origin, tmp_path / "vraag.sql" if query else None), catalogue_named("standaard"))
    assert said in str(refused.value)
    assert "gehe" not in str(refused.value)


def test_columns_of_a_round_need_no_mapping(tmp_path):
    """Then every cell is read as in a round, and told of by its row in the answer."""
    (tmp_path / "vraag.sql").write_text(
        "SELECT '2024-01' AS periode, 'coa.bezetting' AS indicator, 61500.5 AS waarde, 'voorlopig' AS status", "utf-8"
    )
    asked = Asked("sqlite://", tmp_path / "vraag.sql")
    [row] = read_source(asked, catalogue_named("standaard")).figures.rows
    assert (row["waarde"], row["bron"]) == (61500.5, "sqlite://")
    (tmp_path / "vraag.sql").write_text(
        "SELECT '2024W01' AS periode, 'coa.bezetting' AS indicator, 1 AS waarde, 'vast' AS status", encoding="utf-8"
    )
    with pytest.raises(InputError) as refused:
        read_source(asked, catalogue_named("standaard"))
    assert [(one.where, one.problem) for one in refused.value.problems] == [
        ("rij 1, kolom periode", "dit is een week"),
        ("rij 1, kolom status", "dit is hier geen geldige waarde"),
    ]


def test_a_client_that_is_not_there_is_asked_for_in_one_sentence(tmp_path):
    """With how to get it."""
    (tmp_path / "vraag.sql").write_text("SELECT 1", encoding="utf-8")
    for module, origin in (("sqlalchemy", "sqlite://"), ("cbsodata", "http://127.0.0.1/ODataFeed/odata/83102NED")):
        query = tmp_path / "vraag.sql" if module == "sqlalchemy" else None
        with patch.dict(sys.modules, {module: None}), pytest.raises(InputError) as refused:
            read_source(Asked(origin, query), catalogue_named("standaard"))
        assert f"het pakket {module} is niet geïnstalleerd. Verwacht: pip install" in str(refused.value)


def test_a_password_reaches_no_message(tmp_path, monkeypatch, caplog):
    """Not where the server is not there, nor where the driver repeats the address, nor in what an error came from."""
    monkeypatch.setenv("MPP_TOETS_URL", f"postgresql+psycopg://kmi_lezer:{SECRET}@127.0.0.1:1/kmi?connect_timeout=1")
    (tmp_path / "vraag.sql").write_text("SELECT 1", encoding="utf-8")
    with caplog.at_level(logging.DEBUG), pytest.raises(InputError) as refused:
        read_source(Asked("env:MPP_TOETS_URL", tmp_path / "vraag.sql"), catalogue_named("standaard"))
    said = f"{refused.value} {refused.value.__cause__} {caplog.text}"
    assert "de database is niet te bereiken" in said
    assert refused.value.__suppress_context__
    for secret in (SECRET, "g3heim/woord", "g3heim", "kmi_lezer"):
        assert secret not in said
    monkeypatch.setenv("MPP_TOETS_URL", "postgresql+psycopg://kmi_lezer:x y@[kapot")
    with pytest.raises(InputError) as broken:
        read_source(Asked("env:MPP_TOETS_URL", tmp_path / "vraag.sql"), catalogue_named("standaard"))
    assert "kmi_lezer" not in str(broken.value)


@pytest.mark.parametrize(
    ("query", "reads"),
    [
        ("SELECT 1", True),
        ("-- van KMI; per maand\nWITH a AS (SELECT 1) SELECT * FROM a", True),
        ("(SELECT 1) UNION (SELECT 2)", True),
        ("SELECT string_agg(naam, '; ') AS \"a;b\" /* ; */ FROM cijfers", True),
        ("SELECT naam FROM a WHERE naam = 'it''s'", True),
        ("SELECT regexp_replace(naam, '\\s', '') FROM cijfers", True),
        ("", False),
        ("DROP TABLE cijfers", False),
        ("COPY cijfers TO 'gelekt.csv'", False),
        ("COMMIT; DELETE FROM cijfers; SELECT 1", False),
        ("SELECT 1; DELETE FROM cijfers", False),
        ("/* SELECT */ DELETE FROM cijfers", False),
        ("SELECT E'\\''; DROP TABLE cijfers; --'", False),
        ("SELECT $$'$$; DROP TABLE cijfers; --'", False),
        ("SELECT 1 AS [a'b]; DROP TABLE cijfers --'", False),
        ("SELECT 1 /* /* */ ' */ ; DROP TABLE cijfers; --'", False),
        ("SELECT '/*'; DROP TABLE cijfers; --*/'", False),
    ],
)
def test_a_query_is_one_that_reads(query, reads):
    """Also where a second statement hides in what only some databases read as a text or a comment."""
    assert only_reads(query) is reads


@pytest.mark.parametrize("kind", ["sqlite", "duckdb"])
@pytest.mark.parametrize("query", ["DROP TABLE cijfers", "COPY cijfers TO 'gelekt.csv'", "COMMIT; DROP TABLE cijfers"])
def test_nothing_in_a_database_changes(tmp_path, monkeypatch, kind, query):
    """Nor comes there a file, as a database that is not there would when it is asked for."""
    monkeypatch.chdir(tmp_path)
    module = importlib.import_module({"sqlite": "sqlite3", "duckdb": "duckdb"}[kind])
    connection = module.connect("kmi.db")
    connection.execute("CREATE TABLE cijfers AS SELECT 1 AS a")
    connection.commit()
    connection.close()
    (tmp_path / "vraag.sql").write_text(query, encoding="utf-8")
    (tmp_path / "lees.sql").write_text("SELECT a FROM cijfers", encoding="utf-8")
    stood = {path: path.read_bytes() for path in tmp_path.iterdir()}
    for name, asked, said in (
        ("kmi.db", "vraag.sql", "dit is geen zoekvraag die alleen leest"),
        ("weg.db", "lees.sql", "dit bestand is er niet"),
    ):
        with pytest.raises(InputError, match=said):
            read_source(Asked(f"{kind}:///{name}", tmp_path / asked), catalogue_named("standaard"))
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == stood


@pytest.mark.long
def test_duckdb_gives_the_same(tmp_path):
    """As the small database of every change."""
    import duckdb

    connection = duckdb.connect(str(tmp_path / "kmi.duckdb"))
    connection.execute("CREATE TABLE cijfers (reeks TEXT, periode TEXT, aantal DECIMAL(12, 1), status TEXT)")
    connection.executemany("INSERT INTO cijfers VALUES (?, ?, ?, ?)", rows(FIGURES, PROVISIONAL))
    connection.close()
    with source("sql", tmp_path / "sqlite", FIGURES, PROVISIONAL) as small:
        asked = Asked(f"duckdb:///{tmp_path / 'kmi.duckdb'}", small.query, small.mapping)
        assert taken(asked) == taken(small)


@pytest.fixture
def postgresql(tmp_path: Path) -> Iterator[tuple[dict[str, str], Path]]:
    """The environment of a PostgreSQL that lives as long as a test, with a table of figures and one who may read it."""
    if shutil.which("pg_virtualenv") is None:
        reason = "PostgreSQL (pg_virtualenv) staat niet op deze machine: de toets ermee is NIET gedraaid"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    ready, stop = tmp_path / "klaar", tmp_path / "stop"
    for pipe in (ready, stop):
        os.mkfifo(pipe)
    tmp_path.chmod(0o755)
    script = f"env | grep ^PG > {ready}; read _ < {stop}"
    command = ["pg_virtualenv", "-s", "sh", "-c", script]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        said = dict(line.strip().split("=", 1) for line in ready.read_text("utf-8").splitlines())
        yield said, tmp_path
    finally:
        stop.write_text("\n")
        run.communicate(timeout=60)


@pytest.mark.long
@pytest.mark.skipif(os.name != "posix", reason="Debians PostgreSQL")
def test_postgresql_gives_the_same_and_nothing_is_changed_there(postgresql, monkeypatch):
    """By one who may only read, whose password stands in the environment and nowhere else."""
    import psycopg

    said, place = postgresql
    with psycopg.connect(
        host=said["PGHOST"], port=said["PGPORT"], user=said["PGUSER"], password=said["PGPASSWORD"], dbname="postgres"
    ) as server:
        server.execute("CREATE TABLE cijfers (reeks TEXT, periode TEXT, aantal NUMERIC(12, 1), status TEXT)")
        server.cursor().executemany("INSERT INTO cijfers VALUES (%s, %s, %s, %s)", rows(FIGURES, PROVISIONAL))
        server.execute("CREATE ROLE kmi_lezer LOGIN PASSWORD 'g3heim/woord'")
        server.execute("GRANT SELECT, DELETE ON cijfers TO kmi_lezer")
    address = f"postgresql+psycopg://kmi_lezer:{SECRET}@{said['PGHOST']}:{said['PGPORT']}/postgres"
    monkeypatch.setenv("MPP_TOETS_URL", address)
    with source("sql", place / "sqlite", FIGURES, PROVISIONAL) as small:
        asked = Asked("env:MPP_TOETS_URL", small.query, small.mapping)
        assert taken(asked) == taken(small)
    folder = lone_round(place / "rounds")
    made = new_vintage(folder, asked, datetime(2024, 4, 10, tzinfo=UTC))
    kept = "".join(path.read_text("utf-8") for path in (made.file, made.file.with_suffix(".yml")))
    assert f"postgresql+psycopg://{said['PGHOST']}:{said['PGPORT']}/postgres" in kept
    assert QUERY in kept
    small.query.write_text(
        "WITH weg AS (DELETE FROM cijfers RETURNING *) SELECT reeks, periode, aantal, status FROM weg", encoding="utf-8"
    )
    with pytest.raises(InputError, match="de database voert deze vraag niet uit") as refused:
        taken(asked)
    monkeypatch.setenv("MPP_TOETS_URL", address.replace(SECRET, "verkeerd-wachtwoord"))
    small.query.write_text(QUERY, encoding="utf-8")
    command = [sys.executable, "-m", "mpp_lib", "-C", str(place), "realisaties", folder.name, "--from"]
    command += ["env:MPP_TOETS_URL", "--query", str(small.query), "--map", str(small.mapping), "--json"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    told = f"{refused.value} {kept} {run.stdout} {run.stderr} {json.dumps(sorted(map(str, folder.rglob('*'))))}"
    assert run.returncode == 1
    assert "laat ons niet toe" in told
    for secret in (SECRET, "g3heim", "verkeerd-wachtwoord", "kmi_lezer"):
        assert secret not in told
