"""Who filed a report, for which year, and where that body belongs - each with its evidence.

The manifest wins over the title in the page, that over the HTML title, the text, the folders and the
file's name. What disagrees becomes a finding.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from etl.document import Document
from etl.identity import agencies, names, places, register, years
from etl.identity.agencies import Agency
from etl.identity.clues import Clues, agency_in_text, gather
from etl.identity.places import Place
from etl.identity.text import plain
from etl.report import Evidence, Finding, Identity, Severity

_GUIDE = re.compile(r"公开指南|公开目录|工作年度报表|(?:编制|编报|报送).{0,20}通知|公开条例$|依申请公开流程")
_SCOPES = frozenset({"own", "government_rollup", "system_rollup"})


@dataclass
class _Record:
    """Evidence and findings as they come up."""

    evidence: list[Evidence] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def took(self, name: str, value: object, source: str, quote: str) -> None:
        if value not in ("", None):
            self.evidence.append(Evidence(name, str(value), source, quote[:200]))

    def found(self, rule: str, severity: Severity, message: str, expected: str = "", found: str = "") -> None:
        self.findings.append(Finding(rule, severity, message, expected=expected or None, found=found or None))


def identify(document: Document, source_name: str, manifest: Mapping[str, str] | None = None) -> Identity:
    """The identity of one report.

    `source_name` is its path as given (…/湖南省/湘潭市/湘潭县/x.html); `manifest` its row of a manifest.csv
    (agency, year, published_on, region_code, scope), whose non-empty entries win.
    """
    stated = {key: value.strip() for key, value in (manifest or {}).items() if value and value.strip()}
    clues = gather(document, source_name)
    record = _Record()
    year = _year(clues, stated, record)
    published_on = _published_on(clues, stated, record)
    agency = _agency(clues, stated, record)
    place, add = _place(agency, clues, stated, record)
    if add and agency.relative == "" and not agency.central:
        agency = _without_brand(agency, record)
    name = plain(stated.get("agency", "")) or _name(agency, place, add, clues, record)
    level = agencies.level_of(agency if agency.place else replace(agency, place=place)) if name else ""
    kinds = agency.kinds
    scope = stated.get("scope", "") if stated.get("scope", "") in _SCOPES else agencies.scope_of(agency)
    title = next((one.printed for one in (clues.page, clues.meta) if one and one.report), "")
    _decoys(document, clues, record)
    # A township of no known county, a body of no known region: namesakes must not share an id.
    coarse = level == "township" and place.level != "county" or not place.code
    region = place.code
    printed_place = ""
    if coarse and not agency.central:
        printed_place = "/".join(filter(None, (place.province, place.city, place.county, *(one.name for one in clues.folders))))
    record.took("scope", scope, "manifest" if scope == stated.get("scope") else "register", agency.body)
    record.took("kinds", ",".join(kinds), "register", agency.body)
    record.took("level", level, "register", name)
    record.took("title", title, "title" if clues.page else "metadata", title)
    return Identity(
        agency=name,
        agency_id=register.agency_id(region, _id_body(agency), printed_place) if name else "",
        year=year,
        level=level,
        kinds=kinds,
        scope=scope,
        province=place.province,
        city=place.city,
        county=place.county,
        region_code=region,
        title=title,
        published_on=published_on,
        evidence=tuple(record.evidence),
        findings=tuple(record.findings),
    )


# ---------------------------------------------------------------- year


def _year(clues: Clues, stated: Mapping[str, str], record: _Record) -> int | None:
    """Title, else stated period, else metadata or path, else the year before the issue."""
    said: list[tuple[str, years.Stated]] = []
    if clues.page and clues.page.year:
        said.append(("title", clues.page.year))
    if clues.meta and clues.meta.year:
        said.append(("metadata", clues.meta.year))
    if clues.period:
        said.append(("text", clues.period))
    weak = [("folder", clues.folder_year), ("file_name", clues.file and clues.file.year or clues.file_year)]
    issue = clues.issued.year - 1 if clues.issued else None
    year: int | None = None
    source = quote = ""
    if stated.get("year", "")[:4].isdigit():
        year, source, quote = int(stated["year"][:4]), "manifest", stated["year"]
    elif said:
        year, source, quote = said[0][1].year, said[0][0], said[0][1].quote
    else:
        for place, one in weak:
            if one:
                year, source, quote = one.year, place, one.quote
                record.found("year_weak", Severity.WARNING, f"年度仅见于{_SOURCE_ZH[place]}", found=one.quote)
                break
        else:
            if issue is not None and clues.issued:
                year, source, quote = issue, clues.issued_from, clues.issued.quote
                record.found("year_weak", Severity.WARNING, "年度由发布日期推断（发布年份减一）", found=quote)
    if year is None:
        record.found("year_unknown", Severity.ERROR, "标题、正文、发布日期和路径均未说明报告年度")
        return None
    record.took("year", year, source, quote)
    for place, one in said:
        if one.year != year:
            message = f"年度不一致：采用{_SOURCE_ZH[source]}的{year}年，{_SOURCE_ZH[place]}为{one.year}年"
            record.found("year_disagrees", Severity.WARNING, message, str(year), one.quote[:80])
        elif place != source:
            record.took("year", one.year, place, one.quote)
    if issue is not None and issue != year and clues.issued:
        backed = any(place == "text" and one.year == year for place, one in said) or source == "manifest"
        message = f"发布日期{clues.issued.value}与报告年度{year}年不相邻（应在次年发布）"
        severity = Severity.NOTICE if backed else Severity.WARNING
        record.found("year_disagrees", severity, message, str(year + 1), clues.issued.value)
    return year


def _published_on(clues: Clues, stated: Mapping[str, str], record: _Record) -> str:
    given = years.of_metadata(plain(stated.get("published_on", "")))
    if given:
        record.took("published_on", given.value, "manifest", stated["published_on"])
        return given.value
    if clues.issued:
        record.took("published_on", clues.issued.value, clues.issued_from, clues.issued.quote)
        return clues.issued.value
    return ""


# ---------------------------------------------------------------- agency


_SOURCE_ZH = {"manifest": "清单", "title": "标题", "metadata": "网页标题", "text": "正文", "folder": "文件夹", "file_name": "文件名"}


def _agency(clues: Clues, stated: Mapping[str, str], record: _Record) -> Agency:
    """The first source that names a body; its name's evidence and what contradicts it."""
    said: list[tuple[str, str, str]] = []
    if stated.get("agency"):
        said.append(("manifest", plain(stated["agency"]), stated["agency"]))
    if clues.page and clues.page.agency:
        said.append(("title", clues.page.agency, clues.page.printed))
    if clues.meta and clues.meta.agency and (clues.meta.report or clues.meta.year):
        said.append(("metadata", clues.meta.agency, clues.meta.printed))
    if not said and (body := agency_in_text(clues.text)):
        said.append(("text", body, body))
    if not said and clues.folder_agency:
        said.append(("folder", clues.folder_agency, clues.folder_agency))
    if clues.file and clues.file.agency:
        said.append(("file_name", clues.file.agency, clues.file.printed))
    if not said:
        if not clues.folders:
            record.found("agency_unknown", Severity.ERROR, "标题、正文和路径均未说明填报机关")
            return Agency(Place(), "", "")
        last = clues.folders[-1]
        record.found("agency_weak", Severity.WARNING, f"未说明填报机关，按文件夹视为{last.name}人民政府", found=last.name)
        record.took("agency", last.name, "folder", "/".join(one.name for one in clues.folders))
        return agencies.read(last.name, clues.folders)
    source, text, quote = said[0]
    agency = agencies.read(text, clues.folders)
    record.took("agency", text, source, quote)
    if source in ("text", "folder", "file_name"):
        record.found("agency_weak", Severity.WARNING, f"标题未说明填报机关，取自{_SOURCE_ZH[source]}", found=text)
    for other_source, other_text, other_quote in said[1:]:
        other = agencies.read(other_text, clues.folders)
        same = register.body_key(_id_body(other)) == register.body_key(_id_body(agency))
        if same and other.place and not agency.place and not agency.central:
            # The same body with its place: 林业局 in the heading, 永春县林业局 in the HTML title.
            agency = other
            record.took("agency", other_text, other_source, other_quote)
        elif other_source != "file_name" and not same or not _together(agency.place, other.place):
            message = f"{_SOURCE_ZH[source]}写作“{text}”，{_SOURCE_ZH[other_source]}写作“{other_text}”"
            record.found("agency_disagrees", Severity.WARNING, message, text, other_text)
    return agency


def _together(one: Place, other: Place) -> bool:
    """May both be the same place, as far as their codes say?"""
    return not one.code or not other.code or places.latest(one.code) == places.latest(other.code)


def _without_brand(agency: Agency, record: _Record) -> Agency:
    bare = agencies.without_brand(agency)
    if bare.unknown:
        message = f"标题中“{bare.unknown}”既非地名也非机关名，已略去（疑为转载网站）"
        record.found("agency_prefix_unknown", Severity.WARNING, message, bare.body, agency.body)
    return bare


def _id_body(agency: Agency) -> str:
    """The body's own name for its id: 国家税务总局湘潭县税务局 -> 税务局, 公安局田家庵分局 -> 公安局分局."""
    body = agency.body
    if agency.inner and agency.place.name and not agency.shown:
        return body.split(agency.place.name)[-1] or body
    if agency.inner and body.endswith("分局") and "局" in body[:-2]:
        return body.split("局")[0] + "局分局"
    return names.canonical(body)


# ---------------------------------------------------------------- place


def _place(agency: Agency, clues: Clues, stated: Mapping[str, str], record: _Record) -> tuple[Place, Place]:
    """(the place that the body belongs to, the place to print before its name where it prints none)."""
    code = stated.get("region_code", "")
    if given := places.place_of_code(code) or _unlisted_code(code, agency, clues):
        record.took("region_code", given.code, "manifest", code)
        return given, Place() if agency.place or agency.central else given
    if agency.central:
        return Place(), Place()
    folder = _folder_place(agency, clues)
    if agency.place:
        place = agency.place if agency.place.certain else _settled(agency.place, clues, record)
        if not place.certain and not place.choices:
            if place not in clues.folders:
                record.found("place_unknown", Severity.NOTICE, f"“{place.name}”不在行政区划表中", found=place.name)
        elif not place.certain:
            record.found("place_unknown", Severity.NOTICE, f"“{place.name}”有多处同名，未能确定是哪一处", found=place.name)
        elif _fills_in(agency, place, folder):
            place = folder  # 铜陵市老洲乡 in the folder 义安区
        elif folder and not _inside(place, folder):
            severity = Severity.NOTICE if _inside(folder, place) else Severity.WARNING
            message = f"标题属{place.name}，文件夹属{folder.name}，采用标题"
            record.found("place_disagrees", severity, message, place.name, folder.name)
        record.took("region_code", place.code or place.name, "title", agency.shown or agency.body)
        return place, Place()
    found = agencies.place_before(clues.text, _core(agency.body)) if agency.body else Place()
    if found and (not folder or _inside(found, folder)):
        record.took("region_code", found.code, "text", found.name + agency.body)
        return found, found
    if folder:
        record.took("region_code", folder.code, "folder", "/".join(one.name for one in clues.folders))
        return folder, folder
    at_site, _, _ = places.leading(clues.site)
    if at_site and (place := places.pick(at_site)).certain:
        record.took("region_code", place.code, "metadata", clues.site)
        return place, place
    if agency.body:
        record.found("place_unknown", Severity.WARNING, "标题、正文和文件夹均未说明所属地区", found=agency.body)
    return Place(), Place()


def _unlisted_code(code: str, agency: Agency, clues: Clues) -> Place:
    """A code of the manifest that no list has, with the names that the folders or the title give."""
    if not re.fullmatch(r"\d{6}", code):
        return Place()
    level = "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"
    for place in (*reversed(clues.folders), agency.place):
        if place.level == level and not place.code:
            return replace(place, code=code)
    return Place(code=code, level=level, name=code)


def _fills_in(agency: Agency, place: Place, folder: Place) -> bool:
    """Does the folder name the county that a township's or a branch's title leaves out?"""
    if folder.level != "county" or place.level == "county" or not _inside(folder, place):
        return False
    return agencies.level_of(agency) in ("township", "county")


def _core(body: str) -> str:
    """The part of a body's name that text repeats: 联安镇 of 联安镇人民政府."""
    for ending in ("人民政府", "办事处"):
        if body.endswith(ending) and len(body) > len(ending) + 1:
            return body.removesuffix(ending)
    return body


def _folder_place(agency: Agency, clues: Clues) -> Place:
    """The place of the folders that fits the body: 厅 and 省政府 belong to the province, 市科委 to the city."""
    if not clues.folders:
        return Place()
    level = agencies.RELATIVE_LEVEL.get(agency.relative, "")
    if agency.body.endswith("厅"):
        level = "province"
    for place in clues.folders:
        if place.level == level and place.name.endswith(agency.relative or ""):
            return place
    return clues.folders[-1]


def _inside(inner: Place, outer: Place) -> bool:
    """Does `inner` lie in `outer`, as their codes say (or is it the same)?"""
    if not inner.code or not outer.code:
        return True
    return places.inside(inner.code, outer)


def _settled(place: Place, clues: Clues, record: _Record) -> Place:
    """One of several namesakes, where text or site name the city or province of just one."""
    around = clues.text + clues.site + (clues.meta.printed if clues.meta else "")
    kept = [one for one in place.choices if (full := places.place_of(one)).city and full.city in around]
    if not kept:
        kept = [one for one in place.choices if places.stem(places.place_of(one).province) in around]
    if len(kept) == 1:
        settled = places.place_of(kept[0])
        record.took("region_code", settled.code, "text", settled.city or settled.province)
        return settled
    return place


# ---------------------------------------------------------------- name


def _name(agency: Agency, place: Place, add: Place, clues: Clues, record: _Record) -> str:
    """The canonical name: place as printed, or supplied; body written out where that is certain."""
    if not agency.body:
        return ""
    if agency.inner and not agency.shown:
        return names.canonical(agency.body)
    chosen = ""
    if len(full := names.options(agency.body)) > 1:
        chosen = next((one for one in full if (agency.shown or place.name) + one in clues.text), "")
    if add and agencies.stands_alone(agency):
        add = Place()
    name = agencies.name_of(agency, add, chosen)
    if not agency.shown or place.level != "county" or not agency.shown.startswith(place.name):
        return name
    if place.certain and (city := agencies.city_before(place)):
        return city + name
    # A district's own name begins with its city where the text writes it so.
    if place.name.endswith("区") and place.city and f"{place.city}{agency.shown}{agency.body[:2]}" in clues.text:
        record.took("agency", place.city + name, "text", f"{place.city}{agency.shown}{agency.body[:2]}")
        return place.city + name
    return name


# ---------------------------------------------------------------- decoys


def _decoys(document: Document, clues: Clues, record: _Record) -> None:
    """Interpretations, guides, notices and statistics that stand beside annual reports."""
    title = next((one for one in (clues.page, clues.meta, clues.file) if one and (one.report or one.decoy)), None)
    if title is None:
        if found := _GUIDE.search(clues.text[:80]):
            record.found("not_an_annual_report", Severity.ERROR, f"开头为“{found[0]}”，不是年度报告", found=found[0])
            return
        if "年度报告" in clues.text[:1500] or "信息公开" in clues.text[:600]:
            return
        severity = Severity.WARNING if document.grids else Severity.ERROR
        record.found("not_an_annual_report", severity, "未见政府信息公开工作年度报告的标题")
    elif title.decoy:
        severity = Severity.ERROR if title.certain_decoy else Severity.WARNING
        message = f"标题含“{title.decoy}”，可能不是年度报告本身"
        record.found("not_an_annual_report", severity, message, found=title.printed[:120])
