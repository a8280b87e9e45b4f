"""What a version holds is the same thing with fewer draws."""

import pytest

from mpp_lib.compare.uncertainty import round_simulation


@pytest.fixture(autouse=True)
def _few_draws(monkeypatch):
    """Enough for bands that come out again; ten thousand take a second each time."""
    monkeypatch.setattr(round_simulation, "DRAWS", 200)
