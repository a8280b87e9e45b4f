"""What the scores of first applications did in the years that a round knows: how wide they were, and how they lasted.

A round's seasonal pattern lets months come and go independently, with κ from the shares of the first t months. Busy
months come in a row, so real scores are narrower than standard normal ones and keep their side for longer. Measured
with the year total X known and the pattern of the other years, w,

    z_t = Φ⁻¹(BetaCDF(x_t / (X − x_1 − … − x_{t−1}); κ w_t, κ (w_{t+1} + … + w_12))),   t = 1 … 11.

Source: docs/monitor.md, *De regelkaart*.
"""

from __future__ import annotations

import numpy as np
from scipy.special import betainc

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.compare.monitor.control_chart import INDEPENDENT, normal_scores
from mpp_lib.compare.monitor.monitored_indicator import Noise
from mpp_lib.inflow.component import Floats
from mpp_lib.inflow.seasonal import full_years
from mpp_lib.inputs.series import monthly
from mpp_lib.production.run import RoundResult

FEWEST = 3
"""Full years below which nothing is measured, and scores count as independent standard normal ones."""


def noise_of(result: RoundResult) -> Noise:
    """Spread and autocorrelation of the scores in the full years that the round knows."""
    until = result.inputs.settings.realised_until
    known = result.unknown.since_break(FIRST_INFLOW, monthly(result.inputs.realisations, FIRST_INFLOW))
    years = full_years({month: value for month, value in known.items() if month <= until})
    if len(years) < FEWEST:
        return INDEPENDENT
    return measured(past_scores(np.array(list(years.values())), result.forecast.profile.concentration))


def past_scores(years: Floats, concentration: float) -> Floats:
    """Scores of the first eleven months of every year, each beside the pattern of the others.

    Args:
        years: first applications per month, people [years ≥ 2, 12]; somebody in every year.
        concentration: κ.

    Returns:
        z [years, 11].
    """
    shares = years / years.sum(axis=1, keepdims=True)
    patterns = (shares.sum(axis=0) - shares) / (len(shares) - 1)
    left = shares[:, ::-1].cumsum(axis=1)[:, ::-1][:, :-1]
    taken = np.divide(shares[:, :-1], left, out=np.zeros_like(left), where=left > 0)
    to_come = patterns[:, ::-1].cumsum(axis=1)[:, ::-1][:, 1:]
    chances = betainc(concentration * patterns[:, :-1], concentration * to_come, np.clip(taken, 0.0, 1.0))
    return np.array([normal_scores(row) for row in chances])


def measured(scores: Floats) -> Noise:
    """√(mean z²), and the correlation of a score with the next one in the same year, both about zero.

    Args:
        scores: [years, months].
    """
    before, after = scores[:, :-1], scores[:, 1:]
    size = float(np.sqrt((before**2).sum() * (after**2).sum()))
    return Noise(float(np.sqrt((scores**2).mean())), float((before * after).sum()) / size if size else 0.0)
