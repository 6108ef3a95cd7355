"""机关档案: everything about one body."""

from pages.parts.app import page_frame
from pages.parts.sections.agency import (
    other_copies,
    peer_position,
    profile_head,
    report_findings,
    stated_in_words,
    year_changes,
)
from pages.parts.sections.agency.agency_choice import open_agency, search_agency, selection_of_agency
from pages.parts.sections.shared import identity_evidence, measure_charts, report_form

view = page_frame.open_page("agency", every_scope=True, fit=selection_of_agency)
agency = open_agency(view)
if agency is None:
    search_agency(view)
else:
    profile_head.profile_head(view, agency)
    other_copies.other_copies(view, agency)
    shown = other_copies.shown(view, agency)
    report_findings.report_findings(view, shown)
    stated_in_words.stated_in_words(view, shown)
    report_form.form(view, shown)
    if agency.report is not None:
        peer_position.peer_position(view, agency)
        year_changes.year_changes(view, agency)
        left, right = page_frame.two_columns()
        with left:
            measure_charts.over_years(view, "history", ("applications_received", "applications_concluded"))
        with right:
            measure_charts.over_years(view, "rates", ("disclosure_rate", "carry_over_rate"))
        identity_evidence.evidence(view, agency)
