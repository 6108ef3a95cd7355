"""Further shapes of what offices write, each with its figures and no others."""

import pytest

from etl.stated import stated_figures

Figure = tuple[str, float]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # each number before its noun
        ("全年发布9条公告、40条工作动态和3篇政策解读。",
         [("content_notices", 9), ("content_news", 40), ("interpretations", 3)]),
        # the forms of what was interpreted, where it was posted
        ("发布解读信息30条，网站刊登20篇次（图解9篇次、视频8篇次、媒体报道3篇次）。",
         [("interpretations", 30), ("interpretations", 20), ("interpretations", 9), ("interpretations", 8),
          ("interpretations", 3)]),
        ("发布解读信息30条，网站刊登稿件20篇。", [("interpretations", 30), ("channel_website", 20)]),
        # years without 年, values one after the other
        ("2020、2021两年，公开信息依次为60条、70条。", [("disclosed", 60), ("disclosed", 70)]),
        # press sites open a list of media
        ("人民网、青川日报客户端、头条号等媒体刊发30条。", [("channel_press", 30)]),
        # a body that is a bare word, with its like in a bracket
        ("主动公开信息90条，其中区直部门60条，镇（街道）30条。",
         [("disclosed", 90), ("disclosed", 60), ("disclosed", 30)]),
        # only those of one channel are counted
        ("本节数据仅统计门户网站发布的信息。全年共发布信息90条。", [("channel_website", 90)]),
        ("本节数据仅统计局机关。全年共发布信息90条。", [("disclosed", 90)]),
        # another body reports its own
        ("据市水利局年度报告，市局网站发布信息900条。", []),
        ("发布并修订公开条目90条。", [("disclosed", 90)]),
        ("修订公开条目90条。", []),
        ("编印厅公报6期，登载文件90件。", [("channel_gazette", 6), ("channel_gazette", 90)]),
        # a sort of document among documents; news, whatever their matter
        ("发布文件90件，其中公告30件。", [("content_policy_documents", 90), ("content_policy_documents", 30)]),
        ("主动公开信息90条，其中民政要闻40条，教育动态50条。",
         [("disclosed", 90), ("content_news", 40), ("content_news", 50)]),
        ("公示低保、特困等信息60条。", [("content_livelihood", 60)]),
        ("经留言板、市民信箱向群众反馈问题9件。", [("letters_answered", 9)]),
        # who is counted as unfit for the work is no staff stated
        ("2名信息员不熟悉业务。", []),
        ("有2名信息员。", [("staff", 2)]),
        # what media print of the office; an app of a media centre
        ("日报、省厅网站等刊发我局稿件9篇。", [("channel_press", 9)]),
        ("区融媒体中心客户端发布信息90条。", [("channel_new_media", 90)]),
        ("门户网站发布信息90条，其中转载国务院、省政府信息30条。",
         [("channel_website", 90), ("channel_website", 30)]),
        # what is put up on a board has a content, notices of whatever kind are the board's
        ("在公示栏张贴惠农补贴公示36份。", [("content_livelihood", 36)]),
        # households or people of a list say nothing of what is listed with it
        ("公示低保名单9批386人、救助名单6批90人。", [("content_livelihood", 9), ("content_livelihood", 6)]),
        ("公开信息90条，其中生产统计60条，安全生产执法30条。",
         [("disclosed", 90), ("content_statistics", 60), ("content_enforcement", 30)]),
        # a file for disclosure is issued, papers go down to others
        ("区政府办制发公开件61件。", []),
        ("向街道下发文件37份。", []),
        # columns of contents, the name of an account
        ("“公告”栏目发布9条，“招标信息”发布8条。", [("content_notices", 9), ("content_projects", 8)]),
        ("“公告”栏目发布9条，“青川融媒”发布8条。", [("content_notices", 9)]),
        ("主动公开信息50条，其中医疗机构处罚30条，卫生监督20条。",
         [("disclosed", 50), ("content_enforcement", 30), ("content_livelihood", 20)]),
        ("举办业务培训班1期（90人次）。", [("training_sessions", 1), ("training_people", 90)]),
        # how followers grew is no figure of its own
        ("更新办事指南60条；公众号粉丝9万，今年新增2万。", [("content_other", 60), ("followers", 90000)]),
        ("公开信息90条，其中自行制作60条，转载30条。", [("disclosed", 90), ("disclosed", 60), ("disclosed", 30)]),
        ("形成信息90条，主动公开60条、免予公开30条。", [("disclosed", 60)]),
        ("主动公开类信息为90条。", [("disclosed", 90)]),
        ("召开新闻发布会9场，现场答记者问60个。", [("press_conferences", 9)]),
        ("通过大喇叭宣传防火知识90次。", []),
        ("公开补贴政策9条、补贴发放结果60条。", [("content_livelihood", 9), ("content_livelihood", 60)]),
        # behind a bracket the number that it divides goes on
        ("一季度公开信息60条（网站20条、公众号40条）；二季度公开90条。",
         [("disclosed", 60), ("channel_website", 20), ("channel_wechat", 40), ("disclosed", 90)]),
        # a sum of what was posted is of all, whatever stands last
        ("公开信息：通知公告60条、工作动态30条、回应关切8条，合计98条。",
         [("content_notices", 60), ("content_news", 30), ("responses", 8), ("disclosed", 98)]),
        ("设查阅点9个；建成政务公开体验区14个。", [("reading_points", 9)]),
        # what the heading says is left out, not taken for all
        ("3.农业动态。\n发布88条。", []),
        ("课程网站浏览量90万次。", []),
        ("通过新媒体青川办事发布平台公布信息90条。", [("channel_new_media", 90)]),
        ("青川海关全年提供并公开信息90条。", [("disclosed", 90)]),
        # 共 between a name and its number says nothing
        ("网站公开信息共90条，其中通知公告栏共60条；网民来信答复共30件。",
         [("channel_website", 90), ("content_notices", 60), ("letters_answered", 30)]),
        ("公开信息90条；上网公开60条；会议公开30条。",
         [("disclosed", 90), ("channel_website", 60), ("channel_other", 30)]),
        ("会议公开30条。", []),
        ("发布信息为90条，其中工作动态信息为60条。", [("disclosed", 90), ("content_news", 60)]),
        ("形成政府信息为90条，主动公开60条。", [("disclosed", 60)]),
        # numbers in words and with 约, wherever digits may stand
        ("全年发布九条公告、四十条动态和三篇政策解读。",
         [("content_notices", 9), ("content_news", 40), ("interpretations", 3)]),
        ("政府网站公开政府信息数三百四十二条。", [("channel_website", 342)]),
        ("网站、公众号分别公开约90条和约60条。", [("channel_website", 90), ("channel_wechat", 60)]),
        ("收到留言90条（同比增长9%），除约6件外均已答复。", [("letters_answered", 90)]),
        ("收到工单90件，已办结约80件。", [("letters_answered", 80)]),
        # what was held is no way of interpretation, funds and users are no posts
        ("政策解读45次，形式上图解9次、视频解读6次，参加省政府新闻发布会6场。",
         [("interpretations", 45), ("interpretations", 9), ("interpretations", 6), ("press_conferences", 6)]),
        ("政府采购信息公开90条，12项惠民资金公开到户。", [("content_projects", 90)]),
        ("客户端发布90条、用户达2万。", [("channel_new_media", 90)]),
        ("关注人数9万人，增加关注2千人。", [("followers", 90000)]),
        ("推送信息90条，增加关注2千人。", [("disclosed", 90)]),
        ("办理案件90件；警情通报18期。", []),
        ("通过网站、“和美青川”公众号、公示栏公开信息，数量分别为90条、60条、30条。",
         [("channel_website", 90), ("channel_wechat", 60), ("channel_bulletin_board", 30)]),
        # sent to those concerned, not posted
        ("通过平台推送惠企政策90次。", []),
        ("政策精准推送4.2万次。", []),
    ],
)  # fmt: skip
def test_figures(text: str, expected: list[Figure]) -> None:
    assert [(one.item, one.value) for one in stated_figures("overview", text, 2021)] == expected


@pytest.mark.parametrize(("agency", "subject"), [("青川市人民政府", "area"), ("青川市水利局", "own")])
def test_archives_and_libraries_are_those_of_the_place(agency: str, subject: str) -> None:
    text = "全市公开信息900条。市政府召开新闻发布会9次。档案馆、图书馆等查阅场所设立6处。"
    assert stated_figures("overview", text, 2021, agency)[-1].subject == subject


@pytest.mark.parametrize(("agency", "values"), [("青川县水利局", [60]), ("青川省水利厅", [900, 60])])
def test_what_a_province_published_is_no_countys(agency: str, values: list[float]) -> None:
    text = "省厅网站公开我省惠农补贴信息900条；门户网站发布信息60条。"
    assert [one.value for one in stated_figures("overview", text, 2021, agency)] == values


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("全系统公开信息90条，其中机关公开30条，县局公开60条。网站公开70条，公告栏公开20条。", ["area"] * 5),
        ("全市各级政府网站访问量90万次。", ["area"]),
        ("政务微博发布信息90条，居全市政务微博第3位，粉丝9000人。", ["own", "own"]),
        ("更新镇公开栏9次、村公开栏90次。", ["own", "area"]),
        ("线上依托县政府网站、公众号，线下通过镇村公开栏，全年公开信息90条。", ["own"]),
    ],
)
def test_whose_each_figure_is(text: str, subjects: list[str]) -> None:
    assert [one.subject for one in stated_figures("overview", text, 2021)] == subjects


def test_whose_a_part_is_holds_for_the_part() -> None:
    text = "全县受理申请60件，其中县政府办20件、乡镇40件。申请方式上，网上申请60件。"
    assert [one.subject for one in stated_figures("applications", text, 2021, "青川县人民政府")] == ["area"]


def test_an_account_by_name_is_one_bodys() -> None:
    text = "全区政务新媒体全年发稿900篇。“青川发布”公众号推送90篇。"
    read = stated_figures("overview", text, 2021, "青川区人民政府")
    assert [one.subject for one in read] == ["area", "own"]


def test_what_is_included_of_this_year_among_all_years() -> None:
    text = "自2016年以来，网站累计发布信息900条，包括2021年发布90条。"
    assert [one.period for one in stated_figures("overview", text, 2021)] == ["cumulative", "year"]


def test_last_years_figure_says_nothing_of_the_parts_of_this_years() -> None:
    text = "公开信息90条，上年为80条，其中工作动态60条。"
    assert [one.period for one in stated_figures("overview", text, 2021)] == ["year", "other", "year"]


@pytest.mark.parametrize(
    ("agency", "item"), [("青川县财政局", "disclosed"), ("青川县水利局", "content_budget")]
)
def test_what_is_divided_of_the_field_of_the_agency_is_all_that_it_posted(agency: str, item: str) -> None:
    text = "公开财政信息90条，其中预算公开30条、政府采购60条。"
    assert stated_figures("overview", text, 2021, agency)[0].item == item


def test_so_many_years_of_a_site() -> None:
    text = "网站开通4年来点击数达90万次，今年点击数30万次。"
    assert [one.period for one in stated_figures("overview", text, 2013)] == ["cumulative", "year"]


def test_persons_who_came_applied_in_person() -> None:
    text = "收到政府信息公开申请90件，其中网络方式60件，到场提出30件。"
    read = stated_figures("applications", text, 2021)
    assert [(one.item, one.value) for one in read] == [
        ("applications_network", 60),
        ("applications_in_person", 30),
    ]


@pytest.mark.parametrize(("news", "period"), [(60, "cumulative"), (50, "year")])
def test_parts_that_make_up_what_was_posted_over_years_are_of_these(news: int, period: str) -> None:
    text = f"2021年在门户网站新增公开9条，年末网上累计90条，其中公告30条、动态{news}条。"
    read = stated_figures("overview", text, 2021)
    assert [(one.item, one.period) for one in read] == [
        ("channel_website", "year"), ("channel_website", "cumulative"), ("content_notices", period),
        ("content_news", period),
    ]  # fmt: skip


def test_from_the_first_day_of_the_regulation_to_the_end_of_that_year_is_a_year() -> None:
    text = "自2008年5月1日起至年底，公开信息90条。"
    assert [one.period for one in stated_figures("proactive", text, 2008)] == ["year"]
