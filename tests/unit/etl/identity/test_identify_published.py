"""Published titles and reports, where the shared folder with them is at hand."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from etl.identity.identify import identify
from etl.model.document import Document, Paragraph
from etl.readers import read
from tests.support.paths import SHARED

LEVELS = {"省": "province", "市": "prefecture", "县": "county", "乡": "township", "部委": "ministry"}


def test_published_titles_under_their_folders() -> None:
    if not (SHARED / "titles.csv").exists():
        pytest.skip("the shared list of published titles is not at hand")
    with open(SHARED / "titles.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    right = dict.fromkeys(("agency", "year", "county", "province", "level"), 0)
    for row in rows:
        folders = "/".join(filter(None, (row["province"], row["city"], row["county"])))
        document = Document("html", (Paragraph(row["title"], "n1"),), {"title": row["title"]})
        found = identify(document, f"data/x/{folders}/file.html")
        right["agency"] += found.agency == row["agency"]
        right["year"] += str(found.year) == row["year"]
        right["county"] += found.county == row["county"]
        right["province"] += found.province == row["province"]
        right["level"] += found.level == LEVELS[row["level"]]
    assert {name: count / len(rows) for name, count in right.items() if count / len(rows) < 0.98} == {}


def reports() -> list[Path]:
    return sorted((SHARED / "reports").glob("*.truth.json"))


@pytest.mark.skipif(not reports(), reason="the shared folder of published reports is not at hand")
@pytest.mark.parametrize("truth", reports(), ids=lambda path: path.name.split(".")[0])
def test_published_reports(truth: Path) -> None:
    source = truth.with_name(truth.name.removesuffix(".truth.json"))
    found = identify(read(source.read_bytes(), source.name), source.name)
    expected = json.loads(truth.read_text(encoding="utf-8"))
    assert (found.agency, found.year) == (expected["agency"], expected["year"])
    assert not [one for one in found.findings if one.severity == "error"]
