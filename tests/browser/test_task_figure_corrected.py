"""Task: correct a figure that a report prints wrong, load, and see print, correction, author and reason on the cell."""

import re
from pathlib import Path

import duckdb
from playwright.sync_api import Browser, Page, expect

from etl.checks.corrections import read_corrections
from tests.browser.reading import card, followed, new_reader, open_page, settled
from tests.browser.serving import dashboard
from tests.robustness.faults.few_reports import load_here
from tests.support.processes import run_etl, run_ok
from tests.support.review_reports import page as report_page

PLACE = Path("湖南省") / "湘潭市" / "湘潭县"
CELL = "review_litigation.review.total"


def agency_id(warehouse: Path) -> str:
    database = run_ok(run_etl("path", "--warehouse", str(warehouse))).strip()
    with duckdb.connect(database, read_only=True) as con:
        return str(con.execute("select agency_id from reports").fetchall()[0][0])


def put_down(window: Page, right: str, author: str) -> None:
    form = card(window, "agency_form")
    form.get_by_text("更正这个数").click()
    form.get_by_role("textbox", name=re.compile("^应为")).fill(right)
    form.get_by_label("更正原因").fill("总计误写")
    form.get_by_label("依据（如来函文号）").fill("函〔2025〕3号")
    form.get_by_label("经办人（记入台账）").fill(author)
    form.get_by_role("button", name="登记更正").click()


def test_a_figure_is_corrected(page: Page, chromium: Browser, tmp_path: Path) -> None:
    folder, warehouse = tmp_path / "reports", tmp_path / "warehouse"
    (folder / PLACE).mkdir(parents=True)
    (folder / PLACE / "统计局.html").write_text(
        report_page("湘潭县统计局", upheld=2, total=5), encoding="utf-8"
    )
    load_here(folder, warehouse)
    with dashboard(warehouse) as address:
        link = f"{address}/agency?agency={agency_id(warehouse)}&agency-part=form&agency-cell={CELL}"
        open_page(page, link)
        form = card(page, "agency_form")
        expect(form).to_be_visible()
        # another person has the same cell open
        context = new_reader(chromium)
        other = followed(context.new_page())
        open_page(other, link)
        put_down(page, "2", "张三")
        expect(form.get_by_text("已登记。")).to_be_visible()
        expect(form.get_by_text("张三 · 5 → 2 · 总计误写 · 函〔2025〕3号")).to_be_visible()
        expect(form.get_by_text(f"load {folder}")).to_be_visible()
        put_down(other, "3", "李四")
        expect(card(other, "agency_form").get_by_text("刚被别人改过")).to_be_visible()
        expect(card(other, "agency_form").get_by_text("张三 · 5 → 2")).to_be_visible()
        context.close()
        (line,) = read_corrections(warehouse / "corrections.csv")
        assert (line.printed, line.right, line.author) == ("5", "2", "张三")
        # what is shown changes with the version that a load publishes, not before
        shown = form.locator(f'button[data-cell="{CELL}"]')
        expect(shown).not_to_contain_text("→")
        load_here(folder, warehouse)
        open_page(page, link)
        expect(shown).to_contain_text("→2")
        assert "张三" in str(shown.get_attribute("title"))
        expect(form.get_by_text("尚未生效")).to_have_count(0)
        settled(page)
