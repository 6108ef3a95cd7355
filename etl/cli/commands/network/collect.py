"""`collect`: fetch the listed columns of annual reports (extra `collect`)."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from etl.cli.arguments import Parser, positive
from etl.cli.messages import message
from etl.model.document import Unreadable
from etl.text.refusals import refusal_text


def add(parser: Parser) -> None:
    """Declare the arguments."""
    parser.argument("columns", type=Path, metavar="COLUMNS.csv", help=message("collect.columns"))
    parser.option("--out", type=Path, required=True, metavar="DIR", help=message("collect.out"))
    parser.option("--contact", default="", metavar="TEXT", help=message("collect.contact"))
    parser.option("--seconds", type=positive, default=3, metavar="N", help=message("collect.seconds"))
    parser.option("--timeout", type=positive, default=120, metavar="N", help=message("collect.timeout"))


def run(options: argparse.Namespace) -> int:
    """0; 1 if the list cannot be used or the extra is not installed."""
    try:
        from etl.collect.column_list import read_columns
        from etl.collect.crawl import Manners, collect
    except ModuleNotFoundError as missing:
        print(message("collect.not_installed", package=missing.name), file=sys.stderr)
        return 1
    try:
        columns = read_columns(options.columns)
    except Unreadable as refusal:
        print(refusal_text(refusal), file=sys.stderr)
        return 1
    if not options.contact:
        print(message("collect.no_contact"), file=sys.stderr)
    done = collect(columns, options.out, Manners(options.seconds, options.timeout, options.contact))
    print(message("collect.done", copies=done.copies, new=done.new, by_hand=done.by_hand))
    return 0
