"""The rows of 表四: administrative review and the two ways to court."""

from __future__ import annotations

from pages.parts.state.context import View

PROCEDURES = ("review", "litigation_direct", "litigation_after_review")
SUITS = PROCEDURES[1:]


def procedure_label(view: View, procedure: str) -> str:
    """Printed label of the row; the form prints 行政诉讼 above the two lawsuits."""
    return view.line("review_litigation", procedure)
