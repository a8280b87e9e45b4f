"""PySD: the miniature as a Vensim model, one run per scenario; the end of a month is the next step of a stock."""

import json
import statistics
import sys
import tempfile
import time
import warnings
from pathlib import Path
from shutil import copy

import pandas as pd
import pysd

warnings.simplefilter("ignore")
asked = json.load(sys.stdin)
with tempfile.TemporaryDirectory() as folder:
    source = copy(Path(__file__).with_name("miniature.mdl"), folder)
    model = pysd.read_vensim(str(source))
inflows = [pd.Series([*inflow, inflow[-1]]) for inflow in asked["inflows"]]


def runs():
    return [model.run(params={"instroom": inflow}, return_columns=asked["stocks"]) for inflow in inflows]


times = []
for _ in range(11):
    start = time.process_time()
    found = runs()
    times.append(time.process_time() - start)
values = [[run[stock].tolist()[1:] for stock in asked["stocks"]] for run in found]
print(json.dumps({"seconds": statistics.median(times), "version": pysd.__version__, "values": values}))
