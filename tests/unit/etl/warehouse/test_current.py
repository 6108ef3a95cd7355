"""Which of several reports of an agency and year is current, and what is said of those that differ."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from etl.model.report import Report
from etl.rules.catalog import finding
from tests.support.reports import build, identity, query, report

FINES = "proactive_disclosure.penalties.decisions"
TOLD = finding("not_an_annual_report", found="征求意见稿", severity="error", decoy="征求意见稿")  # type: ignore[arg-type]
WHOLE_TABLE = {f"review_litigation.{row}.{column}": None
               for row in ("review", "litigation_direct", "litigation_after_review")
               for column in ("upheld", "corrected", "other", "pending", "total")}  # fmt: skip


def filed(name: str, fines: float = 1, figures: dict[str, None] | None = None, **who: Any) -> Report:
    return replace(report(identity(**who), {FINES: fines, **(figures or {})}), source_name=f"甲/{name}.html")


# in each pair the first counts, and the second would by the next key
PAIRS = {
    "other_document": (filed("z", published_on="2024-01-10"),
                       filed("a", 2, published_on="2024-02-10", listed=True, findings=(TOLD,))),
    "manifest": (filed("z", listed=True), filed("a", 2, edition="corrected")),
    "edition": (filed("z", edition="corrected", figures=WHOLE_TABLE), filed("a", 2)),
    "edition of the replaced": (filed("z", figures=WHOLE_TABLE), filed("a", 2, edition="uncorrected")),
    "partial": (filed("z", published_on="2024-01-10"), filed("a", 2, WHOLE_TABLE, published_on="2024-02-10")),
    "published": (filed("z", published_on="2024-02-10"), filed("a", 2, published_on="2024-01-10")),
    "dated": (filed("z", published_on="2024-02-10"), filed("a", 2)),
    "fuller": (filed("z"), filed("a", 2, {"proactive_disclosure.licences.decisions": None})),
    "name": (filed("a"), filed("z", 2)),
}  # fmt: skip


@pytest.fixture(scope="module", params=[False, True], ids=["as given", "turned"])
def pairs(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every pair in one database, each with an agency and a folder of its own, in either order."""
    reports = [_of_pair(name, each) for name, pair in PAIRS.items() for each in pair]
    return build(tmp_path_factory.mktemp("pairs"), reports[::-1] if request.param else reports)


def _of_pair(name: str, each: Report) -> Report:
    who = replace(each.identity, agency=f"示例县{name}局", agency_id=f"990101-{name}")
    return replace(each, identity=who, source_name=each.source_name.replace("甲", name))


@pytest.mark.parametrize("name", PAIRS)
def test_one_of_two_counts_and_both_say_which(pairs: Path, name: str) -> None:
    first, second = (_of_pair(name, each) for each in PAIRS[name])
    of_agency = f"agency_id = '990101-{name}'"
    assert query(pairs, f"select source_name from figures where is_current and {of_agency}") == [
        (first.source_name,)
    ]
    told = query(
        pairs, "select source_name, message, message_en, cells from findings join reports using (report_id) "
        f"where rule_key = 'copies_differ' and {of_agency} order by is_current desc",
    )  # fmt: skip
    assert [source for source, *_ in told] == [first.source_name, second.source_name]
    counting = first.source_name.removeprefix(f"{name}/")
    for source, chinese, english, cells in told:
        other = (second if source == first.source_name else first).source_name.removeprefix(f"{name}/")
        assert f"“{other}”" in chinese and f"计入统计的是“{counting}”" in chinese
        assert f"“{counting}” counts" in english
        assert f"{name}/" not in chinese, "no path is shown"
        assert {
            "table_key": "proactive_disclosure",
            "row_key": "penalties",
            "column_key": "decisions",
        } in cells


def test_each_reason_is_worded(pairs: Path) -> None:
    told = dict(
        query(
            pairs,
            "select agency_id, min(message) from findings join reports using (report_id) "
            "where rule_key = 'copies_differ' group by 1",
        )
    )
    assert len(told) == len(PAIRS)
    del told["990101-edition of the replaced"], told["990101-dated"]
    reasons = {message.split("计入统计的是")[1].split("”，", 1)[1] for message in told.values()}
    assert len(reasons) == len(told)


def test_the_cells_that_differ_are_counted_and_named(tmp_path: Path) -> None:
    one = filed("a", 3, published_on="2024-02-10")
    other = filed("b", 4, {"proactive_disclosure.licences.decisions": None}, published_on="2024-01-10")
    path = build(tmp_path, [one, other])
    (here,) = query(
        path, "select message, message_en, len(cells), row_key from findings join reports using (report_id) "
        "where rule_key = 'copies_differ' and is_current",
    )  # fmt: skip
    assert "2 格数字不同" in here[0] and "行政许可｜本年处理决定数量 0 / 空" in here[0]
    assert "行政处罚｜本年处理决定数量 3 / 4" in here[0]
    assert "0 / blank" in here[1] and here[2:] == (2, "licences")


def test_equal_copies_and_unreadable_ones_contradict_nothing(tmp_path: Path) -> None:
    blank = replace(filed("c"), cells={}, forms={})
    path = build(tmp_path, [filed("a"), filed("b"), blank])
    assert query(path, "select * from findings where rule_key = 'copies_differ'") == []
    counts = query(
        path, "select evaluated, not_evaluable from rule_checks where rule_key = 'copies_differ' order by all"
    )
    assert counts == [(0, 1), (1, 0), (1, 1)]


def test_other_years_bodies_and_scopes_are_no_copies(tmp_path: Path) -> None:
    others = [
        filed("b", 2, year=2022),
        filed("c", 2, agency="示例县教育局"),
        filed("d", 2, scope="system_rollup"),
    ]
    path = build(tmp_path, [filed("a"), *others])
    assert query(path, "select * from findings where rule_key = 'copies_differ'") == []


def test_a_draft_alone_never_counts(tmp_path: Path) -> None:
    path = build(tmp_path, [filed("a", findings=(TOLD,))])
    assert query(path, "select count(*) from figures where is_current") == [(0,)]


def test_three_copies_are_compared_with_the_one_that_counts(tmp_path: Path) -> None:
    path = build(tmp_path, [filed("a", 1), filed("b", 2), filed("c", 3)])
    assert query(
        path, "select source_name, count(*) from findings join reports using (report_id) "
        "where rule_key = 'copies_differ' group by 1 order by 1",
    ) == [("甲/a.html", 2), ("甲/b.html", 1), ("甲/c.html", 1)]  # fmt: skip


TEXT = {"overview": "主动公开12条。{}举办培训3次。"}


def collected(day: str, fines: float, words: str = "", address: str = "http://a/1.html") -> Report:
    text = {key: text.format(words) for key, text in TEXT.items()}
    made = report(identity(listed=True, published_on="2024-01-10"), {FINES: fines}, texts=text)
    return replace(made, source_name=f"甲/{day}.html", url=address, first_seen=f"{day}T08:00:00Z")


def test_what_an_address_has_now_counts_and_says_what_was_changed(tmp_path: Path) -> None:
    first, second = collected("2024-02-01", 3, "受理申请5件。"), collected("2024-04-01", 4, "受理申请6件。")
    path = build(tmp_path, [first, second])
    assert query(path, "select source_name from figures where is_current") == [(second.source_name,)]
    ((name, chinese, english, cells),) = query(
        path, "select source_name, message, message_en, cells from findings join reports using (report_id) "
        "where rule_key = 'changed_after_publication'",
    )  # fmt: skip
    assert name == second.source_name
    assert cells == [{"table_key": "proactive_disclosure", "row_key": "penalties", "column_key": "decisions"}]
    assert "2024-02-01" in chinese and "1 格" in chinese and "4 / 3" in chinese
    assert "新增：“受理申请6件”；删去：“受理申请5件”" in chinese and "4 / 3" in english
    assert query(path, "select * from findings where rule_key = 'copies_differ'") == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("second", "words"),
    [
        (collected("2024-04-01", 3, "另有说明。"), "改过文字"),
        (collected("2024-04-01", 4), "格数字不同"),
        (collected("2024-04-01", 3), ""),
        (collected("2024-04-01", 4, address="http://a/2.html"), ""),
    ],
)
def test_only_a_change_at_one_address_is_one(tmp_path: Path, second: Report, words: str) -> None:
    path = build(tmp_path, [collected("2024-02-01", 3), second])
    told = query(path, "select message from findings where rule_key = 'changed_after_publication'")
    assert [words in message for (message,) in told] == ([True] if words else [])
