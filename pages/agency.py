"""机关档案: everything about one body."""

from pages.parts.app import page_frame
from pages.parts.sections.agency import peer_position, profile_head, year_changes
from pages.parts.sections.agency.selection import finder, fitted, open_body
from pages.parts.sections.shared import measure_charts, report_form

view = page_frame.open_page("agency", every_scope=True, fit=fitted)
body = open_body(view)
if body is None:
    finder(view)
else:
    profile_head.head(view, body)
    year_changes.found(view, body)
    report_form.form(view, body)
    if body.report is not None:
        peer_position.spine(view, body)
        year_changes.changed(view, body)
        left, right = page_frame.halves()
        with left:
            measure_charts.over_years(view, "history", ("applications_received", "applications_concluded"))
        with right:
            measure_charts.over_years(view, "rates", ("disclosure_rate", "carry_over_rate"))
        report_form.evidence(view, body)
