"""The three domains read together, in the order people and cases pass through them."""

from asiel_scalar import AsielReading
from regulier_scalar import BewaringReading
from scalar import Months


class Scalar(AsielReading, BewaringReading):
    """The whole chain for one draw."""

    def run(self) -> dict[str, Months]:
        for month in range(self.data.months):
            self.m = month
            self.regulier()
            self.bewaring()
            self.asiel()
        return self.out
