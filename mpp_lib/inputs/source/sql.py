"""A query on a database: read only, by SQLAlchemy, with its credentials from the environment and nowhere else."""

from __future__ import annotations

import hashlib
import os
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, quote_plus

from mpp_lib.base.errors import InputError, Problem
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.source.asked import FROM, FROM_ENVIRONMENT, QUERY, Asked
from mpp_lib.inputs.source.delivered import Delivered, Record
from mpp_lib.inputs.source.missing import client_of
from mpp_lib.inputs.source.only_reading import only_reads
from mpp_lib.inputs.source.sheets import MAX_RECORDS

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection

EXTRA = "sql"
_SECONDS = 30
_FILES = ("sqlite", "duckdb")
_ONLY_READING = {
    "postgresql": ("SET TRANSACTION READ ONLY", f"SET LOCAL statement_timeout = '{10 * _SECONDS}s'"),
    "sqlite": ("PRAGMA query_only = ON",),
    "mysql": ("SET TRANSACTION READ ONLY",),
}
"""By what each database is held to reading, before it is asked anything."""
_URL_FORM = "een adres zoals postgresql+psycopg://gebruiker@server/database"


def read_sql(asked: Asked) -> Delivered:
    """The outcome of the query.

    Raises:
        InputError: the query or the database cannot be read; no message holds a name or password of the address.
    """
    query = _query(asked.query)
    with client_of(EXTRA):
        import sqlalchemy
    url = _url(asked.origin)
    place = _place(url)
    if _is_missing_file(url):
        raise InputError([Problem(FROM, "", place, "dit bestand is er niet", "een database die er is")])
    try:
        engine = sqlalchemy.create_engine(url, poolclass=sqlalchemy.NullPool)
    except (sqlalchemy.exc.ArgumentError, sqlalchemy.exc.NoSuchModuleError):
        raise InputError([Problem(FROM, "", place, "deze soort database is niet bekend", _URL_FORM)]) from None
    except ModuleNotFoundError as error:
        expected = f'pip install "mpp-lib[{EXTRA}]", of het pakket van deze database'
        raise InputError([Problem(FROM, "", str(error.name), "dit pakket is niet geïnstalleerd", expected)]) from None
    try:
        connection = engine.connect()
    except Exception:  # whatever a driver says of it may hold the password
        problem = "de database is niet te bereiken, of laat ons niet toe"
        expected = "een server die antwoordt, met de juiste naam en het juiste wachtwoord in de omgeving"
        raise InputError([Problem(FROM, "", place, problem, expected)]) from None
    with connection:
        return _read(connection, query, asked.query, url, place)


def _read(connection: Connection, query: str, file: Path | None, url: URL, place: str) -> Delivered:
    name = file.name if file else QUERY
    try:
        _read_only(connection)
        result = connection.exec_driver_sql(query)
        columns = tuple(result.keys()) if result.returns_rows else ()
        rows = result.fetchmany(MAX_RECORDS + 1) if result.returns_rows else []
        connection.rollback()
    except Exception as error:  # a driver has errors of its own beside those of the library
        said = _without_secrets(str(getattr(error, "orig", error)).partition("\n")[0], url)
        raise InputError([Problem(name, "", said, "de database voert deze vraag niet uit", "één SELECT")]) from None
    if not columns:
        raise InputError([Problem(name, "", "", "deze vraag geeft geen tabel", "één SELECT")])
    if len(rows) > MAX_RECORDS:
        raise InputError([Problem(name, "", "", "het antwoord is te groot", f"ten hoogste {MAX_RECORDS} rijen")])
    values = [tuple(map(_plain, row)) for row in rows]
    records = [Record(dict(zip(columns, row, strict=True)), f"rij {n}") for n, row in enumerate(values, start=1)]
    digest = hashlib.sha256(repr((columns, values)).encode("utf-8")).hexdigest()
    return Delivered(name, "sql", place, columns, records, digest, version=_version(connection), query=query)


def _query(file: Path | None) -> str:
    if file is None or not file.is_file():
        raise InputError([Problem(str(file or QUERY), "", "", "dit bestand is er niet", "een bestand met SQL")])
    intake = Intake(file.parent)
    text = (intake.text(file.name) or "").strip().removesuffix(";")
    if intake.problems:
        raise InputError(intake.problems)
    if not only_reads(text):
        problem = "dit is geen zoekvraag die alleen leest"
        expected = "één SELECT, of een WITH met één SELECT, zonder ; erin"
        raise InputError([Problem(file.name, "", "", problem, expected)])
    return text


def _url(origin: str) -> URL:
    import sqlalchemy

    variable = origin.removeprefix(FROM_ENVIRONMENT) if origin.startswith(FROM_ENVIRONMENT) else ""
    address = os.environ.get(variable, "") if variable else origin
    if not address:
        raise InputError([Problem(FROM, "", variable, "deze omgevingsvariabele is er niet", _URL_FORM)])
    try:
        return sqlalchemy.make_url(address)
    except (sqlalchemy.exc.ArgumentError, ValueError):
        raise InputError([Problem(FROM, "", variable, "dit is geen adres van een database", _URL_FORM)]) from None


def _place(url: URL) -> str:
    """Where a database is, without who asks and without where on this machine a file of one lies."""
    file = Path(url.database).name if url.database and not url.host else url.database
    bare = url._replace(username=None, password=None, query=type(url.query)(), database=file)
    return bare.render_as_string()


def _is_missing_file(url: URL) -> bool:
    """Whether a database that is a file is not there: asked for, it would be made."""
    database = url.database or ""
    elsewhere = database.startswith((":memory:", "file:", "md:"))
    return url.get_backend_name() in _FILES and bool(database) and not elsewhere and not Path(database).is_file()


def _read_only(connection: Connection) -> None:
    for statement in _ONLY_READING.get(connection.dialect.name, ()):
        connection.exec_driver_sql(statement)


def _version(connection: Connection) -> str:
    number = connection.dialect.server_version_info or ()
    return " ".join(filter(None, (connection.dialect.name, ".".join(map(str, number)))))


def _plain(value: Any) -> object:
    return float(value) if isinstance(value, Decimal) else value


def _without_secrets(said: str, url: URL) -> str:
    """What a database says, without any name or password that came from the environment."""
    for secret in sorted(_secrets(url), key=len, reverse=True):
        said = said.replace(secret, "…")
    return said


def _secrets(url: URL) -> set[str]:
    kept = (url.password, url.username, *url.query.values(), os.environ.get("PGPASSWORD"), os.environ.get("PGUSER"))
    texts = {str(text) for text in kept if text}
    return {form for text in texts for form in (text, quote(text), quote_plus(text)) if len(form) > 1}
