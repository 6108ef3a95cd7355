"""总览: what is the state of things."""

from pages.parts.app import page_frame
from pages.parts.sections.overview import filing_state, filing_trend, head_briefing, noteworthy, page_links
from pages.parts.sections.shared import kpi_row, measure_charts

COMPARED = ("disclosure_rate", "applications_received", "review_correction_rate", "zero_application_share")
HEADLINES = (
    "applications_received",
    "applications_concluded",
    "disclosure_rate",
    "carry_over_rate",
    "reviews",
    "suits",
    "review_correction_rate",
    "litigation_correction_rate",
)

view = page_frame.open_page("overview", own_strip=True, drawn=HEADLINES)
filing_state.filing_state(view.of_every_scope())
match page_frame.tab(view):
    case "now":
        noteworthy.noteworthy(view)
        head_briefing.button(view, HEADLINES)
        kpi_row.kpi_row(view, HEADLINES)
        left, right = page_frame.two_columns()
        with left:
            measure_charts.over_years(view, "volume", ("applications_received", "applications_concluded"))
        with right:
            measure_charts.over_years(view, "outcomes", ("disclosure_rate", "carry_over_rate"))
        filing_trend.filing_trend(view.of_every_scope())
        page_links.page_links(view)
    case "places":
        measure_charts.over_groups_and_years(view, "grid", COMPARED)
