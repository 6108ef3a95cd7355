"""Kinds of wording by which clerks state the same things: each with the figures that it states and no others."""

import pytest

from etl.stated import stated_figures

Figure = tuple[str, float]


def _read(text: str, agency: str) -> list[Figure]:
    return [(one.item, one.value) for one in stated_figures("overview", text, 2022, agency)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a list by lines, whatever they name
        (
            "镇政府发布各类信息80条，具体包括：\n1.通知公告32条；\n2.林长制21条；\n3.党群园地14条；\n4.其他13条。",
            [("disclosed", 80), ("content_notices", 32), ("content_other", 21), ("content_other", 14), ("content_other", 13)],
        ),
        ("全年公开信息39条。一是政策文件类，共21条。二是工作动态类，共13条。三是其他类5条。",
         [("disclosed", 39), ("content_policy_documents", 21), ("content_news", 13), ("content_other", 5)]),
        # the verb behind its noun
        ("信息公开专题会召开四次。", [("meetings", 4)]),
        ("政务公开领导小组会议共召开3次，业务培训会举办2次。", [("meetings", 3), ("training_sessions", 2)]),
        # one number for two ways of applying
        ("收到申请12件，其中网络申请10件，信函和当面申请各1件。",
         [("applications_network", 10), ("applications_letter", 1), ("applications_in_person", 1)]),
        ("公开征求规章规范性文件意见建议11次。", [("consultations", 11)]),
        ("受理95598客户诉求9000件。", [("letters_answered", 9000)]),
        ("全县主动公开信息400条，其中县直部门18条，市州级104条，县级及以下278条。",
         [("disclosed", 400), ("disclosed", 18), ("disclosed", 104), ("disclosed", 278)]),
        ("2022年主动公开政府信息由120条增加到156条。", [("disclosed", 120), ("disclosed", 156)]),
        # contents whose names look like a verb, a plan or a body
        ("公开信息90条，主要涉及城乡建设35条、公示信息25条、工作计划公开20条、部门职责公开10条。",
         [("disclosed", 90), ("content_other", 35), ("content_notices", 25), ("content_plans", 20), ("content_organisation", 10)]),
        # whoever printed something, and what was published beside it
        ("公开信息120条，其中县级以上媒体35条。", [("disclosed", 120), ("channel_press", 35)]),
        ("在《青川日报》刊发稿件9篇，公开各类政府信息51条。", [("channel_press", 9), ("disclosed", 51)]),
        ("发行政府公报6期，《青川日报》刊登88篇。", [("channel_gazette", 6), ("channel_press", 88)]),
        ("通过网站公开信息92条。按照信息类别，交通规划2条，执法公示54条，其他36条。",
         [("channel_website", 92), ("content_plans", 2), ("content_enforcement", 54), ("content_other", 36)]),
        ("全县在县政府网站公开信息900条，县政府办公室公开62条。", [("channel_website", 900), ("disclosed", 62)]),
        # several names, then as many numbers
        ("全年通过网站、微信、微博公开信息120条、80条、60条。",
         [("channel_website", 120), ("channel_wechat", 80), ("channel_microblog", 60)]),
        ("政策解读、通知公告、工作动态分别为12条、30条、58条。",
         [("interpretations", 12), ("content_notices", 30), ("content_news", 58)]),
        ("答复网上留言、来信、来电分别为12件、30件、45个。",
         [("letters_answered", 12), ("letters_answered", 30), ("letters_answered", 45)]),
        ("微博、微信粉丝分别达到2.3万、5.6万人。", [("followers", 23000), ("followers", 56000)]),
        ("全局新媒体发布信息120条，其中微信50条、微博40条、其他30条。",
         [("channel_new_media", 120), ("channel_wechat", 50), ("channel_microblog", 40), ("channel_new_media", 30)]),
        # a channel's figure divided by who published
        ("县政府网站发布信息300条。按单位分：机关科室120条，国库中心80条，采购办100条。",
         [("channel_website", 300), ("channel_website", 120), ("channel_website", 80), ("channel_website", 100)]),
        ("公众号推送信息200条，教育局120条、民政局80条。",
         [("channel_wechat", 200), ("channel_wechat", 120), ("channel_wechat", 80)]),
        ("全旗公开信息900条，其中旗本级500条、苏木镇400条。", [("disclosed", 900), ("disclosed", 500), ("disclosed", 400)]),
        # films that were broadcast, a conference with a name, posts beside what was sent
        ("公告栏公示信息30条，电视台播出专题片12部。", [("channel_bulletin_board", 30), ("channel_press", 12)]),
        ("开展“解读面对面”新闻发布活动9场。", [("press_conferences", 9)]),
        ("网站发布通告92份，通过甚高频电话播发安全信息8000次。", [("content_notices", 92)]),
        ("公开信息97条，其中环保督察整改信息29条、工作动态68条。",
         [("disclosed", 97), ("content_other", 29), ("content_news", 68)]),
        ("播出电视天气预报节目365期。", []),
        # 公告 as a verb, works of several accounts, consultations counted in 次
        ("在市税务局网站公告失信案件信息58条、送达公告112条。", [("content_other", 58), ("content_notices", 112)]),
        ("抖音号发布作品452个，快手号316个，视频号205个。",
         [("channel_new_media", 452), ("channel_new_media", 316), ("channel_new_media", 205)]),
        ("围绕重大决策征求社会公众意见建议15次，收到意见建议230条。", [("consultations", 15)]),
        ("政府信息公开目录全年新增信息6521条。", [("channel_website", 6521)]),
        ("组织政务公开培训3期，覆盖各单位120人。", [("training_sessions", 3), ("training_people", 120)]),
        ("公开财政预决算30条，解决问题7个。", [("content_budget", 30)]),
        # one named content, though the channel is named
        ("门户网站发布停水通气信息90条，公众号推送医保信息185条、急救常识30条、工作动态20条。",
         [("content_other", 90), ("content_other", 185), ("content_other", 30), ("content_news", 20)]),
        ("通过线上信息公开43条。", []),
        ("《财政公报》公开125条，公开挂牌督办案件3件。", [("channel_gazette", 125), ("content_other", 3)]),
        # channels behind a comma, in quotation marks, behind what was posted
        ("依托政务新媒体，主动公开信息35条。", [("channel_new_media", 35)]),
        ("公开信息120条，其中“两微一端”35条。", [("disclosed", 120), ("channel_new_media", 35)]),
        ("全局各类政务信息通过新闻媒体公开30条。", [("channel_press", 30)]),
        ("通过各种渠道公布120条。", [("disclosed", 120)]),
        ("三是培训干部21名。", [("training_people", 21)]),
        ("图解政策8个。", [("interpretations", 8)]),
        ("公众号关注用户17人、开展业务培训4次。", [("followers", 17), ("training_sessions", 4)]),
        ("公示行政许可信息51条；作出行政许可54件。", [("content_enforcement", 51)]),
        ("参加政府网站在线访谈6次，公开信息39条。", [("online_interviews", 6), ("disclosed", 39)]),
        # no figures: ranges, others' courses, petitions, what was done beside a post
        ("网站公开信息90条，全年审批环评文件112个，核发排污许可证76张，邮寄送达文书120件。", [("channel_website", 90)]),
        ("调整政务公开领导小组成员2次，推送预警劝阻信息3600条，公开宣判12件。", []),
        ("每月公开信息30条至40条，全年公开信息410条。", [("disclosed", 410)]),
        ("组织2人参加县政府办举办的政务公开培训。", []),
        ("受理群众来信110件，接待来访263批690人次。", []),
    ],
)  # fmt: skip
def test_figures(text: str, expected: list[Figure]) -> None:
    assert _read(text, "青川县财政局") == expected


@pytest.mark.parametrize("since", ["2008年至今", "至今", "截至目前"])
def test_until_now_is_of_all_years(since: str) -> None:
    (figure,) = stated_figures("overview", f"{since}累计公开政府信息6215条。", 2022, "青川县财政局")
    assert (figure.item, figure.period) == ("disclosed", "cumulative")


def test_the_period_of_a_report_is_its_year() -> None:
    (figure,) = stated_figures("overview", "报告期内累计公开信息90条。", 2022, "青川县财政局")
    assert figure.period == "year"


def test_a_clause_of_its_own_says_nothing_of_the_field_posted_before() -> None:
    text = "电子屏发布气象信息1.4万条次，手机短信发布预警信息23万条。"
    assert stated_figures("overview", text, 2022, "青川县气象局")[0].item == "channel_bulletin_board"


@pytest.mark.parametrize(("other", "subject"), [(600, "area"), (500, "own")])
def test_channels_that_make_up_an_areas_total_are_the_areas(other: int, subject: str) -> None:
    text = f"全县公开信息4000条。县政府网站2500条，政务微信900条，其他方式{other}条。"
    figures = stated_figures("overview", text, 2022, "青川县人民政府")
    assert [one.subject for one in figures] == ["area", *[subject] * 3]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("全区新媒体累计发布信息6.8万条，粉丝量合计213万。", "area"),
        ("全区举办培训6期。区政务公开领导小组召开会议3次。", "own"),
        ("贫困村公示栏公示信息2130条。", "area"),
        ("全区74个公开主体在区政府网站公开信息900条。", "area"),
        ("通过镇、村公示栏公示信息1842条。", "area"),
    ],
)
def test_whose_the_last_figure_is(text: str, subject: str) -> None:
    assert stated_figures("overview", text, 2022, "青川区人民政府")[-1].subject == subject


def test_the_years_figure_stands_before_last_years() -> None:
    figures = stated_figures("overview", "2022年与2021年主动公开信息分别为12条、10条。", 2022)
    assert [(one.value, one.period) for one in figures] == [(12, "year"), (10, "other")]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("2022年，青川县通过政府网站公开信息900条，召开发布会3场。", ["area", "own"]),
        ("青川县人民政府网站发布信息900条。“青川县发布”公众号推文90篇。", ["own", "own"]),
        ("我县人民政府门户网站公开信息900条。", ["own"]),
        ("我县办理网民留言90件。各街镇公开信息80条。", ["area", "area"]),
    ],
)
def test_the_place_of_a_government_publishes_as_a_whole(text: str, subjects: list[str]) -> None:
    assert [one.subject for one in stated_figures("overview", text, 2022, "青川县人民政府")] == subjects
