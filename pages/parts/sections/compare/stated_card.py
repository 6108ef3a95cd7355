"""How much the compared units say they disclosed: an item of the narrative or the statistics table, unit by unit."""

from __future__ import annotations

from pages.parts.sections.compare.comparison import Comparison
from pages.parts.sections.shared import stated_groups, stated_numbers
from pages.parts.state.context import View
from pages.parts.widgets import chart_card
from pages.parts.widgets.chart_card import Card

_KEY = "compare_stated"


@chart_card.fragment
def stated(comparison: Comparison) -> None:
    """Draw the peers' numbers of an item; the reader chooses which."""
    view = comparison.view.in_year(comparison.year)
    with chart_card.frame(_KEY):
        item = stated_numbers.choose_item(view, "stated")
        chart_card.draw_content(view, _card(view, comparison, item))


@chart_card.cached
def _card(view: View, comparison: Comparison, item: str) -> Card:
    rows = view.ask("stated_by_group", item=item, by=comparison.by)
    rows = rows[rows["key"].isin(comparison.keys)]
    rows = rows.assign(label=rows["key"].map(comparison.units["name"]).fillna(rows["key"]))
    return stated_groups.card(view, _KEY, item, comparison.by, rows, comparison.chosen)
