"""How processes that read files start: forked from one that has imported and looked up what reading needs.

To import the readers and to look up the forms, rules and places takes a process longer than to read a hundred pages.
"""

from __future__ import annotations

import multiprocessing
import sys
from functools import cache

if sys.platform == "win32":
    from multiprocessing.context import SpawnContext as Context
else:
    from multiprocessing.context import ForkServerContext as Context


@cache
def context() -> Context:
    """The context to start them in. On Windows, which has no fork, each imports everything itself."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    forked = multiprocessing.get_context("forkserver")
    forked.set_forkserver_preload(["etl.ingest.first_page"])
    return forked


def start_early() -> None:
    """Start the process that others are forked from, which takes as long as the imports of a load."""
    context()
    if sys.platform != "win32":
        from multiprocessing.forkserver import ensure_running

        ensure_running()
