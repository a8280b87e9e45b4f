"""Work that falls into parts which do not need each other, done by the workers of a Dask scheduler.

The function goes to a worker once, as bytes that the scheduler keeps: of a worker that is killed, others do again what
it had done and was not fetched. A worker with other code, or other packages that calculate, does nothing.
"""

from __future__ import annotations

import copyreg
import hashlib
import io
import logging
import os
import pickle
import platform
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache, partial
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from mpp_lib.base.errors import EngineError
from mpp_lib.base.shipped import LIBRARY

if TYPE_CHECKING:
    from distributed import Client, Future

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")
CALCULATING = ("numpy", "scipy", "pandas", "numba")
"""Packages that decide the digits of a figure."""
AHEAD = 3
"""Parts that are asked for at once, per thread of the workers: what is done and not yet fetched takes their memory."""
PATIENCE = 20
"""Seconds for a scheduler to answer, and for it to have a worker."""
_EXTRA = 'het pakket distributed is niet geïnstalleerd. Verwacht: pip install "mpp-lib[dask]"'


_SAME = "Verwacht: daar dezelfde installatie"


class Each(Protocol):
    """Something that maps, whoever does the work: the answers come in the order of the items."""

    def __call__(self, function: Callable[[Item], Outcome], items: Sequence[Item], /) -> Iterator[Outcome]:
        """Call the function with every item."""


@contextmanager
def cluster(scheduler: str | None) -> Iterator[Each]:
    """The workers of a scheduler; without one, as many processes on this machine as it has processors.

    Args:
        scheduler: address, such as ``tcp://10.0.0.5:8786``.

    Raises:
        EngineError: Dask is not there, no scheduler answers, it has no workers, or a worker has other code.
    """
    try:
        from distributed import Client
    except ModuleNotFoundError:
        raise EngineError(_EXTRA) from None
    logging.getLogger("distributed").setLevel(logging.ERROR)
    with _workers(scheduler) as where:
        try:
            client = Client(where, timeout=PATIENCE)
        except (OSError, ValueError):
            raise EngineError(f"geen Dask-scheduler bereikbaar op {scheduler}") from None
        with client:
            try:
                client.wait_for_workers(1, timeout=PATIENCE)
            except TimeoutError:
                raise EngineError(f"de Dask-scheduler op {scheduler} heeft geen werkers") from None
            yield partial(_each, client)


@contextmanager
def _workers(scheduler: str | None) -> Iterator[Any]:
    if scheduler is not None:
        yield scheduler
        return
    from distributed import LocalCluster

    made = LocalCluster(
        n_workers=os.cpu_count(), threads_per_worker=1, dashboard_address=None, silence_logs=logging.ERROR
    )
    with made:
        yield made


def _each(client: Client, function: Callable[[Item], Outcome], items: Sequence[Item]) -> Iterator[Outcome]:
    given = client.submit(bytes, packed(function), pure=False)
    ask = partial(client.submit, _answer, given, code_version(), pure=False)
    todo, ahead = iter(items), deque[Any]()
    room = AHEAD * sum(client.nthreads().values())
    try:
        while True:
            ahead.extend(map(ask, islice(todo, room - len(ahead))))
            if not ahead:
                return
            yield _result(ahead.popleft())
    finally:
        client.cancel([*ahead])


def _result(future: Future[Any]) -> Any:
    from distributed import CancelledError, KilledWorker

    try:
        return future.result()
    except ModuleNotFoundError as error:
        raise EngineError(f"een werker heeft het pakket {error.name} niet. {_SAME}") from None
    except KilledWorker:
        raise EngineError(
            "hetzelfde deel ging steeds verloren doordat een werker stopte, als door te weinig geheugen"
        ) from None
    except (CancelledError, OSError):
        raise EngineError("de verbinding met de Dask-scheduler is verbroken") from None


def _answer(given: bytes, code: str, item: Any) -> Any:
    """On a worker: what the function says of an item."""
    if code != code_version():
        from distributed import get_worker

        where = get_worker().address
        raise EngineError(f"werker {where} heeft een andere versie van mpp, Python of een pakket dat rekent. {_SAME}")
    return _unpacked(given)(item)


@lru_cache(maxsize=4)
def _unpacked(given: bytes) -> Callable[[Any], Any]:
    function: Callable[[Any], Any] = pickle.loads(given)
    return function


@cache
def code_version() -> str:
    """Checksum over the code of this library, and the versions of whatever decides the digits of a figure."""
    found = hashlib.sha256(f"{platform.python_version()} {[*map(_version, CALCULATING)]}".encode())
    for path in sorted(LIBRARY.rglob("*.py")):
        found.update(path.relative_to(LIBRARY).as_posix().encode())
        found.update(path.read_bytes())
    return found.hexdigest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def packed(function: Callable[[Any], Any]) -> bytes:
    """A function with what it holds, as bytes; also tables that cannot be written to, which pickle does not know."""
    written = io.BytesIO()
    pickler = pickle.Pickler(written, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = copyreg.dispatch_table | {MappingProxyType: _reduced}
    pickler.dump(function)
    return written.getvalue()


def _reduced(table: MappingProxyType[Any, Any]) -> tuple[Callable[..., Any], tuple[dict[Any, Any]]]:
    return _unwritable, (dict(table),)


def _unwritable(table: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(table)
