"""Mails: their attachments, the mails and archives in them, and a text that counts alone."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from etl.sources import discovery
from etl.sources.containers.members import read_member
from etl.sources.source import Source
from tests.support.found_files import archive
from tests.support.mails import attach, mail, opened, refused


def test_attachments_of_a_mail(tmp_path: Path) -> None:
    message = attach(attach(mail(), "某县统计局年报.docx", b"1"), "某县统计局年报.docx", b"2")
    message.add_attachment(b"\x89PNG", "image", "png", filename="照片.gif")
    (tmp_path / "a.eml").write_bytes(message.as_bytes())
    assert opened(tmp_path / "a.eml") == {"某县统计局年报.docx": b"1", "某县统计局年报 (2).docx": b"2"}
    assert list(refused(tmp_path / "a.eml")) == ["照片.gif"]


@pytest.mark.parametrize(
    "disposition",
    [
        b'attachment; filename="=?GBK?B?'
        + __import__("base64").b64encode("年报.docx".encode("gbk"))
        + b'?="',
        b'attachment; filename="=?gb2312?Q?=C4=EA=B1=A8=2Edocx?="',
        b'attachment; filename="' + "年报.docx".encode("gbk") + b'"',
        b'attachment; filename="' + "年报.docx".encode() + b'"',
        b"attachment; filename*=GB18030''%C4%EA%B1%A8.docx",
        b"attachment; filename*0*=utf-8''%E5%B9%B4; filename*1*=%E6%8A%A5.docx",
        b'attachment; filename="C:\\\\tmp\\\\' + "年报.docx".encode("gbk") + b'"',
        b'attachment; filename="../../' + "年报.docx".encode() + b'"',
    ],
)
def test_names_of_attachments_in_every_writing(tmp_path: Path, disposition: bytes) -> None:
    data = (
        b"From: a@x.cn\r\nTo: b@x.cn\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: application/octet-stream\r\n"
        b"Content-Transfer-Encoding: base64\r\nContent-Disposition: " + disposition + b"\r\n\r\nMTIz\r\n"
    )
    (tmp_path / "m.eml").write_bytes(data)
    assert opened(tmp_path / "m.eml") == {"年报.docx": b"123"}


def test_mails_in_mails_and_archives_in_mails(tmp_path: Path) -> None:
    inner = attach(mail("某局:年报"), "年报.zip", archive({"年报/一.html": b"1"}))
    outer = mail("转发")
    outer.add_attachment(inner)
    attach(outer, "另一封.eml", attach(mail("二"), "二.html", b"2").as_bytes())
    (tmp_path / "a.eml").write_bytes(outer.as_bytes())
    assert opened(tmp_path / "a.eml") == {
        "某局 年报.eml/年报.zip/年报/一.html": b"1",
        "另一封.eml/二.html": b"2",
    }


def test_the_text_of_a_mail_counts_where_nothing_is_attached_or_where_it_holds_a_table(
    tmp_path: Path,
) -> None:
    table = "<table>" + "<tr><td>行政许可<td>3</tr>" * 40 + "</table>"
    page = mail("某县统计局2023年政府信息公开工作年度报告", "文字")
    page.add_alternative(table, subtype="html", charset="gb2312")
    (tmp_path / "a.eml").write_bytes(page.as_bytes())
    (text,) = opened(tmp_path / "a.eml").items()
    assert text[0] == "某县统计局2023年政府信息公开工作年度报告.html" and table in text[1].decode("utf-8")
    (tmp_path / "b.eml").write_bytes(attach(page, "附表.xlsx", b"x").as_bytes())
    assert set(opened(tmp_path / "b.eml")) == {"附表.xlsx", text[0]}
    short = mail()
    short.add_alternative("<table><tr><td>电话<td>1</table>", subtype="html")
    (tmp_path / "c.eml").write_bytes(attach(short, "年报.docx", b"x").as_bytes())
    assert list(opened(tmp_path / "c.eml")) == ["年报.docx"]


def test_a_text_that_was_passed_on_is_read_without_its_marks(tmp_path: Path) -> None:
    passed_on = mail("转发", "\n".join(f"> > {line}" for line in ("年度报告", "行政许可\t3")))
    (tmp_path / "a.eml").write_bytes(passed_on.as_bytes())
    assert next(iter(opened(tmp_path).values())).decode("utf-8-sig").split("\n")[:2] == [
        "年度报告",
        "行政许可\t3",
    ]


def test_a_sealed_mail_and_a_saved_page_named_as_a_mail(tmp_path: Path) -> None:
    sealed = mail()
    sealed.set_content(b"0", "application", "pkcs7-mime")
    (tmp_path / "a.eml").write_bytes(sealed.as_bytes())
    assert any("加密" in reason for reason in refused(tmp_path / "a.eml").values())
    page = b"MIME-Version: 1.0\r\nSubject: x\r\nFrom: y\r\nDate: z\r\nContent-Type: multipart/related; boundary=B\r\n\r\n--B--"
    (tmp_path / "b.eml").write_bytes(page)
    assert opened(tmp_path / "b.eml") == {"": page} or list(opened(tmp_path)) == ["b.eml"]


def test_a_mailbox_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a.mbox").write_bytes(
        b"From a@example.org Mon Jan  1 00:00:00 2024\nFrom: a@example.org\n\nx\n"
    )
    assert "eml" in refused(tmp_path)["a.mbox"]


def test_a_mail_of_few_headers_inside_an_archive_is_opened_again_to_be_read(tmp_path: Path) -> None:
    mail = b"Subject: x\nMIME-Version: 1.0\nContent-Type: text/plain; name=a.txt\nContent-Disposition: attachment\n\nwords"
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("m.eml", b"From: a\n" + mail)
    (found,) = discovery.find([tmp_path])
    assert isinstance(found, Source)
    assert read_member(found.path, found.members, 1000).strip() == b"words"
