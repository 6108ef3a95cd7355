"""Damage that other programs pass over in silence: a finding names it, or the file is refused."""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence

import openpyxl
import pytest
import reportlab.rl_config
from reportlab.pdfgen import canvas

from etl.demo import write
from etl.model.document import Unreadable
from etl.readers import html, pdf, spreadsheet
from etl.readers.html.damage import damage as of_page
from etl.readers.pdf.stream_damage import damage as of_pdf
from tests.support.one_report import read_report


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """An undamaged report of each format, by extension."""
    folder = tmp_path_factory.mktemp("undamaged")
    write(folder, 1, (2020, 2023), 5)
    paths = (path for path in sorted(folder.rglob("*")) if path.suffix in (".html", ".pdf"))
    return {path.suffix: path.read_bytes() for path in paths if path.is_file()}


def damage_messages(data: bytes, extension: str) -> list[str]:
    report = read_report(data, f"县/局2023年政府信息公开工作年度报告{extension}")
    return [finding.message for finding in report.findings if finding.rule == "source_damaged"]


def truncated_in_the_last_table(data: bytes) -> bytes:
    return data[: data.rindex(b"<td")]


def tag_without_end(data: bytes) -> bytes:
    match = list(re.finditer(rb"<td[^>]*>(?=(?:<[^>]*>)*\d)", data))[-1]
    return data[: match.end() - 1] + data[match.end() :]


def tag_opened_twice(data: bytes) -> bytes:
    return data.replace(b"</td>", b"<<td>", 40).replace(b"<<td>", b"</td>", 39)


def quote_never_closed(data: bytes) -> bytes:
    match = next(re.finditer(rb"<td(?=>)", data))
    return data[: match.end()] + b" class='x" + data[match.end() :]


@pytest.mark.parametrize(
    ("break_it", "words"),
    [
        (truncated_in_the_last_table, "中断"),
        (tag_without_end, "标签"),
        (quote_never_closed, "标签"),
        (tag_opened_twice, "标签"),
    ],
)
def test_a_broken_page(files: dict[str, bytes], break_it: Callable[[bytes], bytes], words: str) -> None:
    assert not damage_messages(files[".html"], ".html")
    (message,) = damage_messages(break_it(files[".html"]), ".html")
    assert words in message


@pytest.mark.parametrize(
    "undamaged",
    [
        "<table><tr><td title='a \"b\" c' class=x>1</td></tr></table>",
        '<table><tr><td style="font-family:\'Song\'">说"好"<br>it\'s</td></tr></table>',
        "<p class='x'>3 < 4 <<通知>></p><table><tr><td>a</td></tr></table><p>and more",
        "<table><tr><td><script>for(i=0;i<n;i++){a<b&&c<d}</script></td></tr></table>",
        "<script>s = '<td class=\"' + c + '\">'</script><table><tr><td>a</table>",
    ],
)
def test_an_undamaged_page(undamaged: str) -> None:
    assert of_page(undamaged) == []


def test_damage_is_looked_for_in_linear_time() -> None:
    assert of_page("<table>" + "<td a='b' " * 100_000 + "</table>")[0].kind == "torn_tag"
    assert of_page("<table>" + "<td" + " a='b'" * 200_000 + "></table>") == []
    assert html.read(b"<table><tr><td>1</td></tr>", "a.html").notes[0].kind == "cut_off"


@pytest.mark.parametrize(("as_letters", "damaged"), [(0, 0xFF), (1, 0x01)])
def test_a_broken_stream_of_a_pdf(
    files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, as_letters: int, damaged: int
) -> None:
    assert of_pdf(files[".pdf"]) == [] and not damage_messages(files[".pdf"], ".pdf")
    monkeypatch.setattr(reportlab.rl_config, "useA85", as_letters)
    target = io.BytesIO()
    page = canvas.Canvas(target, pageCompression=1)
    for line in range(40):
        page.drawString(50, 20 * line, f"{line * 7919}")
    page.save()
    data = target.getvalue()
    assert pdf.read(data, "a.pdf").notes == ()
    at = next(match.end() for match in re.finditer(rb"/FlateDecode[^>]*>>\s*stream\r?\n", data))
    broken = bytearray(data)
    broken[at + 40] ^= damaged
    assert [note.kind for note in of_pdf(bytes(broken))] == ["torn_stream"]
    shorter = data[: at + 30] + data[data.index(b"endstream", at) :]
    assert [note.kind for note in of_pdf(shorter)] == ["torn_stream"]


def test_streams_of_letters_are_not_looked_into_without_bound() -> None:
    stream = b"1 0 obj << /Filter [ /ASCII85Decode /FlateDecode ] >>\nstream\n%s\nendstream\n"
    assert [note.kind for note in of_pdf(stream % b"zz~>")] == ["torn_stream"]
    assert of_pdf(stream % (b"z" * (2 << 20) + b"~>")) == []


def test_a_sheet_whose_xml_is_broken_is_refused() -> None:
    book, target, broken = openpyxl.Workbook(), io.BytesIO(), io.BytesIO()
    book.active.append(["项目", 7])
    book.save(target)
    with zipfile.ZipFile(target) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.replace(b"<v>7</v>", b"7</v>") if "sheet1" in name else content)
    assert spreadsheet.read(target.getvalue(), "a.xlsx").blocks
    with pytest.raises(Unreadable, match="损坏"):
        spreadsheet.read(broken.getvalue(), "a.xlsx")


def findings(page: str) -> set[str]:
    report = read_report(page.encode(), "县/局2023年政府信息公开工作年度报告.html")
    return {finding.rule for finding in report.findings}


def test_a_table_without_a_figure_is_a_finding(files: dict[str, bytes]) -> None:
    page = files[".html"].decode("utf-8")
    tables = list(re.finditer(r"<table.*?</table>", page, re.DOTALL))
    blank = re.sub(r">[\d.,]+(?=<)", ">", tables[-1][0])
    assert "table_blank" not in findings(page)
    assert "table_blank" in findings(page.replace(tables[-1][0], blank))


RESULTS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]


def cases(figures: Sequence[object], below: Sequence[str] = RESULTS * 2) -> str:
    """A page with table 四; `below` are the headings under the two paths of litigation."""

    def row(cells: Iterable[str]) -> str:
        return f"<tr>{''.join(cells)}</tr>"

    paths = ['<td colspan="5">未经复议直接起诉</td>', '<td colspan="5">复议后起诉</td>']
    return (
        "<title>县局2023年政府信息公开工作年度报告</title><p>四、政府信息公开行政复议、行政诉讼情况</p><table>"
        + row(['<td colspan="5">行政复议</td>', '<td colspan="10">行政诉讼</td>'])
        + row([f'<td rowspan="2">{name}</td>' for name in RESULTS] + paths)
        + row(f"<td>{name}</td>" for name in below)
        + row(f"<td>{figure}</td>" for figure in figures)
        + "</table>"
    )


def test_a_total_too_many_among_the_headings_of_cases_is_doubted() -> None:
    figures = [
        4,
        2,
        1,
        3,
        10,
        2,
        0,
        1,
        1,
        4,
        2,
        0,
        0,
        0,
        2,
    ]  # the last five add up even if shifted by one column
    assert "header_unclear" not in findings(cases(figures))
    assert "header_unclear" in findings(cases(figures, [*RESULTS, "总计", *RESULTS]))


def test_a_cell_that_is_missing_among_zeros_leaves_a_total_blank() -> None:
    assert "total_blank" not in findings(cases([0] * 15))
    assert "total_blank" not in findings(cases([""] * 15))
    assert "total_blank" in findings(cases([*[0] * 14, ""]))


@pytest.mark.parametrize(("kept", "severity"), [(15, ""), (14, "warning")])
def test_a_text_that_ends_before_its_last_total_is_doubted(kept: int, severity: str) -> None:
    blank = [""] * 4
    rows = [
        ["行政复议", *blank, "行政诉讼", *blank, *blank, ""],
        [*RESULTS, "未经复议直接起诉", *blank, "复议后起诉", *blank],
        [*[""] * 5, *RESULTS, *RESULTS],
        [*["0"] * kept, *[""] * (15 - kept)],
    ]
    lines = [
        "县局2023年政府信息公开工作年度报告",
        "四、政府信息公开行政复议、行政诉讼情况",
        *map("\t".join, rows),
    ]
    report = read_report("\n".join(lines).encode(), "县/a.txt")
    told = [one for one in report.findings if one.rule == "total_blank"]
    assert "".join(one.severity for one in told) == severity
    assert all("截断" in one.message for one in told)


def test_a_heading_of_cases_that_is_lost_and_moves_the_others_is_doubted() -> None:
    figures = [0] * 10 + [1, 0, 0, 0, 1]
    lost = cases(figures).replace('<td colspan="5">未经复议直接起诉</td>', "")
    assert "header_unclear" not in findings(cases(figures))
    assert "header_unclear" in findings(lost)


@pytest.mark.parametrize(
    ("unit", "read", "doubted"),
    [
        ("（单位：万元）", 46.82, False), ("（单位：元）", 0.004682, False), ("（元）", 0.004682, False),
        ("（单位为人民币元，含滞纳金）", 0.004682, False), ("", 46.82, False), ("（单位：圆）", 46.82, True),
        ("（单悟万元）", 46.82, False), ("（单位：件、元）", 0.004682, False),
        ("（单位：=□□元）", 46.82, True), ("（单悟元）", 46.82, True), ("（单位：丆元）", 46.82, True), ("单位：丆千元", 46.82, True),
    ],
)  # fmt: skip
def test_a_unit_that_is_damaged_is_not_taken_for_another(unit: str, read: float, doubted: bool) -> None:
    page = (
        "<title>县局2023年政府信息公开工作年度报告</title><p>二、主动公开政府信息情况</p><table>"
        f"<tr><td>信息内容</td><td>本年收费金额{unit}</td></tr>"
        "<tr><td>行政事业性收费</td><td>46.82</td></tr></table>"
    )
    report = read_report(page.encode(), "县/局2023年政府信息公开工作年度报告.html")
    fees = [
        cell.value
        for address, cell in report.cells.items()
        if address.row == "fees" and cell.value is not None
    ]
    assert fees == [read]
    rules = [finding.rule for finding in report.findings if finding.table == "proactive_disclosure"]
    assert ("header_unclear" in rules) == doubted
