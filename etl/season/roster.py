"""The roster: which bodies must file, as an office keeps it in CSV or Excel."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import python_calamine as calamine

from etl.model.document import Unreadable
from etl.text.encoding import decode

# heading of each column, in the words that offices use
_HEADINGS = {
    "name": ("name", "名称", "机关名称", "单位", "单位名称", "机关"),
    "code": ("code", "代码", "统一社会信用代码", "区划代码", "编码"),
    "kind": ("kind", "类别", "单位类别", "性质"),
    "since": ("since", "起", "设立", "设立年份", "起始年度"),
    "until": ("until", "止", "撤销", "撤销年份", "截止年度"),
    "contact": ("contact", "联系人", "联系方式", "联系电话"),
}


@dataclass(frozen=True, slots=True)
class Body:
    """A body that must file from the year `since` to `until`; None where the roster names no limit."""

    name: str
    code: str = ""
    kind: str = ""
    since: int | None = None
    until: int | None = None
    contact: str = ""

    def files_for(self, year: int) -> bool:
        """Whether a report of this year is due."""
        return (self.since or year) <= year <= (self.until or year)


def read_roster(path: Path) -> tuple[Body, ...]:
    """The bodies of a roster (.csv, .xlsx, .xls or .ods) in its order; rows without a name are left out.

    Raises Unreadable, with a reason for a clerk, if no column is headed as names are, or the file cannot be opened.
    """
    rows = _rows(path)
    columns = _columns(next(rows, []))
    if "name" not in columns:
        raise Unreadable(f"{path.name} 第一行没有“名称”一列；请写上：名称、代码、类别、起、止、联系人。")
    found = []
    for row in rows:
        texts = {key: row[at].strip() if at < len(row) else "" for key, at in columns.items()}
        if texts["name"]:
            found.append(_body(texts))
    return tuple(found)


def _body(texts: dict[str, str]) -> Body:
    years = {key: _year(texts.get(key, "")) for key in ("since", "until")}
    return Body(
        texts["name"],
        texts.get("code", ""),
        texts.get("kind", ""),
        years["since"],
        years["until"],
        texts.get("contact", ""),
    )


def _year(text: str) -> int | None:
    return int(text[:4]) if text[:4].isdigit() and len(text) >= 4 else None


def _columns(head: Sequence[str]) -> dict[str, int]:
    plain = [text.strip().lower() for text in head]
    return {
        key: next(at for at, text in enumerate(plain) if text in words)
        for key, words in _HEADINGS.items()
        if any(text in words for text in plain)
    }


def _rows(path: Path) -> Iterator[list[str]]:
    if path.suffix.lower() == ".csv":
        yield from csv.reader(io.StringIO(decode(path.read_bytes()).removeprefix("\ufeff"), newline=""))
        return
    try:
        sheet = calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    except (calamine.CalamineError, OSError) as error:
        raise Unreadable(f"{path.name} 无法打开；名录请另存为 .xlsx 或 CSV（UTF-8）。") from error
    for row in sheet.to_python():
        yield [
            str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
            for value in row
        ]
