"""Wordings of reports from many places: each with the figures that it states and no others."""

import pytest

from etl.stated import stated_figures

Figure = tuple[str, float]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what a gazette printed goes on until something else is done
        ("编发公报9期，刊登规章等30件，部门文件12件，政策解读6件。",
         [("channel_gazette", 9), ("channel_gazette", 30), ("channel_gazette", 12), ("channel_gazette", 6)]),
        ("编发公报9期，刊登文件30件，发布政策解读6件。",
         [("channel_gazette", 9), ("channel_gazette", 30), ("interpretations", 6)]),
        ("编发公报9期，刊登文件30件，发行4000份。", [("channel_gazette", 9), ("channel_gazette", 30)]),
        ("编发公报9期，刊登文件30件，举办培训3次。",
         [("channel_gazette", 9), ("channel_gazette", 30), ("training_sessions", 3)]),
        # an account goes on behind its followers
        ("“青川水务”公众号及时发布政策，粉丝量1.2万，全年共发布90篇推文。",
         [("followers", 12000), ("channel_wechat", 90)]),
        ("微信公众号用户已突破5万。", [("followers", 50000)]),
        ("客户端关注数达900人。", [("followers", 900)]),
        # a bracket that names the account or the address of a site
        ("通过官方微信公众号（青川之窗）主动公开政府信息90条。", [("channel_wechat", 90)]),
        ("在信息公开系统（http://www.qc.example/xx/index）主动公开政府信息60条。", [("channel_website", 60)]),
        # by another way than the conference before
        ("召开新闻发布会3场；通过报刊等新闻媒体发布，共发布信息600篇。",
         [("press_conferences", 3), ("channel_press", 600)]),
        ("召开新闻发布会3场，共发布信息60条。", [("press_conferences", 3)]),
        # the noun behind 等 is what is counted
        ("发布规范性文件等政策解读信息28条。", [("interpretations", 28)]),
        ("通过政府网站公开预决算、招生政策、重要政策解读、就业举措等群众关心的信息共计86条。",
         [("channel_website", 86)]),
        ("公开信息300条，其中网站发布自主信息90条，微博210条。",
         [("disclosed", 300), ("channel_website", 90), ("channel_microblog", 210)]),
        ("局官网发布水务领域相关信息90条。", [("channel_website", 90)]),
        # 一共 as 共; by what way something was answered, and what the answer was
        ("全年一共新增主动公开政府信息33条。", [("disclosed", 33)]),
        ("推进统一共享，公开信息33条。", [("disclosed", 33)]),
        ("领导信箱、留言板等其他方式回应事件28次。", [("responses", 28)]),
        ("回应网民留言30条。", [("letters_answered", 30)]),
        ("发布政策及政策解读7篇。", [("content_policy_documents", 7)]),
        ("通过网络共受理信息公开申请6件，均已答复。", [("applications_network", 6)]),
        ("收到申请30件。其中，同意全部公开答复数20件，同意部分公开答复数2件。", []),
        # information about the field of the body, one medium by name, the first of two kinds
        ("网站公布与水务相关的政府信息90条。", [("channel_website", 90)]),
        ("利用新媒体微信公众号发布信息89条。", [("channel_wechat", 89)]),
        ("新媒体、微信公众号发布信息89条。", [("channel_new_media", 89)]),
        ("公开信息80条，主动公开60条。", [("disclosed", 80), ("disclosed", 60)]),
        ("发布审计公告和解读6条。", [("content_notices", 6)]),
        # papers of a tender are made public, a tender is not
        ("主动公开招标采购文件2个。", [("content_projects", 2)]),
        ("全部项目实行公开招标，公开招标项目12个。", []),
        # parts of enquiries by persons, and answers that are published
        ("接受群众咨询900次，其中服务大厅接待450人次。", [("letters_answered", 900), ("letters_answered", 450)]),
        ("办结代表建议5件、委员提案8件，答复件全部在局网站专栏公布。",
         [("proposals_answered", 5), ("proposals_answered", 8)]),
        ("办结代表建议5件、委员提案8件，代表均表示满意。", []),
    ],
)  # fmt: skip
def test_figures(text: str, expected: list[Figure]) -> None:
    figures = stated_figures("overview", text, 2022, "青川县水务局")
    assert [(one.item, one.value) for one in figures] == expected


@pytest.mark.parametrize(
    ("part", "period"),
    [("防汛发布会累计举行6场", "year"), ("2019年以来防汛发布会累计举行6场", "cumulative")],
)
def test_a_part_of_the_years_conferences_is_of_the_year(part: str, period: str) -> None:
    text = f"全年共举办新闻发布会9场。其中，{part}。"
    assert [one.period for one in stated_figures("overview", text, 2022)] == ["year", period]


def test_news_of_the_whole_country_has_no_followers_of_an_area() -> None:
    text = "公众号及时发布全国及全省最新政策，粉丝量1.2万。"
    assert [one.subject for one in stated_figures("overview", text, 2022, "青川县水务局")] == ["own"]


def test_the_year_of_a_report_that_was_published_is_no_period() -> None:
    text = "网站公开了2021年政府信息公开工作年度报告、2021年青川县水务局网站工作年度报表，公示文件6个。"
    assert [(one.value, one.period) for one in stated_figures("overview", text, 2022)] == [(6, "year")]
