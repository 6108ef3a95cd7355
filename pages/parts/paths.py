"""Where the pages' own files lie."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "pages"
SQL = PAGES / "sql"
