"""What a document and its path tell of who filed it: gathered once, weighed by the `resolve_*` modules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from etl.identity import drafts, locations, regions, title_parser, year_patterns
from etl.identity.agency_kinds import kinds_of
from etl.identity.agency_names import bodies_of_rows, looks_like_agency, name_alone
from etl.identity.locations import Location
from etl.identity.naming import VERTICAL
from etl.identity.title_parser import Title
from etl.model.document import Document, Grid, Paragraph, PartName
from etl.text.comparable import plain

_LONGEST_AROUND = 60  # characters
_HEAD_LINES, _TAIL_LINES, _COVER_LINES, _TEXT_LIMIT = 50, 8, 6, 6000
_HEAD_CELLS, _FIRST_CELLS = 30, 6
_TITLE_LABEL = re.compile(r"(?:信息|文件|公文|文章)?(?:名称|标题|题目|题名):?")
_LATIN = re.compile(r"[A-Za-z0-9_().,\-]+|年度?$")
_BY = re.compile(
    r"(?:由|^|[。;:,\"“])((?!本|根据|按照)[^,。;:()、由]{2,25}?(?:局|委员会|办公室|办公厅|人民政府|[镇乡]政府|厅|办事处|管委会|中心|署|部))"
    r"(?:根据|按照|依据|编制|依照)"
)


_SIGNED_ON = re.compile(
    r"[\d〇零○一二三四五六七八九]{4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日$"
)
_LONGEST_SIGNATURE = 45
_CONTAINER = re.compile(r"\.(?:zip|rar|7z|tar|tar\.\w{2,3}|tgz|eml|msg)$", re.IGNORECASE)
_OPENING = 400
_OPENS = re.compile(
    r"(?:^|[。;:,]|情况|年度,?|年,|现[将把就]|由)(?!现[将把就]|根据|按照|依据|依照|遵照|为|经)((?:(?!情况)[^,。;:()、由\d]){3,25}?(?:(?<!总)局|委员会|办公室|办公厅|人民政府|[镇乡]政府|厅|办事处|管委会|委))"
    r"(?![、,:等和与及的党局委办长])"  # before a colon stands whom it is sent to
)
_OURSELVES = re.compile(
    r"(?:我|本)(?:局|委|办|厅|镇|乡|街道|府|处|单位|机关|中心)\(([^()]{3,25})\)"
    r"|([^。;:,、()]{3,25})\((?:以下|下同)?简称:?\"?(?:我|本)(?:局|委|办|厅|镇|乡|街道|府|处|单位|机关|中心)"
)
# no name goes on over these words; they may run into one
_BEFORE_A_NAME = re.compile(r"报告|按照|根据|依据|依照|公布|发布|联系|编制(?!委)|要求|[请可][与向]")
_OF_ITS_OFFICE = re.compile(r"(?<=[局厅])办公室$")
_IN_A_REGION = re.compile(r"[\u4e00-\u9fff]{1,8}?(?:[省市县区旗州盟镇乡]|街道)")


@dataclass(frozen=True, slots=True)
class Clues:
    """Titles of the page, the metadata and the file's name; plain text; a line beside the title that says it is a draft's;
    short words around the text, such as page headers, and across it; the folders' locations; dates."""

    page: Title | None
    meta: Title | None
    file: Title | None
    text: str
    draft_line: str
    around: tuple[str, ...]
    watermarks: tuple[str, ...]
    signed: str
    folders: tuple[Location, ...]
    folder_agency: str
    folder_year: year_patterns.Stated | None
    file_year: year_patterns.Stated | None
    period: year_patterns.Stated | None
    opening: year_patterns.Stated | None
    issued: year_patterns.Stated | None
    issued_from: str
    signed_month: year_patterns.Stated | None
    site: str

    @property
    def other_period(self) -> str:
        """The words of a title that name a part of a year or several years; empty for a year's report."""
        return next((title.period for title in (self.page, self.meta) if title and title.period), "")

    @property
    def folder_path(self) -> str:
        """The folders' locations as one path, widest first."""
        return "/".join(location.name for location in self.folders)


def _lines(document: Document) -> list[str]:
    return [text for paragraph in document.paragraphs if (text := paragraph.text.strip())]


def _first_cells(document: Document) -> list[str]:
    """Where spreadsheets and layout tables hold the title: beside its label, else at the beginning."""
    pieces = [piece.text.strip() for grid in document.grids[:1] for piece in grid.pieces[:_HEAD_CELLS]]
    for label, value in pairwise(pieces):
        if value and _TITLE_LABEL.fullmatch(plain(label)):
            return [value]
    return [text for text in pieces if text][:_FIRST_CELLS]


def _head(document: Document) -> Iterator[str]:
    """Lines, and the first cells of tables, in the order of the document: a sheet may hold its title in either."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Grid):
            yield from (piece.text for piece in block.pieces[:_FIRST_CELLS])


def _around(document: Document) -> Iterator[str]:
    """Short words around the text, and the names of the sheets that hold tables if all of them are those of drafts."""
    yield from (line for line in document.around if len(line) <= _LONGEST_AROUND)
    names: dict[str, None] = {}
    name = ""
    for block in document.blocks:
        if isinstance(block, PartName):
            name = block.name
        elif isinstance(block, Grid) and len(block.pieces) > _FIRST_CELLS:
            names[name] = None
    if all(map(drafts.draft_word, names)):
        yield from names


def _issued(document: Document, text: str, lines: Sequence[str]) -> tuple[year_patterns.Stated | None, str]:
    if issued := year_patterns.of_metadata(document.metadata.get("published_on", "")):
        return issued, "metadata"
    if issued := year_patterns.of_issue(text[:2500]) or year_patterns.of_issue(text[-600:]):
        return issued, "text"
    for line in [*reversed(lines[-_TAIL_LINES:]), *lines[:6]]:
        if len(line) <= 60 and (issued := year_patterns.of_signature(plain(line))):
            return issued, "text"
    return None, ""


def _signed_month(lines: Sequence[str]) -> year_patterns.Stated | None:
    """The month that stands alone on a cover or below the text, where a date would."""
    outer = [*reversed(lines[-_TAIL_LINES:]), *lines[:_COVER_LINES]]
    signed = (year_patterns.of_signed_month(plain(line)) for line in outer if len(line) <= _LONGEST_AROUND)
    return next(filter(None, signed), None)


def _labelled(document: Document) -> str:
    """The agency named behind a label at the head of the document, in a line or in cells: 填报单位:某局."""
    for block in document.blocks[:_HEAD_LINES]:
        rows: dict[int, list[str]] = {}
        if isinstance(block, Paragraph) and len(block.text) <= _LONGEST_AROUND:
            rows[0] = [block.text]
        for piece in block.pieces[:_HEAD_CELLS] if isinstance(block, Grid) else ():
            rows.setdefault(piece.row, []).append(piece.text)
        if bodies := bodies_of_rows(rows):
            return next(iter(bodies.values()))[0]
    return ""


def _named_part(document: Document) -> str:
    """The agency that the only sheet bears whose name is one."""
    names = {
        name for block in document.blocks if isinstance(block, PartName) and (name := name_alone(block.name))
    }
    return names.pop() if len(names) == 1 else ""


def _file_title(name: str) -> Title:
    title = title_parser.parse(name)
    if title.agency:
        return title
    left = _LATIN.sub("", title_parser.parse(name).printed.rsplit(".", 1)[0])
    left = plain(left).strip("-_ ")
    if looks_like_agency(left) or regions.named(left):
        return replace(title, printed=name, agency=left)
    return title


def gather(document: Document, source_name: str) -> Clues:
    """Everything that tells who filed, in one pass over the head and the end of the document."""
    *folder_parts, file_name = [plain(part) for part in re.split(r"[/\\]", source_name)] or [""]
    folder_parts = [_CONTAINER.sub("", part) for part in folder_parts]
    lines = _lines(document)
    printed = document.metadata.get("title", "")
    meta = title_parser.parse(printed) if printed else None
    page = title_parser.of_lines(lines[:_HEAD_LINES], meta) or title_parser.of_lines(
        _first_cells(document), meta
    )
    head = "".join(lines[:_HEAD_LINES])[:_TEXT_LIMIT]
    tail = "".join(lines[-_TAIL_LINES:])[-800:] if len(lines) > _HEAD_LINES else ""
    text = plain(head + tail)
    issued, issued_from = _issued(document, text, lines)
    folder_years = [
        year for part in folder_parts if len(part) <= 12 and (year := year_patterns.of_path(part))
    ]
    agency_folders = [
        part
        for part in folder_parts
        if looks_like_agency(part) and not regions.named(part) and kinds_of(part)
    ]
    site = plain(document.metadata.get("site", "") + document.metadata.get("author", ""))
    return Clues(
        page=page,
        meta=meta,
        file=_file_title(file_name),
        text=text,
        draft_line=drafts.line_beside(list(islice(_head(document), _HEAD_LINES)), page.printed)
        if page
        else "",
        around=tuple(_around(document)),
        watermarks=tuple(document.watermarks),
        signed=""
        if page and page.agency
        else signature(lines) or _labelled(document) or _named_part(document),
        folders=locations.locations_of_folders(folder_parts),
        folder_agency=agency_folders[-1] if agency_folders else "",
        folder_year=folder_years[-1] if folder_years else None,
        file_year=year_patterns.of_path(file_name),
        period=year_patterns.of_period(text),
        opening=year_patterns.of_opening(text[:_OPENING]),
        issued=issued,
        issued_from=issued_from,
        signed_month=None if issued else _signed_month(lines),
        site=site,
    )


def signature(lines: Sequence[str]) -> str:
    """The agency printed alone before the last date or above it, as a signature; empty where there is none."""
    for above, line in reversed(list(pairwise(("", *lines)))):
        dated = _SIGNED_ON.search(plain(line)) if len(line) <= _LONGEST_SIGNATURE else None
        name = dated and (dated.string[: dated.start()] or plain(above[:_LONGEST_SIGNATURE]))
        if (
            name
            and looks_like_agency(name)
            and (kinds_of(name) or name.endswith("人民政府"))
            and not re.search(r"[:,;。、]", name)
        ):
            return name
    return ""


def agency_in_text(text: str) -> str:
    """The agency that the text names as the author (由…编制, …根据…); empty where it names none."""
    if (ourselves := _OURSELVES.search(text[:_OPENING])) and looks_like_agency(ourselves[1] or ourselves[2]):
        return ourselves[1] or ourselves[2]
    match = _BY.search(text[:1200])
    # the title may run straight into the sentence: …2020年度报告湘潭县统计局根据…
    return re.split(r"报告|年度|\d年", match[1])[-1] if match else _opening_agency(text[:_OPENING])


def _opening_agency(opening: str) -> str:
    """The agency, named with its region, that the first sentences speak of: 2023年度,某县林业局在…"""
    for match in _OPENS.finditer(opening):
        *before, words = _BEFORE_A_NAME.split(match[1])
        name = _OF_ITS_OFFICE.sub("", words)
        in_region = regions.leading_regions(VERTICAL.sub("", name))[0]
        in_own_words = not before and _IN_A_REGION.match(name)
        if (in_region or in_own_words) and (kinds_of(name) or name.endswith("人民政府")):
            return name
    return ""
