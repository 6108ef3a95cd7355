"""Where the files of the pages lie, and where data are looked for unless the environment says otherwise."""

from __future__ import annotations

from pathlib import Path

from etl import DATA as DATA

PAGES = Path(__file__).parents[1]
SQL = PAGES / "sql"
_INSTALLED = PAGES / "launch" / "dashboard.py"  # with the Streamlit settings beside it; see pyproject.toml
DASHBOARD = _INSTALLED if _INSTALLED.is_file() else PAGES.parent / "dashboard.py"
APPLICATION = DASHBOARD.with_name("dashboard_app.py")
