"""OpenTURNS: quantiles, chances and density of mixtures of normals above zero."""

import json
import statistics
import sys
import time

import openturns as ot

asked = json.load(sys.stdin)
thresholds = ot.Sample([[each] for each in asked["thresholds"]])
grid = ot.Sample([[each] for each in asked["grid"]])


def answers():
    found = []
    for chances, expectations, spreads in asked["years"]:
        parts = [
            ot.TruncatedNormal(mu, sigma, 0.0, mu + 40 * sigma) for mu, sigma in zip(expectations, spreads, strict=True)
        ]
        mixture = ot.Mixture(parts, chances)
        found += [mixture.computeQuantile(each)[0] for each in asked["quantiles"]]
        found += [each[0] for each in mixture.computeComplementaryCDF(thresholds)]
        found += [each[0] for each in mixture.computePDF(grid)]
    return found


times = []
for _ in range(21):
    start = time.process_time()
    values = answers()
    times.append(time.process_time() - start)
print(json.dumps({"seconds": statistics.median(times), "version": ot.__version__, "values": values}))
