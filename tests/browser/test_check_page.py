"""报告自检: a report is read and checked in the session and nowhere kept; strange files are refused kindly."""

import csv
import io
import re
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser.reading import downloaded, open_page, settled
from tests.support.paths import ROOT


def upload(page: Page, served: str, name: str, data: bytes) -> None:
    open_page(page, f"{served}/check")
    page.locator("input[type=file]").first.set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    )
    expect(page.get_by_text(re.compile("没有读取|条规则核对|项规则核对")).first).to_be_visible(timeout=60_000)
    settled(page)


def snapshot(folder: Path) -> list[tuple[str, int]]:
    return sorted((str(path), path.stat().st_size) for path in folder.rglob("*") if path.is_file())


def test_a_sound_report_is_shown_as_recognised_with_its_identity(
    served: str, demo_warehouse: Path, page: Page
) -> None:
    before = snapshot(demo_warehouse)
    upload(page, served, "本机关2025.html", (ROOT / "data/reports/real/city_2025.html").read_bytes())
    expect(page.get_by_text("没有错误和警告").first).to_be_visible()
    expect(page.get_by_text(re.compile("测试市")).first).to_be_visible()
    cell = page.locator('[data-cell="applications.received_new.natural_person"]').first
    printed = cell.inner_text()
    cell.click()
    settled(page)
    expect(page.locator("mark").first).to_have_text(printed)
    assert snapshot(demo_warehouse) == before


def test_a_broken_report_names_its_cells(served: str, demo_warehouse: Path, page: Page) -> None:
    folder = demo_warehouse.parent / "demo"
    rows = csv.DictReader(io.StringIO((folder / ".faults.csv").read_text(encoding="utf-8-sig")))
    fault = next(row for row in rows if row["fault"] == "total_off_by_one" and row["file"].endswith(".html"))
    upload(page, served, "待发布.html", (folder / fault["file"]).read_bytes())
    expect(page.get_by_text(re.compile("[0-9]+ 处错误")).first).to_be_visible()
    shown = page.locator(".st-key-card_check_findings")
    shown.get_by_role("button", name="看这一格").first.click()
    settled(page)
    expect(page.locator("mark").first).to_be_visible()
    book = openpyxl.load_workbook(io.BytesIO(downloaded(page, shown.get_by_role("button", name="XLSX"))))
    head, *body = [list(row) for row in book["数据"].values]
    assert "错误" in {row[0] for row in body}
    assert fault["row"] in {row[head.index("行代码")] for row in body}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.txt", "今天天气很好。".encode()),
        ("x.pdf", b"%PDF-1.4 broken"),
        ("x.docx", b"PK\x03\x04nothing"),
        ("x.xlsx", b"\x00" * 99),
        ("x.jpg", b"\xff\xd8\xff" + b"\x00" * 99),
        ("x.zip", b"PK\x05\x06" + b"\x00" * 18),
    ],
)
def test_what_is_no_report_is_refused_with_a_reason(served: str, page: Page, name: str, data: bytes) -> None:
    upload(page, served, name, data)
    said = page.get_by_test_id("stAlert").filter(has_text="没有读取").inner_text()
    assert len(said) > 20
    expect(page.get_by_text("not allowed")).to_have_count(0)
    expect(page.locator(".st-key-card_check_form")).to_have_count(0)
