"""Files that by their names are no reports, and what they are."""

from __future__ import annotations

from pathlib import PurePosixPath

_OTHER_FORMATS = frozenset({
    ".gif", ".ico", ".svg", ".css", ".js", ".woff", ".woff2", ".ttf",
    ".eot", ".map", ".mp3", ".mp4", ".avi", ".mov", ".wmv", ".exe", ".dll", ".py", ".pyc", ".db", ".duckdb", ".sqlite", ".parquet", ".log",
})  # fmt: skip
_SHORTCUTS = frozenset({".lnk", ".url", ".webloc", ".desktop"})
_UNFINISHED = frozenset({".crdownload", ".part", ".partial", ".download", ".downloading", ".xltd"})
_REASONS = (
    (_OTHER_FORMATS, "不是年度报告的格式，没有读取；请提供网页、Word、PDF、电子表格、文本文件或扫描的图片。"),
    (_SHORTCUTS, "这只是快捷方式，里面没有文件；请打开它所指的文件或网页，另存后提交。"),
    (_UNFINISHED, "这个文件没有下载完；请重新下载后再提交。"),
)


def reason_by_name(name: str) -> str:
    """Why a file of this name is not read; empty if it may be a report."""
    suffix = PurePosixPath(name).suffix.lower()
    return next((reason for suffixes, reason in _REASONS if suffix in suffixes), "")
