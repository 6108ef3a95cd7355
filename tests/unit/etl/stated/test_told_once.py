"""A total that is told again is one figure; what differs in its scope is another."""

import pytest

from etl.stated import stated_figures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("主动公开政府信息90条，其中网站60条。全年共公开信息90条。", [("disclosed", 90), ("channel_website", 60)]),
        ("共公开信息90条：其中主动公开90条，依申请公开0条。", [("disclosed", 90)]),
        ("共公开信息90条：其中主动公开80条，依申请公开10条。", [("disclosed", 90), ("disclosed", 80)]),
        ("全县公开90条，其中河口镇公开30条、山前镇公开30条。",
         [("disclosed", 90), ("disclosed", 30), ("disclosed", 30)]),
        ("一季度公开信息9条，二季度公开信息9条。", [("disclosed", 9), ("disclosed", 9)]),
        # a whole list that ends with 等 is of a channel or of all, whatever it names first
        ("网站公开审计公告13篇，上传动态、党建信息、通知公告等90篇。",
         [("content_notices", 13), ("channel_website", 90)]),
        ("公众号发布图文、视频信息90条。", [("channel_wechat", 90)]),
        ("公众号发布航行安全提醒等信息90条。", [("channel_wechat", 90)]),
        # one that ends with a content is of it
        ("公示粮食直补、农机补贴等惠农信息90条。", [("content_livelihood", 90)]),
        ("发布稳就业、降社保费等政策解读信息90条。", [("interpretations", 90)]),
    ],
)  # fmt: skip
def test_totals(text: str, expected: list[tuple[str, float]]) -> None:
    figures = stated_figures("overview", text, 2023, "青川县人民政府")
    assert [(one.item, one.value) for one in figures] == expected
