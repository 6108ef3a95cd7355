"""With DISCLOSURE_LOG=json the server says what it says as one JSON object a line, and which page ran for how long.

Neither what a reader chose nor who he is is kept. Without it the server's log is Streamlit's own.
"""

from __future__ import annotations

import json
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import streamlit as st

_LOG = logging.getLogger("pages")


class JsonLines(logging.Formatter):
    """time (UTC), level, logger and message of a record, `event` and `about` where it was given them."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {"event": vars(record).get("event")} | vars(record).get("about", {})
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


@st.cache_resource(show_spinner=False)
def configure() -> None:
    """Once a server: gives the handlers of Streamlit, of its web server and of these pages the form that is asked for."""
    if os.environ.get("DISCLOSURE_LOG") != "json":
        return
    logging.captureWarnings(True)
    for logger in (_LOG, logging.getLogger("py.warnings")):
        if not logger.handlers:
            logger.addHandler(logging.StreamHandler())
    _LOG.setLevel(logging.INFO)
    _LOG.propagate = False
    known = [logging.getLogger(name) for name in logging.root.manager.loggerDict]
    for handler in (*logging.root.handlers, *(handler for logger in known for handler in logger.handlers)):
        handler.setFormatter(JsonLines())


@contextmanager
def timed(page: str) -> Iterator[None]:
    """Says that a page ran, and for how many seconds."""
    started = time.perf_counter()
    try:
        yield
    finally:
        seconds = round(time.perf_counter() - started, 3)
        _LOG.info(
            "%s %.3f s", page, seconds, extra={"event": "page", "about": {"page": page, "seconds": seconds}}
        )
