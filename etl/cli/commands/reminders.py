"""`reminders`: a Word file per body that has not filed, was late or has findings still open."""

from __future__ import annotations

import argparse
import sys

from etl.cli.arguments import Parser, add_area, output_file
from etl.cli.commands.path import current_database
from etl.cli.messages import message
from etl.warehouse import versions


def add(parser: Parser) -> None:
    """Declare the arguments."""
    add_area(parser)
    parser.option(
        "--out", type=output_file(".zip"), required=True, metavar="FILE.zip", help=message("reminders.out")
    )


def run(options: argparse.Namespace) -> int:
    """0; 1 if there are no data or nobody is to be reminded."""
    import duckdb

    from etl.season.follow_up import store
    from etl.season.reminders import reminders, to_zip
    from etl.season.rollup import area_of

    database = current_database(options)
    if database is None:
        return 1
    followed = store.read_followed(versions.folder(options.warehouse))
    with duckdb.connect(str(database), read_only=True) as con:
        due = reminders(con, area_of(options.area), options.year, followed)
    if not due:
        print(message("reminders.none", area=options.area, year=options.year), file=sys.stderr)
        return 1
    options.out.write_bytes(to_zip(due))
    print(message("reminders.done", count=len(due)), file=sys.stderr)
    return 0
