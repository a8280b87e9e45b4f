"""How quick the project is, beside what else does the same: ``python -m benchmarks``, which is ``make bench``."""
