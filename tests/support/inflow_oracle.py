"""High-precision references, written from the definitions and sharing no code with the library."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import mpmath as mp

DIGITS = 50


@dataclass(frozen=True)
class Scenario:
    """A toekomstscenario in plain numbers."""

    chance: float
    expectation: float
    spread: float
    lognormal: bool = False

    def z(self, x: mp.mpf) -> mp.mpf:
        if not self.lognormal:
            return (x - mp.mpf(self.expectation)) / mp.mpf(self.spread)
        if x <= 0:
            return -mp.inf
        variance = mp.log(1 + (mp.mpf(self.spread) / mp.mpf(self.expectation)) ** 2)
        return (mp.log(x) - (mp.log(mp.mpf(self.expectation)) - variance / 2)) / mp.sqrt(variance)

    def head(self, x: mp.mpf, lower: float = 0.0) -> mp.mpf:
        """P(X ≤ x) of the density truncated at ``lower``."""
        if x <= lower:
            return mp.mpf(0)
        start = self.z(mp.mpf(lower))
        part = phi(-start) - phi(-self.z(x)) if start > 0 else phi(self.z(x)) - phi(start)
        return part / phi(-start)

    def tail(self, x: mp.mpf, lower: float = 0.0) -> mp.mpf:
        """P(X > x) of the density truncated at ``lower``."""
        return mp.mpf(1) if x <= lower else phi(-self.z(x)) / phi(-self.z(mp.mpf(lower)))

    def density(self, x: mp.mpf, lower: float = 0.0) -> mp.mpf:
        width = mp.mpf(self.spread)
        if self.lognormal:
            width = x * mp.sqrt(mp.log(1 + (mp.mpf(self.spread) / mp.mpf(self.expectation)) ** 2))
        return mp.npdf(self.z(x)) / width / phi(-self.z(mp.mpf(lower)))

    def around(self) -> list[mp.mpf]:
        """Ends and points for a quadrature over everything that holds any mass at twenty digits."""
        points = self.points(0.0, (-11, -6, -3, 0, 3, 6, 11))
        return [mp.mpf(0), *points] if len(points) < 7 else points

    def points(self, lower: float, steps: Sequence[int] = (-40, -20, -10, -5, -2, 0, 2, 5, 10, 20, 40)) -> list[mp.mpf]:
        """Where a quadrature should look, in spreads from the expectation."""
        if self.lognormal:
            s = mp.sqrt(mp.log(1 + (mp.mpf(self.spread) / mp.mpf(self.expectation)) ** 2))
            places = [mp.mpf(self.expectation) * mp.exp(s * k) for k in steps]
        else:
            places = [mp.mpf(self.expectation) + mp.mpf(self.spread) * k for k in steps]
        return [x for x in places if x > lower]


def phi(z: mp.mpf) -> mp.mpf:
    """Standard normal distribution function, relative precision in both tails."""
    return mp.erfc(-z / mp.sqrt(2)) / 2


def head(scenarios: Sequence[Scenario], x: float, lower: float = 0.0) -> mp.mpf:
    """P(X ≤ x) of the mixture."""
    return mp.fsum(mp.mpf(s.chance) * s.head(mp.mpf(x), lower) for s in scenarios)


def tail(scenarios: Sequence[Scenario], x: float, lower: float = 0.0) -> mp.mpf:
    """P(X > x) of the mixture."""
    return mp.fsum(mp.mpf(s.chance) * s.tail(mp.mpf(x), lower) for s in scenarios)


def close(value: float, reference: mp.mpf, tolerance: float = 1e-9) -> bool:
    """Whether a number is within a relative tolerance of the reference (both may be too small for a double)."""
    return bool(abs(mp.mpf(float(value)) - reference) <= mp.mpf(tolerance) * abs(reference) + mp.mpf("1e-290"))


def is_quantile(head_at: Callable[[mp.mpf], mp.mpf], x: float, q: float, tolerance: float = 1e-9) -> bool:
    """Whether the true quantile lies within a relative tolerance of x, for an increasing ``head_at``."""
    low, high = mp.mpf(float(x)) * (1 - mp.mpf(tolerance)), mp.mpf(float(x)) * (1 + mp.mpf(tolerance))
    return bool(head_at(low) <= mp.mpf(float(q)) <= head_at(high))


@dataclass(frozen=True)
class PartYear:
    """A year of which R is realised, in months that hold share W with concentration κ: the formula as it is written."""

    scenarios: tuple[Scenario, ...]
    realised: float
    share: float
    concentration: float

    @cached_property
    def log_beta(self) -> mp.mpf:
        """ln B(κW, κ(1 − W))."""
        kappa, share = mp.mpf(self.concentration), mp.mpf(self.share)
        return mp.log(mp.beta(kappa * share, kappa * (1 - share)))

    def kernel(self, scenario: Scenario, rest: mp.mpf) -> mp.mpf:
        """f_i(x)·Beta(R/x; κW, κ(1 − W))/x at x = R + rest."""
        if rest <= 0:
            return mp.mpf(0)
        share, kappa, x = mp.mpf(self.share), mp.mpf(self.concentration), self.realised + rest
        a, b = kappa * share, kappa * (1 - share)
        log_density = (a - 1) * mp.log(self.realised / x) + (b - 1) * mp.log(rest / x) - self.log_beta
        return scenario.density(x) * mp.exp(log_density) / x

    def cut(self, scenario: Scenario) -> list[mp.mpf]:
        """Where (in x − R) to look: around the scenario, the likelihood, between the two, and close to R."""
        realised = mp.mpf(self.realised)
        centre = realised / mp.mpf(self.share)
        spread = centre * mp.sqrt((1 - mp.mpf(self.share)) / mp.mpf(self.share) / mp.mpf(self.concentration))
        apart = mp.mpf(scenario.expectation) - centre
        places = {*scenario.points(self.realised), *(centre + spread * k for k in (-20, -8, -3, 0, 3, 8, 20))}
        places |= {centre + apart * k / 8 for k in range(9)}
        rests = {x - realised for x in places} | {realised * mp.mpf(8) ** -k for k in range(1, 6)}
        return sorted(rest for rest in rests if rest > 0)

    @lru_cache  # noqa: B019
    def integral(self, scenario: Scenario, low: float, high: float) -> mp.mpf:
        """∫ of the kernel for x from low to high, scaled because quadrature stops at absolute precision."""
        inner, start, end = self.cut(scenario), mp.mpf(low) - self.realised, mp.mpf(high) - self.realised
        top = max(self.kernel(scenario, rest) for rest in inner)
        cut = [start, *(rest for rest in inner if start < rest < end), end]

        def scaled(rest: mp.mpf) -> mp.mpf:
            return self.kernel(scenario, rest) / top

        if start > 0:
            return top * mp.quad(scaled, cut)
        # Next to R the kernel behaves as rest^(b − 1): in v = rest^b it is flat.
        power, first = 1 / (mp.mpf(self.concentration) * (1 - mp.mpf(self.share))), cut[1]
        near = mp.quad(lambda v: scaled(first * v**power) * first * power * v ** (power - 1), [0, 1])
        return top * (near + (mp.quad(scaled, cut[1:]) if len(cut) > 2 else 0))

    def evidence(self) -> list[mp.mpf]:
        """p_i·∫ kernel_i per scenario."""
        return [mp.mpf(s.chance) * self.integral(s, self.realised, mp.inf) for s in self.scenarios]

    def head(self, x: float) -> mp.mpf:
        """P(X ≤ x | R)."""
        part = mp.fsum(mp.mpf(s.chance) * self.integral(s, self.realised, x) for s in self.scenarios)
        return part / mp.fsum(self.evidence())

    def tail(self, x: float) -> mp.mpf:
        """P(X > x | R)."""
        part = mp.fsum(mp.mpf(s.chance) * self.integral(s, x, mp.inf) for s in self.scenarios)
        return part / mp.fsum(self.evidence())
