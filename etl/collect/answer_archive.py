"""The answers of a run as they came, as WARC (ISO 28500), in a hidden folder beside the reports."""

from __future__ import annotations

import io
from pathlib import Path

from scrapy.http import Response
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

FOLDER = ".warc"


class AnswerArchive:
    """A file per session of a run: what a kill cuts short stays apart from what follows."""

    def __init__(self, folder: Path, run: int, now: str) -> None:
        self._path = folder / FOLDER / f"{run:04}-{now.replace(':', '').replace('-', '')}.warc.gz"
        self._path.parent.mkdir(parents=True, exist_ok=True)

    def add(self, response: Response, parent: str) -> None:
        """Append an answer, whole or not at all."""
        buffer = io.BytesIO()
        writer = WARCWriter(buffer, gzip=True)
        headers = [
            (name.decode("latin-1"), value.decode("latin-1"))
            for name, values in response.headers.items()
            for value in values
            if name.decode("latin-1").lower() != "transfer-encoding"
        ]
        record = writer.create_warc_record(
            response.url,
            "response",
            payload=io.BytesIO(response.body),
            http_headers=StatusAndHeaders(f"{response.status} ", headers, protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Refers-To-Target-URI": parent} if parent else {},
        )
        writer.write_record(record)
        with open(self._path, "ab", buffering=0) as file:
            file.write(buffer.getvalue())
