"""数据质量: who did not file, and what does not add up."""

from pages.parts.app import page_frame
from pages.parts.sections.quality import correction_request, filing, findings, rejected, rollups
from pages.parts.sections.shared import similar_pairs

view = page_frame.open_page("quality", every_scope=True)
filing.headline(view)
match page_frame.tab(view, () if similar_pairs.is_available(view) else ("similar",)):
    case "filing":
        filing.not_filed(view)
        filing.by_area(view)
        filing.matrix(view)
    case "findings":
        findings.by_rule(view)
        findings.one_by_one(view)
        correction_request.to_agency(view)
    case "rollups":
        rollups.rollups(view)
    case "similar":
        similar_pairs.similar_texts(view)
    case "rejected":
        rejected.sources(view)
