"""What goes to a worker comes out as it was, and who cannot be reached is named."""

import pickle
from functools import partial
from types import MappingProxyType

import pytest

from mpp_lib.base import cluster as module
from mpp_lib.base.cluster import cluster, code_version, packed
from mpp_lib.base.errors import EngineError


def taken(table, key):
    return table[key]


def test_a_table_that_cannot_be_written_to_goes_along():
    given = pickle.loads(packed(partial(taken, MappingProxyType({"a": MappingProxyType({"b": 1})}))))
    assert given("a") == {"b": 1}
    with pytest.raises(TypeError):
        given.args[0]["a"] = 2


def test_another_package_or_line_of_code_is_another_version(monkeypatch, tmp_path):
    """Whatever may change a digit: the checksum follows it, and nothing else."""
    (tmp_path / "a.py").write_text("x = 1\n", encoding="utf-8")
    monkeypatch.setattr(module, "LIBRARY", tmp_path)
    versions = code_version.__wrapped__
    first = versions()
    assert versions() == first
    (tmp_path / "notitie.txt").write_text("niets", encoding="utf-8")
    assert versions() == first
    with monkeypatch.context() as patched:
        patched.setattr(module, "version", lambda package: "0")
        assert versions() != first
    (tmp_path / "a.py").write_text("x = 2\n", encoding="utf-8")
    assert versions() != first


@pytest.mark.long
@pytest.mark.filterwarnings("ignore")
def test_a_scheduler_that_is_not_there_is_named(monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr(module, "PATIENCE", 1)
    with pytest.raises(EngineError, match=r"geen Dask-scheduler bereikbaar op tcp://127\.0\.0\.1:9"):
        cluster("tcp://127.0.0.1:9").__enter__()
