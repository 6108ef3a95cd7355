"""Log records as one JSON object per line, the same for the commands and for the dashboard's server."""

from __future__ import annotations

import json
import logging
import os
from datetime import UTC, datetime

VARIABLE = "DISCLOSURE_LOG"


def json_log_is_wanted() -> bool:
    """Whether the environment asks for JSON (`DISCLOSURE_LOG=json`)."""
    return os.environ.get(VARIABLE) == "json"


class JsonLines(logging.Formatter):
    """Time (UTC), level, logger and message of a record; `event` and the entries of `about` if it has them.

    Other extras of a record are left out: those of libraries may hold what a reader chose or who they are.
    """

    def format(self, record: logging.LogRecord) -> str:
        """One line of JSON."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        extras = vars(record)
        if "event" in extras:
            line["event"] = extras["event"]
        line |= extras.get("about", {})
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)
