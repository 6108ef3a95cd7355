"""Numbers that look like a figure of another kind: each text with the figures that it states, and no others."""

from __future__ import annotations

import pytest

from etl.stated import stated_figures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收到群众来信4件，接待来访20人次。", []),
        ("收到网民留言8条、来信5封，均已答复。", [("letters_answered", 8), ("letters_answered", 5)]),
        ("收到网民留言8条，已回复6条。", [("letters_answered", 6)]),
        ("参加“行风热线”上线直播2次，开展新闻发布3次。", []),
        ("举办新闻写作培训班2期，60人参加。", []),
        ("举办信息员业务培训2期，60人参加。", [("training_sessions", 2), ("training_people", 60)]),
        ("公告栏张贴38期，12个村公开栏公开90条。", [("channel_bulletin_board", 38), ("channel_bulletin_board", 90)]),
        ("门户网站公开30条，专栏维护数量12个，新开设4个。", [("channel_website", 30)]),
        ("公示栏公示名单30期，覆盖全县12个行政村。", [("channel_bulletin_board", 30)]),
        ("显示屏滚动发布岗位信息9000个。", []),
        ("归集行政处罚信息90条，公示80条。", [("content_enforcement", 80)]),
        ("办理申请9件。其中公开7件，不属于本机关2条。", []),
        ("在中国林业网刊发稿件9篇，在新华网刊登3篇。", [("channel_press", 9), ("channel_press", 3)]),
        ("官方微博发布博文90条。", [("channel_microblog", 90)]),
        ("大厅公告屏公开信息90条。", [("channel_bulletin_board", 90)]),
        ("“局长讲政策”短视频6期。", [("interpretations", 6)]),
        ("公开信息30条，其中预算公开专栏9条、工作动态8条。", [("disclosed", 30), ("content_budget", 9), ("content_news", 8)]),
        ("网站公开30条，其中市教育局20条，各县区教育局10条。", [("channel_website", 30), ("channel_website", 20), ("channel_website", 10)]),
        ("公开信息90条，完成下达目标任务（80条）的112%，其中网站50条。", [("disclosed", 90), ("channel_website", 50)]),
        ("承办建议9件、提案8件，其中主办件6件，均已公开答复全文。", [("proposals_answered", 6)]),
    ],
)  # fmt: skip
def test_what_each_number_is(text: str, expected: list[tuple[str, float]]) -> None:
    assert [(one.item, one.value) for one in stated_figures("overview", text, 2023)] == expected


def test_last_years_figure_stands_beside_a_named_year() -> None:
    figures = stated_figures("overview", "2023年公开信息90条，较上年的80条增长12%。", 2023)
    assert [(one.value, one.period) for one in figures] == [(90, "year"), (80, "other")]
