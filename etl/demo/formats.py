"""The formats that drafts are written in, and how often each is used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from etl.demo import office, paper, text_files, web
from etl.demo.draft import Draft


@dataclass(frozen=True, slots=True)
class Format:
    """A writer of drafts; `share` is its weight among all."""

    extension: str
    share: float
    write: Callable[[Draft], bytes]


FORMATS: tuple[Format, ...] = (
    Format("html", 22, web.html),
    Format("html", 20, web.html_site),
    Format("html", 14, web.html_word),
    Format("htm", 10, web.html_gbk),
    Format("mht", 2, web.mht),
    Format("txt", 5, text_files.text_by_cell),
    Format("txt", 4, text_files.text_by_row),
    Format("md", 5, text_files.markdown),
    Format("docx", 6, office.docx),
    Format("xlsx", 4, office.xlsx),
    Format("pdf", 4, paper.pdf),
)


def file_name(agency: str, year: int, extension: str) -> str:
    return f"{agency}{year}年政府信息公开工作年度报告.{extension}"
