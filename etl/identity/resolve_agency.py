"""Which body filed the report: the first source that names one, and what contradicts it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from etl.identity import agencies, agency_names, regions, register
from etl.identity.agencies import Agency
from etl.identity.clues import Clues, agency_in_text
from etl.identity.evidence import Record
from etl.identity.regions import Place
from etl.text.comparable import plain


@dataclass(frozen=True, slots=True)
class _Statement:
    """A body as one source names it. `brand`: words before the name that were left out."""

    source: str
    text: str
    quote: str
    agency: Agency
    brand: str = ""

    @property
    def plausible(self) -> bool:
        """Does it read like the name of a body or of a region?"""
        agency = self.agency
        return bool(
            agency.place
            or agency.central
            or agency.relative
            or agency.kinds
            or agency_names.is_body(self.text)
        )


def filer(clues: Clues, stated: Mapping[str, str], record: Record) -> Agency:
    """The body that filed, as the best source names it; its evidence, and findings where sources differ."""
    statements = [one for one in _statements(clues, stated) if one.plausible]
    if not statements:
        return _of_folder(clues, record)
    best = statements[0]
    agency = best.agency
    record.took("agency", best.text, best.source, best.quote)
    if best.source in ("text", "folder", "file_name"):
        record.found("agency_weak", found=best.text, sources=(best.source,))
    if best.brand:
        record.found("agency_prefix_unknown", best.text, best.brand + best.text, brand=best.brand)
    for other in statements[1:]:
        same = register.body_key(agencies.id_body(other.agency)) == register.body_key(
            agencies.id_body(agency)
        )
        if same and other.agency.place and not agency.place and not agency.central:
            # The same body with its place: 林业局 in the heading, 永春县林业局 in the HTML title.
            agency = other.agency
            record.took("agency", other.text, other.source, other.quote)
        elif not _together(agency.place, other.agency.place) or (not same and other.source != "file_name"):
            record.found("agency_disagrees", best.text, other.text, sources=(best.source, other.source))
    return agency


def _statements(clues: Clues, stated: Mapping[str, str]) -> Iterator[_Statement]:
    """Every naming of the body, best source first; text and folders only where no title names one."""

    def statement(source: str, text: str, quote: str) -> _Statement:
        brand, rest = ("", text) if source == "manifest" else agencies.without_brand(text, clues.folders)
        return _Statement(source, rest, quote, agencies.read(rest, clues.folders), brand)

    titled = False
    if stated.get("agency"):
        titled = True
        yield statement("manifest", plain(stated["agency"]), stated["agency"])
    if clues.page and clues.page.agency:
        first = statement("title", clues.page.agency, clues.page.printed)
        titled = titled or first.plausible
        yield first
    if clues.meta and clues.meta.agency and (clues.meta.report or clues.meta.year):
        titled = True
        yield statement("metadata", clues.meta.agency, clues.meta.printed)
    if not titled and (body := agency_in_text(clues.text) or clues.signed):
        yield statement("text", body, body)
    if not titled and clues.folder_agency:
        yield statement("folder", clues.folder_agency, clues.folder_agency)
    if clues.file and clues.file.agency:
        yield statement("file_name", clues.file.agency, clues.file.printed)


def _of_folder(clues: Clues, record: Record) -> Agency:
    """No source names a body: the government of the folder's region, with a warning; else none."""
    if not clues.folders:
        record.found("agency_unknown")
        return Agency(Place(), "", "")
    last = clues.folders[-1]
    record.found("agency_weak", found=last.name, variant="folder")
    record.took("agency", last.name, "folder", "/".join(place.name for place in clues.folders))
    return agencies.read(last.name, clues.folders)


def _together(one: Place, other: Place) -> bool:
    """May both be the same place, as far as their codes say?"""
    return not one.code or not other.code or regions.latest(one.code) == regions.latest(other.code)
