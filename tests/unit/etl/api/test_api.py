"""The HTTP interface: the same rows as the downloads, pages, tags, and no request that breaks it."""

import io
import os
import re
import shutil
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.core.result import Ok
from starlette.testclient import TestClient

from etl.api.app import create_app
from etl.export.relations import ReportFilter
from etl.news.items import news_of_pairs, pairs_of_versions
from tests.support.reports import build, identity, query, report

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("api")
    for number, received in ((1, 3), (2, 4)):
        reports = [
            report(
                identity("示例县统计局"),
                {"applications.received_new.total": received},
                texts={"overview": "无"},
            ),
            report(identity("示例县审计局", 2022)),
        ]
        made = build(folder / str(number), reports)
        made.rename(folder / f"disclosure.{number:06d}.duckdb")
    (folder / "CURRENT").write_text("disclosure.000002.duckdb\n")
    return folder


@pytest.fixture(scope="module")
def client(warehouse: Path) -> TestClient:
    return TestClient(create_app(warehouse))


def test_rows_are_those_of_the_database(client: TestClient, warehouse: Path, tmp_path: Path) -> None:
    answer = client.get("/v1/cells", params={"agency": "示例县统计局", "limit": 10_000})
    rows = answer.json()["rows"]
    expected = query(
        Path(shutil.copy(warehouse / "disclosure.000002.duckdb", tmp_path / "another.duckdb")),
        "select table_key, row_key, column_key, value from cells join reports using (report_id) where year = 2023",
    )
    found = [(row["table_key"], row["row_key"], row["column_key"], row["value"]) for row in rows]
    assert sorted(found) == sorted(expected) and len(found) == 200
    assert answer.headers["data-version"] == "2"


def test_pages_follow_each_other_and_leave_nothing_out(client: TestClient) -> None:
    whole = client.get("/v1/cells", params={"limit": 10_000}).json()["rows"]
    address, rows = "/v1/cells?limit=150", []
    while address:
        page = client.get(address)
        rows += page.json()["rows"]
        address = page.links["next"]["url"] if "next" in page.links else ""
    assert rows == whole


def test_an_answer_is_tagged_by_its_version(client: TestClient) -> None:
    first = client.get("/v1/reports")
    again = client.get("/v1/reports", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    tag = first.headers["etag"]
    for stated, status in (("*", 304), (f'"x", W/{tag}', 304), ('"x"', 200), ("", 200)):
        assert client.get("/v1/reports", headers={"If-None-Match": stated}).status_code == status
    older = client.get("/v1/reports", params={"version": 1})
    assert older.headers["etag"] != first.headers["etag"]
    assert client.get("/v1/reports", params={"version": 9}).status_code == 404


def test_csv_and_parquet_have_the_rows_of_json(client: TestClient) -> None:
    rows = client.get("/v1/reports").json()["rows"]
    table = pq.read_table(io.BytesIO(client.get("/v1/reports", params={"format": "parquet"}).content))
    lines = client.get("/v1/reports", params={"format": "csv"}).content.decode("utf-8-sig").splitlines()
    assert [row["agency"] for row in rows] == table["agency"].to_pylist()
    assert len(lines) == len(rows) + 1 == 3


def test_changes_are_those_of_the_command(client: TestClient) -> None:
    found = client.get("/v1/changes", params={"from": 1}).json()
    assert [(row["cell"], row["old"], row["new"]) for row in found["cells"]] == [
        ("applications/received_new/total", 3.0, 4.0)
    ]


def test_changes_are_tagged_and_come_a_page_at_a_time(client: TestClient) -> None:
    asked = {"from": 1, "format": "csv", "limit": 1}
    first = client.get("/v1/changes", params=asked)
    again = client.get("/v1/changes", params=asked, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    lines = first.content.decode("utf-8-sig").splitlines()
    while "next" in first.links:
        first = client.get(first.links["next"]["url"])
        lines += first.content.decode("utf-8-sig").splitlines()[1:]
    whole = client.get("/v1/changes", params={"from": 1, "format": "csv"}).content.decode("utf-8-sig")
    assert lines == whole.splitlines() and len(lines) > 2
    table = pq.read_table(
        io.BytesIO(
            client.get("/v1/changes", params={"from": 1, "format": "parquet", "language": "en"}).content
        )
    )
    assert len(table) == len(lines) - 1 and "applications" in str(table["place"].to_pylist())


def test_the_feed_tells_what_the_command_tells(client: TestClient, warehouse: Path) -> None:
    answer = client.get("/v1/feed", params={"agency": "示例县统计局"})
    assert answer.headers["content-type"] == "application/atom+xml"
    items = list(news_of_pairs(pairs_of_versions(warehouse), ReportFilter(), "zh"))
    assert items and all(item.title in answer.text for item in items)
    assert "agency=" in answer.text and "<entry>" not in client.get("/v1/feed", params={"agency": "无"}).text
    again = client.get("/v1/feed", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_an_unknown_host_is_refused(warehouse: Path) -> None:
    assert TestClient(create_app(warehouse, ["localhost"])).get("/v1/versions").status_code == 400


def test_the_page_for_people_needs_nothing_from_elsewhere(client: TestClient) -> None:
    needed = re.findall(r'(?:src|href|url)(?:=|: ?)["\']([^"\']+)', client.get("/docs").text)
    assert "/openapi.json" in needed and len(needed) >= 4
    for address in needed:
        assert address.startswith("/") and client.get(address).is_success


def test_without_data_it_says_so(tmp_path: Path) -> None:
    answer = TestClient(create_app(tmp_path)).get("/v1/reports")
    assert answer.status_code == 503


def test_years_in_the_wrong_order_are_named(client: TestClient) -> None:
    answer = client.get("/v1/reports", params={"first_year": 2023, "last_year": 2021})
    assert (answer.status_code, answer.json()["detail"]) == (409, "first_year 2023 is after last_year 2021")


def test_no_request_that_its_description_allows_breaks_it(warehouse: Path) -> None:
    schema = schemathesis.openapi.from_asgi("/openapi.json", create_app(warehouse))
    operations = [result.ok() for result in schema.get_all_operations() if isinstance(result, Ok)]
    assert len(operations) == 5
    for operation in operations:

        @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def any_request(case: schemathesis.Case) -> None:
            case.call_and_validate()

        any_request()


@pytest.mark.parametrize(
    "how", ["pointer missing", "pointer a pipe", "newest damaged", "newest of another schema"]
)
def test_the_last_good_version_answers_and_says_so(warehouse: Path, tmp_path: Path, how: str) -> None:
    house = Path(shutil.copytree(warehouse, tmp_path / "house"))
    newest = house / "disclosure.000002.duckdb"
    if how.startswith("pointer"):
        (house / "CURRENT").unlink()
        if how.endswith("pipe"):
            os.mkfifo(house / "CURRENT")
    elif how.endswith("damaged"):
        newest.write_bytes(b"not a database" * 1000)
    else:
        with duckdb.connect(str(newest)) as con:
            con.execute("update version set schema_version = schema_version + 1")
    client = TestClient(create_app(house))
    answer = client.get("/v1/reports")
    assert answer.status_code == 200 and answer.headers["data-version"] == ("2" if "pointer" in how else "1")
    assert "last that can be read" in answer.headers["data-warning"]
    assert "data-warning" not in client.get("/v1/reports", params={"version": 1}).headers
    assert client.get("/v1/reports", params={"version": 2}).status_code == (200 if "pointer" in how else 404)
    assert sum(one["is_current"] for one in client.get("/v1/versions").json()) == 1
