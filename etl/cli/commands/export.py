"""`export`: the rows of the dashboard's downloads, as CSV, XLSX or Parquet."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from etl.cli.arguments import Parser, add_warehouse, years
from etl.cli.commands.path import current_database
from etl.cli.messages import message

_FILTERS = ("province", "city", "county", "level", "kind", "agency", "scope")
_RELATIONS = ("cells", "reports", "measures", "findings")


def add(parser: Parser) -> None:
    """Declare the arguments."""
    option = parser.options.add_argument
    option("--what", choices=_RELATIONS, default="cells", help=message("export.what"))
    option("--out", type=Path, metavar="FILE.csv|.xlsx|.parquet", help=message("export.out"))
    option("--years", type=years, metavar="A-B", help=message("export.years"))
    for name in _FILTERS:
        option(f"--{name}", action="append", metavar=name.upper(), help=message(f"export.{name}"))
    option("--without-synthetic", action="store_true", help=message("export.without_synthetic"))
    add_warehouse(parser)


def run(options: argparse.Namespace) -> int:
    """0; 1 if there are no data yet or a worksheet cannot hold the rows."""
    from etl.export.relations import export

    database = current_database(options)
    if database is None:
        return 1
    filters = {name: getattr(options, name) for name in _FILTERS}
    rows = export(
        database, options.what, options.out, options.years, filters, not options.without_synthetic
    )
    print(message("export.rows", rows=rows), file=sys.stderr)
    return 0
