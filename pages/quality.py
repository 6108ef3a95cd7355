"""数据质量: who did not file, and what does not add up."""

from pages.parts import chrome
from pages.parts.exhibits import filing, findings, reconciled, rejected, returned, similar

view = chrome.open_page("quality", every_scope=True)
filing.headline(view)
match chrome.part(view, () if similar.known(view) else ("similar",)):
    case "filing":
        filing.not_filed(view)
        filing.by_area(view)
        filing.matrix(view)
    case "findings":
        findings.by_rule(view)
        findings.one_by_one(view)
        returned.to_agency(view)
    case "rollups":
        reconciled.rollups(view)
    case "similar":
        similar.texts(view)
    case "rejected":
        rejected.sources(view)
