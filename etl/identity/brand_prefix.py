"""Words of an advertiser that cloaked copies of a report print before an agency's name, or for its region."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from etl.identity import agency_names, regions
from etl.identity.agencies import CORPS
from etl.identity.agency_kinds import first_mention, kinds_of
from etl.identity.locations import Location
from etl.identity.naming import CENTRAL, VERTICAL

_BRAND = re.compile(
    r"^(.{2,4}?)(?:体育|直播|娱乐|电竞|棋牌|彩票|博彩|游戏)(?:app|官网|平台|下载|登录|入口|官方|手机版|网页版|在线|中心)*(?=.{3})",
    re.IGNORECASE,
)
_ORGANISED = re.compile(r"[国中党团联协会社军]|武警|局$|委$|办$")
_LIKE_REGION = re.compile(r"[区县市州旗盟镇乡省园城师团港岛]|街道")


def split_brand(text: str, folders: Sequence[Location]) -> tuple[str, str]:
    """(brand, the rest): 乐鱼体育财政局 -> (乐鱼体育, 财政局). The brand is empty where nothing speaks for one."""
    if _begins_rightly(text):
        return "", text
    cut = next((length for pattern in _BRANDS if (length := pattern(text, folders))), 0)
    return text[:cut], text[cut:]


def _begins_rightly(text: str) -> bool:
    """Whether a region, a national system or a ministry stands at the head."""
    return bool(
        regions.leading_regions(text)[0]
        or VERTICAL.match(text)
        or CENTRAL.match(text)
        or CORPS.match(text)
        or regions.leading_stem(text)[0]
        or text in agency_names.ministries()
    )


def _advertised(text: str, folders: Sequence[Location]) -> int:
    """乐鱼体育官网|财政局: two to four signs and a trade before an agency's name."""
    brand = _BRAND.match(text)
    if brand and not kinds_of(brand[1]) and agency_names.looks_like_agency(text[brand.end() :]):
        return brand.end()
    return 0


def _before_region(text: str, folders: Sequence[Location]) -> int:
    """某某某|湘潭县财政局: words before a listed region of three signs or more."""
    for cut in range(2, min(11, len(text) - 3)):
        named, printed, rest = regions.leading_regions(text[cut:])
        if not named or len(printed[0]) <= 2 or _ORGANISED.search(text[:cut]):
            continue
        if agency_names.looks_like_agency(rest) and kinds_of(rest):
            return cut
    return 0


def _before_kind(text: str, folders: Sequence[Location]) -> int:
    """某某某|财政局, where the folders tell the region: three signs or more before the first word of a kind."""
    if kinds_of(text)[:1] in (("township",), ("subdistrict",)):
        return 0  # what stands before 镇 or 街道 is its name
    cut = first_mention(text)
    known = any(location.code for location in folders)
    if not known or cut < 3 or not agency_names.looks_like_agency(text):
        return 0
    return 0 if _LIKE_REGION.search(text[:cut]) or _ORGANISED.search(text[:cut]) else cut


_BRANDS: tuple[Callable[[str, Sequence[Location]], int], ...] = (_advertised, _before_region, _before_kind)
