"""Controls inside a card; what is chosen is part of the link."""

from __future__ import annotations

from collections.abc import Sequence

from pages.parts.state import url_state
from pages.parts.state.context import View

MAX_AGENCIES = 120


def measure(view: View, name: str, keys: Sequence[str]) -> str:
    """Let the reader pick a measure for a card; by default the first."""
    if len(keys) == 1:
        return keys[0]
    labels_of = {key: view.measure(key).label(view.language) for key in keys}
    return (
        url_state.select(f"{view.page}-{name}", view.text("pick.measure"), list(keys), labels_of) or keys[0]
    )


def grouping(view: View, name: str) -> str:
    """Let the reader pick what is compared (see `groupings`)."""
    options = groupings(view)
    if len(options) == 1:
        return options[0]
    return url_state.segmented(
        f"{view.page}-{name}-by", view.text("pick.by"), options, {by: view.text(f"by.{by}") for by in options}
    )


def groupings(view: View) -> list[str]:
    """What the selection can be compared by: regions and kinds if there are several, agencies if they are few."""
    facts = view.ask("groups").iloc[0]
    options = [by for by, n in (("area", facts["areas"]), ("kind", facts["kinds"])) if n > 1]
    few = facts["agencies"] <= MAX_AGENCIES and facts["agencies"] != facts["areas"]
    return options + (["agency"] if few or not options else [])
