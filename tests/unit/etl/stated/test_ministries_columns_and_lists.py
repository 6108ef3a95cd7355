"""Who published what where: ministries, columns by name, lists of all that was published; and what only looks like it."""

import pytest

from etl.stated import stated_figures

Figure = tuple[str, float]


@pytest.mark.parametrize(
    ("text", "agency", "expected"),
    [
        # ministries publish as offices do
        ("2022年，林业部主动公开政府信息960条。", "林业部", [("disclosed", 960)]),
        ("围绕春耕等重点领域公开政府信息960条。", "", [("disclosed", 960)]),
        ("公开政务信息960。", "", [("disclosed", 960)]),
        ("依托门户网站，全年完成政府信息公开96条。", "", [("channel_website", 96)]),
        # a field of any sort is all that an agency posted
        ("全年公开各类财政信息96条。", "青川市财政局", [("disclosed", 96)]),
        ("县政府网站公开水利行业信息96条。", "青川县水利局", [("channel_website", 96)]),
        ("通过公众号、报刊公开本部门信息96条。", "", [("disclosed", 96)]),
        # columns by name
        ("“水利动态”栏目发布96条，“图片新闻”栏目36条。", "", [("content_news", 96), ("content_news", 36)]),
        ("公开信息96条，其中“新闻发布会”栏目发布信息6条。", "", [("disclosed", 96), ("content_news", 6)]),
        # lists of what no number states, and in another unit than the whole
        ("2022年，我局主动公开的政府信息中，机构职能3条，部门文件9条，德育工作6条。", "",
         [("content_organisation", 3), ("content_policy_documents", 9), ("content_other", 6)]),
        ("主动公开信息96条，其中工作要闻60篇，公共法律服务9篇，普法6篇。", "",
         [("disclosed", 96), ("content_news", 60), ("content_other", 9), ("content_other", 6)]),
        ("公开社会组织注销登记类信息9条。", "", [("content_other", 9)]),
        ("公开会议、提案办理、调研等政务动态96条。", "", [("content_news", 96)]),
        # of what was made, the part that is public
        ("制作政府信息96条，其中主动公开文件60条，依申请公开30条，不予公开6条。", "", [("disclosed", 60)]),
        # what is new of the number before
        ("通过政府信息公开目录管理系统累计公开政府信息960条，2022年新增公开政府信息96条。", "",
         [("channel_website", 960), ("channel_website", 96)]),
        # by what way
        ("网站作为信息公开的主渠道，全年发布信息96条。", "", [("disclosed", 96)]),
        ("新浪、人民网两大微博推送信息96条。", "", [("channel_microblog", 96)]),
        ("省电视台新闻频道刊播9条，新闻联播6篇，党报头版3篇。", "",
         [("channel_press", 9), ("channel_press", 6), ("channel_press", 3)]),
        ("播出《河湖清波》节目36期。", "", [("channel_press", 36)]),
        ("《青川水利》杂志改版，全年刊登文章96篇。", "", [("channel_other", 96)]),
        ("通过公开目录、网站公开信息96条，其中公开目录36条，网站60条。", "",
         [("channel_website", 96), ("channel_website", 36), ("channel_website", 60)]),
        ("在网站公开工作动态、财政信息等信息96条，其中工作动态60条，财政信息36条。", "",
         [("channel_website", 96), ("content_news", 60), ("content_budget", 36)]),
        ("自2022年1月1日起至2022年12月31日止，我镇经审核主动公开信息96条。", "", [("disclosed", 96)]),
        ("全年内，共发布96条“工作动态”信息。", "", [("content_news", 96)]),
        ("网站点击量上升到475万条次。", "", [("visits", 4_750_000)]),
        ("开展文件意见征求9次。", "", [("consultations", 9)]),
        # lists of several things, and what is counted behind them
        ("依托县政府网站公开文件、提案办理结果、设计方案公示公告等事项政府信息累计96条。", "", [("channel_website", 96)]),
        ("公布欺诈、传销等领域9件典型案例。", "", [("content_other", 9)]),
        ("发布各类疫情防控相关信息96条。", "", [("content_livelihood", 96)]),
        ("公开公文类信息9件，主动公开6件。", "", [("content_policy_documents", 9), ("content_policy_documents", 6)]),
        ("印发文件9件，主动公开6件。", "", [("content_policy_documents", 6)]),
        ("公开各类教育信息96条。", "青川市财政局", [("content_livelihood", 96)]),
        ("通过报刊、公众号等媒体公开信息96条。", "", [("disclosed", 96)]),
        # meetings told behind their number, plans that are none
        ("局务会6次研究政务公开工作。", "", [("meetings", 6)]),
        ("听取政务公开专题汇报3次。", "", [("meetings", 3)]),
        ("制定了工作计划、目标，举办政务公开培训3次。", "", [("training_sessions", 3)]),
        ("答复群众网上咨询、信访96件。", "", [("letters_answered", 96)]),
        # said behind their number to be public, or to be dealt with
        ("人大建议9件、政协提案6件复文均已公开。", "", [("proposals_answered", 9), ("proposals_answered", 6)]),
        ("代表建议9件、委员提案6件办理结果全文上网。", "", [("proposals_answered", 9), ("proposals_answered", 6)]),
        ("受理用地预审12件、规划许可46件，审批结果96条全部挂网公示。", "", [("content_enforcement", 96)]),
        ("收到转来咨询件12件、12345派单96件，均已办结。", "", [("letters_answered", 12), ("letters_answered", 96)]),
        ("信箱、热线等渠道流转诉求96件，办结90件。", "", [("letters_answered", 90)]),
        ("在线访谈3期，回答网友提问36个。", "", [("online_interviews", 3), ("letters_answered", 36)]),
        ("“青川水利”视频号作品96个。", "", [("channel_new_media", 96)]),
        # what is posted, whoever posts it; what is among it
        ("县电视台、电台等融媒体矩阵发布微信推文960条。", "", [("channel_wechat", 960)]),
        ("全年发布包括通知公告在内的各类信息96条。", "", [("disclosed", 96)]),
        ("主动公开信息数96条，其中规范性文件数共0条。", "", [("disclosed", 96), ("content_policy_documents", 0)]),
        ("公开动态信息96条，政策文件4份并解读。", "", [("content_news", 96), ("content_policy_documents", 4)]),
        ("全年开展直播访谈3期。", "", [("online_interviews", 3)]),
        # near misses
        ("发布微信公众号信息96条，新增关注36个。", "", [("channel_wechat", 96)]),
        ("新发布规范性文件4件，确定继续有效的规范性文件36件。", "", [("content_policy_documents", 4)]),
        ("县政府网站转发我局文字解读9期、图文解读6期。", "", []),
        ("收到来信96件，其中市长信箱60件，部门信箱36件。", "", []),
        ("公开平台（一期）招标公告9条。", "", [("content_projects", 9)]),
        ("核查网站和新媒体账号发布信息960条。", "", []),
        ("档案馆、图书馆接收公开信息件96份。", "", []),
        ("组织意见征求会9次。", "", []),
        ("新媒体浏览量超90万人次。", "", []),
    ],
)  # fmt: skip
def test_who_published_what_where(text: str, agency: str, expected: list[Figure]) -> None:
    figures = stated_figures("overview", text, 2022, agency)
    assert [(figure.item, figure.value) for figure in figures] == expected
