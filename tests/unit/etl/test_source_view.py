"""The source viewer marks the cell at a locator, whatever the format, and never raises."""

import hashlib
import io
import tarfile
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from openpyxl import Workbook

from etl import SourceExcerpt, SourceGone, excerpt_of_bytes, excerpt_of_source, original_file

PAGE = """<p>第一段</p><p>行政复议 3 5</p><table><tr><td rowspan=2>甲 &amp; 乙</td><td>1</td></tr><tr><td>2</td></tr></table>
<p>第三段 &lt;b&gt;</p>""".encode()
LINES = "\n".join(f"第{number}行文字" for number in range(1, 30)).encode()


def _page(locator: str) -> SourceExcerpt:
    return excerpt_of_bytes(PAGE, "a.html", locator)


def test_a_cell_is_marked_in_its_table() -> None:
    excerpt = _page("t1r1c1")
    assert excerpt.kind == "html"
    assert '<td rowspan="2"><mark>甲 &amp; 乙</mark></td>' in excerpt.html
    assert excerpt.html.count("<mark>") == 1
    assert (excerpt.caption_zh, excerpt.caption_en) == (
        "原文第 1 个表第 1 行第 1 格",
        "Source, table 1, row 1, cell 1",
    )


def test_a_paragraph_is_marked_among_its_neighbours() -> None:
    excerpt = _page("n3")
    assert excerpt.kind == "html"
    assert "<mark>第三段 &lt;b&gt;</mark>" in excerpt.html
    assert "第一段<br>" in excerpt.html
    assert excerpt.caption_zh == "原文第 3 段"


def test_a_word_marks_its_paragraph() -> None:
    assert "<mark>行政复议 3 5</mark>" in _page("n2c3").html


def test_a_line_is_marked_with_eight_lines_on_either_side() -> None:
    lines = (
        excerpt_of_bytes(LINES, "a.txt", "l15").html.removeprefix("<p>").removesuffix("</p>").split("<br>")
    )
    assert lines[8] == "<mark>第15行文字</mark>"
    assert (len(lines), lines[0], lines[-1]) == (17, "第7行文字", "第23行文字")


def test_a_line_of_a_workbook_outside_its_tables_is_marked() -> None:
    book, target = Workbook(), io.BytesIO()
    book.active.append(["某县政府信息公开工作年度报告"])
    book.save(target)
    excerpt = excerpt_of_bytes(target.getvalue(), "a.xlsx", "s1r1c1")
    assert "<mark>某县政府信息公开工作年度报告</mark>" in excerpt.html


@pytest.mark.parametrize(
    "locator",
    ["", "t9r1c1", "n99", "n1c", "l3", "s1r1c1", "p1@0,0,1,1", "p1@1,2,3", "t0r0c0", "?", "<script>", "c" * 9999],
)  # fmt: skip
def test_a_strange_locator_is_named_and_not_raised(locator: str) -> None:
    excerpt = _page(locator)
    assert excerpt.kind == "missing"
    assert excerpt.caption_zh
    assert excerpt.caption_en


def test_damaged_bytes_are_refused_in_words() -> None:
    excerpt = excerpt_of_bytes(b"%PDF-1.4 nothing", "a.pdf", "p1@0,0,1,1")
    assert excerpt.kind == "missing"
    assert "PDF" in excerpt.caption_zh


def test_a_source_that_moved_or_changed_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(PAGE)
    digest = hashlib.sha256(PAGE).hexdigest()
    assert excerpt_of_source(str(path), digest, "t1r1c1").kind == "html"
    assert "改动过" in excerpt_of_source(str(path), "0", "t1r1c1").caption_zh
    assert "不在原处" in excerpt_of_source(str(tmp_path / "b.html"), digest, "t1r1c1").caption_zh
    assert "没有印出" in excerpt_of_source(str(path), digest, "").caption_zh


def test_members_of_containers_open_by_their_names(tmp_path: Path) -> None:
    inner, outer = io.BytesIO(), tmp_path / "年报.tar.gz"
    with zipfile.ZipFile(inner, "w") as packed:
        packed.writestr("某县/a.html", PAGE)
    with tarfile.open(outer, "w:gz") as packed_again:
        member = tarfile.TarInfo("一/b.zip")
        member.size = len(inner.getvalue())
        packed_again.addfile(member, io.BytesIO(inner.getvalue()))
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@x.cn", "b@x.cn", "年报"
    mail.add_attachment(PAGE, "application", "octet-stream", filename="年报.html")
    (tmp_path / "m.eml").write_bytes(mail.as_bytes())
    digest = hashlib.sha256(PAGE).hexdigest()
    for name in (outer / "一/b.zip/某县/a.html", tmp_path / "m.eml/年报.html"):
        assert "甲 &amp; 乙</mark>" in excerpt_of_source(str(name), digest, "t1r1c1").html
    assert excerpt_of_source(str(outer / "一/b.zip/某县/b.html"), digest, "t1r1c1").kind == "missing"


def test_the_original_is_handed_over_only_as_it_was_read(tmp_path: Path) -> None:
    archive = tmp_path / "报送.zip"
    with zipfile.ZipFile(archive, "w") as target:
        target.writestr("甲县/报告.html", PAGE)
    sha256 = hashlib.sha256(PAGE).hexdigest()
    for name in (f"{archive}/甲县/报告.html", f"{archive}/甲县/报告.html#2"):
        assert original_file(name, sha256) == ("报告.html", PAGE)
    with pytest.raises(SourceGone, match="changed"):
        original_file(f"{archive}/甲县/报告.html", hashlib.sha256(b"other").hexdigest())
    with pytest.raises(SourceGone) as gone:
        original_file(f"{archive}/乙县/报告.html", sha256)
    assert "已不在原处" in gone.value.zh and "no longer" in str(gone.value)
