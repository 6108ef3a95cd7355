"""Which names are one agency, and which never are: ids of the agencies of short reports."""

import pytest

from etl.identity.identify import identify
from etl.model.document import Document
from etl.model.report import Identity
from etl.readers import read

COUNTY, CITY = "湖南省/湘潭市/湘潭县", "陕西省/西安市"


def page(agency: str, folder: str = "", name: str = "报告.html", year: int = 2024) -> Identity:
    title = f"{agency}{year}年政府信息公开工作年度报告"
    text = f"<title>{title}</title><h1>{title}</h1><p>一、总体情况</p>"
    document: Document = read(text.encode(), name)
    return identify(document, f"{folder}/{name}".lstrip("/"))


ONE = {
    "城管局": (COUNTY, "城管局", "湘潭县城管局", "湘潭县城市管理局", "湘潭县城市管理和综合执法局", "湘潭县城市管理综合行政执法局"),
    "网信办": (COUNTY, "网信办", "湘潭县网信办", "湘潭县互联网信息办公室", "中共湘潭县委网络安全和信息化委员会办公室"),
    "文旅广体局": (COUNTY, "文旅广体局", "湘潭县文旅广体局", "湘潭县文化旅游广电体育局", "湘潭县文化旅游体育广电局", "湘潭县文化和旅游广电体育局"),
    "高新区": (CITY, "西安高新区", "西安高新区管委会", "西安高新技术产业开发区管理委员会", "高新区管委会"),
    "经开区": (CITY, "西安经开区", "西安经济技术开发区管理委员会", "西安经济技术开发区管委会"),
    "教体局": (COUNTY, "教体局", "湘潭县教体局", "湘潭县教育体育局", "湘潭县教育和体育局"),
    "民宗局": (COUNTY, "民宗局", "湘潭县民宗局", "湘潭县民族宗教事务局", "湘潭县民族和宗教事务局", "湘潭县民族宗教局"),
    "科工局": (COUNTY, "科工局", "湘潭县科工局", "湘潭县科学技术和工业信息化局", "湘潭县科技和工业信息化局"),
    "编办": (COUNTY, "编办", "湘潭县编办", "湘潭县机构编制委员会办公室", "中共湘潭县委机构编制委员会办公室"),
    "兵团": ("", "第八师石河子市", "新疆生产建设兵团第八师石河子市"),
    "新华社": ("", "新华社", "新华通讯社"),
    "总台": ("", "总台", "中央广播电视总台"),
    "人民银行": ("", "人民银行", "中国人民银行"),
}  # fmt: skip
APART = {
    "a department and its body of officers": (COUNTY, "湘潭县城市管理局", "湘潭县综合行政执法局"),
    "a committee and an enforcement bureau": ("北京市", "北京市城市管理委员会", "北京市城市管理综合行政执法局"),
    "two zones of a city": (CITY, "西安高新区管委会", "西安经开区管委会", "西安国际港务区管委会"),
    "zones of two cities": ("", "西安高新区管委会", "宝鸡高新区管委会"),
    "culture and sports": (COUNTY, "湘潭县文化旅游广电局", "湘潭县体育局"),
    "free-trade zones": ("", "中国（广东）自由贸易试验区管理委员会", "中国（福建）自由贸易试验区管理委员会"),
    "a zone and its bureau": (CITY, "西安高新区管委会", "西安高新区城管局"),
}  # fmt: skip


@pytest.mark.parametrize("names", ONE.values(), ids=ONE)
def test_names_of_one_agency(names: tuple[str, ...]) -> None:
    folder, *agencies = names
    assert len({page(agency, folder).agency_id for agency in agencies}) == 1


@pytest.mark.parametrize("names", APART.values(), ids=APART)
def test_names_of_several_agencies(names: tuple[str, ...]) -> None:
    folder, *agencies = names
    assert len({page(agency, folder).agency_id for agency in agencies}) == len(agencies)


@pytest.mark.parametrize("agency", ["鼓楼区人民政府", "鼓楼区教育局", "财政局", "高新区管委会"])
def test_namesakes_of_no_known_place_never_share_an_id(agency: str) -> None:
    one, other = page(agency, "甲"), page(agency, "乙")
    assert "place_unknown" in {finding.rule for finding in one.findings}
    assert one.agency_id != other.agency_id != page(agency, "甲", "另一份.html").agency_id
    next_year = page(agency, "甲", "报告2023.html", 2023), page(agency, "甲", "报告2024.html")
    assert len({each.agency_id for each in next_year}) == 1, "the same file of another year stays one series"


def test_a_short_name_that_may_stand_for_several_is_said() -> None:
    (told,) = [finding for finding in page("湘潭县城管局", COUNTY).findings if finding.rule == "name_joined"]
    assert (
        "“城管局”是简称" in told.message and "城市管理局" in told.message and "short name" in told.message_en
    )
    assert not [
        finding for finding in page("湘潭县城市管理局", COUNTY).findings if finding.rule == "name_joined"
    ]


def test_a_short_name_of_different_bodies_is_joined_with_none_and_said() -> None:
    short, full = page("湘潭县机关事务局", COUNTY), page("湘潭县机关事务管理局", COUNTY)
    assert short.agency_id != full.agency_id
    (told,) = [finding for finding in short.findings if finding.rule == "name_joined"]
    assert "未与任何一个合并" in told.message and "joined with none" in told.message_en


@pytest.mark.parametrize(
    ("agency", "level", "scope", "kind"),
    [
        ("中国人民银行", "ministry", "own", "ministry"),
        ("人民银行", "ministry", "own", "ministry"),
        ("新华社", "ministry", "own", "ministry"),
        ("总台", "ministry", "own", "ministry"),
        ("国家金融监督管理总局湘潭监管分局", "prefecture", "own", "customs_fire_other_vertical"),
        ("湘潭银保监分局", "prefecture", "own", "customs_fire_other_vertical"),
        ("国家金融监督管理总局湖南监管局", "province", "own", "customs_fire_other_vertical"),
        ("新疆生产建设兵团", "province", "government_rollup", "government"),
        ("第八师石河子市", "prefecture", "government_rollup", "government"),
        ("重庆市渝北区人力社保局", "county", "own", "hrss"),
    ],
)
def test_level_scope_and_kind(agency: str, level: str, scope: str, kind: str) -> None:
    found = page(agency)
    assert (found.level, found.scope) == (level, scope) and kind in found.kinds
    assert "place_unknown" not in {finding.rule for finding in found.findings}
