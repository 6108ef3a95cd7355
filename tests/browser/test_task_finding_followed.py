"""Task: send a finding back, take the reply in, load the corrected report, and see that it is closed; then count a ledger."""

import io
from pathlib import Path

import openpyxl
from playwright.sync_api import Browser, Page, expect

from tests.browser.reading import downloaded, followed, new_reader, open_page, settled
from tests.browser.serving import dashboard
from tests.support.office_workbook import workbook
from tests.support.processes import run_etl, run_ok
from tests.support.review_reports import page as report_page

PLACE = Path("湖南省") / "湘潭市" / "湘潭县"
TAB = "season?season-part=follow_up"


def load(folder: Path, warehouse: Path) -> None:
    run_ok(run_etl("load", str(folder), "--warehouse", str(warehouse)))


def set_note(window: Page, note: str) -> None:
    """Change the note of the finding that is chosen, and keep its state."""
    window.get_by_label("说明", exact=True).fill(note)
    window.get_by_role("button", name="保存").click()


def named(window: Page, name: str) -> None:
    window.get_by_label("经办人（记入台账）").fill(name)
    window.get_by_label("经办人（记入台账）").press("Enter")
    settled(window)


def test_the_life_of_a_finding(page: Page, chromium: Browser, tmp_path: Path) -> None:
    folder, warehouse = tmp_path / "reports", tmp_path / "warehouse"
    (folder / PLACE).mkdir(parents=True)
    file = folder / PLACE / "统计局.html"
    file.write_text(report_page("湘潭县统计局", upheld=2, total=5), encoding="utf-8")
    load(folder, warehouse)
    with dashboard(warehouse) as address:
        open_page(page, f"{address}/{TAB}")
        named(page, "张三")
        page.get_by_role("button", name="记为已退回").click()
        expect(page.get_by_text("条记为已退回")).to_be_visible()
        settled(page)
        data = downloaded(page, page.get_by_role("button", name="退回单（xlsx）"))
        page.locator("input[type=file]").set_input_files(
            {"name": "回来.xlsx", "mimeType": "application/octet-stream", "buffer": answered(data)}
        )
        page.get_by_role("button", name="读入答复").click()
        expect(page.get_by_text("采用 1 条答复")).to_be_visible()
        settled(page)
        expect(page.get_by_text("已答复 1")).to_be_visible()
        # two people have the same finding open: the second is told, and no change is lost
        context = new_reader(chromium)
        other = followed(context.new_page())
        open_page(other, f"{address}/{TAB}")
        named(other, "李四")
        set_note(page, "电话核实")
        expect(page.get_by_text("已保存。")).to_be_visible()
        set_note(other, "当面核实")
        expect(other.get_by_text("刚被别人改过，没有保存")).to_be_visible()
        expect(other.get_by_text("张三 · 已答复 → 已答复 · 电话核实")).to_be_visible()
        set_note(other, "当面核实")
        expect(other.get_by_text("李四 · 已答复 → 已答复 · 当面核实")).to_be_visible()
        context.close()
        file.write_text(report_page("湘潭县统计局", upheld=2, total=2), encoding="utf-8")
        load(folder, warehouse)
        open_page(page, f"{address}/{TAB}&season-open=all")
        expect(page.get_by_text("已更正 1")).to_be_visible()
        closing = page.locator("p", has_text="已答复 → 已更正 · 第 2 版载入的报告中已更正")
        expect(closing).to_be_visible()
        count_ledger(page, f"{address}/season?season-part=ledger")


def count_ledger(page: Page, address: str) -> None:
    """Upload a ledger with a late reply, a hidden row and one that is not understood; see all three, and save the form."""
    rows = [
        ("收到日期", "申请人类别", "办理结果", "办结日期"),
        ("2024-01-08", "公民", "予以公开", "2024-06-20"),
        ("2024-01-09", "公民", "予以公开", "2024-01-20"),
        ("某日", "公民", "予以公开", "2024-01-20"),
    ]
    open_page(page, address)
    page.get_by_label("机关名称").fill("湘潭县统计局")
    page.get_by_label("机关名称").press("Enter")
    page.get_by_label("年度", exact=True).fill("2024")
    page.get_by_label("年度", exact=True).press("Enter")
    settled(page)
    page.locator("input[type=file]").set_input_files(
        {
            "name": "台账.xlsx",
            "mimeType": "application/octet-stream",
            "buffer": workbook(rows, hidden_rows=[3]),
        }
    )
    expect(page.get_by_text("计入 2 件")).to_be_visible()
    expect(page.get_by_text("1 行看不懂，没有计入")).to_be_visible()
    expect(page.get_by_text("筛选掉的 1 行（第 3 行）照样计入")).to_be_visible()
    expect(page.get_by_text("超过法定期限的申请 1 件")).to_be_visible()
    settled(page)
    form = openpyxl.load_workbook(
        io.BytesIO(downloaded(page, page.get_by_role("button", name="保存（xlsx）")))
    )
    assert [cell.value for cell in list(form["台账说明"].rows)[-1]] == [
        "表1 2",
        "2024-01-08",
        "2024-06-20",
        "112",
    ]


def answered(data: bytes) -> bytes:
    """The return list with the reply of the body whose total is wrong."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book["退回单"]
    heads = [cell.value for cell in sheet[2]]
    (row,) = [row for row in sheet.iter_rows(min_row=3) if row[heads.index("印出")].value == 5]
    row[heads.index("整改情况")].value = "已更正"
    row[heads.index("说明")].value = "总计误写"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
