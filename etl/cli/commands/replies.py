"""`replies`: take the replies of returned lists into the store of findings."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from etl.cli.arguments import Parser, add_warehouse
from etl.cli.commands.path import current_database
from etl.cli.messages import message
from etl.model.document import Unreadable
from etl.text.refusals import refusal_text
from etl.warehouse import versions


def add(parser: Parser) -> None:
    """Declare the arguments."""
    parser.argument("lists", nargs="+", type=Path, metavar="FILE.xlsx", help=message("replies.lists"))
    parser.option("--by", required=True, metavar="NAME", help=message("replies.by"))
    parser.option("--rulings", action="store_true", help=message("replies.rulings"))
    add_warehouse(parser)


def run(options: argparse.Namespace) -> int:
    """0 if every line was taken, 1 if there are no data, a list cannot be read or a line was not taken."""
    import duckdb

    from etl.season.follow_up import store
    from etl.season.follow_up.replies import take_replies

    database = current_database(options)
    if database is None:
        return 1
    refused = False
    with duckdb.connect(str(database), read_only=True) as con:
        for path in options.lists:
            try:
                taken, problems = take_replies(
                    con,
                    versions.folder(options.warehouse),
                    path.read_bytes(),
                    path.name,
                    options.by,
                    options.rulings,
                )
            except (Unreadable, store.StoreFailed) as refusal:
                why = refusal_text(refusal) if isinstance(refusal, Unreadable) else refusal
                print(f"{path}: {why}", file=sys.stderr)
                refused = True
                continue
            for problem in problems:
                print(f"{path}: {problem}", file=sys.stderr)
            refused |= bool(problems)
            print(message("replies.done", file=path.name, taken=taken, left=len(problems)), file=sys.stderr)
    return int(refused)
