"""`export`: the rows of the dashboard's downloads, as CSV, XLSX or Parquet."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from etl.cli.arguments import Parser, add_warehouse, output_file, years
from etl.cli.commands.path import current_database
from etl.cli.messages import message

if TYPE_CHECKING:
    import duckdb

    from etl.export.columns import Table

_FILTERS = ("province", "city", "county", "level", "kind", "agency", "scope")
_RELATIONS = ("cells", "official", "reports", "measures", "findings", "narratives", "stated_figures")


def add(parser: Parser) -> None:
    """Declare the arguments."""
    parser.option("--what", choices=_RELATIONS, default="cells", help=message("export.what"))
    parser.option("--form", metavar="FORM", default="2021", help=message("export.form"))
    parser.option("--headings", choices=("keys", "zh", "en"), default="keys", help=message("export.headings"))
    parser.option(
        "--out",
        type=output_file(".csv", ".xlsx", ".parquet"),
        metavar="FILE.csv|.xlsx|.parquet",
        help=message("export.out"),
    )
    parser.option("--years", type=years, metavar="A-B", help=message("export.years"))
    for name in _FILTERS:
        parser.option(f"--{name}", action="append", metavar=name.upper(), help=message(f"export.{name}"))
    parser.option("--without-synthetic", action="store_true", help=message("export.without_synthetic"))
    add_warehouse(parser)


def run(options: argparse.Namespace) -> int:
    """0; 1 if there are no data yet or a worksheet cannot hold the rows; 2 if the form is unknown."""
    import duckdb

    from etl.export.columns import exported_table
    from etl.export.report_criteria import selected_reports
    from etl.export.writers import EXCEL_ROWS, TooManyRows

    database = current_database(options)
    if database is None:
        return 1
    reports = selected_reports(options.years, vars(options), not options.without_synthetic)
    with duckdb.connect(str(database), read_only=True) as con:
        forms = [row[0] for row in con.execute("select form from forms order by position").fetchall()]
        if options.form not in forms:
            print(message("export.no_form", form=options.form, forms="、".join(forms)), file=sys.stderr)
            return 2
        table = exported_table(con, options.what, reports, options.headings, options.form)
        try:
            rows = _write(con, table, options.out)
        except TooManyRows:
            print(message("export.too_many", rows=EXCEL_ROWS), file=sys.stderr)
            return 1
    print(message("export.rows", rows=rows), file=sys.stderr)
    return 0


def _write(con: duckdb.DuckDBPyConnection, table: Table, out: Path | None) -> int:
    """Write in the format of the file's ending; CSV if there is no file."""
    from etl.export.files import write_csv_file, write_file

    if out is None:
        return write_csv_file(con, table, sys.stdout.buffer, byte_order_mark=False)
    with out.open("wb") as stream:
        return write_file(con, table, stream, out.suffix.lower().removeprefix("."))
