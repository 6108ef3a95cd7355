"""Who filed a report, for which year, and where that body belongs - each with its evidence.

The manifest wins over the title in the page, that over the HTML title, the text, the folders and the
file's name. What disagrees becomes a finding.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from etl.identity import agencies, agency_names, register, resolve_region, resolve_year
from etl.identity.agencies import Agency, id_body
from etl.identity.clues import Clues, gather
from etl.identity.evidence import Record
from etl.identity.regions import Place
from etl.identity.resolve_agency import filer
from etl.model.document import Document
from etl.model.report import Identity, Severity
from etl.text.comparable import harmless, plain

_GUIDE = re.compile(r"公开指南|公开目录|工作年度报表|(?:编制|编报|报送).{0,20}通知|公开条例$|依申请公开流程")
_SCOPES = frozenset({"own", "government_rollup", "system_rollup"})


def identify(document: Document, source_name: str, manifest: Mapping[str, str] | None = None) -> Identity:
    """The identity of one report.

    `source_name` is its path as given (…/湖南省/湘潭市/湘潭县/x.html); `manifest` its row of a manifest.csv
    (agency, year, published_on, region_code, scope), whose non-empty entries win.
    """
    stated = {key: value.strip() for key, value in (manifest or {}).items() if value and value.strip()}
    clues = gather(document, source_name)
    record = Record()
    year = resolve_year.filed_year(clues, stated, record)
    published_on = resolve_year.published_on(clues, stated, record)
    agency = filer(clues, stated, record)
    place, add = resolve_region.settle(agency, clues, stated, record)
    name = harmless(plain(stated.get("agency", "")) or _name(agency, place, add, clues, record))
    level = agencies.level_of(agency if agency.place else replace(agency, place=place)) if name else ""
    kinds = agency.kinds
    scope = stated.get("scope", "") if stated.get("scope", "") in _SCOPES else agencies.scope_of(agency)
    title = next((one.printed for one in (clues.page, clues.meta) if one and one.report), "")
    _decoys(document, clues, record)
    # A township of no known county, a body of no known region: namesakes must not share an id.
    coarse = (level == "township" and not resolve_region.holds_townships(place)) or not place.code
    printed_place = "/".join((place.province, place.city, place.county)) if coarse and name else ""
    for key, value in (("province", place.province), ("city", place.city), ("county", place.county)):
        record.took(key, value, "register", f"{place.code} {place.name}".strip())
    record.took("agency", name, "register", agency.shown + agency.body)
    record.took("scope", scope, "manifest" if scope == stated.get("scope") else "register", agency.body)
    record.took("kinds", ",".join(kinds), "register", agency.body)
    record.took("level", level, "register", name)
    record.took("title", title, "title" if clues.page else "metadata", title)
    return Identity(
        agency=name,
        agency_id=register.agency_id(harmless(place.code), id_body(agency), printed_place) if name else "",
        year=year,
        level=level,
        kinds=kinds,
        scope=scope,
        province=harmless(place.province),
        city=harmless(place.city),
        county=harmless(place.county),
        region_code=harmless(place.code),
        title=title,
        published_on=published_on,
        evidence=tuple(record.evidence),
        findings=tuple(record.findings),
    )


def _name(agency: Agency, place: Place, add: Place, clues: Clues, record: Record) -> str:
    """The canonical name: place as printed, or supplied; body written out where that is certain."""
    if not agency.body:
        return ""
    if agency.inner and not agency.shown:
        return agency_names.canonical(agency.body)
    chosen = ""
    if len(full := agency_names.options(agency.body)) > 1:
        chosen = next((one for one in full if (agency.shown or place.name) + one in clues.text), "")
    if add and agencies.stands_alone(agency):
        add = Place()
    name = agencies.name_of(agency, add, chosen)
    if not agency.shown or place.level != "county" or not agency.shown.startswith(place.name):
        return name
    if place.certain and (city := agencies.city_before(place)):
        return city + name
    # A district's own name begins with its city where the text writes it so.
    if (
        place.name.endswith("区")
        and place.city
        and f"{place.city}{agency.shown}{agency.body[:2]}" in clues.text
    ):
        record.took("agency", place.city + name, "text", f"{place.city}{agency.shown}{agency.body[:2]}")
        return place.city + name
    return name


def _decoys(document: Document, clues: Clues, record: Record) -> None:
    """Interpretations, guides, notices and statistics that stand beside annual reports."""
    title = next(
        (one for one in (clues.page, clues.meta, clues.file) if one and (one.report or one.decoy)), None
    )
    if title is None:
        if found := _GUIDE.search(clues.text[:80]):
            record.found("not_an_annual_report", found=found[0], severity=Severity.ERROR, variant="guide")
            return
        if "年度报告" in clues.text[:1500] or "信息公开" in clues.text[:600]:
            return
        severity = Severity.WARNING if document.grids else Severity.ERROR
        record.found("not_an_annual_report", severity=severity, variant="untitled")
    elif title.decoy:
        severity = Severity.ERROR if title.certain_decoy else Severity.WARNING
        printed = title.printed[:120]
        record.found("not_an_annual_report", found=printed, severity=severity, decoy=title.decoy)
