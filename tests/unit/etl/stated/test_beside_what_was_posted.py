"""Numbers that stand among those of things posted and count something else: each text with the figures that it states."""

from __future__ import annotations

import pytest

from etl.stated import stated_figures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("网站公开90条，曝光占道经营行为30起。", [("channel_website", 90)]),
        ("公开典型案例6起。", [("content_other", 6)]),
        ("全县9个乡镇卫生院设有政府信息查阅点。", []),
        ("在乡镇卫生院设立政府信息查阅点9个。", [("reading_points", 9)]),
        ("公开信息90条，设社区公开点30个、公开信箱2个。", [("disclosed", 90)]),
        ("收到网民留言30条，办结网民留言30条。", [("letters_answered", 30)]),
        ("公开征集便民服务“金点子”30条。", []),
        ("公开信息90条，发布观光线路6条。", [("disclosed", 90)]),
        ("发布招商项目9个，签约6个。", [("content_projects", 9)]),
        ("向省级媒体投稿90篇，刊发60篇。", [("channel_press", 60)]),
        ("受理许可申请900件，网上申请600件。", []),
        ("收到政府信息公开申请9件，其中网上申请6件。", [("applications_network", 6)]),
        ("网络问政平台发帖90条。", []),
        ("公开信息90条，参加全市政务公开工作会议2次。", [("disclosed", 90)]),
        ("网站公开90条，处置负面信息30条。", [("channel_website", 90)]),
        ("公开价格信息9期。存在的问题：2个栏目更新不及时，1条信息超期公开。", [("content_other", 9)]),
        ("网站公开90条，更正错误信息3条。", [("channel_website", 90)]),
        ("公开信息90条，最多的月份公开12条。", [("disclosed", 90)]),
        ("公示补助资金9批，涉及项目60个。", [("content_budget", 9)]),
        ("网站公开90条：动态60条、公告30条；审理审计项目12个。",
         [("channel_website", 90), ("content_news", 60), ("content_notices", 30)]),
        ("更新项目公示9个、入户宣讲300次。", [("content_projects", 9)]),
        ("公开信息90条，家长会通报2次。", [("disclosed", 90)]),
        ("公开信息90条，未公开信息0条。", [("disclosed", 90)]),
        ("公示许可60件，不予许可2件。", [("content_enforcement", 60)]),
        ("抖音发布作品90个，播放900万次。", [("channel_new_media", 90)]),
        ("公众号发布90条，阅读量6万次，点赞900次，转发300次。", [("channel_wechat", 90)]),
        ("微博发布90条，评论转发3000条。", [("channel_microblog", 90)]),
        ("网站累计访问量900万次，今年新增60万次。", [("visits", 9000000), ("visits", 600000)]),
        ("召开新闻发布会9场，答记者问30个。", [("press_conferences", 9)]),
        ("就6件文件作了解读，发布解读稿9篇。", [("interpretations", 9)]),
        ("发布政策解读9篇；抖音粉丝3万，短视频60条。",
         [("interpretations", 9), ("followers", 30000), ("channel_new_media", 60)]),
        ("公示栏公开9期；“局长信箱”60件，其中咨询40件、投诉20件。",
         [("channel_bulletin_board", 9), ("letters_answered", 60), ("letters_answered", 40), ("letters_answered", 20)]),
        ("公布项目清单1份（项目126个）、服务标准9件。", [("content_projects", 1), ("content_other", 9)]),
        ("公开文书9份；召开新闻发布会9场，通报典型案例30个。", [("content_other", 9), ("press_conferences", 9)]),
        ("举办招商发布会2场、新闻发布会9场。", [("press_conferences", 9)]),
        ("公开事故报告9份；规范性文件审查意见30份，备案30件。", [("content_other", 9)]),
        ("公开目录新增条目30条。", []),
        ("公开信息90条，发出整改通知单30份。", [("disclosed", 90)]),
        ("网站智能问答访问6万次。", []),
        ("修订公开指南、目录各1份。", []),
        ("公开信息90条，比计划（80条）多10条。", [("disclosed", 90)]),
        ("接受人大代表询问6次。", []),
        ("公开信息90条，公布政策咨询热线30个。", [("disclosed", 90)]),
        ("公开征求意见3次，征集意见20条。", [("consultations", 3)]),
        ("公交热线受理失物招领300件。", []),
        ("制作“天气解读”视频52期。", []),
        ("收到投诉3件（非信息公开）。全年没有信息公开投诉。", []),
    ],
)  # fmt: skip
def test_it_is_left_out(text: str, expected: list[tuple[str, float]]) -> None:
    assert [(one.item, one.value) for one in stated_figures("overview", text, 2023)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公开信息90条。一是政策文件30条。二是其他信息60条。",
         [("disclosed", 90), ("content_policy_documents", 30), ("content_other", 60)]),
        ("公开信息90条。1.动态60条。2.其他30条。", [("disclosed", 90), ("content_news", 60), ("content_other", 30)]),
        ("公开信息90条。行政许可40条、行政处罚20条、其他30条。",
         [("disclosed", 90), ("content_enforcement", 40), ("content_enforcement", 20), ("content_other", 30)]),
        ("公开信息90条。收到线索30条、办结20条、退回6条。", [("disclosed", 90)]),
        ("网站公开90条，公开栏公开30条，简报12期。",
         [("channel_website", 90), ("channel_bulletin_board", 30), ("channel_other", 12)]),
        ("公开信息90条，其中网站60条、会议公开30条。",
         [("disclosed", 90), ("channel_website", 60), ("channel_other", 30)]),
        ("公开形式：网站60条、电视9次、会议公开6次。",
         [("channel_website", 60), ("channel_press", 9), ("channel_other", 6)]),
        ("制作政府信息90条，其中主动公开类60条。", [("disclosed", 60)]),
        ("作出行政处罚30件，公示30件。", [("content_enforcement", 30)]),
        ("办理建议9件、提案6件，其中12件办理结果在政府网站公开。", [("proposals_answered", 12)]),
        ("招投标信息在公共资源网公示60条。", [("content_projects", 60)]),
        ("公开决策类信息10条、执行类20条、服务类30条，共计60条。",
         [("content_other", 10), ("content_other", 20), ("content_other", 30), ("disclosed", 60)]),
        ("发布政策解读：转载60条、原创30条。", [("interpretations", 60), ("interpretations", 30)]),
        ("图解9张、政策简明问答30条。", [("interpretations", 9), ("interpretations", 30)]),
        ("“青川文旅”公众号政策专栏更新60条。", [("channel_wechat", 60)]),
        ("网站公开中文信息60条、英文信息30条。", [("channel_website", 60), ("channel_website", 30)]),
        ("办理建议9件，主办件6件答复在政府网站公开。", [("proposals_answered", 6)]),
        ("网站公开60条，公众号公开30条，两类渠道累计90条。",
         [("channel_website", 60), ("channel_wechat", 30), ("disclosed", 90)]),
        ("去年公开信息60条，今年公开信息90条。", [("disclosed", 60), ("disclosed", 90)]),
        ("公众号关注人数较上年增长300人，达到6000人。", [("followers", 6000)]),
        ("收到申请3件，不予公开2件；主动公开90条。", [("disclosed", 90)]),
        ("执法公示60条：行政许可40条。", [("content_enforcement", 60), ("content_enforcement", 40)]),
    ],
)  # fmt: skip
def test_it_is_told_by_what_stands_around_it(text: str, expected: list[tuple[str, float]]) -> None:
    assert [(one.item, one.value) for one in stated_figures("overview", text, 2023)] == expected


def test_a_part_that_names_its_year_is_of_that_year() -> None:
    text = "2021年至2023年累计公开信息90条：2021年20条，2022年30条，2023年40条。"
    periods = [(one.value, one.period) for one in stated_figures("overview", text, 2023)]
    assert periods == [(90, "cumulative"), (20, "other"), (30, "other"), (40, "year")]


def test_the_year_of_a_budget_is_none_of_what_was_posted() -> None:
    text = "公开了2023年预算、2022年决算，在政府网站公开信息60条。"
    assert [one.period for one in stated_figures("overview", text, 2023)] == ["year"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # boards that were set up say nothing of where the next statement was posted
        ("设置公开栏2个、电子屏1块；全年公开信息90条。", [("disclosed", 90)]),
        ("设公示栏3块，公开信息90条，其中网站60条、公示栏30条。",
         [("disclosed", 90), ("channel_website", 60), ("channel_bulletin_board", 30)]),
        # ways of applying behind a semicolon
        ("依申请公开件12件，比上年多2件；其中网络平台9件，信函3件。",
         [("applications_network", 9), ("applications_letter", 3)]),
        # what was written, and where some of it was posted
        ("编发水利信息90篇，在县政府网站刊登40篇，省厅网站采用9篇。", [("channel_website", 40)]),
        ("向媒体投稿12篇，在《青川日报》刊发5篇。", [("channel_press", 5)]),
        ("电视天气预报节目制作365期，县政府网站发布24条。", [("channel_website", 24)]),
        ("公开指南和目录各更新1次，发放公开指南200余份。", []),
        ("新制作规章0件、行政规范性文件2件。", []),
        ("召开新闻发布会9次，发布新闻信息90余条。", [("press_conferences", 9)]),
        ("组织1次公共机构节能培训，参训180人。", []),
        ("县政府公报发布4期；门户网站开展意见征集26期、网上调查12期。", [("channel_gazette", 4), ("consultations", 26)]),
        ("发布政策解读90篇，其中主要负责人解读9篇；举办新闻发布会12场。",
         [("interpretations", 90), ("interpretations", 9), ("press_conferences", 12)]),
    ],
)  # fmt: skip
def test_what_stands_beside(text: str, expected: list[tuple[str, float]]) -> None:
    figures = stated_figures("overview", text, 2023, "青川县水利局")
    assert [(one.item, one.value) for one in figures] == expected
