"""The numbers that reports state, read from the wide rows: unfolding the cells of thousands of reports takes ten times as
long."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import duckdb
import numpy as np

from etl.form import all_addresses
from etl.model.report import Address, State
from etl.warehouse.arrow import LETTERS, value_columns

Values = dict[str, dict[Address, float]]


def stated_cells(
    con: duckdb.DuckDBPyConnection, reports: Sequence[str], rows: Collection[str] = ()
) -> Values:
    """By report, the cells in which a number is printed, as `cells.value` has them; of these rows of the form alone, if any
    are named. Every report is there, if only with nothing."""
    wanted = [
        (position, address)
        for position, address in enumerate(all_addresses())
        if not rows or address.row in rows
    ]
    columns = ", ".join(value_columns()[address] for _, address in wanted)
    columns_of = con.execute(
        f"select report_id, states, {columns} from figures "
        "semi join (select unnest($reports) as report_id) using (report_id)",
        {"reports": list(reports)},
    ).fetchnumpy()
    names = [str(name) for name in columns_of["report_id"]]
    values: Values = {report: {} for report in reports}
    if not names:
        return values
    letters = "".join(str(states) for states in columns_of["states"])
    stated = np.frombuffer(letters.encode("ascii"), "S1").reshape(len(names), len(all_addresses()))
    is_number = stated == LETTERS[State.NUMBER].encode("ascii")
    for position, address in wanted:
        numbers = np.ma.getdata(columns_of[value_columns()[address]])
        for at in np.flatnonzero(is_number[:, position]).tolist():
            values[names[at]][address] = float(numbers[at])
    return values
