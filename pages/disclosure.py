"""主动公开: how much was disclosed, of which official kinds, and who stands out."""

from pages.parts.app import page_frame
from pages.parts.sections.disclosure import (
    stated_by_group,
    stated_elsewhere,
    stated_items,
    stated_over_years,
    stated_unusual,
    volumes,
)
from pages.parts.sections.shared import kpi_row, measure_charts

ISSUED = ("normative_issued", "normative_made")
STOCKS = ("normative_in_force", "normative_disclosed_total", "rules_in_force")
DECIDED = ("licences", "penalties", "coercive_measures")
MONEY = ("fees", "procurement_amount")

view = page_frame.open_page("disclosure")
match page_frame.tab(view):
    case "volumes":
        stated_elsewhere.stated_elsewhere(view)
        stated_items.stated_items(view)
        left, right = page_frame.two_columns()
        with left:
            stated_over_years.stated_over_years(view)
        with right:
            stated_by_group.stated_by_group(view)
    case "official":
        kpi_row.kpi_row(view, (ISSUED[0], *DECIDED, *MONEY), "headline.flows")
        kpi_row.kpi_row(view, STOCKS, "headline.stocks")
        volumes.table_two(view)
        left, right = page_frame.two_columns()
        with left:
            measure_charts.over_groups(view, "ranking", (*DECIDED, ISSUED[0], *MONEY))
        with right:
            measure_charts.over_groups(view, "ranking_stocks", STOCKS)
        left, right = page_frame.two_columns()
        with left:
            measure_charts.over_years(view, "issued", ISSUED, "title.flows")
        with right:
            measure_charts.over_years(view, "in_force", STOCKS, "title.stocks")
        left, right = page_frame.two_columns()
        with left:
            measure_charts.one_over_years(view, "decisions", DECIDED)
        with right:
            measure_charts.one_over_years(view, "money", MONEY)
        measure_charts.over_groups_and_years(view, "grid", (*DECIDED, ISSUED[0], *STOCKS, *MONEY))
    case "standing":
        stated_unusual.stated_unusual(view)
        volumes.doubtful_figures(view)
