"""The log of the dashboard's server: Streamlit's own, or JSON lines with `DISCLOSURE_LOG=json`.

The JSON lines also say which page ran and for how long, but neither what a reader chose nor who they are.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from etl import JsonLines, json_log_is_wanted

_LOG = logging.getLogger("pages")


@st.cache_resource(show_spinner=False)
def configure() -> None:
    """Once per server: log as JSON, if that is wanted, from Streamlit, its web server and these pages."""
    if not json_log_is_wanted():
        return
    logging.captureWarnings(True)
    for logger in (_LOG, logging.getLogger("py.warnings")):
        if not logger.handlers:
            logger.addHandler(logging.StreamHandler())
    _LOG.setLevel(logging.INFO)
    _LOG.propagate = False
    loggers = [logging.getLogger(name) for name in logging.root.manager.loggerDict]
    handlers = (*logging.root.handlers, *(handler for logger in loggers for handler in logger.handlers))
    for handler in handlers:
        handler.setFormatter(JsonLines())


@contextmanager
def timed(page: str) -> Iterator[None]:
    """Log that a page ran, and for how many seconds."""
    started = time.perf_counter()
    try:
        yield
    finally:
        seconds = round(time.perf_counter() - started, 3)
        about = {"page": page, "seconds": seconds}
        _LOG.info("%s %.3f s", page, seconds, extra={"event": "page", "about": about})
