"""复议诉讼: how reviews and suits ended."""

from pages.parts import chrome
from pages.parts.exhibits import cases, change, compared, headline

view = chrome.open_page("litigation")
headline.row(
    view,
    (
        "reviews",
        "suits",
        "direct_suit_share",
        "review_correction_rate",
        "litigation_correction_rate",
        "review_rate",
        "litigation_rate",
    ),
)
match chrome.part(view):
    case "results":
        left, right = chrome.halves()
        with left:
            cases.results(view)
        with right:
            cases.corrections(view)
        cases.new_cases(view)
    case "years":
        left, right = chrome.halves()
        with left:
            compared.over_years(view, "review_rate", ("review_correction_rate",))
        with right:
            compared.over_years(view, "suit_rate", ("litigation_correction_rate",))
        compared.over_years(view, "paths", ("direct_suit_share",))
    case "places":
        compared.over_groups(view, "ranking", [measure.key for measure in view.measures("litigation")])
        compared.over_groups_and_years(view, "grid", [measure.key for measure in view.measures("litigation")])
        change.decomposed(view, ("reviews", "suits"))
