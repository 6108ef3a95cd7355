"""Where a single body is in view: the scopes and levels at which there are several to compare."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import streamlit as st

from pages.parts.data import query
from pages.parts.data.selection import SCOPES
from pages.parts.state.context import View
from pages.parts.widgets import offered_choices
from pages.parts.widgets.offered_choices import Offer


def comparable_elsewhere(view: View) -> None:
    """Say that there is nothing to compare, and offer what can be compared instead."""
    offers = list(_offers(view))
    if offers:
        offered_choices.draw("comparable_elsewhere", view.text("peers.alone_here"), offers)
    else:
        st.info(view.text("peers.alone"))


def _offers(view: View) -> Iterator[Offer]:
    """The newest year in which several bodies filed: own reports of all levels together, roll-ups of each level."""
    every = query.ask(view.opened, replace(view.selection, scope="", levels=()), "comparable")
    # a roll-up is never compared with one of another level
    every["level"] = every["level"].where(every["scope"] != "own", "")
    counts = every.groupby(["scope", "level", "year"], as_index=False)["bodies"].sum()
    several = counts[counts["bodies"] > 1].drop_duplicates(["scope", "level"], keep="last")
    for row in several.sort_values("scope", key=lambda scopes: scopes.map(SCOPES.index)).itertuples():
        name = view.text(f"scope.{row.scope}")
        if row.level:
            name = view.text("peers.at_level", scope=name, level=view.text(f"level.{row.level}"))
        label = view.text("peers.elsewhere", scope=name, year=row.year, n=row.bodies)
        choices = {"scope": row.scope, "level": row.level or None, "to": str(row.year), "compare-year": None}
        yield Offer(label, choices)
