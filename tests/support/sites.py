"""A site that is made in a moment; ``python -m tests.support.sites ROUNDS SITE`` makes it in a process of its own."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from mpp_lib.archive.site.build import make_site
from mpp_lib.archive.site.contents import Contents

SHOWN = ("asiel.instroom_eerste", "coa.bezetting", "ind.nareis.inwilligingspercentage")


@contextmanager
def few_indicators() -> Iterator[None]:
    """Only some of the indicators: to draw them all takes a minute."""
    whole = Contents.indicators.func
    shown = property(lambda contents: tuple(said for said in whole(contents) if said.spec.id in SHOWN))
    with patch.object(Contents, "indicators", shown):
        yield


if __name__ == "__main__":
    print("begin", flush=True)
    with few_indicators():
        make_site(Path(sys.argv[1]), Path(sys.argv[2]))
