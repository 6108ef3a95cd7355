"""Which agency filed the report: the first source that names one, and what contradicts it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from etl.identity import agencies, agency_names, regions, register
from etl.identity.agencies import ZONE, Agency
from etl.identity.agency_patterns import read_agency
from etl.identity.brand_prefix import split_brand
from etl.identity.clues import Clues, agency_in_text
from etl.identity.evidence import Record
from etl.identity.locations import Location
from etl.text.comparable import plain

_NAMELESS = re.compile(r"(?:[镇乡](?:人民)?政府|街道(?:办|办事处)|苏木政府)")
"""A township's kind without its name, which only the folder tells."""
_OTHER_ENDING = re.compile(r"(?:[农林牧渔种茶养盐苗猎]场|厂|园|宫|校|[片矿城]区|村|基地|平台|组|医保)$")
_SEVERAL = re.compile(
    r"(?:局|委员会|办公室|厅)[、和与及](?=.{2,}(?:局|委员会|委|办公室|办|厅)$)|^(?:各(?:级|有关)?|[省市县区州旗]?直|直属)各?(?:部门|单位|机关)$"
)
"""A list of bodies, or all of a place."""


@dataclass(frozen=True, slots=True)
class _Statement:
    """An agency as one source names it. `brand`: words before the name that were left out."""

    source: str
    text: str
    quote: str
    agency: Agency
    brand: str = ""

    @property
    def plausible(self) -> bool:
        """Whether it reads like the name of an agency or of a region."""
        agency = self.agency
        return bool(
            agency.location
            or agency.central
            or agency.relative
            or agency.kinds
            or agency_names.looks_like_agency(self.text)
        )


def resolve_agency(clues: Clues, stated: Mapping[str, str], record: Record) -> Agency:
    """The agency that filed, as the best source names it; its evidence, and findings where sources differ."""
    statements = [statement for statement in _statements(clues, stated) if statement.plausible]
    if not statements:
        return _government_of_folder(clues, record)
    best = statements[0]
    record.cite("agency", best.text, best.source, best.quote)
    if best.source in ("text", "folder", "file_name"):
        record.report("agency_weak", found=best.text, sources=(best.source,))
    if best.brand:
        record.report("agency_prefix_unknown", best.text, best.brand + best.text, brand=best.brand)
    _doubt_name(best, record)
    return _compared(best, statements[1:], record)


def _doubt_name(best: _Statement, record: Record) -> None:
    """Reports a name from a title that ends in words that no agency bears, or that holds several names."""
    name = best.agency.bare_name
    if best.source not in ("title", "metadata") or not best.text.endswith(name):
        return
    if not (agency_names.looks_like_agency(name) or ZONE.search(name + " ") or _OTHER_ENDING.search(name)):
        record.report("agency_weak", found=best.text, variant="ending")
    elif best.agency.region_inside:
        return
    elif ((region := best.agency.location.name) and region in name) or _SEVERAL.search(name):
        record.report("agency_weak", found=best.text, variant="several")
    elif best.agency.printed_region and (printed := regions.leading_regions(name)[1]):
        record.report("agency_weak", found=best.text, variant="place", place=printed[0])


def _compared(best: _Statement, others: list[_Statement], record: Record) -> Agency:
    """The best source's agency, with the region that another gives it; reports those that differ."""
    agency = best.agency
    for other in others:
        same = _lineage(other.agency) == _lineage(agency)
        if same and other.agency.location and not agency.location and not agency.central:
            # the same agency with its region: 林业局 in the heading, 永春县林业局 in the HTML title
            agency = other.agency
            record.cite("agency", other.text, other.source, other.quote)
        elif not _may_be_one(agency.location, other.agency.location) or (
            not same and other.source != "file_name"
        ):
            record.report("agency_disagrees", best.text, other.text, sources=(best.source, other.source))
    return agency


def _lineage(agency: Agency) -> str:
    return register.lineage_key(agencies.identifying_name(agency))


def _statements(clues: Clues, stated: Mapping[str, str]) -> Iterator[_Statement]:
    """Every naming of the agency, best source first; text and folders only where no title names one."""

    def statement(source: str, text: str, quote: str) -> _Statement:
        if _NAMELESS.fullmatch(text) and clues.folder_agency:
            text = clues.folder_agency
        brand, rest = ("", text) if source == "manifest" else split_brand(text, clues.folders)
        return _Statement(source, rest, quote, read_agency(rest, clues.folders), brand)

    titled = False
    if stated.get("agency"):
        titled = True
        yield statement("manifest", plain(stated["agency"]), stated["agency"])
    if clues.page and clues.page.agency:
        in_page = statement("title", clues.page.agency, clues.page.printed)
        titled = titled or in_page.plausible
        yield in_page
    if clues.meta and clues.meta.agency and (clues.meta.report or clues.meta.year):
        titled = True
        yield statement("metadata", clues.meta.agency, clues.meta.printed)
    if not titled and (name := agency_in_text(clues.text) or clues.signed):
        yield statement("text", name, name)
    if not titled and clues.folder_agency:
        yield statement("folder", clues.folder_agency, clues.folder_agency)
    if clues.file and clues.file.agency:
        yield statement("file_name", clues.file.agency, clues.file.printed)


def _government_of_folder(clues: Clues, record: Record) -> Agency:
    """Where no source names an agency: the government of the folder's region, with a warning; else none."""
    if not clues.folders:
        record.report("agency_unknown")
        return Agency(Location(), "", "")
    last = clues.folders[-1]
    record.report("agency_weak", found=last.name, variant="folder")
    record.cite("agency", last.name, "folder", clues.folder_path)
    return read_agency(last.name, clues.folders)


def _may_be_one(location: Location, other: Location) -> bool:
    """Whether both may be the same location, as far as their codes tell."""
    return not location.code or not other.code or regions.latest(location.code) == regions.latest(other.code)
