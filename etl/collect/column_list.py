"""columns.csv: the pages on which bodies publish their annual reports."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from etl.model.document import Unreadable
from etl.runtime.file_errors import reason_of
from etl.text.separated_rows import separated_rows

_MOST = 10_000
_LARGEST = 16 << 20
_HEADINGS = {
    "机关": "agency", "机关名称": "agency", "单位": "agency", "单位名称": "agency", "区划代码": "region_code", "行政区划代码": "region_code",
    "网址": "url", "栏目网址": "url", "附件主机": "asset_hosts", "旧协议": "old_tls", "间隔秒数": "seconds",
}  # fmt: skip
_BETWEEN_HOSTS = re.compile(r"[\s,，、;；]+")
_YES = frozenset({"yes", "y", "1", "true", "是"})


@dataclass(frozen=True, slots=True)
class ListedColumn:
    """A column of annual reports: whose it is and where. `asset_hosts` may hold its attachments; `old_tls`: its host
    speaks only TLS that is no longer safe, and the office accepts that; `seconds` between two requests, None for the
    usual ones."""

    agency: str
    region_code: str
    url: str
    asset_hosts: tuple[str, ...] = ()
    old_tls: bool = False
    seconds: float | None = None

    @property
    def host(self) -> str:
        """The host's name without its port."""
        return urlsplit(self.url).hostname or ""

    def admits(self, url: str) -> bool:
        """Whether an address that a page of the column links to may be asked for."""
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and parts.hostname in (self.host, *self.asset_hosts)


def read_columns(path: Path) -> tuple[ListedColumn, ...]:
    """The columns of a list with the headings agency, region_code, url and perhaps asset_hosts, old_tls, seconds.

    Raises Unreadable, naming the line, if a line cannot be used: no body must be left out in silence.
    """
    try:
        data = path.read_bytes() if path.stat().st_size <= _LARGEST else b""
    except OSError as error:
        raise Unreadable(f"{path.name} 无法打开（{reason_of(error)}）。") from error
    try:
        rows = _by_heading(separated_rows(data))
    except csv.Error as error:
        raise Unreadable(f"{path.name} 无法读取（{error}）；请另存为 CSV（UTF-8）。") from error
    if not rows or not {"agency", "region_code", "url"} <= set(rows[0]):
        raise Unreadable(f"{path.name} 第一行须有 agency、region_code、url 三列，其下每行一个年报栏目。")
    if len(rows) > _MOST:
        raise Unreadable(f"{path.name} 超过 {_MOST} 行；请分开。")
    return tuple(_columns(rows, path.name))


def _by_heading(rows: list[list[str]]) -> list[dict[str, str]]:
    heading = next((at for at, row in enumerate(rows) if row), 0)
    names = [name.strip().lower() for row in rows[heading : heading + 1] for name in row]
    keys = [_HEADINGS.get(name, name) for name in names]
    return [dict(zip(keys, [*row, *("" for _ in keys)], strict=False)) for row in rows[heading + 1 :]]


def _columns(rows: list[dict[str, str]], name: str) -> Iterator[ListedColumn]:
    line_of: dict[str, int] = {}
    for line, row in enumerate(rows, start=2):
        texts = {key: value.strip() for key, value in row.items()}
        if not any(texts.values()):
            continue
        where, url = f"{name} 第 {line} 行", texts["url"]
        if not texts["agency"]:
            raise Unreadable(f"{where}没有写机关名称（agency）。")
        if not _is_address(url):
            raise Unreadable(f"{where}的 url“{url}”不是 http 或 https 网址。")
        if url in line_of:
            raise Unreadable(f"{where}的 url 与第 {line_of[url]} 行相同；一个栏目请只写一次。")
        line_of[url] = line
        yield ListedColumn(
            texts["agency"],
            texts["region_code"],
            url,
            tuple(filter(None, _BETWEEN_HOSTS.split(texts.get("asset_hosts", "").lower()))),
            texts.get("old_tls", "").lower() in _YES,
            _seconds(texts.get("seconds", ""), where),
        )


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _seconds(text: str, where: str) -> float | None:
    if not text:
        return None
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1
    if not 0 <= seconds <= 3600:
        raise Unreadable(f"{where}的 seconds“{text}”看不懂；请写两次请求之间的秒数，如 3。")
    return seconds
