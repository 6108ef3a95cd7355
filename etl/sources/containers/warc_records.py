"""Records of a WARC file (ISO 28500), read with warcio within bounds: warcio alone takes lines of any length."""

from __future__ import annotations

import base64
import hashlib
import io
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Any

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader, DecompressingBufferedReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser, StatusAndHeadersParserException

from etl.model.document import Unreadable
from etl.sources.containers.container import BOMB, GZIP

DAMAGE_ERRORS = (
    ArchiveLoadFailed, StatusAndHeadersParserException, zlib.error, EOFError, ValueError, AttributeError, TypeError,
)  # fmt: skip
OTHER_ENCODING = "存档里的这一页是以 {} 方式压缩的，无法读取；请用浏览器打开原网址另存后提交。"
_NO_ANSWER = "网页存档（WARC）里的这一条不是完整的 HTTP 回答，没有采用；请重新抓取这个网址。"
_BLOCK = 16 << 10  # bytes of the file at once, which gzip makes 16 MB of at most
_LONGEST_LINE = 16 << 10
_MOST_LINES = 2000  # of the headers of a record
_DIGESTS = frozenset({"md5", "sha1", "sha256", "sha512"})
_HTTP = StatusAndHeadersParser([], verify=False)


class PackedAsOne(Exception):
    """The file was compressed as a whole and not record by record, as a WARC file is."""


class _Reader(DecompressingBufferedReader):
    """The bytes of the file. Damage is an error, and headers have an end."""

    def __init__(self, stream: IO[bytes], is_packed: bool) -> None:
        super().__init__(stream, block_size=_BLOCK, decomp_type="gzip" if is_packed else None)
        self.lines = 0

    def readline(self, length: int | None = None) -> bytes:
        line: bytes = super().readline(_LONGEST_LINE if length is None else min(length, _LONGEST_LINE))
        self.lines += 1
        if self.lines > _MOST_LINES or (len(line) == _LONGEST_LINE and not line.endswith(b"\n")):
            raise Unreadable(BOMB)
        return line

    def _decompress(self, data: bytes) -> bytes:
        return self.decompressor.decompress(data) if self.decompressor else data


class _Records(ArchiveIterator):
    INC_RECORD = ""  # what warcio would print of a damaged file

    def __init__(self, stream: IO[bytes], is_packed: bool, **options: Any) -> None:
        super().__init__(stream, **options)
        self.reader = _Reader(stream, is_packed)
        self.known_format = "warc"

    def _raise_invalid_gzip_err(self) -> None:
        raise PackedAsOne


@dataclass(frozen=True, slots=True)
class Record:
    """A record as the file states it: `length` of its block in bytes, None if not stated; `headers` are those of WARC.

    `block` has to be read before the next record is taken.
    """

    kind: str
    url: str
    length: int | None
    headers: StatusAndHeaders
    block: IO[bytes]


def records(stream: IO[bytes], is_packed: bool) -> Iterator[tuple[int, Record]]:
    """The records from where the stream stands, each with its position in the file.

    Raises PackedAsOne, Unreadable beyond the limits, and one of `DAMAGE_ERRORS`.
    """
    reader = _Records(stream, is_packed, no_record_parse=True)
    for record in reader:
        reader.reader.lines = 0
        url = record.rec_headers.get_header("WARC-Target-URI") or ""
        yield (
            reader.offset,
            Record(record.rec_type or "", url, record.length, record.rec_headers, record.raw_stream),
        )


def http_parts(block: bytes) -> tuple[StatusAndHeaders, bytes]:
    """The headers of an HTTP answer and its body as sent. Raises Unreadable if it is none."""
    stream = io.BytesIO(block)
    try:
        headers = _HTTP.parse(stream)
    except DAMAGE_ERRORS as error:
        raise Unreadable(_NO_ANSWER) from error
    if not headers.protocol.startswith("HTTP/"):
        raise Unreadable(_NO_ANSWER)
    return headers, stream.read()


def unpacked(headers: StatusAndHeaders, body: bytes, limit: int) -> bytes:
    """A body without the encodings that its headers name, cut after `limit` bytes. An encoding that is named although
    the archiving tool took it off is none. Raises Unreadable for one that cannot be read, or zlib.error."""
    if (headers.get_header("Transfer-Encoding") or "").strip().lower() == "chunked":
        body = ChunkedDataReader(io.BytesIO(body)).read()
    encoding = (headers.get_header("Content-Encoding") or "").strip().lower()
    if encoding in ("gzip", "x-gzip") and body.startswith(GZIP):
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(body, limit)
    if encoding == "deflate":
        for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
            try:
                return zlib.decompressobj(bits).decompress(body, limit)
            except zlib.error:
                continue
    if encoding in ("br", "zstd") and body.lstrip()[:1] != b"<":
        raise Unreadable(OTHER_ENCODING.format(encoding))
    return body[:limit]


def has_other_digest(stated: str | None, contents: Iterable[bytes]) -> bool:
    """Whether a digest as WARC states it (`sha1:` and base 32, or another name and base 16) is that of none of the
    contents. One of a kind that is not known here tells nothing."""
    kind, _, value = (stated or "").strip().partition(":")
    if kind.lower().replace("-", "") not in _DIGESTS:
        return False
    digests = [hashlib.new(kind.lower().replace("-", ""), content).digest() for content in contents]
    written = {
        form for digest in digests for form in (base64.b32encode(digest).decode(), digest.hex().upper())
    }
    return value.upper() not in written
