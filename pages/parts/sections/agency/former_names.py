"""An agency's names over time, its predecessors and successors, and the marks of its years."""

from __future__ import annotations

from pages.parts.sections.shared.agency_year import AgencyYear
from pages.parts.state.context import View
from pages.parts.text.markdown import escape_markdown

MARKS = {"filed": "●", "late": "◐", "with_errors": "▲", "unreadable": "✕", "missing": "○"}


def sentences(view: View, agency: AgencyYear) -> list[str]:
    """Markdown sentences on former names, if there are any, and on each merger."""
    names = view.ask("agency_names", agency_id=agency.agency_id)
    lines = []
    if len(names) > 1:
        spans = [
            f"{escape_markdown(row.agency)} ({_years(row.first_year, row.last_year)})"
            for row in names.itertuples()
        ]
        lines.append(view.text("body.names", names=" → ".join(spans)))
    for row in view.ask("agency_relations", agency_id=agency.agency_id).itertuples():
        key = "body.came_from" if row.earlier else "body.went_into"
        other = escape_markdown(str(row.other or row.other_id))
        lines.append(view.text(key, other=other, year=row.last_year))
    return lines


def _years(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"
