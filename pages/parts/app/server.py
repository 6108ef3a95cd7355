"""The dashboard's server, warm before it answers: `python -m pages.parts.app.server [OPTIONS OF streamlit run]`.

Its libraries are imported and its first page is computed once, so that the first reader need not wait for them.
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
from streamlit.web import cli

from pages.parts import sections
from pages.parts.paths import APPLICATION, DASHBOARD
from pages.parts.runtime import server_log

MAX_WARM_UP = 60  # seconds
_M_ARENA_MAX = -8  # malloc.h


def main(arguments: Sequence[str]) -> None:
    """Serve until stopped; `arguments` go to Streamlit."""
    spare_memory()
    warm()
    sys.argv = ["streamlit", "run", str(APPLICATION), *arguments]
    cli.main()


def spare_memory() -> None:
    """Return freed memory to the system: with one malloc arena per thread, one thread per reader, glibc would keep it."""
    pyarrow.set_memory_pool(pyarrow.system_memory_pool())
    with suppress(AttributeError, OSError):  # only glibc has mallopt
        ctypes.CDLL("libc.so.6").mallopt(_M_ARENA_MAX, 2)


def warm() -> None:
    """Import every section and run the first page without a reader.

    If that fails or takes too long, the server starts all the same, and the first reader sees the error or waits.
    """
    logging.disable(logging.WARNING)  # Streamlit complains that no server runs yet
    try:
        for module in pkgutil.walk_packages(sections.__path__, f"{sections.__name__}."):
            importlib.import_module(module.name)
        _run_first_page()
    except Exception:  # whatever it is, readers are served
        pass
    finally:
        logging.disable(logging.NOTSET)
    server_log.configure.clear()  # the server's own loggers do not exist before this point


def _run_first_page() -> None:
    """Streamlit has no hook for this yet; its testing API runs a script without a reader (a test holds that it warms)."""
    from streamlit.testing.v1 import AppTest

    AppTest.from_file(str(DASHBOARD), default_timeout=MAX_WARM_UP).run()


if __name__ == "__main__":
    main(sys.argv[1:])
