"""The package formulas: the miniature as a workbook, compiled once, then one call per scenario."""

import json
import statistics
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

import formulas
from openpyxl import Workbook
from openpyxl.utils import get_column_letter as column

FLOWS = ("instroom", "beslist", "ingewilligd", "gehuisvest", "vertrokken")
OPENING = {"voorraad": 24000, "wachtend": 9000, "vertrekplichtig": 5000, "opvang": 40000}
at = {name: row for row, name in enumerate((*FLOWS, *OPENING), 1)}
asked = json.load(sys.stdin)
months = len(asked["inflows"][0])


def cell(name, month):
    return f"{column(month + 2)}{at[name]}"


def written(path):
    book = Workbook()
    sheet = book.active
    sheet.title = "M"
    for name, value in OPENING.items():
        sheet[cell(name, -1)] = value
    for m in range(months):
        now = {name: cell(name, m) for name in at}
        before = {name: cell(name, m - 1) for name in OPENING}
        sheet[now["instroom"]] = 0
        sheet[now["beslist"]] = f"=MIN(2900,{before['voorraad']}+{now['instroom']})"
        sheet[now["voorraad"]] = f"={before['voorraad']}+{now['instroom']}-{now['beslist']}"
        sheet[now["ingewilligd"]] = f"={now['beslist']}*0.62"
        sheet[now["gehuisvest"]] = f"=MIN(1600,{before['wachtend']}+{now['ingewilligd']})"
        sheet[now["wachtend"]] = f"={before['wachtend']}+{now['ingewilligd']}-{now['gehuisvest']}"
        sheet[now["vertrokken"]] = f"={before['vertrekplichtig']}*(1-EXP(-0.04))"
        left = f"{now['beslist']}-{now['ingewilligd']}-{now['vertrokken']}"
        sheet[now["vertrekplichtig"]] = f"={before['vertrekplichtig']}+{left}"
        sheet[now["opvang"]] = f"={before['opvang']}+{now['instroom']}-{now['gehuisvest']}-{now['vertrokken']}"
    book.save(path)


with tempfile.TemporaryDirectory() as folder:
    path = Path(folder) / "m.xlsx"
    written(path)
    model = formulas.ExcelModel().loads(str(path)).finish()
inputs = [f"'[m.xlsx]M'!{cell('instroom', m)}" for m in range(months)]
outputs = [f"'[m.xlsx]M'!{cell(stock, m)}" for stock in asked["stocks"] for m in range(months)]
compiled = model.compile(inputs=inputs, outputs=outputs)
times = []
for _ in range(4):
    start = time.process_time()
    found = [compiled(*inflow) for inflow in asked["inflows"]]
    times.append(time.process_time() - start)
flat = [[float(each.value[0, 0]) for each in run] for run in found]
values = [[run[k * months : (k + 1) * months] for k in range(len(asked["stocks"]))] for run in flat]
print(json.dumps({"seconds": statistics.median(times[1:]), "version": version("formulas"), "values": values}))
