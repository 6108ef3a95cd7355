"""The self-check reads a stranger's file beside the dashboard, never inside it."""

from pathlib import Path

import pytest

from etl.self_check import check_upload
from tests.robustness.faults.few_reports import reports
from tests.robustness.hostile.files import FILES


def test_an_upload_is_read_as_a_load_reads_it(tmp_path: Path) -> None:
    page = sorted(reports(tmp_path / "reports", 1).iterdir())[0]
    found = check_upload(page.read_bytes(), f"奇怪\n的\0名字{page.suffix}")
    assert "unreadable" not in found
    cells = found["cells"]
    assert isinstance(cells, dict) and len(cells) > 150
    assert {"identity", "forms", "findings", "checked"} <= found.keys()


@pytest.mark.parametrize("name", ["stream.pdf", "nested.mht", "bomb.docx", "cut.pdf"])
def test_a_hostile_upload_is_refused_in_words(name: str) -> None:
    said = check_upload(FILES[name][0](), name)
    assert str(said["unreadable"]).endswith(("。", "）"))
