"""总览: what is the state of things."""

from pages.parts import chrome
from pages.parts.exhibits import compared, headline, overview

COMPARED = ("disclosure_rate", "applications_received", "review_correction_rate", "zero_application_share")

view = chrome.open_page("overview")
headline.row(
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
match chrome.part(view):
    case "now":
        overview.standing_out(view)
        left, right = chrome.halves()
        with left:
            compared.over_years(view, "volume", ("applications_received", "applications_concluded"))
        with right:
            compared.over_years(view, "outcomes", ("disclosure_rate", "carry_over_rate"))
        overview.filing(view)
        overview.entry_points(view)
    case "places":
        compared.over_groups_and_years(view, "grid", COMPARED)
