"""`circular`: a circular on who did not file, who was late and what does not add up, as a Word file."""

from __future__ import annotations

import argparse
import sys

from etl.cli.arguments import Parser, add_area, output_file
from etl.cli.commands.path import current_database
from etl.cli.messages import message


def add(parser: Parser) -> None:
    """Declare the arguments."""
    add_area(parser)
    parser.option(
        "--out", type=output_file(".docx"), required=True, metavar="FILE.docx", help=message("circular.out")
    )


def run(options: argparse.Namespace) -> int:
    """0; 1 if there are no data, or nothing is loaded for the area up to the year."""
    import duckdb

    from etl.season.circular import gather, to_docx
    from etl.season.rollup import area_of

    database = current_database(options)
    if database is None:
        return 1
    with duckdb.connect(str(database), read_only=True) as con:
        circular = gather(con, area_of(options.area), options.year)
    if not circular.filed and not circular.missing:
        print(message("circular.none", area=options.area, year=options.year), file=sys.stderr)
        return 1
    options.out.write_bytes(to_docx(circular))
    counts = {"missing": len(circular.missing), "late": len(circular.late), "broken": len(circular.broken)}
    print(message("circular.done", **counts), file=sys.stderr)
    return 0
