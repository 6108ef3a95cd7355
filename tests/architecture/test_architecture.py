"""What holds for the whole tree and no import contract can say; the layers themselves are in .importlinter."""

import hashlib
import re

from etl.form import measures
from etl.warehouse.create import SCHEMA_VERSION
from tests.support.paths import ROOT


def test_every_sql_file_states_its_grain() -> None:
    files = [*(ROOT / "pages" / "sql").rglob("*.sql"), *(ROOT / "etl").rglob("*.sql")]
    assert len(files) > 60
    for path in files:
        assert path.read_text(encoding="utf-8").startswith("-- "), path


def test_another_layout_has_another_number() -> None:
    """Pages pass over versions of another number. Where this fails: raise SCHEMA_VERSION in
    etl/warehouse/create.py and pages/parts/data/database.py, and write the new pair here."""
    folder = ROOT / "etl" / "warehouse"
    statements = [
        re.sub(r"\s+", " ", re.sub("--.*", "", (folder / name).read_text(encoding="utf-8")))
        for name in ("schema.sql", "views.sql")
    ]
    keys = sorted(measure.key for measure in measures.measures())
    digest = hashlib.sha256("\n".join((*statements, *keys)).encode()).hexdigest()
    assert (SCHEMA_VERSION, digest[:12]) == (6, "56e64120e04a")
