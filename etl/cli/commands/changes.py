"""`changes`: what differs between two published versions of the data."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from etl.cli.arguments import Parser, add_warehouse
from etl.cli.messages import message
from etl.warehouse import kept_versions, versions


def add(parser: Parser) -> None:
    """Declare the arguments."""
    parser.option("--from", dest="older", metavar="V", help=message("changes.from"))
    parser.option("--to", dest="newer", metavar="V", help=message("changes.to"))
    parser.option("--format", choices=("text", "json", "csv"), default="text", help=message("changes.format"))
    add_warehouse(parser)


def run(options: argparse.Namespace) -> int:
    """0; 1 if there are not two versions to compare."""
    from etl.changes import output
    from etl.changes.compare import Incomparable, compare_versions

    both = _files(versions.folder(options.warehouse), options.older, options.newer)
    if both is None:
        return 1
    try:
        with compare_versions(*both) as changes:
            if options.format == "json":
                output.to_json(changes, sys.stdout)
            elif options.format == "csv":
                output.to_csv(changes, sys.stdout.buffer)
            else:
                output.to_text(changes, sys.stdout)
    except Incomparable as refusal:
        print(refusal, file=sys.stderr)
        return 1
    return 0


def _files(warehouse: Path, from_version: str | None, to_version: str | None) -> tuple[Path, Path] | None:
    """The two database files: by default the current version and the one before it."""
    paths = {versions.version_of(path): path for path in versions.versions(warehouse)}
    current = versions.current(warehouse)
    older, newer = (
        kept_versions.number_of(warehouse, version) if version else None
        for version in (from_version, to_version)
    )
    if to_version is None and current is not None:
        newer = versions.version_of(current)
    if from_version is None and newer is not None:
        older = max((number for number in paths if number < newer), default=None)
    if older in paths and newer in paths:
        return paths[older], paths[newer]
    sides = {"older": from_version or older or "-", "newer": to_version or newer or "-"}
    print(message("changes.no_version", kept="、".join(map(str, paths)) or "-", **sides), file=sys.stderr)
    return None
