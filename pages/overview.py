"""总览: what is the state of things."""

from pages.parts.app import page_frame
from pages.parts.sections.overview import summary
from pages.parts.sections.shared import kpi_row, measure_charts

COMPARED = ("disclosure_rate", "applications_received", "review_correction_rate", "zero_application_share")

view = page_frame.open_page("overview")
kpi_row.row(
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
        summary.standing_out(view)
        left, right = page_frame.two_columns()
        with left:
            measure_charts.over_years(view, "volume", ("applications_received", "applications_concluded"))
        with right:
            measure_charts.over_years(view, "outcomes", ("disclosure_rate", "carry_over_rate"))
        summary.filing(view)
        summary.entry_points(view)
    case "places":
        measure_charts.over_groups_and_years(view, "grid", COMPARED)
