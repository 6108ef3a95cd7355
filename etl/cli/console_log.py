"""What a load says while it works: sentences for people, or with DISCLOSURE_LOG=json one JSON object a line.

Both on stderr. No object holds text of a report; the names of its files it does.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}


class JsonLines(logging.Formatter):
    """time (UTC), level, logger and message of a record, and whatever it was given as `extra`."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {name: value for name, value in vars(record).items() if name not in _OWN}
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


@contextmanager
def to_stderr() -> Iterator[None]:
    """Meanwhile this process says things on stderr, in the form that is asked for."""
    as_json = os.environ.get("DISCLOSURE_LOG") == "json"
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if as_json else logging.Formatter("%(message)s"))
    logging.getLogger("etl").setLevel(logging.INFO if as_json else logging.WARNING)
    logging.captureWarnings(as_json)
    logging.root.addHandler(handler)
    try:
        yield
    finally:
        logging.root.removeHandler(handler)
