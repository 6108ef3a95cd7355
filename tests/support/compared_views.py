"""Views of the comparing pages over the demo warehouse."""

import pandas as pd

from pages.parts.charts.base import palette
from pages.parts.data import database
from pages.parts.data.selection import Selection
from pages.parts.sections.compare.comparison import Comparison
from pages.parts.state.context import View

GRANTED = ("applications.granted.total", "applications.partly_granted.total")


CONCLUDED = "applications.concluded_total.total"


OWN = Selection(2019, 2025, "own", levels=("county",), data="synthetic")


ROLLED_UP = Selection(2019, 2025, "government_rollup", levels=("county",), data="synthetic")


def view_of(page: str, scope: Selection) -> View:
    opened = database.open_version()
    assert opened is not None
    return View(page, opened, scope, "zh", palette.LIGHT)


def compared(
    scope: Selection, by: str, year: int, measure: str = "disclosure_rate", keys: tuple[str, ...] = ()
) -> Comparison:
    view = view_of("compare", scope)
    units = view.ask("units", measure="applications_concluded", by=by, year=year)
    units = units.assign(name=units["key"].map(view.names(by, list(units["key"])))).set_index("key")
    return Comparison(view, by, year, view.measure(measure), units, "all", keys or tuple(units.index), "", ())


def stated(year: int, scope: str) -> pd.DataFrame:
    """One row a synthetic county-level report: agency, county, granted in full or part, concluded; straight from cells."""
    opened = database.open_version()
    assert opened is not None
    cells = database.rows(
        opened,
        "select report_id, agency_id, county, table_key || '.' || row_key || '.' || column_key as place, counted from cells "
        f"join reports using (report_id) where is_current and synthetic and level = 'county' and scope = '{scope}' and year = {year}",
    )
    wide = cells.pivot(index=["agency_id", "county"], columns="place", values="counted").reset_index()
    wide["granted"] = wide[GRANTED[0]] + wide[GRANTED[1]]
    wide = wide.rename(columns={CONCLUDED: "concluded"})
    return wide.loc[
        wide["granted"].notna() & wide["concluded"].notna(), ["agency_id", "county", "granted", "concluded"]
    ]
