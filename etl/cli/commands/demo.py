"""`demo`: write synthetic reports in every format."""

from __future__ import annotations

import argparse
from pathlib import Path

from etl.cli.arguments import Parser, positive, years
from etl.cli.messages import message
from etl.runtime.paths import DATA


def add(parser: Parser) -> None:
    """Declare the arguments."""
    parser.option(
        "--out", type=Path, metavar="DIR", default=DATA / "reports" / "demo", help=message("demo.out")
    )
    parser.option("--counties", type=positive, default=8, metavar="N", help=message("demo.counties"))
    parser.option("--years", type=years, default=(2019, 2025), metavar="A-B", help=message("demo.years"))
    parser.option("--seed", type=int, default=1, metavar="N", help=message("demo.seed"))


def run(options: argparse.Namespace) -> int:
    """Always 0."""
    from etl.demo import write

    count = write(options.out, options.counties, options.years, options.seed)
    print(message("demo.written", count=count, folder=options.out))
    return 0
