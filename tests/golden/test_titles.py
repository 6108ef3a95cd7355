"""Published titles, each under the folders of its region: agency, year, region and level, all exactly."""

from __future__ import annotations

import csv

from etl.identity.identify import identify
from etl.model.document import Document, Paragraph
from tests.support.paths import GOLDEN

FIELDS = ("agency", "year", "province", "city", "county", "level")


def test_published_titles_under_their_folders() -> None:
    with (GOLDEN / "titles.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 50
    wrong = []
    for row in rows:
        folders = "/".join(filter(None, (row["province"], row["city"], row["county"])))
        document = Document("html", (Paragraph(row["title"], "n1"),), {"title": row["title"]})
        identity = identify(document, f"data/x/{folders}/file.html")
        identified = {field: str(getattr(identity, field) or "") for field in FIELDS}
        if identified != {field: row[field] for field in FIELDS}:
            wrong.append((row, identified))
    assert not wrong
