"""数据质量: who did not file, and what does not add up."""

from pages.parts.app import page_frame
from pages.parts.sections.quality import (
    correction_request,
    filing_by_area,
    filing_headline,
    filing_matrix,
    findings,
    not_filed,
    published,
    rejected,
    rollups,
)
from pages.parts.sections.shared import similar_pairs

view = page_frame.open_page("quality", every_scope=True)
match page_frame.tab(view, () if similar_pairs.is_available(view) else ("similar",)):
    case "filing":
        filing_headline.filing_headline(view)
        not_filed.not_filed(view)
        filing_by_area.filing_by_area(view)
        filing_matrix.filing_matrix(view)
        published.published(view)
    case "findings":
        findings.findings_by_rule(view)
        findings.findings_list(view)
        correction_request.correction_request(view)
    case "rollups":
        rollups.rollups(view)
    case "similar":
        similar_pairs.similar_texts(view)
    case "rejected":
        rejected.rejected_sources(view)
