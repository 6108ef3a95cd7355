"""主动公开: how much was issued, licensed, punished, charged."""

from pages.parts import chrome
from pages.parts.exhibits import compared, headline, volumes

ISSUED = ("normative_issued", "normative_made")
STOCKS = ("normative_in_force", "normative_disclosed_total", "rules_in_force")
DECIDED = ("licences", "penalties", "coercive_measures")
MONEY = ("fees", "procurement_amount")

view = chrome.open_page("disclosure")
headline.row(view, (ISSUED[0], *DECIDED, *MONEY), "headline.flows")
headline.row(view, STOCKS, "headline.stocks")
match chrome.part(view):
    case "volumes":
        volumes.table_two(view)
        volumes.doubtful(view)
    case "years":
        left, right = chrome.halves()
        with left:
            compared.over_years(view, "issued", ISSUED, "title.flows")
        with right:
            compared.over_years(view, "in_force", STOCKS, "title.stocks")
        left, right = chrome.halves()
        with left:
            compared.one_over_years(view, "decisions", DECIDED)
        with right:
            compared.one_over_years(view, "money", MONEY)
    case "places":
        compared.over_groups(view, "ranking", (*DECIDED, ISSUED[0], *STOCKS, *MONEY))
        compared.over_groups_and_years(view, "grid", (*DECIDED, ISSUED[0], *STOCKS, *MONEY))
