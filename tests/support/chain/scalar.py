"""What every scalar reading of the chain shares: the inputs of a month, earlier months, and a line of people waiting.

No array, no ordering, no formula of the library; only its input arrays are read.
"""

from math import inf

from mpp_lib.production.chain_data import ChainData
from mpp_lib.production.expression import Key, Known, Param, Plan, Series

Months = list[float]


class Reading:
    """One draw, one month after the other; ``self.out`` holds every quantity by its id."""

    def __init__(self, data: ChainData) -> None:
        self.data = data
        self.out: dict[str, Months] = {}
        self.m = 0
        self.transit: dict[str, float] = {}

    # what stands in the inputs

    def p(self, name: str) -> float:
        return self._given(Param(name))

    def plan(self, stream: str, quantity: str) -> float:
        return self._given(Plan(stream, quantity))

    def series(self, name: str) -> float:
        return self._given(Series(name))

    def known(self, name: str) -> float:
        return self._given(Known(name))

    def _given(self, key: Key) -> float:
        return float(self.data.series[key][self.data.history + self.m, 0])

    def share(self, kernel: str, entry: int, lag: int) -> float:
        shares = self.data.kernels[kernel][self.data.history + entry]
        return float(shares[lag]) if lag < len(shares) else 0.0

    # this month, earlier months

    def set(self, node_id: str, value: float) -> float:
        self.out.setdefault(node_id, []).append(value)
        return value

    def now(self, node_id: str) -> float:
        return self.out[node_id][self.m]

    def flow(self, node_id: str, month: int) -> float:
        return self.out[node_id][month] if month >= 0 else float(self.data.flows[node_id][self.data.history + month])

    def before(self, node_id: str) -> float:
        return self.out[node_id][self.m - 1] if self.m else float(self.data.opening[node_id])

    def delayed(self, kernel: str, node_id: str, first: int = 0) -> float:
        lags = range(first, self.data.history + self.m + 1)
        return sum(self.share(kernel, self.m - k, k) * self.flow(node_id, self.m - k) for k in lags)

    def not_yet_out(self, node_id: str, kernels: tuple[str, ...]) -> float:
        left = 0.0
        for entry in range(-self.data.history, 0):
            gone = sum(self.share(kernel, entry, k) for kernel in kernels for k in range(-entry))
            left += float(self.data.flows[node_id][self.data.history + entry]) * (1 - gone)
        return left

    def queue(self, names: tuple[str, str, str], entering: float, leaving: float, capacity: float) -> float:
        """Names of what is handled, withdrawn and waiting; gives what is handled."""
        handled, withdrawn, stock = names
        begin = self.before(stock)
        gone = self.set(withdrawn, leaving * begin)
        done = self.set(handled, min(capacity, begin + entering - gone))
        self.set(stock, begin + entering - gone - done)
        return done


class Line:
    """People waiting in line, cohort by cohort: [month of entry, how many came, how many still wait]."""

    def __init__(self, data: ChainData, name: str) -> None:
        into = "aanvragen" if name == "ind.nareis" else "instroom"
        past = [float(value) for value in data.flows[f"{name}.{into}"]]
        self.first = -len(past)
        self.pace = past[0]
        self.cohorts: list[list[float]] = []
        room = float(data.opening[f"{name}.voorraad"])
        for month, came in zip(range(-1, self.first - 1, -1), reversed(past), strict=True):
            waiting = min(came, room)
            self.cohorts.insert(0, [month, came, waiting])
            room -= waiting
        self.cohorts.insert(0, [-inf, room, room])

    def month(self, month: int, entering: float, leaving: float) -> None:
        self.cohorts.append([month, entering, entering])
        for cohort in self.cohorts:
            served = min(cohort[2], leaving)
            cohort[2] -= served
            leaving -= served

    def waited(self, month: int) -> float:
        """From the moment of entry of who is next in line until the end of the month; people enter evenly."""
        for entry, came, waiting in self.cohorts:
            if waiting > 0 and entry == -inf:
                return month + 1 - self.first + (waiting / self.pace if self.pace else 0.0)
            if waiting > 0:
                return month + 1 - (entry + 1 - waiting / came)
        return 0.0


class Ages:
    """The same people in two halls, by month of entry: in one the oldest is served first, in the other anybody."""

    def __init__(self, data: ChainData, name: str) -> None:
        classes = [(0, f"{name}.voorraad"), *((age, f"{name}.voorraad_ouder_{age}") for age in (6, 15, 21))]
        opening = [(age, float(data.opening[node_id])) for age, node_id in classes]
        cohorts = [(-inf, opening[-1][1])]
        for (young, more), (old, less) in zip(reversed(opening[:-1]), reversed(opening[1:]), strict=True):
            cohorts += [(-age, (more - less) / (old - young)) for age in range(old, young, -1)]
        self.in_line, self.at_random = (dict(cohorts) for _ in range(2))

    def month(self, month: int, entering: float, leaving: float) -> None:
        self.in_line[month] = self.at_random[month] = entering
        there = sum(self.at_random.values())
        for entry, waiting in self.at_random.items():
            self.at_random[entry] = waiting * (1 - leaving / there) if there else 0.0
        for entry in sorted(self.in_line):
            served = min(self.in_line[entry], leaving)
            self.in_line[entry] -= served
            leaving -= served

    def entered_by(self, month: int, at_random: float) -> float:
        """A share ``at_random`` waits in the hall where anybody is served."""
        line, hall = (
            sum(waiting for entry, waiting in people.items() if entry <= month)
            for people in (self.in_line, self.at_random)
        )
        return (1 - at_random) * line + at_random * hall
