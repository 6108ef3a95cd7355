"""The real reports' figures under data/reports/real agree with what is known of the published reports."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from etl.demo import SYNTHETIC_MARK
from etl.form import forms
from tests.support.paths import ROOT

REAL = ROOT / "data" / "reports" / "real"
KNOWN = ROOT.parent / "shared" / "reports"
PAGES = sorted(REAL.rglob("*.html"))
# the transcriptions leave this row out; these pages print it
EXTRA_ROW = "rejected_reconfirmation"


def figures(page: str) -> list[str]:
    """What stands in the boxes that are neither a label nor a heading of any form, in printed order."""
    labels = {re.sub(r"\s", "", box) for box in re.findall(r"<td[^>]*>([^<]*)</td>", page)}
    labels = {
        label for label in labels if re.search(r"[\u4e00-\u9fff]", label) and not re.search(r"\d元$", label)
    }
    return [box for box in re.findall(r"<td[^>]*>([^<]*)</td>", page) if box not in labels]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_page_prints_the_known_figures(path: Path) -> None:
    if not KNOWN.exists():
        pytest.skip("the transcribed reports are not beside the project")
    (truth_file,) = KNOWN.glob(f"{path.stem}.*.truth.json")
    truth = json.loads(truth_file.read_text(encoding="utf-8"))
    printed = figures(path.read_text(encoding="utf-8"))
    other_form = {"2021": "2019", "2019": "2021"}[truth["form"]]
    form_of = {
        table: truth["form"]
        if {f"{a.table}/{a.row}/{a.column}" for a in tables.addresses() if a.row != EXTRA_ROW}
        <= set(truth["cells"])
        else other_form
        for table in ("proactive_disclosure", "applications", "review_litigation")
        if (tables := forms()[truth["form"]].table(table))
    }
    addresses = [
        address
        for key, form in form_of.items()
        for table in forms()[form].tables
        if table.key == key
        for address in table.addresses()
    ]
    assert len(printed) == len(addresses)
    for address, text in zip(addresses, printed, strict=True):
        if address.row == EXTRA_ROW:
            continue
        known = truth["cells"][f"{address.table}/{address.row}/{address.column}"]
        assert (float(text.removesuffix("元")) if text else None) == known, address


def test_pages_are_marked_real_and_name_their_source() -> None:
    assert len(PAGES) == 6
    for path in PAGES:
        page = path.read_text(encoding="utf-8")
        assert SYNTHETIC_MARK not in page and 'name="synthetic"' not in page
        assert "来源：该机关发布的本年度报告" in page
        assert len(page.encode()) < 15_000
        with (path.parent / "manifest.csv").open(encoding="utf-8", newline="") as file:
            (row,) = [row for row in csv.DictReader(file) if row["file"] == path.name]
        assert row["year"] in page
