"""Which part of an agency's page a link opens that names a cell or a figure but no part."""

from __future__ import annotations

from pages.parts.state import url_state

_LEADING = {"agency-cell": "form", "agency-copy": "form", "agency-stated": "words"}


def opened_part() -> str | None:
    """The part that shows what the link names; None for the first."""
    chosen = url_state.choices()
    return next((part for name, part in _LEADING.items() if chosen.get(name)), None)
