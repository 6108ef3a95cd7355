"""Where nothing is stated for the year in view: the year, and the reports of other scope, that state something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pages.parts.data import query
from pages.parts.data.selection import SCOPES, Selection
from pages.parts.state.context import View
from pages.parts.widgets import offered_choices
from pages.parts.widgets.offered_choices import Offer


def stated_elsewhere(view: View) -> None:
    """Offer what states something instead of leaving the reader with cards that say that nothing does."""
    if len(view.ask("stated_by_item")):
        return
    if offers := list(_offers(view)):
        offered_choices.draw("stated_elsewhere", view.text("stated.elsewhere", year=view.year), offers)


def _offers(view: View) -> Iterator[Offer]:
    """The newest year that states something, here and in other scopes."""
    here = view.selection
    if newest := _newest(view, here):
        year, reports = newest
        yield Offer(view.text("stated.elsewhere_year", year=year, n=reports), {"to": str(year)})
    for scope in SCOPES:
        other = replace(here, scope=scope, levels=())
        if scope != here.scope and (newest := _newest(view, other)):
            year, reports = newest
            name = view.text(f"scope.{scope}")
            label = view.text("stated.elsewhere_scope", scope=name, year=year, n=reports)
            yield Offer(label, {"scope": scope, "level": None, "to": str(year)})


def _newest(view: View, selection: Selection) -> tuple[int, int] | None:
    """The newest year for which reports state something, and how many do."""
    years = query.ask(view.opened, selection, "stated_years")
    return None if years.empty else (int(years["year"].iloc[-1]), int(years["reports"].iloc[-1]))
