"""The findings of the current reports by their stable codes, and what a newly loaded version closes or opens again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.season.follow_up.store import (
    OPEN_STATES,
    About,
    Change,
    Followed,
    FollowState,
    read_followed,
    write_followed,
)
from etl.season.questions import ask

LOADED = "load"
_GONE_NOTE = "同一份报告重新核对时不再有这一问题"
_AGAIN_NOTE = "载入的报告中又出现"
_OTHER_NOTE = "载入的报告中仍有，但数字与说明时不同"


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding of a current report."""

    about: About
    severity: str
    rule: str
    message_en: str
    printed: float | None
    computed: float | None
    difference: float | None


def findings_of(
    con: duckdb.DuckDBPyConnection, area: Sequence[str], year: int, bodies: Sequence[str] = ()
) -> tuple[Finding, ...]:
    """The findings of an area and year that are errors or warnings, by body; of these bodies alone, if any are named."""
    rows = ask(con, "followed_findings", area=list(area), year=year, bodies=list(bodies))
    return tuple(Finding(About(*row[:11]), *row[11:]) for row in rows)


def followed_in(
    con: duckdb.DuckDBPyConnection, followed: Mapping[str, Followed], area: Sequence[str], year: int
) -> dict[str, Followed]:
    """Those that concern the bodies of an area and a year."""
    bodies = {body for (body,) in ask(con, "bodies_of_area", area=list(area))}
    return {
        code: one
        for code, one in followed.items()
        if one.about.year == year and one.about.agency_id in bodies
    }


def findings_by_code(con: duckdb.DuckDBPyConnection, codes: Sequence[str]) -> dict[str, About]:
    """The findings of these codes that a current report has."""
    return {row[0]: About(*row) for row in ask(con, "findings_by_code", codes=list(codes))}


def settle_followed(con: duckdb.DuckDBPyConnection, warehouse: Path) -> list[Change]:
    """Close what the open version no longer finds in a report that can be checked, and open again what it finds; the
    changes made. Raises StoreFailed."""
    followed = read_followed(warehouse)
    if not followed:
        return []
    present = findings_by_code(con, list(followed))
    changes = [
        change
        for code, one in followed.items()
        if code in present and (change := _reopened(one, present[code])) is not None
    ]
    absent = {
        code: one
        for code, one in followed.items()
        if code not in present and (one.state in OPEN_STATES or one.state is FollowState.EXPLAINED)
    }
    changes += _closed(con, absent)
    if changes:
        write_followed(warehouse, changes, "载入", LOADED)
    return changes


def _reopened(one: Followed, about: About) -> Change | None:
    if one.state in (FollowState.CORRECTED, FollowState.GONE):
        return Change(about, FollowState.TO_SEND, _AGAIN_NOTE, one.revision)
    if one.state is FollowState.EXPLAINED and one.about.figures != about.figures:
        return Change(about, FollowState.TO_SEND, _OTHER_NOTE, one.revision)
    return None


def _closed(con: duckdb.DuckDBPyConnection, absent: Mapping[str, Followed]) -> list[Change]:
    if not absent:
        return []
    abouts = [one.about for one in absent.values()]
    rows = ask(
        con,
        "closed_findings",
        codes=[about.code for about in abouts],
        agencies=[about.agency_id for about in abouts],
        scopes=[about.scope for about in abouts],
        years=[about.year for about in abouts],
        rules=[about.rule_key for about in abouts],
        cells=[about.cell for about in abouts],
    )
    changes = []
    for code, report_id, version, evaluated, not_evaluable, states_cell in rows:
        one = absent[code]
        if report_id == one.about.report_id:
            changes.append(
                Change(one.about, FollowState.GONE, _GONE_NOTE, one.revision, f"第 {version} 版 {report_id}")
            )
        elif evaluated and states_cell and not_evaluable <= one.about.not_evaluable:
            note = f"第 {version} 版载入的报告中已更正"
            changes.append(
                Change(one.about, FollowState.CORRECTED, note, one.revision, f"第 {version} 版 {report_id}")
            )
    return changes
