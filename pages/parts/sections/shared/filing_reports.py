"""The reports behind a figure of filing, and the names of the states of filing."""

from __future__ import annotations

from pages.parts.charts import status_matrix
from pages.parts.charts.base.points import Point
from pages.parts.state.context import View
from pages.parts.text.led_figures import Sentence, led
from pages.parts.widgets.figure_evidence import Evidence

_PARTS = ("filed", "missing", "late", "with_errors", "unreadable")


def led_count(count: object, key: str | None, year: int, name: str) -> Sentence:
    """A count of expected reports, leading to those: all, or those in a state where it is called so."""
    return led(count, key, year, name if name in _PARTS else None)


def filing_reports(view: View, by: str, point: Point) -> Evidence:
    """One row per expected report of a group (all if the point has no key) and year (all if it has none).

    The point's measure may be one of `_PARTS`: those in this state alone, or filed in any. `faulty` asks for those with
    errors in any state, `without_errors` for the others that were filed.
    """
    reports = view.ask("filing_reports", by=by, key=point.key, year=point.year, part=point.measure)
    rows = reports.assign(
        state=[view.text(f"state_name.{state}") for state in reports["state"]],
        published_on=reports["published_on"].dt.strftime("%Y-%m-%d"),
    )
    n = int(reports["met"].iloc[0]) if len(reports) else 0
    return Evidence(rows.drop(columns="met"), view.text("filing.behind", n=f"{n:,}"))


def state_label(view: View, state: str) -> str:
    """A state of filing with the mark that charts use for it."""
    return f"{status_matrix.MARKS[state]} {view.text(f'state_name.{state}')}"
