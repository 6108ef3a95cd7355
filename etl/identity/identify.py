"""Who filed a report, for which year, and where that agency belongs, each with its evidence.

The manifest wins over the title in the page, that over the HTML title, the text, the folders and the
file's name. Contradictions become findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from etl.identity import agencies, agency_names, regions, register
from etl.identity.agencies import Agency, identifying_name
from etl.identity.clues import Clues, gather
from etl.identity.drafts import draft_word
from etl.identity.edition import UNCORRECTED, edition
from etl.identity.evidence import Record
from etl.identity.locations import Location
from etl.identity.recognised_title import doubt_recognised
from etl.identity.resolve_agency import resolve_agency
from etl.identity.resolve_region import holds_townships, resolve_region
from etl.identity.resolve_year import published_on, resolve_year
from etl.identity.year_patterns import is_whole_year
from etl.model.document import Document
from etl.model.report import Identity, Severity
from etl.text.comparable import plain, safe_name

_GUIDE = re.compile(r"公开指南|公开目录|工作年度报表|(?:编制|编报|报送).{0,20}通知|公开条例$|依申请公开流程")
_SCHOOL_YEAR = re.compile(r"(?:大学|学院|学校).{0,40}学年|学年.{0,40}(?:大学|学院|学校)")
_NEWS = re.compile(
    r"本报讯|本[报网台]记者|(?:记者|通讯员)[\u4e00-\u9fff]{2,4}(?:\)|报道|从)|新华社|日报讯|\((?:本报|全媒体)?记者"
)
_OPENING = 600
_FEWEST_CELLS = 40
_BELOW_TITLE = 40
_YEAR = re.compile(r"20[0-4]\d")
_FULL_WIDTH = str.maketrans("()", "（）")
_SIGHTING = frozenset(
    {"url", "first_seen", "parent_url"}
)  # where a file was found, which archives of web pages tell of each
_SCOPES = frozenset({"own", "government_rollup", "system_rollup"})


def identify(document: Document, source_name: str, manifest: Mapping[str, str] | None = None) -> Identity:
    """The identity of one report.

    `source_name` is its path as given (…/湖南省/湘潭市/湘潭县/x.html); `manifest` its row of a manifest.csv
    (agency, year, published_on, region_code, scope), whose non-empty entries win.
    """
    stated = {key: value.strip() for key, value in (manifest or {}).items() if value and value.strip()}
    clues = gather(document, source_name)
    record = Record()
    year = resolve_year(clues, stated, record)
    published = published_on(clues, stated, record)
    agency = resolve_agency(clues, stated, record)
    doubt_recognised(document, clues, stated, agency, record)
    location, supplied = resolve_region(agency, clues, stated, record)
    printed_name = plain(stated.get("agency", "")) or _name(agency, location, supplied, clues, record)
    name = safe_name(printed_name).translate(_FULL_WIDTH)
    level = (
        agencies.level_of(agency if agency.location else replace(agency, location=location)) if name else ""
    )
    kinds = agency.kinds
    scope = stated.get("scope", "") if stated.get("scope", "") in _SCOPES else agencies.scope_of(agency)
    title = next((one.printed for one in (clues.page, clues.meta) if one and one.report), "")
    _decoys(document, clues, record, _file_name(source_name) if not stated.keys() - _SIGHTING else "")
    # a township of no known county, an agency of no known region: namesakes must not share an id
    coarse = (level == "township" and not holds_townships(location)) or not location.code
    printed_region = "/".join((location.province, location.city, location.county)) if coarse and name else ""
    if name and not location.code and not agency.central and _is_nowhere(agency, record):
        printed_region += _provenance(source_name, document, stated)
    _joins(agency, record)
    for key, value in (("province", location.province), ("city", location.city), ("county", location.county)):
        record.cite(key, value, "register", f"{location.code} {location.name}".strip())
    record.cite("agency", name, "register", agency.printed_region + agency.bare_name)
    record.cite("scope", scope, "manifest" if scope == stated.get("scope") else "register", agency.bare_name)
    record.cite("kinds", ",".join(kinds), "register", agency.bare_name)
    record.cite("level", level, "register", name)
    record.cite("title", title, "title" if clues.page else "metadata", title)
    return Identity(
        agency=name,
        agency_id=register.agency_id(safe_name(location.code), identifying_name(agency), printed_region)
        if name
        else "",
        year=year,
        level=level,
        kinds=kinds,
        scope=scope,
        province=safe_name(location.province),
        city=safe_name(location.city),
        county=safe_name(location.county),
        region_code=safe_name(location.code),
        title=title,
        published_on=published,
        edition=edition(_names(clues, source_name)) or _edition_of_drafts(clues, source_name),
        listed=bool(stated.keys() - _SIGHTING),
        evidence=tuple(record.evidence),
        findings=tuple(record.findings),
    )


def _is_nowhere(agency: Agency, record: Record) -> bool:
    """Whether nothing tells the agency from its namesakes elsewhere: no place, or one whose name several places bear."""
    is_unplaced = any(finding.rule == "place_unknown" for finding in record.findings)
    return is_unplaced and (not agency.printed_region or bool(regions.named(agency.printed_region)))


def _provenance(source_name: str, document: Document, stated: Mapping[str, str]) -> str:
    """What keeps agencies apart of which only the name is known: the website, else the file's path without years."""
    address = stated.get("url") or document.metadata.get("url", "")
    host = urlsplit(address).hostname if "://" in address else ""
    return f"@{host or _YEAR.sub('', source_name)}"


def _joins(agency: Agency, record: Record) -> None:
    """A short name that may stand for several full ones is joined with them if they are one body; either is worth checking."""
    full = agency_names.options(agency.bare_name)
    if len(full) < 2:
        return
    keys = {register.lineage_key(name) for name in full}
    is_one = register.lineage_key(agency.bare_name) in keys
    if is_one:
        record.cite("agency", agency.bare_name, "register", "、".join(full))
    variant = "" if is_one else "apart"
    record.report("name_joined", found=agency.bare_name, expected="、".join(full), variant=variant)


def _names(clues: Clues, source_name: str) -> Iterator[str]:
    """What may say that the report is a correction: its titles, the words below them, its file and folder."""
    for title in (clues.page, clues.meta):
        if title:
            yield title.printed
            _, parted, below = clues.text.partition(plain(title.printed))
            yield below[:_BELOW_TITLE] if parted else ""
    yield from reversed(re.split(r"[/\\]", source_name)[-2:])


def _file_name(source_name: str) -> str:
    return re.split(r"[/\\]", source_name)[-1]


def _edition_of_drafts(clues: Clues, source_name: str) -> str:
    """Another copy goes before what stands in a folder of drafts, or was made from a draft's file."""
    folder = re.split(r"[/\\]", f"/{source_name}")[-2]
    return UNCORRECTED if draft_word(folder + (clues.meta.printed if clues.meta else "")) else ""


def _name(agency: Agency, location: Location, supplied: Location, clues: Clues, record: Record) -> str:
    """The canonical name: the region as printed, or supplied; the agency's own name in full where that is certain."""
    if not agency.bare_name:
        return ""
    if agency.region_inside and not agency.printed_region:
        return agency_names.canonical(agency.bare_name)
    if supplied and agencies.stands_alone(agency):
        supplied = Location()
    name = agencies.name_of(agency, supplied, _full_name(agency, location, clues))
    if location.level != "county" or not agency.printed_region.startswith(location.name):
        return name
    city = agencies.city_before(location) if location.certain else ""
    return city + name if city else _with_city(name, agency, location, clues, record)


def _full_name(agency: Agency, location: Location, clues: Clues) -> str:
    """Which of several full names of a short one the text uses; empty where it uses none."""
    full = agency_names.options(agency.bare_name)
    region = agency.printed_region or location.name
    return next((name for name in full if region + name in clues.text), "") if len(full) > 1 else ""


def _with_city(name: str, agency: Agency, location: Location, clues: Clues, record: Record) -> str:
    """A district's own name begins with its city where the text writes it so."""
    written = f"{location.city}{agency.printed_region}{agency.bare_name[:2]}"
    if not location.name.endswith("区") or not location.city or written not in clues.text:
        return name
    record.cite("agency", location.city + name, "text", written)
    return location.city + name


def _holds_tables(document: Document) -> bool:
    """Whether there are cells enough for the tables of a report; pictures may hold them, too."""
    cells = sum(len(grid.pieces) for grid in document.grids)
    return cells >= _FEWEST_CELLS or any(note.kind == "pictures_only" for note in document.notes)


def _covering_letter(title: str, document: Document) -> str:
    """The word of a title that makes it a letter, 函, with which a report was sent that does not stand below."""
    return "函" if plain(title).endswith("的函") and not _holds_tables(document) else ""


def _decoys(document: Document, clues: Clues, record: Record, file_name: str) -> None:
    """Reports drafts, interpretations, guides, notices and statistics that stand beside annual reports.

    `file_name` is empty where a manifest says what the file is.
    """
    if _SCHOOL_YEAR.search(clues.text[:_OPENING]):
        record.report("not_an_annual_report", severity=Severity.ERROR, variant="school")
        return
    if (news := _NEWS.search(clues.text[:_OPENING])) and not _holds_tables(document):
        record.report("not_an_annual_report", found=news[0], severity=Severity.ERROR, variant="news")
        return
    title = next(
        (one for one in (clues.page, clues.meta, clues.file) if one and (one.report or one.decoy)), None
    )
    if clues.period and not (title and title.period) and not is_whole_year(clues.period.quote):
        record.report("not_an_annual_report", found=clues.period.quote, variant="stated_period")
    if title is None:
        guide = _GUIDE.search(clues.text[:80])
        if guide and not document.grids:  # else a preamble that names the notice or the catalogue
            record.report("not_an_annual_report", found=guide[0], severity=Severity.ERROR, variant="guide")
            return
        if "年度报告" in clues.text[:1500] or "信息公开" in clues.text[:600]:
            return
        severity = Severity.WARNING if document.grids else Severity.ERROR
        record.report("not_an_annual_report", severity=severity, variant="untitled")
    elif title.period:
        record.report("not_an_annual_report", found=title.period, severity=Severity.ERROR, variant="period")
    elif decoy := title.decoy or _covering_letter(title.printed, document):
        is_other = title.certain_decoy or not _holds_tables(document)
        severity = Severity.ERROR if is_other else Severity.WARNING
        printed = title.printed[:120]
        record.report("not_an_annual_report", found=printed, severity=severity, decoy=decoy)
    else:
        of_page = clues.meta.printed if clues.meta and document.format == "html" else ""
        certain = (clues.draft_line, *clues.around, of_page, file_name)
        for words, severity, variant in (
            *((words, Severity.ERROR, "draft") for words in certain),
            *((words, Severity.WARNING, "draft_watermark") for words in clues.watermarks),
        ):
            if word := draft_word(words):
                record.report(
                    "not_an_annual_report", found=words[:120], severity=severity, variant=variant, decoy=word
                )
                return
