"""依申请公开: what was applied for and how it ended."""

from pages.parts.app import page_frame
from pages.parts.sections.applications import grounds, outcome_flow, outcome_shares, received
from pages.parts.sections.shared import change_decomposition, kpi_row, measure_charts

# one line of figures a tab, so that the chart below it is seen on a laptop without scrolling
RECEIVED = ("applications_received", "applications_handled", "applications_concluded", "carry_over_rate")
CONCLUDED = ("disclosure_rate", "refusal_rate", "unavailable_rate", "not_processed_rate")
SHARES = ("individual_share", "legal_service_share")
REFUSALS = ("refusal_rate", "strict_refusal_rate", "unavailable_rate", "not_processed_rate")

view = page_frame.open_page("applications", drawn=(*RECEIVED, *CONCLUDED, *SHARES, "zero_application_share"))
match page_frame.tab(view):
    case "received":
        kpi_row.kpi_row(view, RECEIVED)
        received.by_applicant(view)
        if view.is_meaningful("zero_application_share"):
            left, right = page_frame.two_columns()
            with left:
                measure_charts.over_years(view, "shares", SHARES, "title.rates_applicants")
            with right:
                measure_charts.over_years(view, "zero", ("zero_application_share",))
        else:
            measure_charts.over_years(view, "shares", SHARES, "title.rates_applicants")
    case "outcomes":
        kpi_row.kpi_row(view, CONCLUDED)
        left, right = page_frame.two_columns()
        with left:
            outcome_flow.outcome_flow(view)
        with right:
            grounds.grounds(view)
        outcome_shares.by_applicant(view)
    case "years":
        left, right = page_frame.two_columns()
        with left:
            measure_charts.over_years(
                view, "rates", ("disclosure_rate", "full_disclosure_rate"), "title.rates_granted"
            )
        with right:
            measure_charts.over_years(view, "refusals", REFUSALS, "title.rates_refused")
    case "places":
        outcome_shares.by_group(view)
        measure_charts.over_groups(
            view, "ranking", [measure.key for measure in view.measures("applications")]
        )
        change_decomposition.change_by_agency(
            view, ("applications_received", "applications_handled", "applications_concluded")
        )
