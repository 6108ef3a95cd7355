"""`returns`: the return list with columns to reply in, and the register of what became of each finding."""

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
    parser.option("--body", nargs="+", default=[], metavar="NAME", help=message("returns.body"))
    parser.option("--sent-by", default="", metavar="NAME", help=message("returns.sent_by"))
    parser.option(
        "--out", type=output_file(".xlsx"), required=True, metavar="FILE.xlsx", help=message("returns.out")
    )


def run(options: argparse.Namespace) -> int:
    """0; 1 if there are no data, nothing was found for the area and year, or the store cannot be written."""
    import duckdb

    from etl.season.follow_up import store
    from etl.season.follow_up.current import findings_of, followed_in
    from etl.season.follow_up.return_list import is_open, to_xlsx
    from etl.season.rollup import area_of

    database = current_database(options)
    if database is None:
        return 1
    folder = versions.folder(options.warehouse)
    with duckdb.connect(str(database), read_only=True) as con:
        area = area_of(options.area)
        findings = findings_of(con, area, options.year, options.body)
        followed = followed_in(con, store.read_followed(folder), area, options.year)
    if options.body:
        followed = {code: one for code, one in followed.items() if one.about.agency in options.body}
    if not findings and not followed:
        print(message("returns.none", area=options.area, year=options.year), file=sys.stderr)
        return 1
    to_send = [one for one in findings if is_open(one, followed) and one.about.code not in followed]
    if options.sent_by:
        changes = [store.Change(one.about, store.FollowState.SENT, seen=0) for one in to_send]
        try:
            store.write_followed(folder, changes, options.sent_by, "returns")
        except store.StoreFailed as refusal:
            print(message("returns.unwritable", reason=refusal), file=sys.stderr)
            return 1
        codes = [one.about.code for one in findings]
        followed |= store.read_followed(folder, codes)
    options.out.write_bytes(to_xlsx(findings, followed))
    count = sum(is_open(one, followed) for one in findings)
    print(message("returns.done", open=count, sent=len(to_send) if options.sent_by else 0), file=sys.stderr)
    return 0
