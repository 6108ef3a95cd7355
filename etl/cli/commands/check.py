"""`check`: read and check files without loading them."""

from __future__ import annotations

import argparse
from pathlib import Path

from etl.cli.arguments import Parser
from etl.cli.messages import message


def add(parser: Parser) -> None:
    """Declare the arguments."""
    parser.argument("files", nargs="+", type=Path, metavar="FILE", help=message("check.files"))
    parser.option("--format", choices=("text", "json"), default="text", help=message("check.format"))


def run(options: argparse.Namespace) -> int:
    """1 if a finding is an error or a file cannot be read, otherwise 0."""
    from etl.cli.report_printer import check_files

    return check_files(options.files, options.format)
