"""The real reports that come with the program: shown on their own, and left out once others are loaded."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache

import pandas as pd

from pages.parts.data import query
from pages.parts.data.database import OpenVersion, rows
from pages.parts.paths import DATA

_FOLDER = DATA / "reports" / "real"


@dataclass(frozen=True, slots=True)
class Sample:
    """The sample's reports in a version; `alone` if there are no other real reports beside them."""

    report_ids: tuple[str, ...]
    alone: bool

    @property
    def left_out(self) -> tuple[str, ...]:
        """The reports that are not shown beside others."""
        return () if self.alone else self.report_ids


def sample(opened: OpenVersion) -> Sample:
    """The shipped reports of a version, recognised by their bytes, wherever they were loaded from."""
    reports = rows(opened, query.question("sample_reports").sql, {"sample": _hashes()})
    return Sample(tuple(reports["report_id"]), bool(len(reports)) and not reports["others"].iloc[0])


def regions(opened: OpenVersion) -> pd.DataFrame:
    """The rows of regions.sql: what there is to choose from."""
    return rows(opened, query.question("regions").sql, {"left_out": sample(opened).left_out})


@cache
def _hashes() -> tuple[str, ...]:
    """Those of the files that come with the program; none where it was installed without them."""
    return tuple(hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(_FOLDER.rglob("*.html")))
