"""The dashboard's server, warm before it answers: `python -m pages.parts.app.server [OPTIONS OF streamlit run]`.

Its libraries are imported and its first page is worked out once, so that the first reader does not wait for that.
"""

from __future__ import annotations

import ctypes
import importlib
import logging
import pkgutil
import sys
from collections.abc import Sequence
from contextlib import suppress

import pyarrow
from streamlit.testing.v1 import AppTest
from streamlit.web import cli

from pages.parts import sections
from pages.parts.paths import DASHBOARD
from pages.parts.runtime import server_log

LONGEST_START = 60  # seconds
_M_ARENA_MAX = -8  # malloc.h


def main(arguments: Sequence[str]) -> None:
    """Serves until it is stopped; `arguments` go to Streamlit."""
    spare_memory()
    warm()
    sys.argv = ["streamlit", "run", str(DASHBOARD), *arguments]
    cli.main()


def spare_memory() -> None:
    """Has what readers no longer need given back: a thread a reader, each with a heap of its own, would keep it."""
    pyarrow.set_memory_pool(pyarrow.system_memory_pool())
    with suppress(AttributeError, OSError):  # glibc alone has it
        ctypes.CDLL("libc.so.6").mallopt(_M_ARENA_MAX, 2)


def warm() -> None:
    """Runs the first page without a reader; where that fails or takes too long, the server starts none the less, and
    the first reader is told or waits."""
    logging.disable(logging.WARNING)  # Streamlit wonders where its server is
    try:
        for module in pkgutil.walk_packages(sections.__path__, f"{sections.__name__}."):
            importlib.import_module(module.name)
        AppTest.from_file(str(DASHBOARD), default_timeout=LONGEST_START).run()
    except RuntimeError:  # out of time
        pass
    finally:
        logging.disable(logging.NOTSET)
    server_log.configure.clear()  # the server's own loggers come only now


if __name__ == "__main__":
    main(sys.argv[1:])
