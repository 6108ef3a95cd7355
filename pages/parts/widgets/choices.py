"""The reader's choices inside a card; they are in the link."""

from __future__ import annotations

from collections.abc import Sequence

from pages.parts.state import url_state
from pages.parts.state.context import View

MANY = 120


def measure(view: View, name: str, keys: Sequence[str]) -> str:
    """The measure that the reader picked for a card; the first by default."""
    if len(keys) == 1:
        return keys[0]
    labels_of = {key: view.measure(key).label(view.language) for key in keys}
    return (
        url_state.select(f"{view.page}-{name}", view.text("pick.measure"), list(keys), labels_of) or keys[0]
    )


def grouping(view: View, name: str) -> str:
    """What is compared: see `groupings`."""
    options = groupings(view)
    if len(options) == 1:
        return options[0]
    return url_state.segmented(
        f"{view.page}-{name}-by", view.text("pick.by"), options, {by: view.text(f"by.{by}") for by in options}
    )


def groupings(view: View) -> list[str]:
    """What this scope can be compared by: places where there are several, kinds of own reports, bodies where few."""
    facts = view.ask("groups").iloc[0]
    found = [by for by, n in (("area", facts["areas"]), ("kind", facts["kinds"])) if n > 1]
    bodies = facts["agencies"] <= MANY and facts["agencies"] != facts["areas"]
    return found + (["agency"] if bodies or not found else [])
