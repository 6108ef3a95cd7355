"""总览: what is the state of things."""

from pages.parts.app import page_frame
from pages.parts.sections.overview import filing_trend, noteworthy, page_links
from pages.parts.sections.shared import kpi_row, measure_charts

COMPARED = ("disclosure_rate", "applications_received", "review_correction_rate", "zero_application_share")

view = page_frame.open_page("overview")
kpi_row.kpi_row(
    view,
    (
        "applications_received",
        "applications_concluded",
        "disclosure_rate",
        "carry_over_rate",
        "reviews",
        "suits",
        "review_correction_rate",
        "litigation_correction_rate",
    ),
)
match page_frame.tab(view):
    case "now":
        noteworthy.noteworthy(view)
        left, right = page_frame.two_columns()
        with left:
            measure_charts.over_years(view, "volume", ("applications_received", "applications_concluded"))
        with right:
            measure_charts.over_years(view, "outcomes", ("disclosure_rate", "carry_over_rate"))
        filing_trend.filing_trend(view)
        page_links.page_links(view)
    case "places":
        measure_charts.over_groups_and_years(view, "grid", COMPARED)
