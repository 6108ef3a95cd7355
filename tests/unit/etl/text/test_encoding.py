"""Bytes of pages to text: what they are goes before what they claim."""

from __future__ import annotations

import pytest

from etl.model.document import Note
from etl.readers import html
from etl.text.encoding import decode

SIMPLE = "湘潭县2020年政府信息公开工作年度报告，本机关不掌握"
TRADITIONAL = "二零二零年度政府資訊公開年度報告總計"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("claim", [None, "utf-8", "gb2312", "GBK", "big5", "iso-8859-1", "nonsense", "rot13"])
def test_any_encoding_under_any_claim(encoding: str, claim: str | None) -> None:
    page = (
        f'<meta http-equiv="Content-Type" content="text/html; charset={claim}">' if claim else "<p>"
    ) + SIMPLE
    assert decode(page.encode(encoding)) == page


@pytest.mark.parametrize("claim", [None, "big5", "gbk", "utf-8"])
def test_big5_pages(claim: str | None) -> None:
    page = f"<meta charset='{claim}'>" + TRADITIONAL
    assert decode(page.encode("big5")) == page


def test_an_outer_declaration_and_one_of_xml() -> None:
    assert decode("联通".encode("gbk"), "gb2312") == "联通"
    assert decode('<?xml version="1.0" encoding="gb2312"?><p>联通</p>'.encode("gbk")).endswith("<p>联通</p>")


def test_characters_beyond_gb2312() -> None:
    assert decode("<meta charset=gb2312>㛃瞭€𠀀䶮公开".encode("gb18030")).endswith("㛃瞭€𠀀䶮公开")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_page_cut_within_a_character_keeps_the_rest(encoding: str) -> None:
    assert decode((SIMPLE * 5).encode(encoding)[:-1])[:-1] == (SIMPLE * 5)[:-1]


def test_damage_is_replaced_and_noted() -> None:
    document = html.read(b"<p>" + SIMPLE.encode() + b"\xff\xff</p><table><tr><td>1<td>2</table>", "a.html")
    assert document.paragraphs[0].text == SIMPLE + "\ufffd\ufffd"
    assert document.notes == (Note("replaced_characters", "2"),)


@pytest.mark.parametrize(
    "data", [b"", b"\xff", b"\xff\xfe", b"\xfe\xff\x00", b"\x00" * 50, bytes(range(256)) * 3]
)
def test_nothing_raises(data: bytes) -> None:
    assert isinstance(decode(data), str)
