"""`verify`: re-check published data."""

from __future__ import annotations

import argparse

from etl.cli.arguments import Parser, add_warehouse
from etl.cli.messages import message
from etl.warehouse import versions


def add(parser: Parser) -> None:
    """Declare the arguments."""
    parser.option("--every", action="store_true", help=message("verify.every"))
    add_warehouse(parser)


def run(options: argparse.Namespace) -> int:
    """0 if every version checked is sound, otherwise 1."""
    from etl.warehouse.verify import verify

    verdicts = verify(versions.folder(options.warehouse), options.every)
    for verdict in verdicts:
        state = message("verify.problems" if verdict.problems else "verify.sound")
        print(message("verify.version", version=verdict.version, state=state))
        for line in (*verdict.problems, *verdict.remarks):
            print(f"  {line}")
    return int(any(verdict.problems for verdict in verdicts))
