"""The life of findings by commands: return list out, replies in, corrected report loaded, closed by itself."""

import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from etl.season.fill_in.template import Blank
from etl.season.fill_in.template_workbook import to_xlsx
from etl.season.follow_up import store
from etl.season.follow_up.store import FollowState
from tests.robustness.faults.few_reports import load_here
from tests.robustness.variants.case import bases
from tests.support.processes import run_etl as run
from tests.support.processes import run_ok
from tests.support.review_reports import page

AREA = ("--area", "湖南省/湘潭市/湘潭县", "--year", "2024")
PLACE = Path("湖南省") / "湘潭市" / "湘潭县"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[tuple[Path, Path, tuple[str, str]]]:
    """Reports of two bodies whose totals of reviews are wrong, loaded: their folder, the warehouse, its option."""
    folder = tmp_path / "reports" / PLACE
    folder.mkdir(parents=True)
    for name in ("统计局", "民政局"):
        (folder / f"{name}.html").write_text(page(f"湘潭县{name}", upheld=2, total=5), encoding="utf-8")
    warehouse = tmp_path / "warehouse"
    given = ("--warehouse", str(warehouse))
    load_here(tmp_path / "reports", warehouse)
    yield folder, warehouse, given


def returned(tmp_path: Path, given: tuple[str, str], *more: str) -> openpyxl.Workbook:
    out = tmp_path / "退回单.xlsx"
    run_ok(run("returns", *AREA, *more, "--out", str(out), *given))
    return openpyxl.load_workbook(out)


def lines(book: openpyxl.Workbook) -> dict[str, tuple[int, dict[str, object]]]:
    """Each wrong total of the return list by its body: its row, and its cells by heading."""
    sheet = book["退回单"]
    heads = [cell.value for cell in sheet[2]]
    rows = {
        row[0].row: dict(zip(heads, (cell.value for cell in row), strict=True))
        for row in sheet.iter_rows(min_row=3)
    }
    return {str(line["机关"]): (at, line) for at, line in rows.items() if at and line["印出"] == 5}


def test_the_life_of_a_finding(office: tuple[Path, Path, tuple[str, str]], tmp_path: Path) -> None:
    folder, warehouse, given = office
    book = returned(tmp_path, given, "--sent-by", "李四")
    found = lines(book)
    assert set(found) == {"湘潭县统计局", "湘潭县民政局"}
    at, line = found["湘潭县统计局"]
    assert (line["印出"], line["算得"], line["状态"]) == (5, 2, "已退回")
    # two tables that are missing are one finding, which names both
    assert any("表二：没有找到" in words and "表三：没有找到" in words
               for words in (str(row[4].value) for row in book["退回单"].iter_rows(min_row=3)))  # fmt: skip
    assert {one.state for one in store.read_followed(warehouse).values()} == {FollowState.SENT}
    sheet = book["退回单"]
    heads = [cell.value for cell in sheet[2]]
    sheet.cell(at, heads.index("整改情况") + 1).value = "已更正"
    sheet.cell(at, heads.index("说明") + 1).value = "总计误写"
    other, _ = found["湘潭县民政局"]
    sheet.cell(other, heads.index("整改情况") + 1).value = "情况说明"
    sheet.cell(other, heads.index("主管部门意见") + 1).value = "认可说明"
    book.save(tmp_path / "回来.xlsx")
    done = run("replies", str(tmp_path / "回来.xlsx"), "--by", "李四", *given)
    assert done.returncode == 1 and f"Q{other} 的“主管部门意见”" in done.stderr and "回来.xlsx" in done.stderr
    assert {one.state for one in store.read_followed(warehouse).values()} == {
        FollowState.SENT,
        FollowState.ANSWERED,
    }
    run_ok(run("replies", str(tmp_path / "回来.xlsx"), "--by", "李四", "--rulings", *given))
    states = {
        one.about.agency: one
        for one in store.read_followed(warehouse).values()
        if one.about.rule_key != "late"
    }
    followed = store.read_followed(warehouse)
    answered, explained = (followed[str(found[f"湘潭县{name}"][1]["编号"])] for name in ("统计局", "民政局"))
    assert (answered.state, explained.state) == (FollowState.ANSWERED, FollowState.EXPLAINED), states
    assert answered.note == "已更正；总计误写"
    # loaded again as it is: nothing closes
    (folder / "另一.html").write_text(page("湘潭县教育局", upheld=1), encoding="utf-8")
    run_ok(run("load", str(folder.parents[2]), *given))
    assert store.read_followed(warehouse)[answered.about.code].state is FollowState.ANSWERED
    # a report in which the total cannot be read closes nothing
    broken = page("湘潭县统计局", upheld=2, total=5).replace("<td>5</td>", "<td>五?</td>", 1)
    (folder / "统计局.html").write_text(broken, encoding="utf-8")
    run_ok(run("load", str(folder.parents[2]), *given))
    assert store.read_followed(warehouse)[answered.about.code].state is FollowState.ANSWERED
    (folder / "统计局.html").write_text(page("湘潭县统计局", upheld=2, total=2), encoding="utf-8")
    done = run("load", str(folder.parents[2]), *given)
    assert done.returncode == 0, done.stderr
    closed = store.read_followed(warehouse)[answered.about.code]
    assert closed.state is FollowState.CORRECTED and re.match(r"第 4 版 ", closed.closed_by), closed
    assert store.read_followed(warehouse)[explained.about.code].state is FollowState.EXPLAINED
    book = returned(tmp_path, given)
    assert not {"湘潭县统计局", "湘潭县民政局"} & set(lines(book))
    register = {row[0]: row for row in book["整改台账"].iter_rows(min_row=3, values_only=True)}
    assert register[closed.about.code][4] == "已更正" and "第 4 版" in str(register[closed.about.code][8])
    # the mistake comes back
    (folder / "统计局.html").write_text(page("湘潭县统计局", upheld=2, total=5), encoding="utf-8")
    run_ok(run("load", str(folder.parents[2]), *given))
    assert store.read_followed(warehouse)[answered.about.code].state is FollowState.TO_SEND


def test_the_register_holds_the_area_the_year_and_the_bodies_asked_for(
    office: tuple[Path, Path, tuple[str, str]], tmp_path: Path
) -> None:
    _, _, given = office
    returned(tmp_path, given, "--sent-by", "李四")
    book = returned(tmp_path, given, "--body", "湘潭县民政局")
    rows = list(book["整改台账"].iter_rows(min_row=3, values_only=True))
    assert rows and {row[1] for row in rows} == {"湘潭县民政局"}
    out = tmp_path / "别处.xlsx"
    for place in (("湖南省/长沙市", "2024"), ("湖南省/湘潭市/湘潭县", "2023")):
        done = run("returns", "--area", place[0], "--year", place[1], "--out", str(out), *given)
        assert done.returncode == 1 and not out.exists()


def test_replies_that_cannot_be_taken_are_named(
    office: tuple[Path, Path, tuple[str, str]], tmp_path: Path
) -> None:
    _, warehouse, given = office
    book = returned(tmp_path, given)
    sheet = book["退回单"]
    heads = [cell.value for cell in sheet[2]]
    reply = heads.index("整改情况") + 1
    for row in (3, 4):
        sheet.cell(row, reply).value = "已更正"
    sheet.cell(4, 1).value = "000000000000"
    sheet.append(["=1+1", *[None] * (reply - 2), "已更正"])
    # a line that was sorted without its code
    sheet.cell(5, reply).value = "已更正"
    sheet.cell(5, 2).value = "湘潭县教育局"
    book.save(tmp_path / "a.xlsx")
    done = run("replies", str(tmp_path / "a.xlsx"), "--by", "李四", *given)
    assert done.returncode == 1
    assert "000000000000" in done.stderr and "第 4 行" in done.stderr
    assert "第 5 行写的是“湘潭县教育局”" in done.stderr
    assert len(store.read_followed(warehouse)) == 1
    (tmp_path / "b.xlsx").write_bytes(b"PK nothing")
    assert "退回单" in run("replies", str(tmp_path / "b.xlsx"), "--by", "李四", *given).stderr
    case = next(iter(bases(seed=53)))
    (tmp_path / "c.xlsx").write_bytes(to_xlsx(Blank(case.agency, case.year)))
    assert "编号" in run("replies", str(tmp_path / "c.xlsx"), "--by", "李四", *given).stderr
