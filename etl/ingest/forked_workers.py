"""How processes that read files start: forked from one that has imported and looked up what reading needs.

To import the readers and to look up the forms, rules and places takes a process longer than to read a hundred pages.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
from functools import cache
from multiprocessing.context import SpawnContext

if sys.platform == "win32":
    Context = SpawnContext
else:
    from multiprocessing.context import ForkServerContext

    Context = ForkServerContext | SpawnContext

# bytes; the name of a socket in it takes 32 more, of 103 that every system allows
_LONGEST_TEMPORARY_FOLDER = 70


@cache
def context() -> Context:
    """The context to start them in. Without fork, as on Windows, each imports everything itself."""
    if sys.platform == "win32" or len(os.fsencode(tempfile.gettempdir())) > _LONGEST_TEMPORARY_FOLDER:
        return multiprocessing.get_context("spawn")
    forked = multiprocessing.get_context("forkserver")
    forked.set_forkserver_preload(["etl.ingest.first_page"])
    return forked


def start_early() -> None:
    """Start the process that others are forked from, which takes as long as the imports of a load."""
    if context().get_start_method() == "forkserver":
        from multiprocessing.forkserver import ensure_running

        ensure_running()
