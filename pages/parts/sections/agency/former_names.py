"""What a body was called over time, and the marks of its years."""

from __future__ import annotations

from pages.parts.sections.shared.agency_year import AgencyYear
from pages.parts.state.context import View
from pages.parts.text.markdown import escape_markdown

MARKS = {"filed": "●", "late": "◐", "with_errors": "▲", "unreadable": "✕", "missing": "○"}


def said(view: View, agency: AgencyYear) -> list[str]:
    """Sentences on former names and on bodies that it came from or went into."""
    found = view.ask("agency_names", agency_id=agency.agency_id)
    lines = []
    if len(found) > 1:
        spans = [
            f"{escape_markdown(row.agency)} ({_span(row.first_year, row.last_year)})"
            for row in found.itertuples()
        ]
        lines.append(view.text("body.names", names=" → ".join(spans)))
    for row in view.ask("agency_relations", agency_id=agency.agency_id).itertuples():
        key = "body.came_from" if row.earlier else "body.went_into"
        lines.append(
            view.text(key, other=escape_markdown(str(row.other or row.other_id)), year=row.last_year)
        )
    return lines


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"
