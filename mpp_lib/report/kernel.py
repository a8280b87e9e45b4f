"""One kernel for all notebooks of a process: what was imported and read for one is there for the next.

Papermill's own engine starts a kernel for each notebook and ends it after. Here a notebook begins with nothing of the
one before but modules: names, counters and history are gone.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from jupyter_client.manager import AsyncKernelManager
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, papermill_engines

ENGINE = "één kernel"
_EMPTY = "get_ipython().reset()"


class _Client(PapermillNotebookClient):  # type: ignore[misc]
    before: str = ""
    """Code that is run before the cells, and is none of them."""

    def papermill_execute_cells(self) -> None:
        """Run the cells in a kernel that holds nothing of the notebook before."""
        for code in filter(None, (_EMPTY, self.before)):
            said = self.wait_for_reply(self.kc.execute(code, silent=True, store_history=False))
            if said["content"]["status"] == "error":
                raise RuntimeError("\n".join(said["content"]["traceback"]))
        super().papermill_execute_cells()


class OneKernel(NBClientEngine):  # type: ignore[misc]
    """Papermill's engine with a kernel that stays; another folder to work in takes another kernel."""

    _manager: ClassVar[AsyncKernelManager | None] = None
    _folder: ClassVar[Path | None] = None

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,
        kernel_name: str,
        *,
        extra_arguments: list[str],
        start_timeout: int,
        before: str = "",
        **_: Any,
    ) -> None:
        """Run a notebook; when it stops for another reason than its own cells, its kernel is gone too.

        Args:
            before: code that makes the kernel ready for this notebook, and for no other: it has one of its own.
        """
        if before:
            cls.end()
        client = _Client(
            nb_man,
            km=cls._kernel(kernel_name),
            kernel_name=kernel_name,
            extra_arguments=extra_arguments,
            startup_timeout=start_timeout,
            timeout=None,
        )
        client.before = before
        try:
            client.execute()
        except BaseException:
            cls.end()
            raise
        if before:
            cls.end()

    @classmethod
    def _kernel(cls, name: str) -> AsyncKernelManager:
        """The kernel of this process; not started yet where there is none for this folder."""
        if cls._manager is None or cls._folder != Path.cwd():
            cls.end()
            cls._manager, cls._folder = AsyncKernelManager(kernel_name=name), Path.cwd()
        return cls._manager

    @classmethod
    def end(cls) -> None:
        """End the kernel, whatever it is doing."""
        process = getattr(cls._manager and cls._manager.provisioner, "process", None)
        if process is not None:
            process.kill()
        cls._manager = None


papermill_engines.register(ENGINE, OneKernel)
