"""Answers that a person must deal with: checks for robots, log-ins, refusals, failures."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from etl.collect.fetched_page import FetchedPage
from etl.collect.report_titles import is_titled
from etl.model.document import Paragraph
from etl.readers.html.pages_instead import sent_instead

_CHECKS = frozenset({412, 418, 468, 521, 567})
_LOG_IN_STATUS = frozenset({401, 407})
_LOG_IN = re.compile(r"(?:^|[/.])(?:login|signin|sso|cas|oauth2?|passport|uaa)(?:[/.]|$)", re.IGNORECASE)
_FEW_WORDS = 600
_GONE = re.compile(
    r"不存在|已(?:被)?(?:删除|移除|下线|撤销)|找不到|未找到|无法找到|not\s+found", re.IGNORECASE
)
_HOME = re.compile(r"/(?:(?:index|default|main|home)\.\w{3,5})?", re.IGNORECASE)


def is_log_in(url: str) -> bool:
    """Whether an address is that of a log-in."""
    return bool(_LOG_IN.search(urlsplit(url).path))


def reason_of_status(status: int) -> str:
    """Why an answer of this status holds no report: the key of a reason; empty for 200."""
    if status == 200:
        return ""
    if status in _CHECKS:
        return "check"
    if status in _LOG_IN_STATUS:
        return "log_in"
    if status == 429:
        return "too_often"
    if status == 403:
        return "refused"
    return "gone" if status in (404, 410) else "status"


def took_down(page: FetchedPage, asked: str, column_url: str, has_files: bool) -> bool:
    """Whether a site answers for a report with a page that says it is gone, with its home page or with the column.

    A page that has the report's files is no such page, whatever it says."""
    if page.url != asked and (page.url == column_url or _HOME.fullmatch(urlsplit(page.url).path)):
        return True
    shown = page.words
    return not has_files and len(shown) < _FEW_WORDS and bool(_GONE.search(shown)) and not is_titled(shown)


def reason_of_page(page: FetchedPage) -> str:
    """Why a page is not the one asked for: the key of a reason; empty if nothing says so."""
    shown = page.words
    if len(shown) < _FEW_WORDS and page.tree.css_first("input[type=password]"):
        return "log_in"
    title = page.tree.css_first("title")
    return (
        "check" if sent_instead(page.source, title.text() if title else "", (Paragraph(shown, ""),)) else ""
    )
