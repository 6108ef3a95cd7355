"""`score`: the score sheet of an area's bodies by a rubric."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from etl.cli.arguments import Parser, add_area, output_file
from etl.cli.commands.path import current_database
from etl.cli.messages import message
from etl.model.document import Unreadable
from etl.text.refusals import refusal_text
from etl.warehouse import versions


def add(parser: Parser) -> None:
    """Declare the arguments."""
    add_area(parser)
    parser.option("--rubric", type=Path, metavar="FILE.toml", help=message("score.rubric"))
    parser.option(
        "--out", type=output_file(".xlsx"), required=True, metavar="FILE.xlsx", help=message("score.out")
    )


def run(options: argparse.Namespace) -> int:
    """0; 1 if there are no data, no report is expected, or the rubric cannot be used."""
    import duckdb

    from etl.season.follow_up import store
    from etl.season.rollup import area_of
    from etl.season.score import DEFAULT, read_rubric, scores
    from etl.season.score_workbook import to_xlsx

    try:
        rubric = read_rubric(options.rubric or DEFAULT)
    except Unreadable as refusal:
        print(refusal_text(refusal), file=sys.stderr)
        return 1
    database = current_database(options)
    if database is None:
        return 1
    followed = store.read_followed(versions.folder(options.warehouse))
    with duckdb.connect(str(database), read_only=True) as con:
        scored = scores(con, area_of(options.area), options.year, rubric, followed)
    if not scored:
        print(message("score.none", area=options.area, year=options.year), file=sys.stderr)
        return 1
    options.out.write_bytes(to_xlsx(scored, rubric, options.year))
    print(message("score.done", count=len(scored)), file=sys.stderr)
    return 0
