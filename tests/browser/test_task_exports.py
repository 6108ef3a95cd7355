"""Task 9: export what is shown and everything; the workbook says what it is, of what, which version, how to cite."""

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import duckdb
import openpyxl
from playwright.sync_api import Page, expect

from tests.browser.reading import card, downloaded, open_page, rows, settled

EXPLAINED = {"标题", "筛选", "数据版本", "链接", "覆盖", "引用"}


def database(demo_warehouse: Path) -> str:
    return str(demo_warehouse / (demo_warehouse / "CURRENT").read_text().strip())


def prepared(page: Page, label: str) -> bytes:
    """The file that is offered once it is made."""
    page.get_by_role("button", name=re.compile(label)).first.click()
    of_all = "全部报告|everything"
    save = page.get_by_role(
        "button", name=re.compile(f"保存 .*({of_all})" if "全部" in label else f"保存 (?!.*({of_all}))")
    )
    expect(save.first).to_be_visible(timeout=60_000)
    return downloaded(page, save.first)


def test_what_is_shown_and_everything_are_different_files(
    served: str, demo_warehouse: Path, page: Page
) -> None:
    open_page(page, f"{served}/data?data-part=download&county=澜汀区&from=2024&to=2024")
    chosen, everything = (
        rows(downloaded(page, page.get_by_role("button", name=re.compile(label))))
        for label in ("下载所选", "下载全部")
    )
    with duckdb.connect(database(demo_warehouse), read_only=True) as con:
        whole = con.execute("select count(*) from cells").fetchall()[0][0]
        part = con.execute(
            "select count(*) from cells join reports using (report_id) "
            "where is_current and synthetic and county = '澜汀区' and year = 2024"
        ).fetchall()[0][0]
    assert (len(chosen) - 1, len(everything) - 1) == (part, whole)
    at = {name: place for place, name in enumerate(chosen[0])}
    assert {row[at["年度"]] for row in chosen[1:]} == {"2024"}
    assert {row[at["县市区"]] for row in chosen[1:]} == {"澜汀区"}


def test_the_workbook_of_everything_explains_itself(served: str, page: Page) -> None:
    open_page(
        page, f"{served}/data?data-part=download&data-what=measures&data-format=xlsx&county=澜汀区&from=2024"
    )
    book = openpyxl.load_workbook(io.BytesIO(prepared(page, "准备所选")), read_only=True)
    assert book.sheetnames == ["数据", "说明"]
    said = {str(row[0]): str(row[1]) for row in book["说明"].iter_rows(values_only=True)}
    assert set(said) >= EXPLAINED | {"公开率", "空白怎样计数"}
    assert "予以公开" in said["公开率"]
    assert "÷" in said["公开率"]
    assert "version=2" in said["链接"]
    assert "2024–2025" in said["覆盖"]
    head = next(book["数据"].iter_rows(values_only=True))
    assert {"分子", "分母", "数值", "机关", "年度", "县市区", "区划代码"} <= set(head)


def test_a_chart_s_workbook_explains_itself(served: str, page: Page) -> None:
    open_page(page, f"{served}/applications?applications-part=outcomes&county=澜汀区")
    shown = card(page, "applications_grounds")
    book = openpyxl.load_workbook(io.BytesIO(downloaded(page, shown.get_by_role("button", name="XLSX"))))
    said = {row[0]: str(row[1]) for row in book["说明"].values}
    assert set(said) >= EXPLAINED
    assert "澜汀区" in said["筛选"]


def test_the_data_package_opens_and_describes_itself(served: str, page: Page) -> None:
    open_page(page, f"{served}/data?data-part=download&county=澜汀区&from=2024")
    with zipfile.ZipFile(io.BytesIO(prepared(page, "打包所选"))) as package:
        descriptor = json.loads(package.read("datapackage.json"))
        readme = package.read("README.md").decode("utf-8")
        assert "空白不是零" in readme
        assert "version=2" in readme
        assert "cff-version" in package.read("CITATION.cff").decode("utf-8")
        for resource in descriptor["resources"]:
            text = package.read(resource["path"]).decode("utf-8-sig")
            head = next(csv.reader(io.StringIO(text)))
            assert head == [field["name"] for field in resource["schema"]["fields"]]


def test_the_official_form_as_one_row_a_report(served: str, page: Page) -> None:
    open_page(
        page, f"{served}/data?data-part=download&data-what=official&data-form=2021&county=澜汀区&from=2024"
    )
    data = rows(downloaded(page, page.get_by_role("button", name=re.compile("下载所选"))))
    assert "表三 一、本年新收政府信息公开申请数量｜自然人" in data[0]
    assert len(data) > 2


def test_every_definition_is_on_the_page(served: str, demo_warehouse: Path, page: Page) -> None:
    open_page(page, f"{served}/data")
    with duckdb.connect(database(demo_warehouse), read_only=True) as con:
        labels = [row[0] for row in con.execute("select label_zh from measures").fetchall()]
    for label in labels:
        expect(page.get_by_text(label, exact=True).first).to_be_attached()
    page.get_by_label("查找指标").fill("败诉率")
    page.get_by_label("查找指标").press("Enter")
    settled(page)
    expect(page.locator(".st-key-card_data_measures").get_by_text("诉讼纠错率", exact=True)).to_be_visible()
    expect(page.locator(".st-key-card_data_measures").get_by_text("公开率", exact=True)).to_have_count(0)
