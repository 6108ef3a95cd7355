"""Reports and cells of the demo warehouse as frames, for the second opinion."""

import pandas as pd
import pytest

from pages.parts.data import database
from pages.parts.data.database import OpenVersion


@pytest.fixture(scope="module")
def reports(opened: OpenVersion) -> pd.DataFrame:
    """One row per current report."""
    return database.rows(opened, "select * from reports where is_current")


@pytest.fixture(scope="module")
def cells(opened: OpenVersion) -> pd.DataFrame:
    """One row per report, one column per cell `table.row.column`: the values that sums may take."""
    frame = database.rows(
        opened, "select report_id, table_key || '.' || row_key || '.' || column_key as at, counted from cells"
    )
    return frame.pivot(index="report_id", columns="at", values="counted")
