"""Figures stated in words: which item, of which period, of whom, how exact, and what is no figure."""

from __future__ import annotations

import pytest

from etl.model.report import StatedFigure
from etl.stated import items, stated_figures

YEAR = 2023


def read(text: str) -> list[StatedFigure]:
    return list(stated_figures("overview", text, YEAR))


def stated(text: str) -> list[tuple[str, float]]:
    return [(figure.item, figure.value) for figure in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "本局全年公开信息61条，其中局网站发布52条，编印《统计月报》9期，发布新闻动态32条，政策文件6件，财政预决算5条。",
            [("disclosed", 61), ("channel_website", 52), ("channel_other", 9), ("content_news", 32),
             ("content_policy_documents", 6), ("content_budget", 5)],
        ),
        ("通过门户网站、公众号分别公开信息30条、12条。", [("channel_website", 30), ("channel_wechat", 12)]),
        ("全年公开各类信息１，２００余条。", [("disclosed", 1200)]),
        ("公开信息两千余条，县政府门户网站浏览量260余万次，公众号粉丝3百多人。",
         [("disclosed", 2000), ("visits", 2_600_000), ("followers", 300)]),
        ("公开信息1千2百条，网站访问量3万6千余次。", [("disclosed", 1200), ("visits", 36_000)]),
        ("公开信息1万5000条，网站访问量1亿2000万次。", [("disclosed", 15_000), ("visits", 120_000_000)]),
        ("公开信息3000+条，网站访问量12W次。", [("disclosed", 3000), ("visits", 120_000)]),
        ("主动公开信息4余万条，网站访问量三十多万人次。", [("disclosed", 40_000), ("visits", 300_000)]),
        ("公开信息60条，按类别分：（1）政府网站40条、（2）微信公众号20条。",
         [("disclosed", 60), ("channel_website", 40), ("channel_wechat", 20)]),
        ("公开信息60条，分为：1、局网站方面40条；2、规划计划公开20条。",
         [("disclosed", 60), ("channel_website", 40), ("content_plans", 20)]),
        ("公众号发布127条（解读类18条、动态类109条）。",
         [("channel_wechat", 127), ("interpretations", 18), ("content_news", 109)]),
        ("门户网站发布28条（工作动态15条、解读13条）。",
         [("channel_website", 28), ("content_news", 15), ("interpretations", 13)]),
        ("全年编制公报4期。", [("channel_gazette", 4)]),
        ("本局在局网站、公众号各发布信息88条。", [("channel_website", 88), ("channel_wechat", 88)]),
        ("在门户网站和微博上分别发布信息各31条。", [("channel_website", 31), ("channel_microblog", 31)]),
        ("在局网站和服务大厅公告栏等渠道公开信息77条。", [("disclosed", 77)]),
        ("收到网民来信45件，办结并回复44件。", [("letters_answered", 44)]),
        ("公开居民收支等统计数据12条，卫生统计信息7条，教育经费8条，疫情通报9条。",
         [("content_statistics", 12), ("content_statistics", 7), ("content_budget", 8), ("content_livelihood", 9)]),
        ("公开信息三十二条，其中通知公告十条。", [("disclosed", 32), ("content_notices", 10)]),
        ("发布政策解读8篇，召开新闻发布会2场，回应社会关切3次，开展在线访谈1期。",
         [("interpretations", 8), ("press_conferences", 2), ("responses", 3), ("online_interviews", 1)]),
        ("举办政务公开培训2期，培训140人次，配备专职人员2名。",
         [("training_sessions", 2), ("training_people", 140), ("staff_full_time", 2)]),
        ("其中网络申请7件，信函申请2件，当面申请1件。",
         [("applications_network", 7), ("applications_letter", 2), ("applications_in_person", 1)]),
        ("门户网站访问量1.2万人次，公众号粉丝8600人。", [("visits", 12000), ("followers", 8600)]),
        ("公开情况如下：\n· 规划计划——4条\n· 工作动态——9条\n以上合计13条。",
         [("content_plans", 4), ("content_news", 9), ("disclosed", 13)]),
        ("公开信息50条，比上年增加9条，其中工作动态40条、通知公告10条。",
         [("disclosed", 50), ("content_news", 40), ("content_notices", 10)]),
        ("各级媒体报道60篇，其中国家级5篇、省级20篇。", [("channel_press", 60), ("channel_press", 5), ("channel_press", 20)]),
        ("公众号1个，全年发稿80条；召开座谈会3次。", [("channel_wechat", 80)]),
        ("全年公开信息30条。按类别分，政策文件10条，其他20条。",
         [("disclosed", 30), ("content_policy_documents", 10), ("content_other", 20)]),
        ("《水务简报》出刊12期36条。", [("channel_other", 12), ("channel_other", 36)]),
        ("①空气质量日报365期；②环评审批公示14条。", [("content_other", 365), ("content_enforcement", 14)]),
        ("2名专职人员、3名兼职人员负责公开工作。", [("staff_full_time", 2), ("staff_part_time", 3)]),
        ("通过县政府网站专栏，累计主动公开信息9条。", [("channel_website", 9)]),
        ("一是门户网站。今年我局主动公开信息8条。二是制度建设。全年公开信息7条。", [("channel_website", 8), ("disclosed", 7)]),
        ("新增公开信息5件（历年累计60件），其中公告2件。", [("disclosed", 5), ("disclosed", 60), ("content_notices", 2)]),
        ("依托门户网站发布政府公报、会议纪要、部门文件等信息90条。", [("channel_website", 90)]),
        ("公众号推送12期，共计文章36篇；粉丝由2万增至3万人。",
         [("channel_wechat", 12), ("channel_wechat", 36), ("followers", 20000), ("followers", 30000)]),
        ("公开《水网规划（2021—2035年）》等规划2件，两项补贴发放5条。",
         [("content_plans", 2), ("content_livelihood", 5)]),
        ("公开人大建议答复6件，政协提案4件。", [("proposals_answered", 6), ("proposals_answered", 4)]),
        ("以县政府网站为主渠道，全年公开政府信息41条。", [("disclosed", 41)]),
        ("解读46篇，其中图解21篇、视频9篇；举行新闻发布会3场。",
         [("interpretations", 46), ("interpretations", 21), ("interpretations", 9), ("press_conferences", 3)]),
        ("网站公开90条，公众号公开50条，其他6条，三者合计146条。",
         [("channel_website", 90), ("channel_wechat", 50), ("channel_other", 6), ("disclosed", 146)]),
        ("网站发布7条；政府常务会议议题公开6条。", [("channel_website", 7), ("content_other", 6)]),
        ("门户网站新增专栏3个，公开信息30条。", [("channel_website", 30)]),
        ("微信、微博两个平台粉丝分别为8万、6万，全年分别发布40条、30条。",
         [("followers", 80000), ("followers", 60000), ("channel_wechat", 40), ("channel_microblog", 30)]),
        ("媒体报道90篇，中央级6篇、省级4篇。", [("channel_press", 90), ("channel_press", 6), ("channel_press", 4)]),
        ("本年度公开信息62条，累计公开248条。", [("disclosed", 62), ("disclosed", 248)]),
        ("公开信息数较上年增长8%，达到175条。", [("disclosed", 175)]),
        ("调整公开栏目12个，公开信息30条。", [("disclosed", 30)]),
    ],
)  # fmt: skip
def test_items(text: str, expected: list[tuple[str, float]]) -> None:
    assert stated(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "下一步，力争公开信息不少于300条，举办培训2期。",
        "公开率达到98%，在12个单位中排第3名。",
        "制发规范性文件8件，废止2件，行政许可作出决定62件。",
        "全年收到申请8件，予以公开3件，部分公开1件，结转0件。",
        "行政复议3件，维持2件，行政诉讼1件。",
        "向市政府报送信息40条，被采用12条。",
        "依据国办公开办函〔2021〕30号文编制，电话0000-1234567。",
        "办理法律援助60件，调解纠纷14起，开展宣讲9场。",
        "公众号每周更新不少于2次，文件在5个工作日内公开。",
        "据省厅通报，省厅网站发布信息900条。",
        "现有政务新媒体6个，栏目9个。",
        "没有收到投诉，未召开新闻发布会。",
        "2024年公众号推送信息200条。",
        "把公开作为服务群众的一项常规工作。",
        "推出便民措施12项，发布服务承诺5条，更新执法装备30件。",
        "出版图书3部，制作宣传片1部，编印《工作手册》500份。",
        "接待法律咨询120人次，开展推介活动26场。",
        "发放宣传手册500份，公众号总阅读量3万次。",
        "悬挂横幅60条，全网发布暴雨预警3次，网络转载2万篇次。",
        "审核各单位信息4,100条，每个社区设1名信息员。",
        "受理依申请公开5条，其中已通过网站公开2条。",
        "另发布8大类120项通办事项，在“云上柏原”推送30条。",
        "公众号访问量数十万次，同比增量14条。",
        "完成年度计划（90条）的112%，公开目录36项中有4项未更新。",
        "省局网站转载我局信息14条，编发简报26期报县委办，公开范本被省里选用1篇。",
        "共制作信息80条，发放宣传单9,000份3万张，县政务公开办组织检查4次，开展社工培训6期。",
        "全年形成政府信息4,206条，较上年多公开12条。",
        "曝光隐患单位12家次，推送优惠政策提示1.1万户次，调整公共服务清单96项。",
        "印制公开指南2,000份，全年培训劳动者2,140人次，编发政务公开工作提示9期。",
        "据市教育局统计，全市教育系统发布信息2.4万条。",
        "公开信息廿五条。",
        "网站访问量3万6次。",
        "“清单”50项均已公开。",
        "《目录》32项全部公开。",
        "公开信息20-30条。",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert stated(text) == []


SAME_FIGURES = [
    ("公开信息61条，其中网站52条。", "公开了信息61条，其中网站52条。"),
    ("公开信息61条，其中网站52条。", "公开各类信息共61条，其中网站52条。"),
    ("公开信息61条，其中网站52条。", "公开信息61条（其中网站52条）。"),
    ("公开信息61条，其中网站52条。", "公开信息61条次，包括网站52条次。"),
    ("公开信息61条，其中网站52条。", "公开信息61\n条，其中网站52\n条。"),
    ("公开信息61条，其中网站52条。", "（一）主动公开情况\n公开信息61条，其中网站52条。"),
    ("全县公开信息61条，其中县直部门52条。", "全县公开信息61条（其中县直部门52条）。"),
    ("上半年公开9条，下半年公开8条，全年合计17条。", "上半年公开9条、下半年仅公开8条，一年来合计17条。"),
    ("网站公开9条，比上年的12条减少3条。", "网站公开9条次，比上年（12条）减少3条次。"),
    ("网站累计公开900条，其中2023年公开61条。", "网站累计公开900条，包括2023年公开61条。"),
    ("公众号推送12期36条。", "公众号推送12期，信息36条。"),
    ("办理建议5件、提案7件。", "办理建议5件，提案7件。"),
    ("热线受理咨询90件。", "热线受理咨询90件，举报4件。"),
]


@pytest.mark.parametrize(("plain", "worded"), SAME_FIGURES)
def test_other_words_for_the_same_figures(plain: str, worded: str) -> None:
    def facts(text: str) -> list[tuple[str, float, str, str]]:
        return [(figure.item, figure.value, figure.period, figure.subject) for figure in read(text)]

    assert facts(worded) == facts(plain)


@pytest.mark.parametrize(
    ("agency", "text", "items"),
    [
        ("某县卫生和计划生育局", "全年公开卫生计生信息9条。", ["disclosed"]),
        ("某县环境保护局", "公众号发布环保工作信息9条。", ["channel_wechat"]),
        ("某县税务局", "发布涉税信息9条，其中政策文件2件。", ["disclosed", "content_policy_documents"]),
        ("某县统计局", "公开信息9条，其中统计信息6条。", ["disclosed", "content_statistics"]),
        ("某县统计局", "公开统计信息6条、通知公告3条。", ["content_statistics", "content_notices"]),
        ("某县统计局", "公开人事信息6条。", ["content_personnel"]),
        ("某县人民政府", "公开统计信息6条。", ["content_statistics"]),
        ("", "公开统计信息6条。", ["content_statistics"]),
    ],
)
def test_what_an_agency_calls_by_its_field(agency: str, text: str, items: list[str]) -> None:
    assert [figure.item for figure in stated_figures("overview", text, YEAR, agency)] == items


BETWEEN = (
    "",
    "共",
    "共有",
    "合计",
    "达",
    "已达到",
    "为",
    "约为",
    "大约",
    "将近",
    "累计已达",
    "总计为",
    "：",
    "为：",
    "共计：",
    "——",
    "已超过",
)


@pytest.mark.parametrize(
    ("noun", "item"),
    [
        ("公开信息", "disclosed"),
        ("主动公开政府信息总数", "disclosed"),
        ("门户网站发布信息", "channel_website"),
        ("公开通知公告", "content_notices"),
    ],
)
def test_whatever_stands_between_a_noun_and_its_number(noun: str, item: str) -> None:
    figures = {words: stated(f"2023年，我局{noun}{words}30条。") for words in BETWEEN}
    assert figures == {key: [(item, 30)] for key in BETWEEN}


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2023年公开信息9条。", "year"),
        ("截至2023年底，网站累计公开信息9条。", "cumulative"),
        ("截至2023年12月31日，全年公开信息9条。", "year"),
        ("自2008年以来公开信息9条。", "cumulative"),
        ("2019年至2023年，本局公开信息9条。", "cumulative"),
        ("2021年至2023年三年间，局网站公开信息9条。", "cumulative"),
        ("从2008年5月到2023年底，共公开信息9条。", "cumulative"),
        ("“十三五”期间共公开信息9条。", "cumulative"),
        ("2022年9月至2023年8月，学校公开信息9条。", "year"),
        ("上半年公开信息9条。", "other"),
        ("2021年公开信息9条。", "other"),
    ],
)
def test_period(text: str, period: str) -> None:
    assert [figure.period for figure in read(text)] == [period]


@pytest.mark.parametrize(
    ("text", "exactness"),
    [
        ("公开信息90余条。", "over"),
        ("公开信息约90条。", "about"),
        ("公开信息90条。", "exact"),
        ("公开信息超90条。", "over"),
    ],
)
def test_exactness(text: str, exactness: str) -> None:
    assert [figure.exactness for figure in read(text)] == [exactness]


def test_subject_and_last_years_figure() -> None:
    (of_all,) = read("县政府系统公开信息9条。")
    assert of_all.subject == "area"
    figures = read("全县各部门公开信息900条，比上年的850条增加50条。本办公开信息40条。")
    assert [(f.value, f.period, f.subject) for f in figures] == [
        (900, "year", "area"),
        (850, "other", "area"),
        (40, "year", "own"),
    ]


def test_the_quote_is_exact_and_stands_where_it_says() -> None:
    text = "全年公开各类信息 3200\n余条。"
    (figure,) = read(text)
    assert figure.quote == text[figure.position : figure.position + len(figure.quote)]
    assert figure.quote.startswith("全年公开") and figure.quote.endswith("余条")


def test_every_item_has_its_names() -> None:
    assert len({item.key for item in items()}) == len(items()) > 30
    assert all(item.label_zh and item.label_en and item.unit for item in items())
