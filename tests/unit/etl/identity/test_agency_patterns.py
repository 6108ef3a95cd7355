"""Each pattern of agencies' names with its own cases, and the order in which they are tried."""

import pytest

from etl.identity.agency_patterns import PATTERNS, read_agency
from etl.identity.brand_prefix import split_brand
from etl.identity.locations import locations_of_folders
from etl.identity.naming import take_apart

CASES = {
    "relative_level": [("县", "", "人民政府"), ("市", "", "人民政府")],
    "production_corps": [
        ("新疆生产建设兵团第八师石河子市财政局", "石河子市", "新疆生产建设兵团第八师石河子市财政局"),
        ("兵团第一师", "新疆维吾尔自治区", "兵团第一师"),
    ],
    "vertical_branch": [
        ("国家税务总局湘潭县税务局", "湘潭县", "国家税务总局湘潭县税务局"),
        ("中国证监会湖南省监管局", "湖南省", "中国证监会湖南省监管局"),
        ("国家统计局湖州市调查队", "湖州市", "国家统计局湖州市调查队"),
    ],
    "region_itself": [
        ("湘潭县", "湘潭县", "人民政府"),
        ("锡林郭勒盟", "锡林郭勒盟", "行政公署"),
        ("湘潭市本级", "湘潭市", "人民政府"),
    ],
    "branch_in_region": [("淮南市公安局田家庵分局", "田家庵区", "公安局田家庵分局")],
    "whole_system": [("湖南省气象部门", "湖南省", "气象局"), ("全国税务系统", "", "国家税务总局")],
    "zone_in_region": [("湖北省武汉东湖新技术开发区", "武汉市", "武汉东湖新技术开发区")],
    "listed_region": [("湘潭县统计局", "湘潭县", "统计局"), ("湖南省湘潭市民政局", "湘潭市", "民政局")],
    "customs_district": [("广州海关关区", "广州市", "广州海关"), ("全国海关", "", "海关总署")],
    "branch_elsewhere": [("国家税务总局平潭综合实验区税务局", "福建省", "国家税务总局平潭综合实验区税务局")],
    "enterprise": [
        ("国网湖南省电力有限公司湘潭供电分公司", "湘潭市", "国网湖南省电力有限公司湘潭供电分公司"),
        ("中国移动通信集团湖南有限公司", "湖南省", "中国移动通信集团湖南有限公司"),
        ("国家电网有限公司", "", "国家电网有限公司"),
    ],
    "central_body": [("水利部", "", "水利部"), ("国家发展和改革委员会", "", "国家发展和改革委员会")],
    "unlisted_region": [("某某县财政局", "某某县", "财政局"), ("云上市雾里县", "雾里县", "人民政府")],
    "relative_body": [("县统计局", "", "统计局"), ("市人民政府", "", "人民政府")],
    "region_by_stem": [("湖南", "湖南省", "人民政府")],
    "zone": [
        ("西部科学城重庆高新区", "重庆市", "西部科学城重庆高新区"),
        ("河北秦皇岛北戴河新区", "秦皇岛市", "河北秦皇岛北戴河新区"),
    ],
    "short_name": [
        ("长沙海关", "长沙市", "长沙海关"),
        ("北京气象局", "北京市", "北京气象局"),
        ("中国银保监会湘西监管分局", "湘西土家族苗族自治州", "中国银保监会湘西监管分局"),
        ("中国证券监督管理委员会湖南监管局", "湖南省", "中国证券监督管理委员会湖南监管局"),
    ],
}


@pytest.mark.parametrize(
    ("pattern", "text", "region", "bare_name"),
    [(pattern, *case) for pattern, cases in CASES.items() for case in cases],
)
def test_a_pattern_reads_its_names(pattern: str, text: str, region: str, bare_name: str) -> None:
    agency = read_agency(text)
    assert (agency.location.name, agency.bare_name) == (region, bare_name)


def test_every_pattern_has_cases_that_no_earlier_one_takes() -> None:
    names = [pattern.__name__ for pattern in PATTERNS]
    assert names == list(CASES)
    for name, cases in CASES.items():
        naming = take_apart(cases[0][0])
        assert next(pattern.__name__ for pattern in PATTERNS if pattern(naming)) == name


@pytest.mark.parametrize("text", ["市场监督管理局", "区块链管理局", "某协会"])
def test_a_name_without_a_region_stays_whole(text: str) -> None:
    agency = read_agency(text)
    assert (agency.bare_name, bool(agency.location), agency.relative) == (text, False, "")


@pytest.mark.parametrize(
    ("text", "folders", "brand"),
    [
        ("乐鱼体育官网财政局", (), "乐鱼体育官网"),
        ("云朵直播湘潭县财政局", (), "云朵直播"),
        ("云朵彩财政局", ("湖南省", "湘潭市", "湘潭县"), "云朵彩"),
        ("云朵彩财政局", (), ""),
        ("湘潭县体育局", (), ""),
        ("国家体育总局", (), ""),
    ],
)
def test_an_advertisers_words_are_split_off(text: str, folders: tuple[str, ...], brand: str) -> None:
    assert split_brand(text, locations_of_folders(folders)) == (brand, text.removeprefix(brand))
