"""Files that hold exactly one report, as most in tests do."""

from __future__ import annotations

from collections.abc import Mapping

from etl.model.report import Report
from etl.pipeline import read_reports


def read_report(data: bytes, name: str, manifest: Mapping[str, str] | None = None) -> Report:
    """The only report of a file; fails the test if there are several, and raises as `read_reports` does."""
    (report,) = read_reports(data, name, manifest)
    return report
