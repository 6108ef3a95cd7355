"""Score the checks on the planted faults of synthetic reports: how many are reported, and how many findings no fault explains.

`python -m tests.benchmarks.score_checks [FOLDER]`: FOLDER holds the output of `python -m etl demo`; without it the
reports are first written to a temporary folder.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from etl import demo
from etl.ingest.load import load_sources

# planted fault -> the rules that should tell it; the others are no faults of arithmetic or of wording
TOLD_BY: Mapping[str, tuple[str, ...]] = {
    "total_off_by_one": ("applicants", "outcomes"),
    "balance_broken": ("balance",),
    "carried_in_differs": ("carried_over",),
    "unit_slip": ("unit_slip",),
    "rules_at_county": ("rules_below_city",),
    "narrative_differs": ("text_figure",),
    "copied_narrative": ("other_year_in_text", "similar_text"),
    "late": ("late",),
    "table_missing": ("table_missing",),
    "all_blank": ("table_blank",),
    "totals_blank": ("total_blank",),
    "wrong_form": ("form_of_other_year",),
    "mixed_form": ("mixed_form",),
    "stated_twice": ("stated_twice",),
    "parts_exceed_total": ("parts_exceed_total",),
    "parts_below_total": ("parts_below_total",),
}
# rule -> faults that explain it: in the report itself, and in the same agency's report of the year before
EXPLAINED: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "balance": (("balance_broken",), ()),
    "outcomes": (("total_off_by_one",), ()),
    "applicants": (("total_off_by_one",), ()),
    "carried_over": (("carried_in_differs", "balance_broken"), ("balance_broken",)),
    "in_force_over_years": (("rules_at_county",), ("rules_at_county",)),
    "text_figure": (("narrative_differs", "copied_narrative"), ()),
    "text_claim": (("copied_narrative",), ()),
    "other_year_in_text": (("copied_narrative",), ()),
    "similar_text": (("copied_narrative",), ("copied_narrative",)),
    "unit_slip": (("unit_slip",), ()),
    "rules_below_city": (("rules_at_county",), ()),
    "late": (("late",), ()),
    "table_missing": (("table_missing",), ()),
    "table_blank": (("all_blank",), ()),
    "total_blank": (("totals_blank",), ()),
    "form_of_other_year": (("wrong_form",), ()),
    "mixed_form": (("mixed_form",), ()),
    "stated_twice": (("stated_twice",), ()),
    "parts_exceed_total": (("parts_exceed_total",), ()),
    "parts_below_total": (("parts_below_total",), ()),
}
# a roll-up differs from its parts where any figure of the area was changed
_OF_THE_AREA = {
    "rollup_gap": ("balance_broken", "carried_in_differs", "total_off_by_one", "all_blank", "totals_blank")
}

Report = tuple[str, int]  # agency, year


def score(folder: Path, warehouse: Path) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """Rows (fault, planted, evaluable, reported, share) and rows (rule, reports with it, explained, false alarms)."""
    summary = load_sources([folder], warehouse)
    assert summary.path is not None
    faults = _faults(folder / ".faults.csv")
    with duckdb.connect(str(summary.path), read_only=True) as con:
        by_rule_key = _by_rule(
            con, "select rule_key, agency, year from findings join reports using (report_id)"
        )
        evaluated = _by_rule(
            con,
            "select rule_key, agency, year from rule_checks join reports using (report_id) where evaluated > 0",
        )
        areas = {
            (agency, year): area
            for agency, year, area in con.execute(
                "select agency, year, concat_ws('|', province, city, county, year) from reports"
            ).fetchall()
        }
    by_fault: list[tuple[object, ...]] = []
    for fault, rules in TOLD_BY.items():
        planted = faults[fault]
        reported = {report for rule in rules for report in by_rule_key[rule] & planted}
        open_to = {report for rule in rules for report in evaluated[rule] & planted} | reported
        share = f"{len(reported) / len(open_to):.0%}" if open_to else "—"
        by_fault.append((fault, len(planted), len(open_to), len(reported), share))
    by_rule: list[tuple[object, ...]] = []
    for rule, reported in sorted(by_rule_key.items()):
        explained = {report for report in reported if _explained(rule, report, faults, areas)}
        by_rule.append((rule, len(reported), len(explained), len(reported - explained)))
    return by_fault, by_rule


def _explained(
    rule: str, report: Report, faults: Mapping[str, set[Report]], areas: Mapping[Report, str]
) -> bool:
    own, before = EXPLAINED.get(rule, ((), ()))
    agency, year = report
    if any(report in faults[fault] for fault in own) or any(
        (agency, year - 1) in faults[fault] for fault in before
    ):
        return True
    return any(
        areas.get(other) == areas[report] for fault in _OF_THE_AREA.get(rule, ()) for other in faults[fault]
    )


def _faults(path: Path) -> defaultdict[str, set[Report]]:
    planted: defaultdict[str, set[Report]] = defaultdict(set)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["file"]:
                planted[row["fault"]].add((row["agency"], int(row["year"])))
    return planted


def _by_rule(con: duckdb.DuckDBPyConnection, query: str) -> defaultdict[str, set[Report]]:
    reports: defaultdict[str, set[Report]] = defaultdict(set)
    for rule, agency, year in con.execute(query).fetchall():
        reports[rule].add((agency, year))
    return reports


def _show(head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    table = [tuple(head), *(tuple(str(one) for one in row) for row in rows)]
    widths = [max(len(row[at]) for row in table) for at in range(len(head))]
    for row in table:
        print(
            "  ".join(
                one.ljust(width) if at == 0 else one.rjust(width)
                for at, (one, width) in enumerate(zip(row, widths, strict=True))
            )
        )
    print()


def main(arguments: Sequence[str]) -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(arguments[0]) if arguments else Path(made) / "demo"
        if not arguments:
            demo.write(folder, counties=8, years=(2019, 2025), seed=1)
        by_fault, by_rule = score(folder, Path(made) / "warehouse")
    _show(("planted fault", "reports", "evaluable", "found", "share"), by_fault)
    _show(("rule", "reports", "explained", "false alarms"), by_rule)


if __name__ == "__main__":
    main(sys.argv[1:])
