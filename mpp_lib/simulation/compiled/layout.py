"""How a program is written down: sizes of a tile, and numbers for what instructions, series and figures are."""

from __future__ import annotations

LANES = 128
"""Draws of a tile: more of them leave the cache, with fewer choosing an instruction takes longer than doing it."""
PAD = 12
"""Months before the horizon of which kept nodes are known."""
ADD, SUBTRACT, MULTIPLY, DIVIDE, LEAST, GREATEST, COPY, LEAVING, RATIO, CLEARANCE = range(10)
"""What an instruction does with operands a and b; ``RATIO`` is a / b where b is not zero, elsewhere what stands in the
target."""
DELAY, HALF_YEAR_SUM, HALF_YEAR_START, OLDER, WAITED, KEEP, TOTAL = range(10, 17)
"""What looks back: by table a of kept flow b; of kept a; of kept a; by table a with the share in proportion in b; by
table a; and what keeps b as number a, or adds b to the sum over the year number a."""
CONSTANT, BETWEEN_RUNS, GIVEN = range(3)
"""What a series is made of: one value for all draws, what lies between the runs, or the drawn inflow."""
FLOW, END, PEAK, MEAN, PARTS, MONTH = range(6)
"""How a figure follows from its months; ``PARTS`` is the ratio of two flows, ``MONTH`` keeps every month."""
