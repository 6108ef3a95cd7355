"""A file is called what it is: in the reader's language, with region, years and data version, each once."""

import pytest

from pages.parts.charts.base import palette
from pages.parts.data.database import OpenVersion
from pages.parts.data.selection import Selection
from pages.parts.export.card_download import file_name
from pages.parts.state.context import View


def _view(opened: OpenVersion, language: str, **chosen: str) -> View:
    selection = Selection(2019, 2025, "own", data="synthetic", **chosen)  # type: ignore[arg-type]
    return View("quality", opened, selection, language, palette.LIGHT)


@pytest.mark.parametrize(
    ("language", "title", "name"),
    [
        ("zh", "新收申请数，按年度", "新收申请数，按年度_霁屏县_2019–2025_数据版本2"),
        ("zh", "2024年未报名单", "2024年未报名单_霁屏县_数据版本2"),
        ("zh", "霁屏县 2024年未报名单", "霁屏县_2024年未报名单_数据版本2"),
        ("en", "Received / handled: by year?", "Received_handled_by_year_霁屏县_2019–2025_data-version-2"),
    ],
)
def test_a_file_says_what_is_in_it(opened: OpenVersion, language: str, title: str, name: str) -> None:
    assert file_name(_view(opened, language, county="霁屏县"), title) == name


def test_names_of_one_agency_have_no_region_and_long_ones_keep_their_version(opened: OpenVersion) -> None:
    agency = file_name(_view(opened, "zh", agency="990100-319fae37"), "甲局各格")
    assert agency.startswith("甲局各格_2019–2025_")
    long = file_name(_view(opened, "zh"), "很长的标题" * 60)
    assert len(long.encode()) < 250 and long.endswith("_数据版本2")


def test_a_file_of_one_agency_names_it_once(opened: OpenVersion) -> None:
    view = _view(opened, "zh", county="霁屏县")
    assert file_name(view, "甲局2025年简报", "甲局") == "甲局2025年简报_数据版本2"
    assert file_name(view, "各格数据", "全部报告") == "各格数据_全部报告_数据版本2"
