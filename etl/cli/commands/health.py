"""`health`: one line of JSON for monitoring."""

from __future__ import annotations

import argparse
import json

from etl.cli.arguments import Parser, add_warehouse, days
from etl.cli.messages import message
from etl.warehouse import versions


def add(parser: Parser) -> None:
    """Declare the arguments."""
    parser.option("--max-age", type=days, metavar="DAYS", help=message("health.max_age"))
    add_warehouse(parser)


def run(options: argparse.Namespace) -> int:
    """0 if the data are there and current, otherwise 1."""
    from etl.warehouse.health import health

    state = health(versions.folder(options.warehouse), options.max_age)
    print(json.dumps(state.as_json(), ensure_ascii=False))
    return int(state.problem is not None)
