"""``python -m mpp_lib`` is ``mpp``."""

from mpp_lib.cli.main import run

if __name__ == "__main__":
    run()
