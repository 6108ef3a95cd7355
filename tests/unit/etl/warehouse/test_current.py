"""Which report of an agency and year is current: never a draft, whatever its figures and dates."""

from dataclasses import replace
from pathlib import Path

from etl.rules.catalog import finding
from tests.support.reports import build, identity, query, report


def test_a_draft_never_counts(tmp_path: Path) -> None:
    told = finding("not_an_annual_report", found="征求意见稿", severity="error", decoy="征求意见稿")  # type: ignore[arg-type]
    final = report(identity(published_on="2024-01-10"))
    draft = report(identity(published_on="2024-02-10", findings=(told,)))
    draft = replace(draft, source_name="draft.html")
    path = build(tmp_path, [final, draft])
    assert query(path, "select source_name from figures where is_current") == [(final.source_name,)]
    (tmp_path / "alone").mkdir()
    alone = build(tmp_path / "alone", [draft])
    assert query(alone, "select count(*) from figures where is_current") == [(0,)]
