"""What a load decides about a source that it finds, and what becomes of one that it cannot open."""

from dataclasses import replace

import pytest

from etl.ingest.plan import Rejected, Unchanged, classify
from etl.ingest.reader_version import reading_key
from etl.ingest.records import Outcome, SourceRow, Task
from etl.ingest.worker import read_batch, unavailable
from etl.sources.manifest import sighting_of
from etl.sources.source import Refused, Source

SOURCE = Source("a.html", 10, 5.0, None, "a.html")
ROW = SourceRow("a.html", "old root", 10, 5_000_000_000, reading_key(None), ("990101-1",), None, None, "ab")


def test_a_source_as_before_keeps_its_row_below_its_new_root() -> None:
    assert classify(SOURCE, ROW, "root") == Unchanged(replace(ROW, root="root"), False)


def test_what_was_only_seen_again_is_not_read_again_but_noted() -> None:
    told = {"url": "http://a/1", "first_seen": "2024-01-01T00:00:00Z"}
    found = replace(SOURCE, manifest=told)
    before = replace(ROW, reading=reading_key(told), sighting=sighting_of(told))
    assert classify(found, before, "root") == Unchanged(replace(before, root="root"), False)
    again = replace(SOURCE, manifest={**told, "last_seen": "2024-04-01T00:00:00Z", "gone": "2024-04-02"})
    noted = classify(again, before, "root")
    assert isinstance(noted, Unchanged) and noted.is_news
    assert noted.row.sighting and noted.row.sighting["gone"] == "2024-04-02"


@pytest.mark.parametrize(
    "before",
    [replace(ROW, size=11), replace(ROW, modified_ns=4), replace(ROW, modified_ns=None)],
    ids=["size", "time", "could not be opened"],
)
def test_what_may_have_changed_is_read_and_compared(before: SourceRow) -> None:
    assert classify(SOURCE, before, "root") == Task(SOURCE, "root", before)


@pytest.mark.parametrize("before", [None, replace(ROW, reading="other code")])
def test_what_is_new_or_was_read_by_other_code_is_read(before: SourceRow | None) -> None:
    assert classify(SOURCE, before, "root") == Task(SOURCE, "root")


def test_a_manifest_row_makes_the_reading_another_one() -> None:
    stated = replace(SOURCE, manifest={"year": "2024"})
    assert classify(stated, ROW, "root") == Task(stated, "root")


def test_a_rejected_file_that_did_not_change_is_no_news() -> None:
    before = replace(ROW, report_ids=(), reason="空")
    assert classify(SOURCE, before, "root") == Rejected(replace(before, root="root"), is_news=False)


@pytest.mark.parametrize(("reason", "is_news"), [("太大", False), ("不是报告", True)])
def test_a_refusal_is_news_if_it_is_another_one(reason: str, is_news: bool) -> None:
    result = classify(Refused("a.html", reason), replace(ROW, report_ids=(), reason="太大"), "root")
    assert isinstance(result, Rejected) and result.is_news is is_news
    assert (result.row.modified_ns, result.row.reason) == (None, reason)


def test_a_source_that_cannot_be_opened_keeps_its_report() -> None:
    gone = replace(SOURCE, path="/nowhere/a.html")
    outcomes = read_batch([Task(gone, "root", ROW), Task(gone, "root")]).outcomes
    assert outcomes == {Outcome.KEPT_FROM_BEFORE: 1, Outcome.REJECTED: 1}


def test_a_source_that_fails_again_in_the_same_way_is_no_news() -> None:
    first = unavailable(Task(SOURCE, "root"), "读取超时")
    assert (first.outcome, first.row.modified_ns) == (Outcome.REJECTED, None)
    again = unavailable(Task(SOURCE, "root", first.row), "读取超时")
    assert (again.outcome, again.row) == (Outcome.STILL_UNAVAILABLE, first.row)
    assert unavailable(Task(SOURCE, "root", first.row), "程序异常退出").outcome is Outcome.REJECTED
