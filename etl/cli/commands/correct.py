"""`correct`: put a figure right that a report prints wrong, with reason, evidence and author."""

from __future__ import annotations

import argparse
import sys

from etl.cli.arguments import Parser, add_warehouse, year
from etl.cli.commands.path import current_database
from etl.cli.messages import message
from etl.runtime.paths import COMMAND
from etl.warehouse import versions

_REFUSED = {
    "right": "correct.refused_right",
    "impossible": "correct.refused_impossible",
    "reason": "correct.refused_reason",
    "author": "correct.refused_author",
    "same": "correct.refused_same",
}


def add(parser: Parser) -> None:
    """Declare the arguments."""
    parser.option("--agency", required=True, metavar="NAME", help=message("correct.agency"))
    parser.option("--year", type=year, required=True, metavar="N", help=message("usage.year_of_reports"))
    parser.option(
        "--cell", type=_cell, required=True, metavar="TABLE/ROW/COLUMN", help=message("correct.cell")
    )
    parser.option("--right", required=True, metavar="FIGURE", help=message("correct.right"))
    parser.option("--reason", required=True, metavar="TEXT", help=message("correct.reason"))
    parser.option("--evidence", default="", metavar="TEXT", help=message("correct.evidence"))
    parser.option("--by", required=True, metavar="NAME", help=message("correct.by"))
    parser.option("--scope", metavar="SCOPE", help=message("correct.scope"))
    add_warehouse(parser)


def _cell(text: str) -> tuple[str, str, str]:
    """The keys of a cell of the form."""
    from etl.model.report import Address
    from etl.rules.catalog import form_cells

    keys = text.split("/")
    if len(keys) != len(Address._fields) or Address(*keys) not in form_cells():
        raise argparse.ArgumentTypeError(message("correct.no_such_cell", text=text))
    return keys[0], keys[1], keys[2]


def run(options: argparse.Namespace) -> int:
    """0 if the correction was put down; 1 if there is no such report or cell, or it was refused."""
    import duckdb

    from etl.season.follow_up.figure_correction import printed_cells

    database = current_database(options)
    if database is None:
        return 1
    with duckdb.connect(str(database), read_only=True) as con:
        printed = printed_cells(con, options.agency, options.year, options.cell)
    of_scope = [cell for cell in printed if options.scope in (None, cell.scope)]
    if len(of_scope) == 1 and of_scope[0].raw is not None:
        return _correct(options, of_scope[0].scope, of_scope[0].raw, of_scope[0].root)
    about = {"agency": options.agency, "year": options.year}
    if not of_scope:
        print(message("correct.no_report", **about), file=sys.stderr)
    elif len(of_scope) == 1:
        print(message("correct.no_cell", **about), file=sys.stderr)
    else:
        scopes = "、".join(cell.scope for cell in printed)
        print(message("correct.several", **about, scopes=scopes), file=sys.stderr)
    return 1


def _correct(options: argparse.Namespace, scope: str, printed: str, root: str) -> int:
    from etl.checks.corrections import Correction
    from etl.season.follow_up.figure_correction import NotCorrected, correct_figure, corrections_of
    from etl.season.follow_up.store import StoreFailed

    folder, address = versions.folder(options.warehouse), ".".join(options.cell)
    stated = (printed, options.right, options.reason, options.evidence, options.by)
    line = Correction.at(options.agency, options.year, scope, options.cell, *stated)
    try:
        before = corrections_of(folder, options.agency, options.year, scope, address)
        written = correct_figure(folder, line, len(before), "command")
    except NotCorrected as refusal:
        print(message(_REFUSED[str(refusal)], right=options.right), file=sys.stderr)
        return 1
    except StoreFailed as failed:
        print(message("correct.failed", reason=failed), file=sys.stderr)
        return 1
    if not written:
        print(message("correct.stale"), file=sys.stderr)
        return 1
    done = message(
        "correct.done", printed=printed or "∅", right=options.right or "∅", command=COMMAND, root=root
    )
    print(done)
    return 0
