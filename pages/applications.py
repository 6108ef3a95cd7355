"""依申请公开: what was applied for and how it ended."""

from pages.parts import chrome
from pages.parts.exhibits import change, compared, flow, headline, outcomes, received

REFUSALS = ("refusal_rate", "strict_refusal_rate", "unavailable_rate", "not_processed_rate")

view = chrome.open_page("applications")
headline.row(
    view,
    (
        "applications_received",
        "applications_handled",
        "applications_concluded",
        "carry_over_rate",
        "disclosure_rate",
        "refusal_rate",
        "unavailable_rate",
        "zero_application_share",
    ),
)
match chrome.part(view):
    case "received":
        received.by_applicant(view)
        left, right = chrome.halves()
        with left:
            compared.over_years(
                view, "shares", ("individual_share", "legal_service_share"), "title.rates_applicants"
            )
        with right:
            compared.over_years(view, "zero", ("zero_application_share",))
    case "outcomes":
        left, right = chrome.halves()
        with left:
            flow.of_applications(view)
        with right:
            outcomes.grounds(view)
        outcomes.by_applicant(view)
    case "years":
        left, right = chrome.halves()
        with left:
            compared.over_years(
                view, "rates", ("disclosure_rate", "full_disclosure_rate"), "title.rates_granted"
            )
        with right:
            compared.over_years(view, "refusals", REFUSALS, "title.rates_refused")
    case "places":
        outcomes.by_group(view)
        compared.over_groups(view, "ranking", [measure.key for measure in view.measures("applications")])
        change.decomposed(view, ("applications_received", "applications_handled", "applications_concluded"))
