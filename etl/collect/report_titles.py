"""Which links of a column lead to annual reports, by what they say."""

from __future__ import annotations

import re

_YEAR = re.compile(r"(?<!\d)(20(?:0[89]|[1-4]\d))(?!\d)|(二[〇○零0][〇○零一二三四][〇○零一二三四五六七八九])")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_REPORT = re.compile(
    r"信息公开(?:工作)?.{0,8}(?:年度?|总结|情况).{0,4}(?:报告?|$)|信息公开.{0,12}(?:年报|报告)|年度?报告?…|年报"
)
_BARE = re.compile(r".{0,40}年度?\s*(?:年?报告?|年度报告)")
_OTHER = re.compile(
    r"通知|指南|目录|制度|办法|解读|培训|会议|财务|决算|预算|审计|法治|统计公报|依申请公开(?!.*报告)|工作要点|第三方|评估报告"
)
_AROUND_NAME = re.compile(
    r"(?:20\d\d|二[〇○零0][〇○零一二三四][〇○零一二三四五六七八九])年?度?|(?:政务|政府)?信息公开.*|年度?报告?.*|年报.*|关于|[\s·:：《》【】\[\]（）()_-]"
)


def report_year(text: str) -> int | None:
    """The year of the annual report that a link of these words leads to; None if it leads to none."""
    text = re.sub(r"\s+", "", text)
    year = _YEAR.search(text)
    if year is None or _OTHER.search(text):
        return None
    if not (_REPORT.search(text) or _BARE.fullmatch(text)):
        return None
    return int(year[1] or year[2].translate(_DIGITS))


def is_titled(text: str) -> bool:
    """Whether words hold the title of an annual report."""
    return bool(_REPORT.search(re.sub(r"\s+", "", text)))


def is_of(agency: str, text: str) -> bool:
    """Whether a title is that of an agency's own report: it names the agency, or nobody.

    A column of a government also lists the reports of its departments, which must not be taken for its own.
    """
    name = _AROUND_NAME.sub("", text)
    return (
        not name
        or name == agency
        or agency.endswith(name)
        or name.endswith(agency)
        or agency == name + "人民政府"
    )
