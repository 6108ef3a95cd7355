"""Feeds and letters: everything that changed, for the reports that were chosen, in forms that other programs read."""

from __future__ import annotations

import email
import email.policy
import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import duckdb
import pytest
from lxml import etree

from etl.export.relations import ReportFilter
from etl.export.report_criteria import selected_reports
from etl.news import letter
from etl.news.atom import to_atom
from etl.news.items import MOST_ITEMS, Item, news, news_of_pairs, pairs_of_versions
from tests.support.processes import run_etl
from tests.support.reports import build, identity, report

pytestmark = pytest.mark.slow

ATOM = {"a": "http://www.w3.org/2005/Atom"}
BALANCE = {"applications.received_new.total": 3}  # taken in but not concluded: breaks a sum


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Version 2 has a finding that 3 has not, a changed cell, a new and a gone report; 1 and 2 are the same."""
    folder = tmp_path_factory.mktemp("told")
    first = [
        report(identity("示例县统计局"), BALANCE),
        report(identity("示例县审计局", 2022)),
        report(identity("外地局", province="外省", city="", county="", region_code="980000")),
    ]
    last = [
        report(identity("示例县统计局")),
        report(identity("示例县教育局<&>\x01")),
        report(identity("外地局", province="外省", city="", county="", region_code="980000"), BALANCE),
    ]
    for number, reports in ((1, first), (2, first), (3, last)):
        made = build(folder / str(number), reports)
        with duckdb.connect(str(made)) as con:
            con.execute(f"update version set published_at = timestamp '2026-01-0{number} 08:00:00'")
        made.rename(folder / f"disclosure.{number:06d}.duckdb")
    (folder / "CURRENT").write_text("disclosure.000003.duckdb\n")
    return folder


@pytest.fixture(scope="module")
def items(warehouse: Path) -> list[Item]:
    return list(news_of_pairs(pairs_of_versions(warehouse), ReportFilter(), "zh"))


def test_every_kind_of_change_is_told_once_per_report(items: list[Item]) -> None:
    told = {(item.topic, item.agency[:6], item.changes) for item in items}
    assert {("report new", "示例县教育局", 1), ("report gone", "示例县审计局", 1)} <= told
    assert ("cell changed", "示例县统计局", 1) in told and ("cell changed", "外地局", 1) in told
    assert any(topic == "finding closed" and agency == "示例县统计局" for topic, agency, _ in told)
    assert any(topic == "finding new" and agency == "外地局" for topic, agency, _ in told)
    assert {item.version for item in items} == {3}
    cell = next(item for item in items if item.topic == "cell changed" and item.agency == "示例县统计局")
    assert cell.lines[0].endswith("总计：3 → 0（程序已更新）")


def test_a_pair_that_cannot_be_compared_is_told_and_does_not_hide_the_others(
    warehouse: Path, tmp_path: Path
) -> None:
    for number in (1, 2, 3):
        name = f"disclosure.{number:06d}.duckdb"
        shutil.copy(warehouse / name, tmp_path / name)
    with duckdb.connect(str(tmp_path / "disclosure.000001.duckdb")) as con:
        con.execute("update version set schema_version = 3")
    (tmp_path / "CURRENT").write_text("disclosure.000003.duckdb\n")
    items = list(news_of_pairs(pairs_of_versions(tmp_path), ReportFilter(), "zh"))
    (told,) = [item for item in items if item.topic == "not compared"]
    assert told is items[-1] and "第 1 版与第 2 版" in told.title and "3" in told.lines[0]
    assert {item.version for item in items[:-1]} == {3}
    entry = etree.fromstring(to_atom([told], "", "zh", dashboard="http://127.0.0.1")).find("a:entry", ATOM)
    assert entry is not None and entry.find("a:link", ATOM) is None


def test_only_chosen_reports_are_told_of_those_that_are_gone_too(warehouse: Path) -> None:
    pairs = pairs_of_versions(warehouse)
    chosen = list(news_of_pairs(pairs, selected_reports(None, {"province": ["示例省"]}), "zh"))
    assert {item.agency[:6] for item in chosen} == {"示例县统计局", "示例县审计局", "示例县教育局"}
    assert not list(news_of_pairs(pairs, selected_reports(None, {"province": ["无此省"]}), "zh"))


def test_a_feed_is_valid_escaped_and_the_same_each_time(items: list[Item]) -> None:
    data = to_atom(items, "示例省", "zh", "http://h/v1/feed?a=1&b=2", "http://board/")
    feed = etree.fromstring(data)
    for name in ("id", "title", "updated", "author/a:name"):
        assert feed.findtext(f"a:{name}", namespaces=ATOM)
    assert feed.xpath("string(a:link[@rel='self']/@href)", namespaces=ATOM) == "http://h/v1/feed?a=1&b=2"
    entries = feed.findall("a:entry", ATOM)
    ids = [entry.findtext("a:id", namespaces=ATOM) or "" for entry in entries]
    assert len(entries) == len(items) == len(set(ids)) and all(one.startswith("urn:uuid:") for one in ids)
    for entry in entries:
        assert entry.findtext("a:title", namespaces=ATOM) and entry.find("a:content", ATOM) is not None
        assert entry.findtext("a:updated", namespaces=ATOM) == "2026-01-03T08:00:00Z"
    assert any("<&>\ufffd" in (entry.findtext("a:title", namespaces=ATOM) or "") for entry in entries)
    again = etree.fromstring(to_atom(list(reversed(items)), "示例省", "en"))
    assert {entry.findtext("a:id", namespaces=ATOM) for entry in again.findall("a:entry", ATOM)} == set(ids)


def test_a_feed_of_nothing_is_a_feed_and_one_of_too_much_says_so(items: list[Item]) -> None:
    assert etree.fromstring(to_atom([], "", "en")).findtext("a:updated", namespaces=ATOM)
    many = [replace(items[0], agency_id=str(number)) for number in range(MOST_ITEMS + 1)]
    feed = etree.fromstring(to_atom(many, "", "zh"))
    assert len(feed.findall("a:entry", ATOM)) == MOST_ITEMS
    assert "changes" in (feed.findtext("a:subtitle", namespaces=ATOM) or "")


def test_a_letter_has_every_item_and_its_mail_the_same_text(warehouse: Path, items: list[Item]) -> None:
    between = letter.Span(2, 3, "2026-01-02", "2026-01-03")
    text = letter.to_text(items, "示例省", between, "zh").decode()
    assert "第 2 版（2026-01-02）" in text
    assert all(item.title in text for item in items)
    mail = email.message_from_bytes(
        letter.to_mail(items, "示例省", between, "zh"), policy=email.policy.default
    )
    assert mail["Subject"] == "年报数据变动：第 2 版至第 3 版"
    assert mail.get_content().replace("\r\n", "\n").rstrip() == text.rstrip()
    assert "没有变动" in letter.to_text([], "", between, "zh").decode()


def test_the_span_of_a_letter_is_that_of_the_files(warehouse: Path) -> None:
    pairs = pairs_of_versions(warehouse, 2)
    assert [letter.span(*pair) for pair in pairs] == [letter.Span(2, 3, "2026-01-02", "2026-01-03")]
    assert datetime(2026, 1, 3, 8) == news(*pairs[0], ReportFilter(), "zh")[0].published_at.replace(
        tzinfo=None
    )


@pytest.mark.parametrize("name", ["news.atom", "news.txt", "news.eml"])
def test_the_command_writes_each_form(warehouse: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    done = run_etl("tell", "--out", str(out), "--province", "示例省", "--warehouse", str(warehouse))
    assert done.returncode == 0 and "已写出" in done.stderr
    assert out.stat().st_size > 200


def test_without_two_versions_the_command_says_so(tmp_path: Path) -> None:
    done = run_etl("tell", "--out", str(tmp_path / "a.atom"), "--warehouse", str(tmp_path))
    assert done.returncode == 1 and "第二次加载" in done.stderr
