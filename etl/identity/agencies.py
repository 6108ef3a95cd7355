"""The words of a title that name a body -> the body, its place and its canonical name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from etl.identity import agency_names, regions
from etl.identity.agency_kinds import first_mention, kinds_of
from etl.identity.regions import Place, Region

_VERTICAL = re.compile(
    r"^(中国共产党|中共|国家税务总局|国家统计局|国家金融监督管理总局|中国人民银行|国家外汇管理局|中华人民共和国|国家矿山安全监察局"
    r"|国家能源局|审计署|(?:财政|水利|交通运输|生态环境|自然资源|商务|工业和信息化)部(?!门))(?=.)"
)
_CENTRAL = re.compile(
    r"^(?:国家|国务院|中华人民共和国|中国(?:证监|银保监|银监|保监|民航|铁路|残|红十字|气象|地震|科学|工程|社会科学|证券|银行保险|民用航空|保险|银行业)|全国|最高人民|海关总署)|^.{2,10}总局$"
)
_CORPS = re.compile(r"^(?:新疆)?(?:生产建设)?兵团|^第[一二三四五六七八九十]{1,3}师")
_DIVISION = re.compile(r"第[一二三四五六七八九十]{1,3}师")
_RELATIVE = re.compile(r"^(?:本|我)?([省市州县区旗盟])(?=(?:人民)?政府|府办|委|.{2,})")
_NOT_RELATIVE = re.compile(r"^(?:市场|市政|市容|市民|市监|市直|区域|县域|省直|州立|区块)")
_BRANCH = re.compile(r"^(.+?局)(?!分局)(.+?)分局$")
_ZONE = re.compile(
    r"(?:新区|高新区|开发区|经开区|示范区|园区|工业园|新城|度假区|保税区|保税港区|试验区|功能区|风景区|科学城|产业园|生态城)(?=.)"
)
_TOWNSHIP_OFFICE = re.compile(r"^.{2,8}(?:镇|乡|街道).{2,}(?:所|站|中心|卫生院|院)$")
_BRAND = re.compile(
    r"^(.{2,4}?)(?:体育|直播|娱乐|电竞|棋牌|彩票|博彩|游戏)(?:app|官网|平台|下载|登录|入口|官方|手机版|网页版|在线|中心)*(?=.{3})",
    re.IGNORECASE,
)
_ORGANISED = re.compile(r"[国中党团联协会社军]|武警|局$|委$|办$")
_LIKE_PLACES = re.compile(
    r"^(?:([\u4e00-\u9fff]{2,5}?[市州盟])(?!场|政|容))?(?:([\u4e00-\u9fff]{2,7}?[县区旗市])(?!场|政|容|域))?(.*)$"
)
_LIKE_PLACE = re.compile(r"[区县市州旗盟镇乡省园城师团港岛]|街道")
RELATIVE_LEVEL = {
    "省": "province",
    "市": "prefecture",
    "州": "prefecture",
    "盟": "prefecture",
    "县": "county",
    "区": "county",
    "旗": "county",
}
NO_COUNTIES = frozenset({"441900", "442000", "460400", "460300", "620200"})


@dataclass(frozen=True, slots=True)
class Agency:
    """A body as a title names it. `body` is its name without its place, `shown` the printed place with
    short names written out; `relative` the 县 of 县统计局; `inner` where the place stands inside the body's
    name (国家税务总局湘潭县税务局), which is then kept whole."""

    place: Place
    shown: str
    body: str
    relative: str = ""
    central: bool = False
    inner: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        return kinds_of(self.body, self.central)


def _written_out(printed: Sequence[str], choices: Sequence[Region]) -> str:
    """湘潭县 as it is; 恩施州 as 恩施土家族苗族自治州."""
    last = printed[-1]
    full = {region.name for region in choices}
    return "".join(printed[:-1]) + (last if last in full or len(full) != 1 else full.pop())


def _government(place_level_name: str) -> str:
    return "行政公署" if place_level_name.endswith(("地区", "盟")) else "人民政府"


def _branch_place(body: str, at: Sequence[Region], within: Sequence[Region]) -> tuple[Region, ...]:
    """公安局田家庵分局 in 淮南市 -> (田家庵区,); several where 临夏分局 may be the city's or the county's."""
    branch = _BRANCH.match(body)
    if not branch:
        return ()
    outer = {one.code for one in at}
    for endings in (("", *"区县市旗"), ("新区", "矿区")):
        named = [
            one for ending in endings for one in regions.named(branch[2] + ending) if one.code not in outer
        ]
        inner = [one for one in named if any(one.within(other) for other in at)]
        if inner:
            return regions.narrowed([one for one in inner if one.current] or inner, within)
    return ()


def _unlisted(text: str, folders: Sequence[Place]) -> Agency | None:
    """A body whose place is on no list: the folders name it, or it reads like one (某某县财政局)."""
    place, rest = Place(), text
    for folder in folders:
        if not folder.code and rest.startswith(folder.name):
            place, rest = folder, rest.removeprefix(folder.name)
    if not place:
        outer, inner, rest = _LIKE_PLACES.match(text).groups()  # type: ignore[union-attr]
        if (not outer and not inner) or _ZONE.search(f"{outer or ''}{inner or ''} "):
            return None
        if rest and not (
            (agency_names.is_body(rest) and first_mention(rest) == 0) or kinds_of(rest)[:1] == ("township",)
        ):
            return None
        place = regions.unlisted(outer) if outer else Place()
        place = regions.unlisted(inner, place) if inner else place
    if not place:
        return None
    return Agency(place, text.removesuffix(rest), rest or _government(place.name))


def read(text: str, folders: Sequence[Place] = ()) -> Agency:
    """The body that plain `text` names. `folders`: places known from the path, to tell namesakes apart."""
    within = regions.region_of(folders[-1]) if folders else ()
    if text in RELATIVE_LEVEL:
        return Agency(Place(), "", "人民政府", relative=text)
    if corps := _CORPS.match(text):
        return _of_corps(text, corps)
    vertical = _VERTICAL.match(text)
    behind = text[vertical.end() :] if vertical else text
    found, printed, rest = regions.leading(behind, within)
    if found:
        place = regions.pick(found)
        shown = _written_out(printed, found)
        if vertical:
            return Agency(place, "", text[: vertical.end()] + shown + rest, inner=True)
        if rest in ("", "市本级", "本级", "县本级", "区本级"):
            return Agency(place, shown, _government(found[-1].name))
        if _ZONE.search(rest + " "):
            # 湖北省武汉东湖新技术开发区
            city = regions.leading_stem(rest)[0]
            city = tuple(one for one in city if any(one.within(outer) for outer in found))
            place = regions.pick(city) if city else place
        if inner := _branch_place(rest, found, within):
            return Agency(regions.pick(inner), shown, rest, inner=True)
        return Agency(place, shown, rest)
    if text in agency_names.ministries() or (_CENTRAL.match(text) and not vertical):
        return Agency(Place(), "", text, central=True)
    if vertical and not regions.leading_stem(behind)[0]:
        return Agency(Place(), "", text, central=True)
    if new := _unlisted(text, folders):
        return new
    relative = _RELATIVE.match(text)
    if relative and not _NOT_RELATIVE.match(text):
        body = text[relative.end() :]
        if body in ("政府", "人民政府") or (
            agency_names.is_body(body) and kinds_of(body) and not kinds_of(text[:1] + body[:1])
        ):
            return Agency(Place(), "", body, relative=relative[1])
    short, _, body = regions.leading_stem(behind)
    if short and not body and not vertical:
        place = regions.pick(regions.narrowed(short, within))
        return Agency(place, place.name, _government(place.name))
    if (
        short
        and agency_names.is_body(body)
        and (kinds_of(body) or vertical)
        and not re.match(r"[镇乡]|街道", body)
    ):
        return Agency(regions.pick(regions.narrowed(short, within)), "", text, inner=True)
    if zones := list(_ZONE.finditer(text + " ")):
        # 西部科学城重庆高新区: the city stands inside the zone's name.
        for cut in range(zones[-1].start()):
            inside, _, _ = regions.leading_stem(text[cut : zones[-1].end()])
            if inside and (at := regions.pick(regions.narrowed(inside, within))).certain:
                return Agency(at, "", text, inner=True)
    return Agency(Place(), "", text)


def _of_corps(text: str, match: re.Match[str]) -> Agency:
    """新疆生产建设兵团, its divisions and their cities: 第八师石河子市财政局 belongs to 石河子市."""
    place = regions.place_of_code("650000")
    if division := _DIVISION.search(text):
        found, _, _ = regions.leading(text[division.end() :])
        place = regions.pick(found) if found else place
    return Agency(place, "", text, inner=True)


def without_brand(text: str, folders: Sequence[Place]) -> tuple[str, str]:
    """(brand, the rest): cloaked copies print a brand before a name or for its place.

    乐鱼体育财政局 -> (乐鱼体育, 财政局); where the folders tell the place, also any three characters or
    more before the first word that tells a kind. The brand is empty where nothing speaks for one.
    """
    if regions.leading(text)[0] or _VERTICAL.match(text) or _CENTRAL.match(text) or _CORPS.match(text):
        return "", text
    if regions.leading_stem(text)[0] or text in agency_names.ministries():
        return "", text
    brand = _BRAND.match(text)
    if brand and not kinds_of(brand[1]) and agency_names.is_body(text[brand.end() :]):
        return brand[0], text[brand.end() :]
    for cut in range(2, min(11, len(text) - 3)):
        found, printed, rest = regions.leading(text[cut:])
        if (
            found
            and len(printed[0]) > 2
            and agency_names.is_body(rest)
            and kinds_of(rest)
            and not _ORGANISED.search(text[:cut])
        ):
            return text[:cut], text[cut:]
    cut = first_mention(text)
    if not any(place.code for place in folders) or cut < 3 or not agency_names.is_body(text):
        return "", text
    if _LIKE_PLACE.search(text[:cut]) or _ORGANISED.search(text[:cut]):
        return "", text
    return text[:cut], text[cut:]


def place_before(text: str, body: str) -> Place:
    """The place that plain text most often prints right before a body's name; no place where it does not."""
    seen: Counter[Place] = Counter()
    start = text.find(body)
    while start >= 0 and seen.total() < 5:
        ahead = text[max(0, start - 24) : start]
        for cut in range(len(ahead) - 1):
            found, _, rest = regions.leading(ahead[cut:])
            if found and not rest:
                place = regions.pick(found)
                if place.certain:
                    seen[place] += 1
                break
        start = text.find(body, start + len(body))
    return seen.most_common(1)[0][0] if seen else Place()


def level_of(agency: Agency) -> str:
    """province, prefecture, county, township, ministry; empty where the name does not tell."""
    kinds = agency.kinds
    if agency.central:
        return "ministry"
    if kinds[:1] in (("township",), ("subdistrict",)) or _TOWNSHIP_OFFICE.match(agency.body):
        return "township"
    if _CORPS.match(agency.body):
        rest = _CORPS.sub("", agency.body, count=1)
        return (
            "prefecture"
            if _DIVISION.search(agency.body)
            else "county"
            if re.search(r"\d+团", rest)
            else "province"
        )
    if agency.place.level == "county":
        return "county"
    if kinds[:1] == ("zone",) or _ZONE.search(agency.body) or agency.body.endswith("分局"):
        return "county" if agency.place else ""
    if agency.body.endswith("厅") and not agency.place:
        return "province"
    return agency.place.level


def scope_of(agency: Agency) -> str:
    """own, government_rollup (人民政府), system_rollup (系统, 部门)."""
    if agency.kinds == ("government",):
        return "government_rollup"
    if re.search(r"(?:系统|气象部门|税务部门)$", agency.body):
        return "system_rollup"
    return "own"


def name_of(agency: Agency, add: Place, chosen: str = "") -> str:
    """The canonical name. `add`: a place that is not printed; `chosen`: a full name that the text gave."""
    body = chosen or agency_names.canonical(agency.body, (add or agency.place).level)
    return agency.shown + body if agency.shown or not add else _prefix(agency, add) + body


def _prefix(agency: Agency, place: Place) -> str:
    """What stands before a name printed without a place. A district whose name others bear gets its city."""
    if level_of(agency) == "township" and place.level != "county" and place.code not in NO_COUNTIES:
        return ""
    return city_before(place) + place.name


def stands_alone(agency: Agency) -> bool:
    """Names that are printed without a place by right: zones' departments, universities."""
    return bool(_ZONE.search(agency.body + " ")) or "大学" in agency.body or "学院" in agency.body


def city_before(place: Place) -> str:
    """西安市 for 长安区 (there is one in 石家庄市 too); nothing where the name has one bearer."""
    if place.level != "county":
        return ""
    bearers = {regions.latest(one.code) for one in regions.named(place.name) if one.current}
    return place.city or place.province if len(bearers) > 1 else ""


def id_body(agency: Agency) -> str:
    """The body's own name for its id: 国家税务总局湘潭县税务局 -> 税务局, 公安局田家庵分局 -> 公安局分局."""
    body = agency.body
    if agency.inner and agency.place.name and not agency.shown:
        return body.split(agency.place.name)[-1] or body
    if agency.inner and body.endswith("分局") and "局" in body[:-2]:
        return body.split("局")[0] + "局分局"
    return agency_names.canonical(body)
