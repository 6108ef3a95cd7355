"""The layout of a version has a number: pages refuse to open versions of another number."""

import hashlib
import re

from etl.form import measures
from etl.warehouse.create import SCHEMA_VERSION
from tests.support.paths import ROOT


def test_another_layout_has_another_number() -> None:
    """If this fails, raise SCHEMA_VERSION in etl/warehouse/create.py and pages/parts/data/database.py, and write
    the new pair here."""
    folder = ROOT / "etl" / "warehouse"
    statements = [
        re.sub(r"\s+", " ", re.sub("--.*", "", (folder / name).read_text(encoding="utf-8")))
        for name in ("schema.sql", "views.sql")
    ]
    keys = sorted(measure.key for measure in measures.measures())
    digest = hashlib.sha256("\n".join((*statements, *keys)).encode()).hexdigest()
    assert (SCHEMA_VERSION, digest[:12]) == (16, "9226c3239756")
