"""A named stream is a child of its seed, as NumPy finds one by its key."""

import numpy as np
import pytest

from mpp_lib.base.chance import stream


@pytest.mark.parametrize("seed", [0, 20242, 2**32 - 1, 2**40 + 3, 2**130 + 7])
def test_a_name_is_the_key_of_a_child(seed: int) -> None:
    names = ("simulatie", "coa.één", "12")
    child = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=tuple("/".join(names).encode())))
    assert stream(seed, *names).integers(2**63, size=5).tolist() == child.integers(2**63, size=5).tolist()
