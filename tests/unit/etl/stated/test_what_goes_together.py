"""Kinds, ways and channels that are named together, and a content that is told a second time."""

import pytest

from etl.stated import stated_figures

Figure = tuple[str, float]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # who published, before the verb at the end; meetings among contents are one of these
        ("2022年，石桥乡政府信息主动公开共90条，其中规划计划6条，会议公开35条，财政决算2条。",
         [("disclosed", 90), ("content_plans", 6), ("content_other", 35), ("content_budget", 2)]),
        ("网站公开60条、会议公开30条。", [("channel_website", 60), ("channel_other", 30)]),
        # what stands under the headings of a site is all of it where it is divided
        ("通过政府信息公开平台共发布信息公开目录信息90条，其中政策法规类30条，政策解读类60条。",
         [("channel_website", 90), ("content_policy_documents", 30), ("interpretations", 60)]),
        ("在政府门户网站更新目录信息90条，发布动态信息30条。", [("content_other", 90), ("content_news", 30)]),
        ("网站公开信息300条。主动公开重点栏目信息90条，其中部门动态60条，通知公告30条。",
         [("channel_website", 300), ("content_other", 90), ("content_news", 60), ("content_notices", 30)]),
        # a noun behind its number, with the year before the verb
        ("2022年共发布9条政策类文件。", [("content_policy_documents", 9)]),
        ("全年发布政策解读9个，规范性文件12个。", [("interpretations", 9), ("content_policy_documents", 12)]),
        ("发布政策解读9个，制定规范性文件12个。", [("interpretations", 9)]),
        # accounts of other media, and conferences joined to receiving journalists
        ("公众号发稿量90篇，被省级媒体报道6次；南方号“青川水务”关注量3000人，发稿量30篇。",
         [("channel_wechat", 90), ("channel_press", 6), ("followers", 3000), ("channel_new_media", 30)]),
        ("组织召开媒体通气会、接待媒体采访30批次。", [("press_conferences", 30)]),
        ("接待媒体采访30批次。", []),
        # work in the next clause is no content beside the channel's
        ("局官网发布水务领域相关信息90条，组织新闻宣传及采访30次。", [("channel_website", 90)]),
        # kinds added up are of the first of them, and information of every kind is all
        ("公开信息90条，其中决策公开、政策解读、回应关切合计30条。", [("disclosed", 90), ("content_other", 30)]),
        ("全年公开各类信息及工作动态类信息合计90条。", [("disclosed", 90)]),
        # meetings and talks beside what was put up; what is asked of documents is none of these
        ("通过面对面交流、召开村民大会以及张贴资料等方式，公开各类政府信息30条。", []),
        ("通过张贴资料等方式，公开各类政府信息30条。", [("channel_bulletin_board", 30)]),
        ("发布政策文件意见征集公告、意见采纳30条。", []),
        # told again
        ("公开信息300条，其中工作动态信息90条，人事信息30条。安排专人负责。公开动态信息90条。",
         [("disclosed", 300), ("content_news", 90), ("content_personnel", 30)]),
        ("公开信息300条，其中工作动态信息90条，人事信息30条。公众号公开动态信息90条。",
         [("disclosed", 300), ("content_news", 90), ("content_personnel", 30), ("content_news", 90)]),
        ("公开信息30条，其中工作动态9条。公开动态信息9条。",
         [("disclosed", 30), ("content_news", 9), ("content_news", 9)]),
        ("累计公开信息80条，主动公开80条。", [("disclosed", 80)]),
        # each of two numbers before its noun
        ("共发布9件规范性文件及12件规划计划。", [("content_policy_documents", 9), ("content_plans", 12)]),
        ("配备了3名专职和2名兼职工作人员。", [("staff_full_time", 3), ("staff_part_time", 2)]),
        ("举办3场新闻发布会和6场在线访谈。", [("press_conferences", 3), ("online_interviews", 6)]),
        ("收到3件网络申请和2件信函申请。", [("applications_network", 3), ("applications_letter", 2)]),
        ("发布90条工作动态和30条通知公告。", [("content_news", 90), ("content_notices", 30)]),
        ("发布12条微信和30条微博。", [("channel_wechat", 12), ("channel_microblog", 30)]),
        ("网站发布90条工作动态和30条通知公告。", [("content_news", 90), ("content_notices", 30)]),
        ("网站公开90条、微信公开60条和微博公开30条信息。",
         [("channel_website", 90), ("channel_wechat", 60), ("channel_microblog", 30)]),
        ("公开文件9件和规划12件。", [("content_policy_documents", 9), ("content_plans", 12)]),
        ("召开政务公开工作会议数2次。", [("meetings", 2)]),
        # a second time is no number of times
        ("做好政策二次解读。", []),
        ("举办业务培训二次。", [("training_sessions", 2)]),
        # interpretations among other things that an account posted, and ways of interpretation
        ("公众号发布政策解读、工作动态、服务信息等共计90条。", [("channel_wechat", 90)]),
        ("发布文字解读、图解、视频等90期。", [("interpretations", 90)]),
        # from where something was copied is not where the body posted
        ("及时转发主流媒体信息，加强引导，全年发布相关信息90条。", [("disclosed", 90)]),
        ("通过中央媒体、省级媒体宣传，全年发布信息90条。", [("channel_press", 90)]),
        # a paper and a site that print what they were sent; what stands at the head of another body's site
        ("中国水利报和省水利厅网站上发稿30篇。", [("channel_press", 30)]),
        ("省水利厅网站和局公众号发布信息30篇。", [("disclosed", 30)]),
        ("局头条号发布信息90条。", [("channel_new_media", 90)]),
        ("在青川省水务局头条推送信息90条。", []),
        # reports sent among the ways of publishing, and reports sent
        ("通过公开网、简报信息报送、宣传栏等各类载体主动公开信息90条。", [("disclosed", 90)]),
        ("简报信息报送90条。", []),
        # guides beside matters on a list
        ("网站公开文件30件；公示权力事项60项、办事指南90项。", [("content_policy_documents", 30)]),
        ("回答群众疑惑90条。", [("letters_answered", 90)]),
    ],
)  # fmt: skip
def test_figures(text: str, expected: list[Figure]) -> None:
    figures = stated_figures("overview", text, 2022, "青川县水务局")
    assert [(one.item, one.value) for one in figures] == expected


def test_all_years_behind_a_content_are_of_it() -> None:
    figures = stated_figures("overview", "主动公开文件20件，历年累计300条。", 2022)
    item = "content_policy_documents"
    assert [(one.item, one.period) for one in figures] == [(item, "year"), (item, "cumulative")]


def test_an_earlier_years_report_among_what_was_published_is_of_the_year() -> None:
    text = "主动公开信息9条，包括领导信息类8条、2021年信息公开年报1条。"
    assert [one.period for one in stated_figures("overview", text, 2022)] == ["year"] * 3


def test_boards_of_villages_among_other_ways_make_no_account_one_of_the_area() -> None:
    text = "运用镇级公众号（石桥之声）、镇村级公示栏等平台公开事项，其中微信公众号发布信息90条。"
    assert [one.subject for one in stated_figures("overview", text, 2022, "石桥镇人民政府")] == ["own"]


@pytest.mark.parametrize(
    ("clause", "item"),
    [("青川教育发布信息90条", "disclosed"), ("教育资助发布信息90条", "content_livelihood")],
)
def test_a_body_by_its_name_though_shortened_is_no_content(clause: str, item: str) -> None:
    figures = stated_figures("overview", f"网站公开文件30件；{clause}。", 2022, "青川县教育局")
    assert [one.item for one in figures] == ["content_policy_documents", item]
