"""Which links lead to annual reports, and whose."""

import pytest

from etl.collect.report_titles import is_of, report_year


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("湘潭县财政局2023年政府信息公开工作年度报告", 2023),
        ("2022年度政府信息公开工作报告", 2022),
        ("某某镇人民政府信息公开年度报告（2019年）", 2019),
        ("2021年年报", 2021),
        ("2020年度报告", 2020),
        ("县教育局二〇一八年政府信息公开年报", 2018),
        ("湘潭县人民政府2023年政府信息公开工作年…", 2023),
        ("关于做好2023年政府信息公开年度报告编制工作的通知", None),
        ("2023年度财务决算报告", None),
        ("政府信息公开指南", None),
        ("政府信息公开工作年度报告", None),
        ("2023年工作动态", None),
        ("1999年政府信息公开年报", None),
    ],
)
def test_a_report_is_known_by_its_title_and_year(text: str, year: int | None) -> None:
    assert report_year(text) == year


@pytest.mark.parametrize(
    ("text", "is_own"),
    [
        ("湘潭县财政局2023年政府信息公开工作年度报告", True),
        ("财政局2023年政府信息公开工作年度报告", True),
        ("湖南省湘潭县财政局2023年度政府信息公开年报", True),
        ("2023年政府信息公开工作年度报告", True),
        ("湘潭县教育局2023年政府信息公开工作年度报告", False),
        ("2023年湘潭县人民政府办公室政府信息公开工作年度报告", False),
    ],
)
def test_a_title_that_names_another_body_is_not_the_columns_own(text: str, is_own: bool) -> None:
    assert is_of("湘潭县财政局", text) is is_own
