"""What the quality page says of reports that were seen where they are published."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from etl.model.report import Report
from pages.parts.data import database, query
from pages.parts.data.selection import Selection
from tests.support.pages import run_page
from tests.support.reports import build, identity, report

SITE = "http://www.example.gov.cn"


def filed(agency: str, file: str, published_on: str = "", level: str = "county") -> Report:
    made = report(identity(agency, 2023, published_on=published_on, level=level))
    return replace(made, source_name=file, url=f"{SITE}/{file}")


def seen(
    file: str, first: str, last: str = "", gone: str = "", parent: str = "", url: str = ""
) -> dict[str, str]:
    return {
        "url": url or f"{SITE}/{file}", "first_seen": first, "last_seen": last or first, "gone": gone,
        "parent_url": parent and f"{SITE}/{parent}", "http_status": "200",
    }  # fmt: skip


REPORTS = [
    filed("示例县财政局", "1.html"), filed("示例县财政局", "1.pdf"),
    filed("示例县教育局", "2.html", "2024-01-20"), filed("示例县水利局", "3.html", "2024-02-09"),
    filed("示例县民政局", "4.html"), filed("示例县澄江镇人民政府", "5.html", level="township"),
    filed("示例县统计局", "6.html"), filed("示例县审计局", "7.html"), filed("示例县审计局", "7b.html"),
]  # fmt: skip
SIGHTINGS = {
    "1.html": seen(
        "1.html", "2024-01-31T15:30:00Z", "2024-04-01T02:00:00Z"
    ),  # 23:30 on the last day in China
    "1.pdf": seen("1.pdf", "2024-02-03T00:00:00Z", parent="1.html", gone="2024-03-01"),
    "2.html": seen("2.html", "2024-02-10T00:00:00Z", parent="list.html"),
    "3.html": seen("3.html", "2024-02-10T00:00:00Z"),
    "4.html": seen("4.html", "2024-01-31T16:30:00Z", gone="2024-05-01"),  # the day after in China
    "5.html": seen("5.html", "2024-02-10T00:00:00Z"),
    "7.html": seen("7.html", "2024-01-10T00:00:00Z", "2024-01-20T00:00:00Z", gone="2024-01-21"),
    "7b.html": seen("7b.html", "2024-02-02T01:00:00Z", "2024-03-02T01:00:00Z", url=f"{SITE}/7.html"),
}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("published")
    build(folder, REPORTS, sightings=SIGHTINGS)
    (folder / "CURRENT").write_text("disclosure.000001.duckdb\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DISCLOSURE_WAREHOUSE", str(folder))
        yield folder
        opened = database.open_version()
        assert opened is not None
        database.connection(opened.path, opened.mark).close()
        database.forget()


@pytest.fixture(scope="module")
def rows(warehouse: Path) -> pd.DataFrame:
    opened = database.open_version()
    assert opened is not None
    found = query.ask(opened, Selection(2023, 2023, ""), "published", year=2023)
    return found.assign(agency=found["agency"].str.removeprefix("示例县")).set_index("agency")


def test_what_was_seen_by_the_date_counts_more_than_what_a_page_states(rows: pd.DataFrame) -> None:
    assert rows["proof"].to_dict() == {
        "财政局": "seen_in_time", "审计局": "seen_in_time", "教育局": "stated_in_time", "水利局": "stated_late",
        "民政局": "unknown", "澄江镇人民政府": "no_date",
    }  # fmt: skip
    assert rows.at["财政局", "first_seen"] == "2024-01-31 23:30"
    assert rows.at["财政局", "last_seen"] == "2024-04-01 10:00"


def test_a_page_and_its_attachment_are_one_report(rows: pd.DataFrame) -> None:
    assert (rows.at["财政局", "addresses"], rows.at["财政局", "gone_addresses"]) == (2, 1)
    assert rows.at["财政局", "url"] == f"{SITE}/1.html"
    assert pd.isna(rows.at["财政局", "gone"]) and rows.at["民政局", "gone"] == "2024-05-01"


def test_another_content_at_the_same_address_is_a_change_and_no_second_address(rows: pd.DataFrame) -> None:
    assert (rows.at["审计局", "addresses"], rows.at["审计局", "changes"]) == (1, 1)
    assert rows.at["审计局", "changed"] == "2024-02-02 09:00"
    assert pd.isna(rows.at["审计局", "gone"])  # it came back with the other content


def test_the_page_says_it_in_a_sentence(warehouse: Path) -> None:
    app = run_page("quality", scope="all")
    assert not app.exception, app.exception
    words = [re.sub(r"\[([^\]]*)\]\(#figure_[^)]*\)", r"\1", one.value) for one in app.markdown]
    assert any("2023年已收 7 份，抓取时见到 6 份：期限内已见到 2 份" in one for one in words), words
    assert any("公布后改过 1 份" in one and "已撤下 1 份" in one for one in words)
