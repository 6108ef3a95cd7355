"""Titles as they are printed over the whole country: provinces without their suffix, zones, vertical bodies, periods."""

from typing import Any

import pytest

from tests.support.titled_pages import page, rules

REPORT = "政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("printed", "agency", "province", "city", "county"),
    [
        (
            "内蒙古呼伦贝尔市鄂温克族自治旗人民政府",
            "鄂温克族自治旗人民政府",
            "内蒙古自治区",
            "呼伦贝尔市",
            "鄂温克族自治旗",
        ),
        ("内蒙古阿拉善盟额济纳旗教育局", "额济纳旗教育局", "内蒙古自治区", "阿拉善盟", "额济纳旗"),
        ("新疆博州精河县财政局", "精河县财政局", "新疆维吾尔自治区", "博尔塔拉蒙古自治州", "精河县"),
        ("新疆和田地区", "和田地区行政公署", "新疆维吾尔自治区", "和田地区", ""),
        ("湖北恩施州财政局", "恩施土家族苗族自治州财政局", "湖北省", "恩施土家族苗族自治州", ""),
        ("湘西自治州人民政府", "湘西土家族苗族自治州人民政府", "湖南省", "湘西土家族苗族自治州", ""),
        ("重庆酉阳县人民政府", "酉阳土家族苗族自治县人民政府", "重庆市", "", "酉阳土家族苗族自治县"),
        ("北京朝阳区教育委员会", "北京市朝阳区教育委员会", "北京市", "", "朝阳区"),
        ("四川成都武侯区人民政府", "成都市武侯区人民政府", "四川省", "成都市", "武侯区"),
        ("青岛市南区教育局", "青岛市市南区教育局", "山东省", "青岛市", "市南区"),
        ("青岛市市南区教育局", "青岛市市南区教育局", "山东省", "青岛市", "市南区"),
        (
            "国家税务总局驻马店市西平县税务局",
            "国家税务总局驻马店市西平县税务局",
            "河南省",
            "驻马店市",
            "西平县",
        ),
        (
            "国网山西省电力有限公司沁县供电分公司",
            "国网山西省电力有限公司沁县供电分公司",
            "山西省",
            "长治市",
            "沁县",
        ),
        ("湖北神农架林区财政局", "神农架林区财政局", "湖北省", "", "神农架林区"),
        ("贵州六枝特区民政局", "六枝特区民政局", "贵州省", "六盘水市", "六枝特区"),
        ("国家统计局凤翔调查队", "国家统计局凤翔调查队", "陕西省", "宝鸡市", "凤翔区"),
        ("原凤县国土资源局", "凤县国土资源局", "陕西省", "宝鸡市", "凤县"),
        ("原平市民政局", "原平市民政局", "山西省", "忻州市", "原平市"),
        ("拱北海关", "拱北海关", "广东省", "珠海市", ""),
        (
            "中国电信股份有限公司泸定分公司",
            "中国电信股份有限公司泸定分公司",
            "四川省",
            "甘孜藏族自治州",
            "泸定县",
        ),
        (
            "中国邮政储蓄银行股份有限公司高邑县支行",
            "中国邮政储蓄银行股份有限公司高邑县支行",
            "河北省",
            "石家庄市",
            "高邑县",
        ),
        ("国家统计局吉林调查总队", "国家统计局吉林调查总队", "吉林省", "", ""),
        ("国家统计局吉林调查队", "国家统计局吉林调查队", "吉林省", "吉林市", ""),
        (
            "国网安徽省电力有限公司巢湖市供电分公司",
            "国网安徽省电力有限公司巢湖市供电分公司",
            "安徽省",
            "合肥市",
            "巢湖市",
        ),
        ("民航湖南安全监督管理局", "民航湖南安全监督管理局", "湖南省", "", ""),
        ("峨眉山经济开发区管委会", "峨眉山经济开发区管理委员会", "四川省", "乐山市", "峨眉山市"),
        ("陕西安康经济技术开发区管委会", "陕西安康经济技术开发区管理委员会", "陕西省", "安康市", ""),
        ("济南市中医医院", "济南市中医医院", "山东省", "济南市", ""),
        (
            "甘肃省临夏州东乡县民政局",
            "东乡族自治县民政局",
            "甘肃省",
            "临夏回族自治州",
            "东乡族自治县",
        ),
        ("恩施州鹤峰县财政局", "鹤峰县财政局", "湖北省", "恩施土家族苗族自治州", "鹤峰县"),
        ("山西省长治市潞州区司法局", "长治市潞州区司法局", "山西省", "长治市", "潞州区"),
        (
            "国家税务总局上海市浦东新区税务局",
            "国家税务总局上海市浦东新区税务局",
            "上海市",
            "",
            "浦东新区",
        ),
        ("滁州市凤阳县生态环境分局", "滁州市凤阳县生态环境分局", "安徽省", "滁州市", "凤阳县"),
        (
            "北京市规划和自然资源委员会大兴分局",
            "北京市规划和自然资源委员会大兴分局",
            "北京市",
            "",
            "大兴区",
        ),
        ("中国人民银行大同市分行", "中国人民银行大同市分行", "山西省", "大同市", ""),
        ("中国人民银行西宁中心支行", "中国人民银行西宁中心支行", "青海省", "西宁市", ""),
        (
            "中国（四川）自由贸易试验区成都片区管委会",
            "中国（四川）自由贸易试验区成都片区管理委员会",
            "四川省",
            "成都市",
            "",
        ),
        (
            "中国—上海合作组织地方经贸合作示范区",
            "中国—上海合作组织地方经贸合作示范区管理委员会",
            "山东省",
            "青岛市",
            "",
        ),
        ("河北秦皇岛北戴河新区", "河北秦皇岛北戴河新区管理委员会", "河北省", "秦皇岛市", ""),
        ("南京化学工业区管委会", "南京化学工业区管理委员会", "江苏省", "南京市", ""),
        ("沈抚改革创新示范区", "沈抚改革创新示范区管理委员会", "辽宁省", "", ""),
        ("苏州工业园区", "苏州工业园区管理委员会", "江苏省", "苏州市", ""),
        ("青岛西海岸新区", "青岛西海岸新区管理委员会", "山东省", "青岛市", ""),
        ("河北雄安新区管理委员会", "河北雄安新区管理委员会", "河北省", "", ""),
        ("中国（上海）自由贸易试验区管委会", "中国（上海）自由贸易试验区管理委员会", "上海市", "", ""),
    ],
)
def test_agency_and_region(printed: str, agency: str, province: str, city: str, county: str) -> None:
    identity = page(f"{printed}2023年{REPORT}")
    assert (identity.agency, identity.province, identity.city, identity.county) == (
        agency,
        province,
        city,
        county,
    )
    assert "place_unknown" not in rules(identity)


def test_a_province_by_its_stem_makes_no_other_agency() -> None:
    printed = ("内蒙古锡林郭勒盟锡林浩特市人民政府", "锡林浩特市人民政府", "内蒙古自治区锡林浩特市人民政府")
    assert len({page(f"{name}2023年{REPORT}").agency_id for name in printed}) == 1


def test_zones_told_apart_by_their_brackets_are_two_agencies() -> None:
    printed = ("中国（云上）自由贸易试验区管理委员会", "中国（雾里）自由贸易试验区管理委员会")
    parts = ("云上自由贸易试验区（桥头片区）管理委员会", "云上自由贸易试验区（雾里片区）管理委员会")
    sides = ("云上高新技术产业开发区（东区）管委会", "云上高新技术产业开发区（西区）管委会")
    assert len({page(f"{name}2023年{REPORT}").agency for name in (*parts, *sides)}) == 4
    assert len({page(f"{name}2023年{REPORT}").agency_id for name in printed}) == 2


@pytest.mark.parametrize(
    ("printed", "agency", "level", "scope"),
    [
        ("黄埔海关关区", "黄埔海关", "", "system_rollup"),
        ("海关总署2010年海关", "海关总署", "ministry", "own"),
        ("全国海关", "海关总署", "ministry", "system_rollup"),
        ("中华人民共和国黄埔海关关区", "中华人民共和国黄埔海关", "", "system_rollup"),
        ("水利部2022年水利", "水利部", "ministry", "own"),
        ("国家药品监督管理局2021年药监", "国家药品监督管理局", "ministry", "own"),
        ("国家税务总局2020年税务系统", "国家税务总局", "ministry", "own"),
        ("国家粮食和物资储备局湖北局", "国家粮食和物资储备局湖北局", "province", "own"),
        ("湖南省气象部门", "湖南省气象局", "province", "system_rollup"),
        ("国家金融监督管理总局湘潭监管分局", "国家金融监督管理总局湘潭监管分局", "prefecture", "own"),
        ("国家税务总局云上综合实验区税务局", "国家税务总局云上综合实验区税务局", "", "own"),
        ("中国人民银行", "中国人民银行", "ministry", "own"),
        ("新疆生产建设兵团", "新疆生产建设兵团", "province", "government_rollup"),
        (
            "新疆生产建设兵团第八师石河子市",
            "新疆生产建设兵团第八师石河子市",
            "prefecture",
            "government_rollup",
        ),
    ],
)
def test_level_and_scope_of_vertical_bodies(printed: str, agency: str, level: str, scope: str) -> None:
    title = printed if "20" in printed else f"{printed}2023年"
    identity = page(f"{title}{REPORT}")
    assert (identity.agency, identity.level, identity.scope) == (agency, level, scope)


@pytest.mark.parametrize(
    "title",
    [
        "湘潭市民政局2024年上半年政府信息公开工作报告",
        "湘潭市民政局2024年1-6月政府信息公开工作报告",
        "湘潭市民政局2024年第三季度政府信息公开工作报告",
        "湘潭市民政局2023-2024年度政府信息公开工作年度报告",
        "湘潭市民政局“十四五”期间政府信息公开工作报告",
        "湘潭市民政局“十四五”以来政府信息公开工作报告",
    ],
)
def test_a_period_that_is_no_year_counts_for_none(title: str) -> None:
    identity = page(title)
    assert (identity.agency, identity.year) == ("湘潭市民政局", None)
    assert rules(identity) == {"not_an_annual_report": "error"}


def test_january_to_december_is_a_year() -> None:
    identity = page("湘潭市民政局2024年1-12月政府信息公开工作年度报告")
    assert (identity.agency, identity.year, rules(identity)) == ("湘潭市民政局", 2024, {})


@pytest.mark.parametrize("mark", ["征求意见稿", "第二次征求意见", "草稿", "样表", "模板"])
def test_a_draft_is_told(mark: str) -> None:
    identity = page(f"湘潭市水利局2024年{REPORT}（{mark}）")
    assert (identity.agency, identity.year) == ("湘潭市水利局", 2024)
    assert rules(identity) == {"not_an_annual_report": "error"}


@pytest.mark.parametrize(
    ("lines", "agency", "year"),
    [
        (
            ("一、总体情况", "2023年度，云上县林业局把采伐许可挂到了网上，窗口有人值守。"),
            "云上县林业局",
            2023,
        ),
        (("云上县水利局", "政府信息公开工作", "年度报告", "（二〇二二年度）"), "云上县水利局", 2022),
        (("云上县水利局政府信息公开工作年度报告", "2022年"), "云上县水利局", 2022),
        (("政府信息公开工作年度报告", "（2022年）", "云上县水利局", "2023年1月"), "云上县水利局", 2022),
        (("2022年度", "政府信息公开工作年度报告", "云上县水利局"), "云上县水利局", 2022),
        (("2022年政府信息公开工作年度报告", "（云上县水利局）"), "云上县水利局", 2022),
        (("年度报告栏目", "2023年", f"云上县水利局2022年{REPORT}", "2021年"), "云上县水利局", 2022),
        (
            ("政府信息公开年度报告", "2024年", "2023年", "首页。", "2022年，云上县水利局推进公开。"),
            "云上县水利局",
            2022,
        ),
        (("新疆生产建设兵团第八师", "政府信息公开工作年度报告", "2022年度"), "新疆生产建设兵团第八师", 2022),
        (("现将云上市教育局2022年度政府信息公开情况说明如下。",), "云上市教育局", 2022),
        (("云上县水利局根据条例，编制本单位2022年政府信息公开年度报告。",), "云上县水利局", 2022),
        (("云上县竹坪镇人民政府2025年度信息公开情况报告如下。",), "云上县竹坪镇人民政府", 2025),
        (
            ("为了公众，云上县司法局对2022年1月1日至2022年12月31日的工作作了回顾。",),
            "云上县司法局",
            2022,
        ),
        (
            ("云上县司法局根据《关于编制2021年政府信息公开年度报告的通知》，报告2022年度，本局情况。",),
            "云上县司法局",
            2022,
        ),
        (
            ("索引号 014416330/2024-04736 分类 政府信息公开年报", f"名称：云上县民政局2023年{REPORT}"),
            "云上县民政局",
            2023,
        ),
    ],
)
def test_named_elsewhere_than_in_a_title(lines: tuple[str, ...], agency: str, year: int) -> None:
    identity = page(*lines)
    assert (identity.agency, identity.year) == (agency, year)


@pytest.mark.parametrize(
    "title",
    [
        "附件：政府信息公开工作年度报告格式",
        "2023年度政府信息公开年度报告报送情况统计表",
        "云上县民政局政府信息公开年度报告三年数据变化情况",
        "云上县民政局政府信息公开工作年度报告同比分析（2024年较2023年）",
        "云上县人民政府办公室关于2023年度政府信息公开工作年度报告编制发布情况的通报",
    ],
)
def test_papers_about_reports_are_none(title: str) -> None:
    assert rules(page(title)).get("not_an_annual_report") == "error"


def test_other_documents_are_told() -> None:
    letter = page("标题: 关于2023年政府信息公开工作要点落实情况的函", "栏目: 政府信息公开年报")
    school = page("云上大学2013年信息公开工作报告", "本报告说明2012-2013学年的信息公开情况。")
    assert "not_an_annual_report" in rules(letter) and "not_an_annual_report" in rules(school)


@pytest.mark.parametrize(
    ("lines", "folder", "agency"),
    [
        ((f"下湿壕镇政府2021年{REPORT}",), "内蒙古自治区/包头市/固阳县", "固阳县下湿壕镇人民政府"),
        (
            (f"2021年{REPORT}", "本报告由下湿壕镇政府根据条例编制。"),
            "内蒙古自治区/包头市/固阳县",
            "固阳县下湿壕镇人民政府",
        ),
        ((f"驼峰路街道办事处2020年{REPORT}",), "陕西省/榆林市/榆阳区", "榆阳区驼峰路街道办事处"),
        (
            ("一、总体情况", "2020年，驼峰路街道办事处更新了目录。"),
            "陕西省/榆林市/榆阳区",
            "榆阳区驼峰路街道办事处",
        ),
        ((f"镇人民政府2021年{REPORT}",), "内蒙古自治区/包头市/固阳县/下湿壕镇", "固阳县下湿壕镇人民政府"),
    ],
)
def test_the_name_of_a_township_is_never_lost(lines: tuple[str, ...], folder: str, agency: str) -> None:
    assert page(*lines, at=f"reports/{folder}/page.html").agency == agency


@pytest.mark.parametrize(
    "line",
    [
        "公文标题：湘潭县财政局2023年政府信息公开工作年度报告",
        "主题: 湘潭县财政局2023年政府信息公开工作年度报告",
        "内容标题：湘潭县财政局2023年政府信息公开工作年度报告",
        "名称　　湘潭县财政局2023年政府信息公开工作年度报告",
        "当前位置：首页 > 政务公开 > 年报 > 湘潭县财政局2023年政府信息公开工作年度报告",
    ],
)
def test_a_label_or_a_path_before_the_title_is_no_part_of_it(line: str) -> None:
    identity = page(line)
    assert (identity.agency, identity.year, rules(identity)) == ("湘潭县财政局", 2023, {})


@pytest.mark.parametrize(
    ("sentence", "agency"),
    [
        ("2023年，我局（湘潭县水利局）推进公开，现报告如下。", "湘潭县水利局"),
        ("湘潭县水利局（以下简称“本局”）推进公开，现报告2023年情况。", "湘潭县水利局"),
        ("依照县政府办公室的通知，湘潭县水利局把2023年的公开情况报告如下。", "湘潭县水利局"),
        ("按规定，特向社会公布湘潭县水利局2023年的公开情况。", "湘潭县水利局"),
        ("2023年，国家税务总局湘潭县税务局推进公开。", "国家税务总局湘潭县税务局"),
        ("有疑问的，请与湘潭县水利局办公室联系。", "湘潭县水利局"),
    ],
)
def test_the_text_names_its_author(sentence: str, agency: str) -> None:
    assert page(sentence).agency == agency


@pytest.mark.parametrize(
    ("where", "agency"),
    [
        ({"metadata": {"title": f"政府信息公开年报|云上县水利局2022年{REPORT}"}}, "云上县水利局"),
        ({"at": f"20230115国家税务总局云上县税务局2022年{REPORT}.docx"}, "国家税务总局云上县税务局"),
        ({"at": f"01 国家税务总局云上县税务局2022年{REPORT}(盖章版).pdf"}, "国家税务总局云上县税务局"),
    ],
)
def test_columns_and_numbers_before_a_name_are_no_part_of_it(where: dict[str, Any], agency: str) -> None:
    assert page(f"2022年{REPORT}", "正文。", **where).agency == agency


def test_who_asked_for_the_report_is_not_its_author() -> None:
    assert page("2023年政府信息公开工作年度报告", "按照省政府办公厅要求，推进公开。").agency == ""
    assert page("根据市政府办公室《关于做好年报工作的通知》，现报告如下。").agency == ""


@pytest.mark.parametrize(
    ("period", "found"),
    [
        ("2023年1月1日至2023年12月31日", {}),
        ("2023年1月1日起至6月30日", {"not_an_annual_report": "warning"}),
        ("2022年7月1日至2023年12月31日", {"not_an_annual_report": "warning"}),
    ],
)
def test_a_stated_period_that_is_no_whole_year_is_told(period: str, found: dict[str, str]) -> None:
    title = f"湘潭县财政局{2022 if '2022' in period else 2023}年{REPORT}"
    assert rules(page(title, f"本报告数据的统计期限为{period}。")) == found


@pytest.mark.parametrize(
    "title",
    [
        "湘潭县水利局历年政府信息公开年度报告2023年",
        "湘潭县水利局2023年法治政府建设暨政府信息公开工作年度报告",
        "湘潭县水利局2023年政务公开和政府信息公开工作年度报告",
        "湘潭县水利局文件 潭水发〔2024〕5号 关于2023年政府信息公开工作年度报告",
        "湘潭县水利局2O23年政府信息公开工作年度报告",
        "湘潭县水利局贰零贰叁年政府信息公开工作年度报告",
        "湘潭县水利局23年度政府信息公开工作年度报告",
    ],
)
def test_other_words_and_odd_years_are_no_part_of_a_name(title: str) -> None:
    found = page(title)
    assert (found.agency, found.year) == ("湘潭县水利局", 2023)
