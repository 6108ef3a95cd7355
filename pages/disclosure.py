"""主动公开: how much was issued, licensed, punished, charged."""

from pages.parts import chrome
from pages.parts.exhibits import compared, headline, volumes

ISSUED = ("normative_issued", "normative_in_force", "rules_in_force")
DECIDED = ("licences", "penalties", "coercive_measures")
MONEY = ("fees", "procurement_amount")

view = chrome.open_page("disclosure")
headline.row(view, (*ISSUED, *DECIDED, *MONEY))
volumes.table_two(view)
left, right = chrome.halves()
with left:
    compared.over_years(view, "issued", ("normative_issued", "normative_made"), "title.flows")
with right:
    compared.over_years(view, "in_force", ("normative_in_force",), "title.stocks")
left, right = chrome.halves()
with left:
    compared.one_over_years(view, "decisions", DECIDED)
with right:
    compared.one_over_years(view, "money", MONEY)
compared.over_groups(view, "ranking", (*DECIDED, *ISSUED, *MONEY))
compared.over_groups_and_years(view, "grid", (*DECIDED, *ISSUED, *MONEY))
