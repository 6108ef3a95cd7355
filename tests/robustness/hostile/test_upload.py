"""The self-check reads an uploaded file in a process of its own, never in the dashboard's."""

from pathlib import Path

import pytest

from etl.self_check import check_upload
from tests.robustness.faults.few_reports import reports
from tests.robustness.hostile.files import FILES


def test_an_upload_is_read_as_a_load_reads_it(tmp_path: Path) -> None:
    page = sorted(reports(tmp_path / "reports", 1).iterdir())[0]
    answer = check_upload(page.read_bytes(), f"奇怪\n的\0名字{page.suffix}")[0]
    assert "unreadable" not in answer
    cells = answer["cells"]
    assert isinstance(cells, dict) and len(cells) > 150
    assert {"identity", "forms", "findings", "checked"} <= answer.keys()


@pytest.mark.parametrize("name", ["stream.pdf", "nested.mht", "bomb.docx", "cut.pdf"])
def test_a_hostile_upload_is_refused_in_words(name: str) -> None:
    (answer,) = check_upload(FILES[name][0](), name)
    assert str(answer["unreadable"]).endswith(("。", "）"))


def test_a_large_upload_is_read_at_once(tmp_path: Path) -> None:
    page = sorted(reports(tmp_path / "reports", 1).glob("*.html"))[0]
    filled = page.read_text("utf-8") + "<!--" + "x" * 5_000_000 + "-->"
    assert "cells" in check_upload(filled.encode(), page.name)[0]
