"""What a record of a WARC file is as a file: how it ends and is called, what is told of it, what it holds."""

from __future__ import annotations

import re
import zlib
from contextlib import suppress
from urllib.parse import unquote, urlsplit

from etl.model.document import Unreadable
from etl.sources.containers.container import TOO_LARGE
from etl.sources.containers.served_file import UNKNOWN, ending, media_type
from etl.sources.containers.warc_records import Record, has_other_digest, http_parts, unpacked

HEAD = 64 << 10  # bytes of a record that tell what it is
_CUT_BY_TOOL = "存档时就没有取完（WARC-Truncated），没有采用；请重新抓取这个网址。"
_SEGMENTED = "这一页在网页存档（WARC）里分成几段存放，无法读取；请用浏览器打开原网址另存后提交。"
_OTHER_DIGEST = "内容与网页存档（WARC）里记的摘要不符，可能被改动或损坏，没有采用；请重新抓取这个网址。"
_NOT_DOCUMENTS = re.compile(
    r"(?!application/xhtml)(?:(?:image|audio|video|font)/|text/css|application/(?:font|x-font|vnd\.ms-fontobject)|.*(?:javascript|json|xml$))"
)
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f\\:*"<>|]+')
_ROSTER = re.compile(r"roster\.(?:xlsx?|ods)", re.IGNORECASE)  # which only an office puts beside its files
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_SCHEMES = ("http://", "https://", "ftp://", "file://")
_LONGEST, _LONGEST_URL = 120, 2000
_NAMELESS = "无网址"


def suffix_of(record: Record, head: bytes) -> str:
    """How a file of this record is to end; empty if it is no answer that may be a document."""
    if not record.url.startswith(_SCHEMES):
        return ""
    if record.kind == "resource":
        content_type, disposition, body = record.headers.get_header("Content-Type") or "", "", head
    elif record.kind == "response":
        try:
            headers, body = http_parts(head)
        except Unreadable:
            return UNKNOWN
        if headers.get_statuscode() != "200":
            return ""
        content_type, disposition = (
            headers.get_header(name) or "" for name in ("Content-Type", "Content-Disposition")
        )
        with suppress(Unreadable, zlib.error):
            body = unpacked(headers, body, HEAD)
    else:
        return ""
    suffix = ending(record.url, content_type, disposition, body)
    is_other = suffix in (UNKNOWN, ".html") and _NOT_DOCUMENTS.match(media_type(content_type))
    return "" if is_other else suffix


def problem_of(record: Record) -> str:
    """Why a record cannot be used as it was archived; empty if it can."""
    if record.headers.get_header("WARC-Truncated"):
        return _CUT_BY_TOOL
    return _SEGMENTED if record.headers.get_header("WARC-Segment-Number") else ""


def content_of(record: Record, limit: int) -> bytes:
    """What the server sent, unpacked. Raises Unreadable, also above `limit` bytes, and one of `DAMAGE_ERRORS`."""
    block = record.block.read(limit + HEAD + 1)
    if len(block) > limit + HEAD:
        raise Unreadable(TOO_LARGE)
    of_block, of_payload = (record.headers.get_header(f"WARC-{what}-Digest") for what in ("Block", "Payload"))
    body = content = block
    if record.kind == "response":
        headers, body = http_parts(block)
        content = unpacked(headers, body, limit + 1)
    # tools differ in whether a payload is what was sent or what it unpacks to
    if has_other_digest(of_block, [block]) or (
        not of_block and has_other_digest(of_payload, [body, content])
    ):
        raise Unreadable(_OTHER_DIGEST)
    if len(content) > limit:
        raise Unreadable(TOO_LARGE)
    return content


def stated_of(record: Record) -> dict[str, str]:
    """What a manifest would state of the record; `collect` also tells the page that links to it."""
    date = _DATE.match(record.headers.get_header("WARC-Date") or "")
    facts = {
        "url": _printable(record.url),
        "first_seen": f"{date[0]}Z" if date else "",
        "parent_url": _printable(record.headers.get_header("WARC-Refers-To-Target-URI") or ""),
    }
    return {name: text for name, text in facts.items() if text}


def _printable(url: str) -> str:
    return "".join(character for character in url[:_LONGEST_URL] if character.isprintable())


def path_of(url: str, suffix: str) -> str:
    """The host and path of an address as the path of a file."""
    try:
        parts = urlsplit(url)
        path = [parts.hostname or "", *unquote(parts.path, errors="replace").split("/")]
    except ValueError:
        return f"{_NAMELESS}{suffix}"
    *folders, last = [part for segment in path if (part := _safe(segment))] or [_NAMELESS]
    last = _safe(f"{last}_{unquote(parts.query, errors='replace')}" if parts.query else last)
    if not last.lower().endswith(suffix):
        last += suffix
    return "/".join((*folders, f"_{last}" if _ROSTER.fullmatch(last) else last))


def _safe(segment: str) -> str:
    return _NOT_IN_NAMES.sub(" ", segment).strip(" .~$")[:_LONGEST].rstrip(" .")


def numbered(name: str, count: int) -> str:
    """The name of the nth record of an address."""
    stem, dot, suffix = name.rpartition(".")
    return name if count == 1 else f"{stem} ({count}){dot}{suffix}"
