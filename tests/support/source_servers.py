"""Services of CBS and Eurostat on this machine, that speak the formats as they are documented."""

import json
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import quoteattr

TABLE, DATASET = "83102NED", "migr_asyappctzm"
SPACES = (
    'xmlns:mes="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message" '
    'xmlns:gen="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic" '
    'xmlns:com="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common"'
)


def cbs_tables(rows: Sequence[Mapping[str, object]], statuses: Mapping[str, str]) -> dict[str, list[dict[str, object]]]:
    """The lists of an OData 3 table: data, periods with their status, and what is said of the table."""
    periods = sorted({str(row["Perioden"]) for row in rows})
    return {
        "TableInfos": [{"ID": 0, "Title": "Asielverzoeken", "Modified": "2025-01-31T02:00:00", "Identifier": TABLE}],
        "TypedDataSet": [{"ID": number, **row} for number, row in enumerate(rows)],
        "UntypedDataSet": [],
        "DataProperties": [],
        "CategoryGroups": [],
        "Perioden": [
            {"Key": period, "Title": period, "Description": "", "Status": statuses.get(period, "Definitief")}
            for period in periods
        ],
    }


def sdmx_message(observations: Sequence[tuple[Mapping[str, str], str, object, str]]) -> bytes:
    """Series key, period, value and flag of each observation, as SDMX 2.1 generic data."""
    series: dict[str, list[str]] = {}
    for key, period, value, flag in observations:
        said = f"<gen:Attributes>{_value('OBS_FLAG', flag)}</gen:Attributes>" if flag else ""
        shown = "NaN" if value is None else value
        place = f"<gen:ObsDimension value={quoteattr(period)}/>"
        names = "".join(_value(name, text) for name, text in key.items())
        series.setdefault(names, []).append(f'<gen:Obs>{place}<gen:ObsValue value="{shown}"/>{said}</gen:Obs>')
    keyed = ((f"<gen:SeriesKey>{key}</gen:SeriesKey>", "".join(rows)) for key, rows in series.items())
    sets = "".join(f"<gen:Series>{key}{rows}</gen:Series>" for key, rows in keyed)
    return (
        f"<?xml version='1.0' encoding='UTF-8'?><mes:GenericData {SPACES}><mes:Header><mes:ID>{DATASET}</mes:ID>"
        '<mes:Test>false</mes:Test><mes:Prepared>2025-02-03T23:00:00</mes:Prepared><mes:Sender id="ESTAT"/>'
        '<mes:Structure structureID="S" dimensionAtObservation="TIME_PERIOD"><com:Structure>'
        f'<Ref agencyID="ESTAT" id="{DATASET}" version="1.0" xmlns=""/></com:Structure></mes:Structure></mes:Header>'
        f'<mes:DataSet structureRef="S" action="Replace">{sets}</mes:DataSet></mes:GenericData>'
    ).encode()


def _value(name: str, text: str) -> str:
    return f'<gen:Value id="{name}" value={quoteattr(text)}/>'


Tables = Mapping[str, list[dict[str, object]]]


@contextmanager
def served(answers: Mapping[str, tuple[str, bytes]], cbs: Tables | None = None) -> Iterator[str]:
    """A server: path → media type and content; a table of CBS in pages of two rows, and filtered as asked.

    Yields:
        its address.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            match = re.fullmatch(rf"/ODataFeed/odata/{TABLE}/(\w*)", asked.path)
            if match and cbs is not None:
                self._answer("application/json", json.dumps(self._page(match[1], parse_qs(asked.query))).encode())
            elif asked.path in answers:
                self._answer(*answers[asked.path])
            else:
                self.send_error(404)

        def _page(self, name: str, query: Mapping[str, list[str]]) -> dict[str, object]:
            base = f"http://{self.headers['Host']}/ODataFeed/odata/{TABLE}"
            if not name:
                return {"value": [{"name": each, "url": f"{base}/{each}"} for each in cbs]}
            rows = [row for row in cbs[name] if _fits(row, query.get("$filter", [""])[0])]
            start = int(query.get("$skip", ["0"])[0])
            page: dict[str, object] = {"odata.metadata": f"{base}/$metadata#{name}", "value": rows[start : start + 2]}
            if start + 2 < len(rows):
                asked = "&".join(f"{key}={values[0]}" for key, values in query.items() if key != "$skip")
                page["odata.nextLink"] = f"{base}/{name}?{asked}&$skip={start + 2}"
            return page

        def _answer(self, kind: str, content: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def _fits(row: Mapping[str, object], asked: str) -> bool:
    """Whether a row fits a filter of ``startswith`` with ``and`` and ``or``."""
    parts = [re.findall(r"startswith\((\w+),'([^']*)'\)", part) for part in unquote(asked).split(" or ")]
    return not asked or any(all(str(row[name]).startswith(value) for name, value in part) for part in parts)
