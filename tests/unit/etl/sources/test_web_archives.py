"""WARC files: pages and documents in them as sources with address and time, and what is refused."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from etl.sources.containers import warc_archive
from etl.sources.discovery import find
from etl.sources.source import Refused, Source
from tests.support.web_archive import PAGE, Answer, warc

SITE = "http://www.example.gov.cn"
PDF = b"%PDF-1.4 report"


def found(folder: Path, data: bytes, name: str = "a.warc.gz") -> dict[str, bytes]:
    (folder / name).write_bytes(data)
    return {
        one.name.removeprefix(f"{folder}/{name}/"): one.open()
        for one in find([folder])
        if isinstance(one, Source)
    }


def refused(folder: Path, data: bytes, name: str = "a.warc.gz") -> dict[str, str]:
    (folder / name).write_bytes(data)
    return {
        one.name.removeprefix(f"{folder}/{name}/"): one.reason
        for one in find([folder])
        if isinstance(one, Refused)
    }


def chunked(body: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in (body[:7], body[7:])) + b"0\r\n\r\n"


def with_headers(body: bytes, **headers: str) -> bytes:
    named = [(name.replace("_", "-"), value) for name, value in headers.items()]
    return warc(Answer(f"{SITE}/1.html", body, headers=[("Content-Type", "text/html"), *named]))


def test_a_wacz_package_is_looked_into(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("archive/data.warc.gz", warc(Answer(f"{SITE}/nb/t1.html")))
    inside = "archive/data.warc.gz/www.example.gov.cn/nb/t1.html"
    assert found(tmp_path, packed.getvalue(), "a.wacz") == {inside: PAGE}


@pytest.mark.parametrize("packed", [True, False])
def test_pages_and_documents_come_with_address_and_time(tmp_path: Path, packed: bool) -> None:
    data = warc(
        Answer(f"{SITE}/nb/t1.html"),
        Answer(f"{SITE}/files/%E5%B9%B4%E6%8A%A5.pdf", PDF, headers=[("Content-Type", "application/octet-stream")]),
        Answer(f"{SITE}/down?id=5", PDF, headers=[("Content-Disposition", 'attachment; filename="a.pdf"')]),
        packed=packed,
    )  # fmt: skip
    (tmp_path / "a.warc").write_bytes(data)
    sources = [one for one in find([tmp_path]) if isinstance(one, Source)]
    assert {one.name.removeprefix(f"{tmp_path}/a.warc/www.example.gov.cn/"): one.open() for one in sources} == {
        "nb/t1.html": PAGE, "files/年报.pdf": PDF, "down_id=5.pdf": PDF,
    }  # fmt: skip
    page = next(one for one in sources if one.name.endswith("t1.html"))
    assert page.manifest == {"url": f"{SITE}/nb/t1.html", "first_seen": "2024-01-10T08:30:00Z"}


def test_what_is_no_document_or_no_success_is_left_out(tmp_path: Path) -> None:
    data = warc(
        Answer(f"{SITE}/1.html"),
        Answer(f"{SITE}/2.html", status="404 Not Found"),
        Answer(f"{SITE}/3.html", status="302 Found"),
        Answer(f"{SITE}/a.css", b"<html>", headers=[("Content-Type", "text/css")]),
        Answer(f"{SITE}/a.js", b"'<html>'", headers=[("Content-Type", "application/javascript")]),
        Answer(f"{SITE}/a.png", b"\x89PNG", headers=[("Content-Type", "image/png")]),
        Answer(f"{SITE}/1.html", b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        Answer("dns:www.example.gov.cn", b"127.0.0.1", kind="resource", headers=[("Content-Type", "text/dns")]),
        Answer(f"{SITE}/saved.xhtml", kind="resource", headers=[("Content-Type", "application/xhtml+xml")]),
    )  # fmt: skip
    assert set(found(tmp_path, data)) == {"www.example.gov.cn/1.html", "www.example.gov.cn/saved.xhtml.html"}
    assert refused(tmp_path, data) == {}


def test_an_archive_compressed_as_a_whole_is_read_too(tmp_path: Path) -> None:
    plain = warc(Answer(f"{SITE}/1.html"), Answer(f"{SITE}/2.html", b"<html>two"), packed=False)
    assert list(found(tmp_path, gzip.compress(plain)).values()) == [PAGE, b"<html>two"]


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (chunked(PAGE), {"Transfer_Encoding": "chunked"}),
        (gzip.compress(PAGE, mtime=0), {"Content_Encoding": "gzip"}),
        (chunked(gzip.compress(PAGE, mtime=0)), {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"}),
        (zlib.compress(PAGE), {"Content_Encoding": "deflate"}),
        (PAGE, {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"}),  # taken off by the tool
        (PAGE, {"Content_Encoding": "br"}),
    ],
    ids=["chunked", "gzip", "both", "deflate", "taken-off", "br"],
)
def test_encodings_of_the_transport_are_taken_off(
    tmp_path: Path, body: bytes, headers: dict[str, str]
) -> None:
    assert list(found(tmp_path, with_headers(body, **headers)).values()) == [PAGE]


def test_records_of_one_address_are_told_apart_and_do_not_change_their_names(tmp_path: Path) -> None:
    data = warc(Answer(f"{SITE}/1.html"), Answer(f"{SITE}/1.html", b"<html>later"))
    first = found(tmp_path, data)
    assert list(first) == ["www.example.gov.cn/1 (2).html", "www.example.gov.cn/1.html"]
    more = data + warc(Answer(f"{SITE}/1.html", b"<html>last"))
    assert first.items() <= found(tmp_path, more).items()


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/../../etc/passwd.html", "www.example.gov.cn/etc/passwd.html"),
        ("/%2e%2e/%2Fa%00b.html", "www.example.gov.cn/a b.html"),
        ("/.hidden/~$a.html", "www.example.gov.cn/hidden/a.html"),
        ("/manifest.csv", "www.example.gov.cn/manifest.csv.html"),
        ("/", "www.example.gov.cn.html"),
        (f"/{'长' * 300}.html", f"www.example.gov.cn/{'长' * 120}.html"),
    ],
)
def test_a_site_cannot_choose_where_its_files_lie_or_what_is_stated(
    tmp_path: Path, path: str, name: str
) -> None:
    assert list(found(tmp_path, warc(Answer(SITE + path)))) == [name]


def test_a_site_cannot_give_a_roster(tmp_path: Path) -> None:
    data = warc(Answer(f"{SITE}/roster.xlsx", b"PK\x03\x04", headers=[("Content-Type", "application/zip")]))
    assert list(found(tmp_path, data)) == ["www.example.gov.cn/_roster.xlsx"]


@pytest.mark.parametrize("packed", [True, False])
def test_a_record_cut_by_a_kill_is_named_and_those_before_it_are_read(tmp_path: Path, packed: bool) -> None:
    whole = warc(Answer(f"{SITE}/1.html"), packed=packed)
    data = warc(Answer(f"{SITE}/1.html"), Answer(f"{SITE}/2.html", PAGE * 50), packed=packed)
    for length in (len(data) - 20, len(whole) + 200):
        assert list(found(tmp_path, data[:length])) == ["www.example.gov.cn/1.html"]
        assert any(
            "中断" in reason or "损坏" in reason for reason in refused(tmp_path, data[:length]).values()
        )


def _lines(count: int) -> bytes:
    return b"WARC/1.0\r\n" + b"a: b\r\n" * count + b"\r\n"


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: warc(Answer(f"{SITE}/1.html", status="404 Gone")), "没有成功取回"),
        (lambda: warc(Answer(f"{SITE}/1.html", more={"WARC-Truncated": "length"})), "没有取完"),
        (lambda: warc(Answer(f"{SITE}/1.html", more={"WARC-Segment-Number": "1"})), "分成几段"),
        (lambda: warc(Answer(f"{SITE}/1.html"), packed=False).replace(b"<body>", b"<BODY>"), "摘要不符"),
        (lambda: with_headers(b"\x8b\x02\x80", Content_Encoding="br"), "br 方式"),
        (lambda: with_headers(gzip.compress(bytes(65 << 20)), Content_Encoding="gzip"), "64 MB"),
        (lambda: warc(Answer(f"{SITE}/1.html", status="x")).replace(b"HTTP/1.1 x", b"nothing!!!"), "WARC"),
        (lambda: b"WARC/1.0\r\n" + b"x" * (1 << 20), "异常巨大"),
        (lambda: gzip.compress(b"WARC/1.0\r\n" + b"x" * (40 << 20)), "异常巨大"),
        (lambda: gzip.compress(_lines(3000)), "异常巨大"),
        (lambda: b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: x\r\n\r\nabc", "WARC"),
        (lambda: b"WARC/1.0\r\n\r\n", "WARC"),
        (lambda: warc(Answer(f"{SITE}/1.html"))[:-9] + b"123456789", "损坏"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_reason(
    tmp_path: Path, make: Callable[[], bytes], words: str
) -> None:
    data = make()
    reasons = list(refused(tmp_path, data).values())
    try:
        found(tmp_path, data)
    except Exception as error:
        reasons.append(str(error))
    assert reasons and words in "".join(reasons)


def test_an_archive_has_no_more_records_than_it_may(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc_archive, "MOST_RECORDS", 3)
    data = warc(*(Answer(f"{SITE}/{number}.html") for number in range(5)))
    assert len(found(tmp_path, data)) == 2
    assert "过多" in "".join(refused(tmp_path, data).values())
