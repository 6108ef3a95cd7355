"""A second opinion on the pages' questions: the same figures from `reports` and `cells`, in pandas."""

import re

import pandas as pd
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from pages.parts.data import database
from pages.parts.data.database import OpenVersion
from pages.parts.data.dictionary import Measure
from pages.parts.data.selection import LEVELS, Selection

TERM = re.compile(r"\b([a-z_]+)\.([a-z_0-9]+)\.([a-z_0-9]+)\b")


GROUP_ROWS = {
    "granted": ["granted"],
    "partly_granted": ["partly_granted"],
    "refused": [
        "refused_state_secret",
        "refused_prohibited_by_law",
        "refused_security_stability",
        "refused_third_party_rights",
        "refused_internal_affairs",
        "refused_deliberative_process",
        "refused_enforcement_files",
        "refused_administrative_query",
    ],
    "unavailable": ["unavailable_not_held", "unavailable_needs_creation", "unavailable_unclear_request"],
    "not_processed": [
        "rejected_petition_complaint",
        "rejected_repeat_request",
        "rejected_public_publication",
        "rejected_excessive_requests",
        "rejected_reconfirmation",
    ],
    "otherwise": [],
}


OTHERWISE = (["other"], ["other_not_corrected_in_time", "other_fee_unpaid", "other_remaining"])


RANDOM_SELECTIONS = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


selections = st.builds(
    Selection,
    first_year=st.just(2019),
    last_year=st.sampled_from([2020, 2021, 2024, 2025]),
    scope=st.sampled_from(["own", "government_rollup"]),
    levels=st.sampled_from([(), *((level,) for level in LEVELS)]),
    county=st.sampled_from(["", "", "岚岭区", "澜汀区"]),
    kinds=st.sampled_from([(), (), ("natres",), ("edu", "police")]),
    data=st.sampled_from(["all", "synthetic", "real"]),
)


def chosen(reports: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """The reports of a selection, picked in pandas."""
    keep = (reports["scope"] == selection.scope) & reports["year"].between(
        selection.first_year, selection.last_year
    )
    if selection.levels:
        keep &= reports["level"].isin(selection.levels)
    if selection.county:
        keep &= reports["county"] == selection.county
    if selection.kinds:
        keep &= reports["kinds"].map(lambda kinds: bool(set(kinds) & set(selection.kinds)))
    if selection.data != "all":
        keep &= reports["synthetic"] == (selection.data == "synthetic")
    return reports[keep]


def value(cells: pd.DataFrame, report: str, term: str) -> float:
    """The value of one term of a measure in one report; NaN if it is unknown."""
    table, row, column = term.split(".")
    row = row.removeprefix("group_") if row.startswith("group_") else row
    alternatives = (
        OTHERWISE
        if row == "otherwise"
        else [GROUP_ROWS[row]]
        if term.split(".")[1].startswith("group_")
        else [[row]]
    )
    for rows in alternatives:
        parts = [
            cells.at[report, f"{table}.{one}.{column}"]
            if f"{table}.{one}.{column}" in cells
            else float("nan")
            for one in rows
        ]
        if not any(pd.isna(parts)):
            return float(sum(parts))
    return float("nan")


def evaluated(cells: pd.DataFrame, report: str, expression: str) -> float:
    """The value of a measure's numerator or denominator in one report; NaN if any of its terms is unknown."""
    if "case when" in expression:
        handled = [
            value(cells, report, f"applications.{row}.total") for row in ("received_new", "carried_in")
        ]
        return float("nan") if any(pd.isna(handled)) else float(sum(handled) == 0)
    if expression.startswith("1 + 0"):
        handled = [
            value(cells, report, f"applications.{row}.total") for row in ("received_new", "carried_in")
        ]
        return float("nan") if any(pd.isna(handled)) else 1.0
    terms = {match[0]: value(cells, report, match[0]) for match in TERM.finditer(expression)}
    if any(pd.isna(list(terms.values()))):
        return float("nan")
    total, sign = 0.0, 1
    for token in expression.split():
        if token in "+-":
            sign = 1 if token == "+" else -1
        else:
            total += sign * terms[token]
    return total


def units(opened: OpenVersion, reports: pd.DataFrame, last_year: int) -> pd.Series:
    """The agency of each report or, if that ended the year before and its successor files, the successor."""
    successions = database.rows(opened, "from agency_successions")
    merged = successions[successions["last_year"] == last_year - 1]
    now = set(reports.loc[reports["year"] == last_year, "agency_id"])
    later = {row.agency_id: row.later_id for row in merged.itertuples() if row.later_id in now}
    return reports["agency_id"].map(lambda agency: later.get(agency, agency))


def sides(cells: pd.DataFrame, report: str, measure: Measure) -> tuple[float, float] | None:
    """Numerator and denominator (0 of a count) that a report adds to a measure; None if it is not taken in."""
    numerator = evaluated(cells, report, measure.numerator)
    denominator = evaluated(cells, report, measure.denominator) if measure.denominator else 0.0
    if pd.isna(numerator) or pd.isna(denominator) or contradicts(cells, report, measure):
        return None
    return numerator, denominator


def contradicts(cells: pd.DataFrame, report: str, measure: Measure) -> bool:
    """Whether what a report states of a measure cannot be a rate, or a ratio, although it states both sides."""
    if not measure.denominator:
        return False
    pairs = [(measure.numerator, measure.denominator)]
    if measure.key == "litigation_correction_rate":
        pairs = [
            (f"{row}.corrected", f"{row}.total - {row}.pending")
            for row in ("review_litigation.litigation_direct", "review_litigation.litigation_after_review")
        ]
    for pair in pairs:
        numerator, denominator = (evaluated(cells, report, side) for side in pair)
        if numerator < 0 or denominator < 0 or (measure.kind == "rate" and numerator > denominator):
            return True
    return False


def column(cells: pd.DataFrame, part: pd.DataFrame, term: str) -> pd.Series:
    """The value that each report states for one cell; NaN if it states none."""
    return pd.Series([value(cells, report, term) for report in part["report_id"]], dtype=float)


def of_all_years(selection: Selection) -> Selection:
    return Selection(
        1900,
        2100,
        selection.scope,
        selection.levels,
        county=selection.county,
        kinds=selection.kinds,
        data=selection.data,
    )


def is_sum_of(answer: object, expected: pd.Series) -> bool:
    """Whether an answer is the sum of the stated values, or missing if none is stated."""
    if not expected.notna().any():
        return bool(pd.isna(answer))
    return answer == pytest.approx(expected.sum())
