"""Numbers whose item stands in a clause before, in a bracket or behind them: each text with the figures that it states."""

from __future__ import annotations

import time

import pytest

from etl.stated import stated_figures
from etl.stated.passage import LONGEST, sentences

_Figures = list[tuple[str, float]]


def _read(text: str) -> _Figures:
    return [(one.item, one.value) for one in stated_figures("overview", text, 2023)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("通过县政府网站（集约化站点）主动公开政府信息90条。", [("channel_website", 90)]),
        ("公开信息90条。通过局网站进行信息公开，主动公开各类信息60条。", [("disclosed", 90), ("channel_website", 60)]),
        ("充分发挥政务新媒体的传播优势，借助微信公众号“青川林业”，全年发布信息90条。", [("channel_wechat", 90)]),
        ("充分发挥政务新媒体作用，全年发布信息90条。", [("channel_new_media", 90)]),
        ("热线新媒体发布微信90条，微博60条。", [("channel_wechat", 90), ("channel_microblog", 60)]),
        ("通过青川新闻、《今日青川》等媒体公开信息90条。", [("channel_press", 90)]),
        ("公众号“青川开发区”发布信息90条，订阅1200个。", [("channel_wechat", 90), ("followers", 1200)]),
    ],
)  # fmt: skip
def test_the_channel_is_that_of_the_clause_before(text: str, expected: _Figures) -> None:
    assert _read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公开信息90条，其中决策公开30条、村（社区）栏目40条、基层政务公开栏目20条。",
         [("disclosed", 90), ("content_other", 30), ("content_other", 40), ("content_other", 20)]),
        ("门户网站发布信息90条；转发重要活动、重大会议等时政要闻信息30条。", [("channel_website", 90), ("content_news", 30)]),
        ("公开信息90件，其中新制定规范性文件9件，清理并公开现行有效文件30件。",
         [("disclosed", 90), ("content_policy_documents", 9), ("content_policy_documents", 30)]),
        ("公开通知公告39份，其中包括新制定的6件规范性文件。", [("content_notices", 39), ("content_policy_documents", 6)]),
        ("公开有关规范性文件的通知公告39份。", [("content_notices", 39)]),
        ("公开债务信息9条、行政检查信息30条、学生资助信息6条。",
         [("content_budget", 9), ("content_enforcement", 30), ("content_livelihood", 6)]),
    ],
)  # fmt: skip
def test_a_content_in_a_list(text: str, expected: _Figures) -> None:
    assert _read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公开政务信息78条，其中政务动态60条，草案征集4条。", [("disclosed", 78), ("content_news", 60), ("consultations", 4)]),
        ("在网上开展调查征集并公布结果5期。", [("consultations", 5)]),
        ("办法制定过程中公开征集了23条群众建议。", [("content_other", 23)]),
        ("公开征集社会意见3次。", [("consultations", 3)]),
    ],
)  # fmt: skip
def test_what_is_asked_is_no_answer(text: str, expected: _Figures) -> None:
    assert _read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("318件建议提案全部办理完毕。", []),
        ("主办、协办建议提案办结数量28件。", []),
        ("建议提案办结28件。", []),
        ("公开代表建议办理结果28件。", [("proposals_answered", 28)]),
        ("承办政协委员提案3件实时公开。", [("proposals_answered", 3)]),
        ("公开文件41件，其中，实施方案类文件6件，通知公告类文件35件。",
         [("content_policy_documents", 41), ("content_policy_documents", 6), ("content_notices", 35)]),
        ("公开信息9条，实施项目6个。", [("disclosed", 9)]),
        ("按照机构设置类、政策法规类5种类型共主动公开政府信息33条。", [("disclosed", 33)]),
        ("受理人大代表建议和政协委员提案5件，均已办结并公示。", [("proposals_answered", 5)]),
        ("网站公开90条，撤回过期信息20条。", [("channel_website", 90)]),
        ("新增2名专职政务公开工作人员。", []),
        ("配备2名专职政务公开工作人员。", [("staff_full_time", 2)]),
        ("排查违法线索77件。", []),
    ],
)  # fmt: skip
def test_only_what_was_done(text: str, expected: _Figures) -> None:
    assert _read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("政务公开培训情况：全年共2次。", [("training_sessions", 2)]),
        ("政府信息公开情况：全年共90条。", [("disclosed", 90)]),
        ("通过县政府信息公开平台公开206条，其中主动公开信息数为206条，不予公开信息数为0条。",
         [("channel_website", 206), ("disclosed", 206)]),
        ("通过局网站发布各政府信息、环境信息共90条。", [("channel_website", 90)]),
        ("通过公众号发布工作动态及各类政务信息90条。", [("channel_wechat", 90)]),
        ("在县政府门户网站推送专题文章14篇。", [("channel_website", 14)]),
        ("公开信息84条，其中：工作动态56条、领导信息1条、专栏信息19条。",
         [("disclosed", 84), ("content_news", 56), ("content_organisation", 1), ("content_other", 19)]),
        ("通过部门简报等公开各类信息百余条。", [("channel_other", 100)]),
        ("县级以上媒体刊发稿件近百篇。", [("channel_press", 100)]),
        ("开展百场宣讲，发布数百条信息。", []),
        ("公开信息9条，包括审计项目计划2条、审计结果公告7条。",
         [("disclosed", 9), ("content_projects", 2), ("content_notices", 7)]),
        ("审计项目30个，公开信息9条。", [("disclosed", 9)]),
        ("收到政府信息公开申请2项，均来自省一体化平台。", [("applications_network", 2)]),
        ("收到并办理网站“互动交流”信件31件。", [("letters_answered", 31)]),
    ],
)  # fmt: skip
def test_what_a_total_is_of(text: str, expected: _Figures) -> None:
    assert _read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("发布抖音短视频84条，其中21条视频登上热榜。", [("channel_new_media", 84)]),
        ("公众号发布信息90条，其中3条入选全省优秀案例。", [("channel_wechat", 90)]),
        ("公示入选项目名单3份。", [("content_projects", 3)]),
        ("公开栏公开9期，制作政策宣传专栏24幅。", [("channel_bulletin_board", 9)]),
        ("公开信息32条，其中工作动态11条，政策法规、政策解读21条。",
         [("disclosed", 32), ("content_news", 11), ("content_policy_documents", 21)]),
        ("公开政策法规12条、政策解读9条。", [("content_policy_documents", 12), ("interpretations", 9)]),
        ("主动公开林业有关政策、数据和工作信息总计85条，其中工作动态类65条，招投标类20条。",
         [("disclosed", 85), ("content_news", 65), ("content_projects", 20)]),
        ("接到咨询电话2300个，接待现场咨询1200人次。", [("letters_answered", 1200)]),
    ],
)  # fmt: skip
def test_what_is_said_of_some_of_them(text: str, expected: _Figures) -> None:
    assert _read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("按季度发布了87条项目建议书批复信息、41条节能报告审查意见信息。",
         [("content_projects", 87), ("content_other", 41)]),
        ("公开信息114条，其中工作动态12条、法润青川专栏信息102条。",
         [("disclosed", 114), ("content_news", 12), ("content_other", 102)]),
        ("微信公众号发布信息900条，其中公开政务信息400条。", [("channel_wechat", 900), ("channel_wechat", 400)]),
        ("全年镇公示公开各类政务信息116件次，各村累计公开99件次。", [("disclosed", 116), ("disclosed", 99)]),
        ("发布重大决策、财政预决算情况、重大事项等涉及民生领域的政府信息90条。", [("disclosed", 90)]),
        ("各政务新媒体转载发布政策解读200条。", [("interpretations", 200)]),
        ("媒体转载200条。", []),
        ("网站公开90条，向图书馆、档案馆报送纸质信息各30条。", [("channel_website", 90)]),
        ("网站、公示栏各公开30条。", [("channel_website", 30), ("channel_bulletin_board", 30)]),
        ("召开新闻发布会两场。", [("press_conferences", 2)]),
        ("回复县政府网站“网民留言”15条，政务服务网子站“网民留言”4条。",
         [("letters_answered", 15), ("letters_answered", 4)]),
    ],
)  # fmt: skip
def test_parts_and_sorts(text: str, expected: _Figures) -> None:
    assert _read(text) == expected


def test_the_noun_behind_is_quoted() -> None:
    (figure,) = stated_figures("overview", "按季度发布了87条项目建议书批复信息。", 2023)
    assert figure.quote == "按季度发布了87条项目建议书批复信息"


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2023年1月至今，通过网站公开信息90条。", "year"),
        ("2020年1月至今，通过网站公开信息90条。", "cumulative"),
        ("网站开通至今，公开信息90条。", "cumulative"),
    ],
)
def test_since_this_january(text: str, period: str) -> None:
    assert [one.period for one in stated_figures("overview", text, 2023)] == [period]


def test_a_long_heading_is_no_part_of_the_sentence_below() -> None:
    text = (
        "（二）主动公开政府信息的主要类别情况\n2023年，本局主动公开的政府信息中，机构职能2条，招生考试5条。"
    )
    assert _read(text) == [("content_organisation", 2), ("content_livelihood", 5)]


def test_a_wrapped_line_goes_on() -> None:
    text = "（二）主动公开政府信息的主要类别情况和\n各渠道公开信息90条。"
    assert _read(text) == [("disclosed", 90)]


def test_what_is_reported_of_the_area_is_own() -> None:
    figures = stated_figures(
        "overview", "通过新闻媒体报道我市卫生健康亮点25篇。", 2023, "青川市卫生健康委员会"
    )
    assert [(one.item, one.subject) for one in figures] == [("channel_press", "own")]


@pytest.mark.parametrize("words", ["的", "（二）公开", "公布数九十"])
def test_endless_words_take_no_longer_by_the_word(words: str) -> None:
    """Four times the text may take no more than some ten times the time, not sixteen."""

    def seconds(times: int) -> float:
        start = time.process_time()
        stated_figures("overview", words * times + "公开信息9条。", 2023)
        return time.process_time() - start

    assert seconds(8000) < 10 * max(min(seconds(2000) for _ in range(3)), 0.02)


def test_a_sentence_without_end_is_cut_behind_a_comma() -> None:
    text = "留言9件," * 2000
    pieces = [text[start:end] for start, end, _ in sentences(text)]
    assert "".join(pieces) == text
    assert all(len(piece) <= LONGEST and piece.endswith(",") for piece in pieces)
    assert [new for _, _, new in sentences(text)][:2] == [True, False]
