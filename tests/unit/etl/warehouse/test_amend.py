"""An amended copy of the previous version holds what a full build holds, row by row, whatever was added, changed or removed."""

from dataclasses import replace
from pathlib import Path
from random import Random

import duckdb
import pytest

from etl.checks.cross_report import evaluate, similar_texts, steps
from etl.checks.cross_report.sql_rules import sql_rules
from etl.identity.register import agency_id
from etl.model.report import Report
from etl.warehouse import amend, full_build
from tests.support.contents import assert_same
from tests.support.reports import RUN, build, identity, query, report, stage

_YEARS = range(2019, 2026)
_BODIES = {
    "人民政府": "government",
    "政府办公室": "gov_office",
    "财政局": "finance",
    "教育局": "edu",
    "农业农村局": "agri",
    "乡村振兴局": "rural_revitalization",
    "人民医院": "public_institution",
}
_PLACES = (("湘潭县", "430321"), ("韶山市", "430382"))
_CITY = ("", "430300")
pytestmark = pytest.mark.slow


def words(chance: Random) -> str:
    return "".join(chr(0x4E00 + chance.randrange(3000)) for _ in range(90))


def any_report(chance: Random, body: str, place: tuple[str, str], year: int, copy: int = 0) -> Report:
    """A report with few figures, some of which contradict those of other years, agencies and copies."""
    county, code = place
    whole = f"{county or '湘潭市'}{body}"
    form = "2019" if year < 2021 else "2021"
    received = chance.choice((3, 5, 8, 900)) * (6 if body == "人民政府" else 1)
    carried = chance.choice((0, 0, 0, 1))
    figures: dict[str, float | None] = {
        "applications.received_new.total": received,
        "applications.carried_in.total": carried,
        "applications.concluded_total.total": received + carried - (pending := chance.choice((0, 1))),
        "applications.carried_out.total": pending,
        "review_litigation.review.total": chance.choice((0, 2)),
        "review_litigation.review.pending": chance.choice((0, 1)),
        "proactive_disclosure.penalties.decisions": chance.choice((40, 41, 42, 43, 44, 900)),
        "proactive_disclosure.licences.decisions": chance.choice((10, None)),
    }
    if form == "2019":
        figures["proactive_disclosure.licences.items_last_year"] = chance.choice((7, 7, 8))
    else:
        figures["proactive_disclosure.normative_documents.issued"] = 1
        figures["proactive_disclosure.normative_documents.in_force"] = chance.choice((20, 21, 60))
        figures["proactive_disclosure.fees.amount_10k_yuan"] = chance.choice((2.5, 3, 25_000))
    texts = {
        "problems": whole + words(chance.choice((Random(body), chance)))
    }  # the same in every region, or a text of its own
    who = identity(
        whole,
        year,
        agency_id=agency_id(code, body),
        province="湖南省",
        city="湘潭市",
        county=county,
        region_code=code,
        level="county" if county else "prefecture",
        kinds=(_BODIES[body],),
        scope="government_rollup" if body == "人民政府" else "own",
        published_on=chance.choice((f"{year + 1}-01-20", f"{year + 1}-03-20")),
    )
    made = report(who, figures, form, texts if chance.random() < 0.5 else {})
    made = replace(made, source_name=f"{whole}{year}-{copy}-{chance.randrange(3)}.html")
    seen = chance.choice(("", "2026-02-01T08:00:00Z", "2026-03-01T08:00:00Z"))
    return replace(made, url=f"http://a/{whole}{year}.html", first_seen=seen)


def some_report(chance: Random, textless: bool) -> tuple[tuple[object, ...], Report]:
    body, place, year, copy = (
        chance.choice(list(_BODIES)),
        chance.choice((*_PLACES, _CITY)),
        chance.choice(_YEARS),
        chance.choice((0, 0, 0, 1)),
    )
    if body == "乡村振兴局":  # absorbed: stops filing
        year = min(year, 2023)
    made = any_report(chance, body, place, year, copy)
    return (body, place, year, copy), replace(made, narratives={}) if textless else made


@pytest.fixture
def any_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(amend, "MOST_AMENDED", 1000.0)


@pytest.mark.usefixtures("any_share")
@pytest.mark.parametrize("seed", range(2))
def test_any_sequence_gives_what_a_full_build_gives(seed: int, tmp_path: Path) -> None:
    chance = Random(seed)
    textless = seed % 3 == 0
    loaded = dict(some_report(chance, textless) for _ in range(90))
    path = build(tmp_path / "first", list(loaded.values()))
    for step in range(2):
        removed = set(chance.sample(list(loaded), chance.choice((0, 3))))
        new = dict(some_report(chance, textless) for _ in range(chance.choice((0, 1, 6))))
        unchanged = [each for name, each in loaded.items() if name not in removed | new.keys()]
        loaded = {name: each for name, each in loaded.items() if name not in removed} | new
        path = amended(tmp_path / f"{step}", list(new.values()), unchanged, path)
        assert_same(path, build(tmp_path / f"{step}-full", list(loaded.values())))
    found = {rule for (rule,) in query(path, "select distinct source_rule from findings") if rule}
    assert found >= {rule.key for rule in sql_rules()} - {"jump"} | (
        set() if textless else {similar_texts.RULE}
    )


def test_parts_leave_nothing_out_and_lie_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is sorted part by part, down to one report per part, and read through views as many reports are."""
    chance = Random(5)
    reports = list(dict(some_report(chance, textless=at % 3 == 0) for at in range(48)).values())
    whole = build(tmp_path / "whole", reports)
    monkeypatch.setattr(full_build, "ROWS_PER_PART", 1)
    monkeypatch.setattr(full_build, "BYTES_PER_PART", 1)
    monkeypatch.setattr(steps, "FEW_ROWS", 0)
    monkeypatch.setattr(evaluate, "FLOWS_AT_ONCE", 10)
    monkeypatch.setattr(evaluate, "COUNTED_AT_ONCE", 10)
    parts = build(tmp_path / "parts", reports)
    assert_same(parts, whole)
    for name in ("narratives", "report_evidence", "report_checks"):
        ids = query(parts, f"select report_id from {name}")
        assert ids == sorted(ids) == query(whole, f"select report_id from {name}")
    assert len(query(parts, "from narratives")) > 10


def amended(folder: Path, new: list[Report], unchanged: list[Report], previous: Path) -> Path:
    path = folder / "disclosure.000001.duckdb"
    assert amend.amend(path, stage(folder, new, unchanged), RUN, previous) is not None
    return path


def years_of(name: str, *penalties: int) -> list[Report]:
    """One agency's reports from 2021 on, with this many penalties each."""
    return [
        report(
            identity(f"示例县{name}局", 2021 + at, agency_id=f"990101-{name}"),
            {"proactive_disclosure.penalties.decisions": count},
        )
        for at, count in enumerate(penalties)
    ]


@pytest.mark.usefixtures("any_share")
def test_what_is_usual_elsewhere_changes_findings_of_unchanged_reports(tmp_path: Path) -> None:
    """Whether a jump is found depends on all agencies of the kind, also for an agency whose own reports stay."""
    calm = [*years_of("甲", 100, 100, 100, 100, 900), *years_of("乙", 100, 100, 100, 100)]
    wild = [each for number in range(6) for each in years_of(f"丙{number}", 20, 60, 100, 170, 500)]
    first = build(tmp_path / "first", calm)
    jumps = "select report_id from findings where rule_key = 'jump' and report_id like '990101-甲-%'"
    assert len(query(first, jumps)) == 1
    more = amended(tmp_path / "more", wild, calm, first)
    assert query(more, jumps) == []
    assert_same(more, build(tmp_path / "full", [*calm, *wild]))
    less = amended(tmp_path / "less", [], calm, more)
    assert len(query(less, jumps)) == 1
    assert_same(less, first)


@pytest.mark.usefixtures("any_share")
def test_reports_of_a_merged_agency_change_findings_of_its_successor(tmp_path: Path) -> None:
    """Last year's report of the agency that was taken over changes or goes, while the successor's own stay; and if the
    successor's own changes, the other agency's still counts."""

    def filed(body: str, year: int, carried_in: int, carried_out: int) -> Report:
        flow = {"received_new": 9, "carried_in": carried_in, "carried_out": carried_out}
        who = {"province": "湖南省", "city": "湘潭市", "county": "湘潭县", "region_code": "430321"}
        return report(
            identity(
                f"湘潭县{body}", year, agency_id=agency_id("430321", body), kinds=(_BODIES[body],), **who
            ),
            {f"applications.{row}.total": count for row, count in flow.items()},
        )

    own = [filed("农业农村局", 2023, 0, 2), filed("农业农村局", 2024, 5, 0)]
    first = build(tmp_path / "first", [*own, filed("乡村振兴局", 2023, 0, 3)])
    found = "select report_id from findings where rule_key = 'carried_over' and column_key = 'total'"
    assert query(first, found) == []
    other = replace(filed("乡村振兴局", 2023, 0, 4), source_name="other.html")
    changed = amended(tmp_path / "changed", [other], own, first)
    assert len(query(changed, found)) == 1
    assert_same(changed, build(tmp_path / "changed-full", [*own, other]))
    later = replace(filed("农业农村局", 2024, 6, 0), source_name="later.html")
    agreed = amended(tmp_path / "agreed", [later], [own[0], other], changed)
    assert query(agreed, found) == []
    assert_same(agreed, build(tmp_path / "agreed-full", [own[0], other, later]))
    assert_same(amended(tmp_path / "gone", [], own, changed), build(tmp_path / "gone-full", own))


@pytest.mark.parametrize("made_by", ["reader_version", "duckdb_version"])
def test_a_version_written_by_other_code_is_built_in_full(made_by: str, tmp_path: Path) -> None:
    reports = years_of("甲", 5)
    first = build(tmp_path / "first", reports)
    with duckdb.connect(str(first)) as con:
        con.execute(f"update version set {made_by} = 'another'")
    path = tmp_path / "second.duckdb"
    assert amend.amend(path, stage(tmp_path, [], reports), RUN, first) is None
    assert not path.exists()


def test_the_file_stays_small(tmp_path: Path) -> None:
    """Many amendments in a row, each replacing the same reports."""
    loaded = [each for number in range(60) for each in years_of(f"第{number}", 5, 5, 5, 5, 5)]
    first = path = build(tmp_path / "first", loaded)
    changed = loaded[:5]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(amend, "MOST_AMENDED", 1.0)
        for step in range(6):
            path = amended(tmp_path / f"{step}", changed, loaded[5:], path)
    assert path.stat().st_size < 2 * first.stat().st_size
