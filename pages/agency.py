"""机关档案: everything about one body."""

from pages.parts import chrome
from pages.parts.exhibits import compared
from pages.parts.exhibits.body import changes, head, peers, printed
from pages.parts.exhibits.body.body import finder, fitted, open_body

view = chrome.open_page("agency", every_scope=True, fit=fitted)
body = open_body(view)
if body is None:
    finder(view)
else:
    head.head(view, body)
    changes.found(view, body)
    printed.form(view, body)
    if body.report is not None:
        peers.spine(view, body)
        changes.changed(view, body)
        left, right = chrome.halves()
        with left:
            compared.over_years(view, "history", ("applications_received", "applications_concluded"))
        with right:
            compared.over_years(view, "rates", ("disclosure_rate", "carry_over_rate"))
        printed.evidence(view, body)
