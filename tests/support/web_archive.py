"""WARC files for tests, as archiving tools write them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PAGE = "<html><body><p>二〇二三年政府信息公开工作年度报告</p></body></html>".encode()


@dataclass(frozen=True)
class Answer:
    """What a server answered at an address; `more` are headers of the record."""

    url: str
    body: bytes = PAGE
    status: str = "200 OK"
    headers: Sequence[tuple[str, str]] = (("Content-Type", "text/html; charset=utf-8"),)
    kind: str = "response"
    more: dict[str, str] = field(default_factory=dict)


def warc(*answers: Answer, packed: bool = True) -> bytes:
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("test.warc", {"software": "a test"}))
    for answer in answers:
        is_http = answer.kind in ("response", "revisit")
        record = writer.create_warc_record(
            answer.url, answer.kind, payload=io.BytesIO(answer.body),
            http_headers=StatusAndHeaders(answer.status, list(answer.headers), protocol="HTTP/1.1") if is_http else None,
            warc_headers_dict={"WARC-Date": "2024-01-10T08:30:00Z", **answer.more},
            warc_content_type="" if is_http else dict(answer.headers).get("Content-Type", ""),
        )  # fmt: skip
        writer.write_record(record)
    return stream.getvalue()
