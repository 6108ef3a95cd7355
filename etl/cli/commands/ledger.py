"""`ledger`: tables 三 and 四 from a ledger of applications."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from etl.cli.arguments import Parser, add_warehouse, output_file, year
from etl.cli.messages import message
from etl.model.document import Unreadable
from etl.text.refusals import refusal_text
from etl.warehouse import versions

_MOST_SHOWN = 20


def add(parser: Parser) -> None:
    """Declare the arguments."""
    parser.argument("ledger", type=Path, metavar="FILE.xlsx", help=message("ledger.file"))
    parser.option("--agency", required=True, metavar="NAME", help=message("ledger.agency"))
    parser.option("--year", type=year, required=True, metavar="N", help=message("ledger.year"))
    parser.option(
        "--out",
        type=output_file(".json", ".xlsx", ".docx"),
        required=True,
        metavar="FILE.json|.xlsx|.docx",
        help=message("ledger.out"),
    )
    add_warehouse(parser)


def run(options: argparse.Namespace) -> int:
    """0; 1 if the ledger or the office's holidays cannot be read, or none of its rows can be counted."""
    from etl.season.ledger import ledger_papers
    from etl.season.ledger.counting import tables
    from etl.season.ledger.holidays import calendar_of
    from etl.season.ledger.ledger_file import read_ledger

    try:
        ledger = read_ledger(options.ledger, options.year)
        calendar = calendar_of(versions.folder(options.warehouse))
    except Unreadable as refusal:
        print(refusal_text(refusal), file=sys.stderr)
        return 1
    for problem in ledger.problems[:_MOST_SHOWN]:
        print(problem, file=sys.stderr)
    if len(ledger.problems) > _MOST_SHOWN:
        print(message("ledger.more", count=len(ledger.problems) - _MOST_SHOWN), file=sys.stderr)
    counted = tables(ledger, options.year, calendar)
    for remark in counted.remarks:
        print(remark, file=sys.stderr)
    if not counted.entries:
        print(message("ledger.none", year=options.year), file=sys.stderr)
        return 1
    out: Path = options.out
    if out.suffix.lower() == ".json":
        out.write_text(ledger_papers.to_json(counted, options.agency, options.year), encoding="utf-8")
    else:
        write = ledger_papers.to_xlsx if out.suffix.lower() == ".xlsx" else ledger_papers.to_docx
        out.write_bytes(write(counted, options.agency, options.year))
    if counted.late:
        print(counted.late_basis, file=sys.stderr)
    done = message("ledger.done", count=counted.entries, left_out=counted.left_out, late=len(counted.late))
    print(done, file=sys.stderr)
    return 0
