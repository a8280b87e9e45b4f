"""What the months so far teach of a year, against brute force: draw, keep what looks like it, count."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import integrate, stats

from mpp_lib.inflow import year_given_months
from mpp_lib.inflow.component import Densities, components
from mpp_lib.inflow.conditioning import truncate
from mpp_lib.inflow.forecast_year import YearForecast
from mpp_lib.inflow.mixture import Mixture
from mpp_lib.inflow.seasonal import SeasonalProfile
from mpp_lib.inflow.to_date import part_of_year
from mpp_lib.inflow.year_given_months import year_given

SHARES = np.array([0.07, 0.06, 0.06, 0.06, 0.07, 0.07, 0.09, 0.1, 0.12, 0.12, 0.1, 0.08])
PROFILE = SeasonalProfile(SHARES, 40.0, (2020,), True)
CHANCES = np.array([0.3, 0.5, 0.2])
SCENARIOS = components([28_000, 42_000, 60_000], [3_000, 5_000, 15_000], [False, False, True])
DRAWS = 4_000_000
MONTHS = np.array([2_900.0, 2_300.0, 2_500.0, 2_200.0, 2_800.0])


def forecast(realised: np.ndarray, *, conditioned: bool) -> YearForecast:
    prior = Mixture(CHANCES, SCENARIOS)
    year = YearForecast(2024, ("laag", "midden", "hoog"), ("", "", ""), SCENARIOS, prior, prior, realised, conditioned)
    if realised.size and not conditioned:
        return replace(year, distribution=truncate(CHANCES, SCENARIOS, float(realised.sum())))
    return year


def drawn(generator: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Scenario and year total by the roundabout way: pick a scenario, draw from its untruncated density, drop ≤ 0."""
    scenario = generator.choice(3, DRAWS, p=CHANCES)
    log_sd = np.sqrt(np.log1p((15_000 / 60_000) ** 2))
    total = np.where(
        scenario < 2,
        generator.normal(np.array([28_000, 42_000, 0])[scenario], np.array([3_000, 5_000, 1])[scenario]),
        60_000 * np.exp(log_sd * generator.standard_normal(DRAWS) - log_sd**2 / 2),
    )
    return scenario, total


def near(value: float, chance: float, kept: int) -> object:
    return pytest.approx(value, abs=4 * np.sqrt(chance * (1 - chance) / kept) + 2e-3)


def test_the_outlook_agrees_with_brute_force():
    """Chances below, within and above a band, the mean and the scenarios, from years that began like this one."""
    generator = np.random.default_rng(21)
    scenario, total = drawn(generator)
    first = total * generator.beta(40 * SHARES[:5].sum(), 40 * SHARES[5:].sum(), DRAWS)
    like = np.abs(first / MONTHS.sum() - 1) < 0.01
    kept = total[like]
    assert len(kept) > 20_000
    given = year_given(forecast(np.array([]), conditioned=False), PROFILE, MONTHS)
    for low, high in ((32_000, 45_000), (38_000, 50_000)):
        below, above = np.mean(kept < low), np.mean(kept > high)
        assert float(given.cdf(low)) == near(below, below, len(kept))
        assert float(given.sf(high)) == near(above, above, len(kept))
    assert given.mean == pytest.approx(kept.mean(), rel=0.005)
    seen = np.bincount(scenario[like], minlength=3) / len(kept)
    for chance, share in zip(given.chances, seen, strict=True):
        assert chance == near(share, share, len(kept))


def test_months_the_analyst_had_used_teach_nothing_twice():
    """With basis inclusief_realisatie only the months after count, on what was left then: by brute force."""
    known = MONTHS[:2]
    generator = np.random.default_rng(22)
    scenario, total = drawn(generator)
    possible = total > known.sum()
    scenario, left = scenario[possible], total[possible] - known.sum()
    share = generator.beta(40 * SHARES[2:5].sum(), 40 * SHARES[5:].sum(), len(left))
    like = np.abs(left * share / MONTHS[2:].sum() - 1) < 0.01
    kept = left[like] + known.sum()
    given = year_given(forecast(known, conditioned=False), PROFILE, MONTHS)
    for x in (32_000, 38_000, 48_000):
        below = np.mean(kept < x)
        assert float(given.cdf(x)) == near(below, below, len(kept))
    assert float(given.quantile(0.5)) == pytest.approx(np.median(kept), rel=0.01)
    seen = np.bincount(scenario[like], minlength=3) / len(kept)
    for chance, part in zip(given.chances, seen, strict=True):
        assert chance == near(part, part, len(kept))


def test_what_was_left_is_a_density_and_offers_nothing_that_conditioning_does_not_ask(monkeypatch):
    """Of X − R, from zero on: it integrates to one, its coordinates belong together, and it has no mean of X."""
    asked = {}
    monkeypatch.setattr(
        year_given_months, "condition", lambda chances, left, _: asked.update(left=left) or Mixture(chances, SCENARIOS)
    )
    year_given(forecast(MONTHS[:2], conditioned=False), PROFILE, MONTHS)
    left, realised = asked["left"], MONTHS[:2].sum()
    for k in range(left.size):
        one = left.only(k)
        total, _ = integrate.quad(lambda x, one=one: float(np.exp(one.log_pdf(x)[0])), 0, 400_000, points=[40_000])
        assert total == pytest.approx(1, abs=1e-6)
        for x in (0.0, 12_345.0):
            assert one.x(one.z(x)) == pytest.approx(x, abs=1e-6)
            slope = (one.x(one.z(x) + 1e-6) - one.x(one.z(x) - 1e-6)) / 2e-6
            assert one.width(x) == pytest.approx(slope, rel=1e-6)
            assert one.z(x) == pytest.approx(SCENARIOS.only(k).z(x + realised), rel=1e-12)
    members = {name for name in dir(Densities) if not name.startswith("_")} | {"truncated_at", "log_sf"}
    assert {name for name in members if hasattr(left, name)} == {"size"}


def test_what_the_round_knew_is_the_rounds_own_forecast():
    """With no more months than the round had, the round's distribution is given unchanged."""
    year = forecast(MONTHS[:2], conditioned=False)
    assert year_given(year, PROFILE, MONTHS[:2]).rest is year.distribution


@pytest.mark.parametrize(("known", "upto"), [(0, 3), (2, 5), (0, 11)])
def test_part_of_a_year_agrees_with_brute_force(known: int, upto: int):
    """Chances and quantiles of the months to come, from drawn years with drawn seasons."""
    generator = np.random.default_rng(23)
    _, total = drawn(generator)
    realised = float(MONTHS[:known].sum())
    total = total[total > realised]
    share = generator.beta(40 * SHARES[known:upto].sum(), 40 * SHARES[upto:].sum(), len(total))
    seen = realised + (total - realised) * share
    base = Mixture(CHANCES, SCENARIOS) if not known else truncate(CHANCES, SCENARIOS, realised)
    part = part_of_year(base, realised, known, upto, PROFILE)
    for q in (0.125, 0.5, 0.875):
        value = part.quantile(q)
        assert np.mean(seen <= value) == near(q, q, len(seen))
        assert part.cdf(value) == pytest.approx(q, abs=1e-6)


def test_december_completes_the_year():
    """Up to December the months are the year itself."""
    base = Mixture(CHANCES, SCENARIOS)
    part = part_of_year(base, 0.0, 0, 12, PROFILE)
    assert part.quantile(0.125) == pytest.approx(float(base.quantile(0.125)), rel=1e-6)


@pytest.mark.long
def test_the_chance_of_a_month_is_uniform_while_the_forecast_is_right():
    """Years drawn from the forecast give each next month a uniform chance, independent of the month before."""
    generator = np.random.default_rng(24)
    _, total = drawn(generator)
    year = forecast(np.array([]), conditioned=False)
    chances = []
    for x in total[:100]:
        months = x * generator.dirichlet(40 * SHARES)[:3]
        given = {t: year_given(year, PROFILE, months[:t]) for t in (1, 2)}
        steps = (part_of_year(given[t], months[:t].sum(), t, t + 1, PROFILE) for t in given)
        chances.append([step.cdf(months[: t + 1].sum()) for t, step in zip((1, 2), steps, strict=True)])
    for column in np.transpose(chances):
        assert stats.kstest(column, "uniform").pvalue > 1e-3
    assert abs(np.corrcoef(np.transpose(chances))[0, 1]) < 4 / np.sqrt(len(chances))
