"""复议诉讼: how reviews and suits ended."""

from pages.parts.app import page_frame
from pages.parts.sections.litigation import correction_rates, new_cases, results
from pages.parts.sections.shared import change_decomposition, kpi_row, measure_charts

HEADLINES = (
    "reviews",
    "review_correction_rate",
    "review_rate",
    "suits",
    "litigation_correction_rate",
    "litigation_rate",
)

view = page_frame.open_page("litigation", drawn=HEADLINES)
match page_frame.tab(view):
    case "results":
        kpi_row.kpi_row(view, HEADLINES)
        left, right = page_frame.two_columns()
        with left:
            results.results(view)
        with right:
            correction_rates.correction_rates(view)
        new_cases.new_cases(view)
    case "years":
        left, right = page_frame.two_columns()
        with left:
            measure_charts.over_years(view, "review_rate", ("review_correction_rate",))
        with right:
            measure_charts.over_years(view, "suit_rate", ("litigation_correction_rate",))
        measure_charts.over_years(view, "paths", ("direct_suit_share",))
    case "places":
        measure_charts.over_groups(view, "ranking", [measure.key for measure in view.measures("litigation")])
        measure_charts.over_groups_and_years(
            view, "grid", [measure.key for measure in view.measures("litigation")]
        )
        change_decomposition.change_by_agency(view, ("reviews", "suits"))
