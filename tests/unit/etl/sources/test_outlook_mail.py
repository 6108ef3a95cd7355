"""Mails that Outlook saves: the same files come out as of a mail that is sent."""

from pathlib import Path

import pytest

from etl.sources.discovery import find
from etl.sources.source import Refused, Source
from tests.support.outlook_file import Tree, compound_file, outlook_mail

TABLE = "<table>" + "<tr><td>行政许可<td>3</tr>" * 60 + "</table>"


def found(folder: Path, tree: Tree) -> dict[str, bytes | str]:
    """What is found in a mail: bytes, or the reason why it is not opened."""
    (folder / "a.msg").write_bytes(compound_file(tree))
    results: dict[str, bytes | str] = {}
    for item in find([folder]):
        assert isinstance(item, Source | Refused)
        name = item.name.partition("a.msg/")[2]
        results[name] = item.open() if isinstance(item, Source) else item.reason
    return results


def test_attachments_small_and_large(tmp_path: Path) -> None:
    large = bytes(range(256)) * 700
    mail = outlook_mail(
        "年报", "请查收", [("某县统计局年报.docx", b"1"), ("附表.xlsx", large), ("空.pdf", b"")]
    )
    assert found(tmp_path, mail) == {"某县统计局年报.docx": b"1", "附表.xlsx": large, "空.pdf": b""}


def test_names_stay_in_the_mail_and_mails_in_mails_are_opened(tmp_path: Path) -> None:
    inner = outlook_mail("某局:年报", attachments=[("..\\..\\年报.html", b"2")])
    assert found(tmp_path, outlook_mail("转发", "见附件", [inner])) == {"某局 年报.eml/年报.html": b"2"}


@pytest.mark.parametrize("kind", ["message/rfc822", "multipart/mixed", "text/html\r\nX: y", "x", ""])
def test_what_an_attachment_is_called_does_not_hide_it(tmp_path: Path, kind: str) -> None:
    sent = b"From: a@x.cn\r\nTo: b@x.cn\r\nSubject: x\r\n\r\n<p>3"
    (content,) = found(tmp_path, outlook_mail("转发", attachments=[("年报.eml", sent)], kind=kind)).values()
    assert content == b"\xef\xbb\xbf<p>3"


@pytest.mark.parametrize("attachments", [(), [("附表.xlsx", b"x")]])
def test_the_text_counts_where_it_holds_a_table(tmp_path: Path, attachments: list[tuple[str, bytes]]) -> None:
    results = found(tmp_path, outlook_mail("某县统计局2023年报", "", attachments, page=TABLE))
    page = results.pop("某县统计局2023年报.html")
    assert isinstance(page, bytes) and TABLE in page.decode()
    assert set(results) == {name for name, _ in attachments}


def test_what_is_nested_without_end_or_damaged_is_refused(tmp_path: Path) -> None:
    mail = outlook_mail("最里", attachments=[("年报.html", b"1")])
    for _ in range(12):
        mail = outlook_mail("转发", attachments=[mail])
    assert list(map(str, found(tmp_path, mail).values())) == [
        "邮件（msg）里的邮件层层嵌套，没有打开；请把附件另存后提交。"
    ]
    whole = compound_file(outlook_mail("年报", "", [("年报.html", b"1" * 9000)]))
    huge_sectors = whole[:30] + b"\x1e" + whole[31:]
    for data in (whole[:513], whole[:1500], whole[: len(whole) // 2], huge_sectors):
        (tmp_path / "a.msg").write_bytes(data)
        (item,) = find([tmp_path])
        assert isinstance(item, Refused) and "附件另存" in item.reason


def test_streams_that_share_their_bytes_are_no_bomb(tmp_path: Path) -> None:
    content = bytes(1_000_000)
    whole = compound_file(outlook_mail("年报", "", [(f"{number}.html", content) for number in range(3)]))
    start = whole.index("__substg1.0_37010102".encode("utf-16-le"))
    first = whole[start + 116 : start + 120]
    shared = bytearray(whole)
    while start >= 0:
        shared[start + 116 : start + 120] = first
        shared[start + 120 : start + 124] = (3_000_000).to_bytes(4, "little")
        start = whole.find("__substg1.0_37010102".encode("utf-16-le"), start + 1)
    (tmp_path / "a.msg").write_bytes(shared)
    (item,) = find([tmp_path])
    assert isinstance(item, Refused) and "损坏" in item.reason
