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
        ("移民培训开班6期，开展预决算公开检查1次。", []),
        ("短视频点击量90万次，门户网站点击量8万次。", [("visits", 80000)]),
        ("门户网站公开30条；基层分局公开信息90条。", [("channel_website", 30), ("disclosed", 90)]),
        ("网站发布30篇（其中图文类20篇，政策类10篇）。", [("channel_website", 30), ("channel_website", 20), ("content_policy_documents", 10)]),
        ("网站发布30条。其中“工作要闻”20条、“招生考试”10条。", [("channel_website", 30), ("content_news", 20), ("content_livelihood", 10)]),
        ("局网站发布水情信息90条、水文动态20条。", [("content_news", 20)]),
        ("开展在线访谈3期，网民留言26条。", [("online_interviews", 3)]),
        ("受理12319热线投诉30件，12345热线投诉8件。", [("letters_answered", 8)]),
        ("政策问答平台答复群众提问30条，协调解决问题8个。", [("letters_answered", 30)]),
        ("公众号推文30篇、服务号推送8篇。", [("channel_wechat", 30), ("channel_wechat", 8)]),
        ("印发《政府信息公开指南》500份，主动公开信息93条。", [("disclosed", 93)]),
        ("县档案馆接收政府公开信息纸质文件300份、电子文件90条。", []),
        ("发送预警信息9000条，张贴防火禁令500份，上线历史公报40期。", []),
        ("4个季度中有2个季度未更新，机构公示公开信息90家次。", []),
        ("公开绩效目标12个、服务指南3份、服务承诺5项。", [("content_budget", 12), ("content_other", 3)]),
        ("收到建议提案42件，公开办理结果42件。", [("proposals_answered", 42)]),
        ("公开信息46条，与要求（每年不少于60条）有差距。", [("disclosed", 46)]),
        ("网站占比60%计30条，公众号占比40%计20条。", [("channel_website", 30), ("channel_wechat", 20)]),
        ("发布信息50条，其次是项目类信息，共9条。", [("disclosed", 50), ("content_projects", 9)]),
        ("微信群286个，转发通知900条。", [("channel_wechat", 900)]),
        ("在政府信息公开网上公开信息87条。", [("channel_website", 87)]),
        ("公开信息50条。内容涉及住房保障30条、行政执法20条。", [("disclosed", 50), ("content_other", 30), ("content_enforcement", 20)]),
        ("公开信息50条。包括通知30条、动态20条。", [("disclosed", 50), ("content_notices", 30), ("content_news", 20)]),
        ("公开信息50条，其中线上30条、线下20条。", [("disclosed", 50)]),
        ("编发监测通报4期，制作政府信息数量90条。", []),
        ("粉丝较年初增加1.1万、达9.8万。", [("followers", 98000)]),
        ("新公开规范性文件2件，行政许可0件，行政处罚0件。", [("content_policy_documents", 2)]),
        ("制作安全生产专题节目12期。", []),
        ("网站公开信息90条，较上年度累计数（80条）增加10条。", [("channel_website", 90), ("channel_website", 80)]),
        ("局网站公开工作动态30条，公示公告8条。", [("content_news", 30), ("content_notices", 8)]),
        ("向县政府网站提供信息62条，12个村各配备信息员1名。", []),
        ("答复网友发帖32条。", [("letters_answered", 32)]),
        ("网站公开9条；“镇长信箱”收到来信8件，回复8件。", [("channel_website", 9), ("letters_answered", 8)]),
        ("微信公众号5个、微博8个，发布信息900条。", [("channel_new_media", 900)]),
        ("公开信息90条，其中局本级30条，各医疗机构60条。", [("disclosed", 90), ("disclosed", 30), ("disclosed", 60)]),
        ("全县新增规范性文件12件，废止6件。", []),
        ("通过公交车载屏播放政务信息90条。", [("channel_bulletin_board", 90)]),
        ("网站公开90条，城区学校校均发布12条。", [("channel_website", 90)]),
        ("公开信息：价格监测日报246期，项目审批31条。", [("content_other", 246), ("content_projects", 31)]),
        ("公众号推送126篇，其中转发上级信息58篇。", [("channel_wechat", 126), ("channel_wechat", 58)]),
        ("承办建议9件、提案8件，其中主办件6件，均已公开答复全文。", [("proposals_answered", 6)]),
        ("公开信息90条，建立制度8项，签订责任书16份，采集人口信息9,000条。", [("disclosed", 90)]),
        ("公开信息90条，退回2条，逾期3条，审核通过80条。", [("disclosed", 90)]),
        ("公开信息90条，推出创新举措16条，公布举报电话3部。", [("disclosed", 90)]),
        ("公开信息90条，公开审理案件12件，主动公开目录36项。", [("disclosed", 90)]),
        ("通过政务新媒体（微信）推送文章26篇。", [("channel_wechat", 26)]),
        ("网站为主，公开信息90条，微信为辅，推送26条。", [("channel_website", 90), ("channel_wechat", 26)]),
        ("公示行政处罚3批12起。", [("content_enforcement", 3), ("content_enforcement", 12)]),
        ("县人民政府网站更新90条。", [("channel_website", 90)]),
        ("县政府网站统计局页面更新90条。", [("channel_website", 90)]),
        ("年内网站信息更新量90条。", [("channel_website", 90)]),
        ("收到网民来信96件，办结90件，办结率93%。", [("letters_answered", 90)]),
        ("建议提案办理结果应公开8件、实公开6件。", [("proposals_answered", 6)]),
        ("赴外地培训1期8人，举办业务培训2期。", [("training_sessions", 2)]),
        ("对全体信息员45人进行了业务培训。", [("training_people", 45)]),
        ("解读9篇，其中图解6篇，召开新闻发布会2场。",
         [("interpretations", 9), ("interpretations", 6), ("press_conferences", 2)]),
        ("电视台播放新闻9条，主动公开信息90条。", [("channel_press", 9), ("disclosed", 90)]),
        ("公示行政许可48条、行政处罚3条，共51条。",
         [("content_enforcement", 48), ("content_enforcement", 3), ("content_enforcement", 51)]),
        ("网站公开90条，发放《致居民的一封信》1.5万份。", [("channel_website", 90)]),
        ("网站发布90条，收到申请2件，其中网上申请2件。", [("channel_website", 90), ("applications_network", 2)]),
        ("办理来信96件（58件咨询、38件投诉）。", [("letters_answered", 96), ("letters_answered", 58), ("letters_answered", 38)]),
        ("公示栏、会议分别公开20条、3条。", [("channel_bulletin_board", 20), ("channel_other", 3)]),
        ("在市级媒体发布信息90条，包括规划计划20条、办事指南9条。",
         [("channel_press", 90), ("content_plans", 20), ("content_other", 9)]),
        ("解读9篇，其中图解6篇，举行新闻发布会2场。",
         [("interpretations", 9), ("interpretations", 6), ("press_conferences", 2)]),
        ("公开信息90条（政策解读20条、工作动态60条）。", [("disclosed", 90), ("interpretations", 20), ("content_news", 60)]),
        ("召开新闻发布会2场，发布新闻30条。", [("press_conferences", 2)]),
        ("公告结果9篇；渠道单一，9篇公告只在网站发布。", [("content_other", 9)]),
        ("公开审计整改9条，比上年多公告5条。", [("content_other", 9)]),
        ("发放政务公开简报300份，张贴流程图8张。", []),
        ("召开群众会公开36次，开展扶贫专项公开4次。", []),
        ("行政处罚结果在县政府网站公布90件。", [("content_enforcement", 90)]),
        ("网站政务公开板块公开信息44条。", [("channel_website", 44)]),
        ("网站公开90条，转载国家和省级信息20条。", [("channel_website", 90), ("channel_website", 20)]),
        ("主动公开信息90条，移送案件线索9件，提出审计建议7条。", [("disclosed", 90)]),
        ("网站发布90条，其中动态60条、公告20条，检查生产单位38家次。",
         [("channel_website", 90), ("content_news", 60), ("content_notices", 20)]),
        ("公开信息90条，受理案件320件，其中刑事案件46件。", [("disclosed", 90)]),
        ("公开信息90条，渔政执法巡航26次。", [("disclosed", 90)]),
        ("公开信息90条，召开水利工作会议2次、政务公开推进会3次。", [("disclosed", 90), ("meetings", 3)]),
        ("举办档案业务培训3期，举办公开业务培训2期。", [("training_sessions", 2)]),
        ("配备专职护林员46名、窗口工作人员30名，公开遴选工作人员8名。", []),
        ("向企业精准推送政策900次，发出整改通知86份。", []),
        ("每季度更新村务公开栏1次。", []),
        ("电视天气预报播出730期。", []),
        ("12名信息员均为兼职。", [("staff", 12)]),
        ("一是全年90条信息中，决策类仅9条。", [("disclosed", 90), ("content_other", 9)]),
        ("通过微博、微信互动300次，发布信息90条。", [("channel_new_media", 90)]),
        ("办复代表建议9件，公开8件。", [("proposals_answered", 8)]),
        ("“一网一栏”公开信息：网站92条、公开栏65条。", [("channel_website", 92), ("channel_bulletin_board", 65)]),
        ("推送政策提醒12万条，提交审计信息64篇，被上级采用22篇。", []),
        ("公开信息90条。涉及规划计划3条、工程建设38条。", [("disclosed", 90), ("content_plans", 3), ("content_other", 38)]),
        ("利用会议、广播等形式公开信息85条。", [("disclosed", 85)]),
        ("公开政策9条、办事流程6条、工作动态20条，全年共35条。",
         [("content_policy_documents", 9), ("content_other", 6), ("content_news", 20), ("disclosed", 35)]),
    ],
)  # fmt: skip
def test_what_each_number_is(text: str, expected: list[tuple[str, float]]) -> None:
    assert [(one.item, one.value) for one in stated_figures("overview", text, 2023)] == expected


@pytest.mark.parametrize(
    ("text", "agency", "expected"),
    [
        ("门户网站发布企业信息90条。", "青川县人民政府", []),
        ("公众号发布物价数据12期。", "青川县发展和改革局", []),
        ("全年公开平安信息90条。", "青川县人民政府", []),
        ("门户网站发布林业信息90条。", "青川县林业局", [("channel_website", 90)]),
        ("政府网站公开卫生健康信息90条。", "青川县卫生健康局", [("channel_website", 90)]),
        ("公开水利信息90条，主要是水利动态60条。", "青川县水利局", [("disclosed", 90), ("content_news", 60)]),
        ("超期公开信息9条。", "青川县林业局", []),
        ("检查出不规范信息30条。", "青川县林业局", []),
        ("门户网站公开90条，通过《青川教育》期刊公开信息20条。", "青川县教育局",
         [("channel_website", 90), ("channel_other", 20)]),
        ("门户网站公开90条，通过惠民驿站公开信息20条。", "青川县教育局", [("channel_website", 90)]),
        ("编发信息90条，被县委办采用20条。", "青川县教育局", []),
        ("公众号发布90条，转发评论300次。", "青川县教育局", [("channel_wechat", 90)]),
        ("举办网格员培训2期，培训义务消防人员30人。", "青川县教育局", []),
        ("各村明确信息员1名。", "青川县河口镇人民政府", []),
        ("各村配备政务公开信息员17名。", "青川县河口镇人民政府", [("staff", 17)]),
        ("微信群发布通知提示90条。", "青川县河口镇人民政府", []),
        ("公示栏公开惠农资金、低保救助等信息90条。", "青川县河口镇人民政府", []),
        ("微信推送90条，警务平台网上办事3000件。", "青川县公安局", [("channel_wechat", 90)]),
        ("网站公开90条，出版《青川统计年鉴》1部。", "青川县统计局", [("channel_website", 90)]),
        ("接收12345工单90件，办结80件。", "青川县河口镇人民政府", [("letters_answered", 80)]),
        ("受理居民来电来访90件。", "青川县河口镇人民政府", []),
        ("收到申请9件，其中信函传真3件、网上6件。", "青川县财政局", [("applications_network", 6)]),
        ("县政府网站“社会救助”栏目公布信息90条。", "青川县民政局", []),
        ("发布价格公报52期。", "青川县发展和改革局", [("content_other", 52)]),
        ("归集双公示信息90条。", "青川县发展和改革局", []),
        ("解决群众难题90件。", "青川县河口镇人民政府", []),
        ("网站发布30条，设立公示栏20块，公示客运线路、票价等90条。", "青川县交通运输局", [("channel_website", 30)]),
        ("问卷调查中，有90份表示用过信息公开平台。", "青川县交通运输局", []),
        ("网站更新90条，其中第四季度更新30条，前三季度合计更新60条。", "青川县交通运输局",
         [("channel_website", 90), ("channel_website", 30), ("channel_website", 60)]),
        ("微信群推送政策300条。", "青川县税务局", []),
        ("选派9名干部参加政务公开专题培训。", "青川县审计局", []),
        ("统计从业资格培训90人。", "青川县统计局", []),
        ("气象信息员队伍达90人。", "青川县气象局", []),
        ("全县81个预算单位全部公开预决算。", "青川县财政局", []),
        ("“一卡通”查询平台访问9000人次。", "青川县财政局", []),
        ("处置社区诉求90件。", "青川县河口街道办事处", []),
        ("门户网站发布统计信息90篇，发布统计公报1篇。", "青川县统计局", [("channel_website", 90), ("content_statistics", 1)]),
        ("门户网站公开60条，占公开总量（90条）的三分之二。", "青川县财政局", [("channel_website", 60)]),
        ("举办培训班12期，培训果农300人。", "青川县农业局", []),
        ("行政许可办件300件，行政处罚20件，均在网站公示。", "青川县农业局", []),
        ("编制公开目录条目3000条。", "青川县人民政府", []),
        ("网站“教育收费”栏目仅更新3条。", "青川县教育局", []),
        ("网站发布解读9篇，公众号发布信息90条、短视频30条。", "青川县应急管理局",
         [("interpretations", 9), ("channel_wechat", 90), ("channel_wechat", 30)]),
        ("政府网站公开财政信息90条，其中预决算9条。", "青川县财政局", [("content_budget", 9)]),
        ("接听防汛值班电话3000个。", "青川县水利局", []),
        ("张贴避险明白卡6000张。", "青川县自然资源局", []),
        ("原网站发布的900条历史信息已迁移。", "青川县市场监督管理局", []),
        ("发布会议题9个，召开新闻发布会2场。", "青川县人民政府", [("press_conferences", 2)]),
        ("微信推送90条，村级服务站发布供求信息4500条。", "青川县农业局", [("channel_wechat", 90)]),
        ("头条号发布90条。2022年，我局公开信息30条。", "青川县农业局",
         [("channel_new_media", 90), ("disclosed", 30)]),
    ],
)  # fmt: skip
def test_what_the_words_leave_open_is_not_read(
    text: str, agency: str, expected: list[tuple[str, float]]
) -> None:
    assert [(one.item, one.value) for one in stated_figures("overview", text, 2023, agency)] == expected


def test_last_years_figure_stands_beside_a_named_year() -> None:
    figures = stated_figures("overview", "2023年公开信息90条，较上年的80条增长12%。", 2023)
    assert [(one.value, one.period) for one in figures] == [(90, "year"), (80, "other")]


def test_a_part_of_the_year_beside_what_was_posted_since() -> None:
    text = "全县新媒体累计发布信息900条，媒体报道60篇，其中中央媒体9篇。"
    assert [one.period for one in stated_figures("overview", text, 2023)] == ["cumulative", "year", "year"]


def test_an_area_named_before_says_nothing_of_an_offices_own_figures() -> None:
    text = "全县共有学校86所。全年通过公众号发布信息90条。"
    assert [one.subject for one in stated_figures("overview", text, 2023, "青川县教育局")] == ["own"]


def test_bodies_named_in_a_bracket_hold_within_it() -> None:
    text = "县政府网站公开预决算176条（含各部门预算86条），公开采购信息42条。"
    subjects = [one.subject for one in stated_figures("overview", text, 2023, "青川县财政局")]
    assert subjects == ["own", "area", "own"]
