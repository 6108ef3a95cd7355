"""机关档案: everything about one body."""

from pages.parts.app import page_frame
from pages.parts.sections.agency import (
    history,
    opened_part,
    other_copies,
    peer_position,
    profile_head,
    report_findings,
    stated_in_words,
    year_changes,
)
from pages.parts.sections.agency.agency_choice import open_agency, selection_of_agency
from pages.parts.sections.agency.agency_search import search_agency
from pages.parts.sections.shared import identity_evidence, report_form

view = page_frame.open_page("agency", every_scope=True, fit=selection_of_agency, heading=profile_head.heading)
agency = open_agency(view)
if agency is None:
    search_agency(view)
else:
    profile_head.profile_head(view, agency)
    shown = other_copies.shown(view, agency)
    match page_frame.tab(view, first=opened_part.opened_part()):
        case "profile":
            report_findings.report_findings(view, shown)
            history.history(view, agency)
            if agency.report is not None:
                peer_position.peer_position(view, agency)
                year_changes.year_changes(view, agency)
        case "form":
            other_copies.other_copies(view, agency)
            report_findings.report_findings(view, shown)
            report_form.form(view, shown)
        case "words":
            stated_in_words.stated_in_words(view, shown)
            identity_evidence.evidence(view, agency)
