"""Log of a command on stderr: sentences for people, or JSON lines with `DISCLOSURE_LOG=json`.

No record holds text of a report; names of its files may appear.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from etl.runtime import json_log


@contextmanager
def to_stderr() -> Iterator[None]:
    """Log to stderr inside the block: warnings and errors as sentences, or everything from INFO up as JSON."""
    as_json = json_log.json_log_is_wanted()
    handler = logging.StreamHandler()
    handler.setFormatter(json_log.JsonLines() if as_json else logging.Formatter("%(message)s"))
    logging.getLogger("etl").setLevel(logging.INFO if as_json else logging.WARNING)
    logging.captureWarnings(as_json)
    logging.root.addHandler(handler)
    try:
        yield
    finally:
        logging.root.removeHandler(handler)
