"""What titles and file names say of corrections."""

import pytest

from etl.identity.edition import edition


@pytest.mark.parametrize(
    "name",
    [
        "湘潭县水利局2024年政府信息公开工作年度报告（更正后）", "湘潭县水利局2024年政府信息公开工作年度报告（修订版）",
        "2024年年报-修正稿.docx", "更正：湘潭县水利局2024年政府信息公开年度报告（更正）",
        "湘潭县水利局关于2024年政府信息公开工作年度报告的更正公告", "2024年报（重新发布）.html",
    ],
)  # fmt: skip
def test_a_correction(name: str) -> None:
    assert edition([name]) == "corrected"


@pytest.mark.parametrize(
    "name",
    [
        "2024年度报告（更正前）.pdf",
        "2024年度报告（修订前）",
        "2024年报原稿.doc",
        "2024年报（已作废）",
        "2024年报初稿.docx",
        "送审稿.pdf",
    ],
)
def test_what_a_correction_replaced(name: str) -> None:
    assert edition([name]) == "uncorrected"


@pytest.mark.parametrize(
    "name",
    [
        "湘潭县水利局2024年政府信息公开工作年度报告",
        "修水县水利局2024年政府信息公开工作年度报告",
        "更新时间2025-01-20",
        "县城更新局2024年年报",
        "",
    ],
)
def test_a_plain_report(name: str) -> None:
    assert edition([name]) == ""


def test_the_first_name_that_says_something_decides() -> None:
    assert edition(["2024年年度报告", "年报（更正前）", "年报（更正后）"]) == "uncorrected"
