"""`path`: print the path of the current database file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from etl.cli.arguments import Parser, add_warehouse
from etl.cli.messages import message
from etl.runtime.paths import COMMAND
from etl.warehouse import versions


def add(parser: Parser) -> None:
    """Declare the arguments."""
    add_warehouse(parser)


def run(options: argparse.Namespace) -> int:
    """0, or 1 if there are no data yet."""
    database = current_database(options)
    if database is None:
        return 1
    print(database)
    return 0


def current_database(options: argparse.Namespace) -> Path | None:
    """The current database of the chosen warehouse; None, with a hint on stderr, if there is none.

    If the pointer is lost or damaged, the newest version is taken, with a warning on stderr.
    """
    warehouse = versions.folder(options.warehouse)
    database = versions.current(warehouse)
    if database is not None:
        return database
    newest = next(iter(versions.candidates(warehouse)), None)
    key = "path.no_data" if newest is None else "path.pointer_lost"
    print(message(key, command=COMMAND, name=newest.name if newest else ""), file=sys.stderr)
    return newest
