"""The three domains read together, in the order people and cases pass through them."""

from tests.support.chain.asiel_scalar import AsielReading
from tests.support.chain.regulier_scalar import BewaringReading
from tests.support.chain.scalar import Months


class Scalar(AsielReading, BewaringReading):
    """The whole chain for one draw."""

    def run(self) -> dict[str, Months]:
        for month in range(self.data.months):
            self.m = month
            self.regulier()
            self.bewaring()
            self.asiel()
        return self.out
