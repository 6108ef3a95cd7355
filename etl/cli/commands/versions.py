"""`versions`: the versions that can be opened; keep one for good under a name."""

from __future__ import annotations

import argparse
import sys

from etl.cli.arguments import Parser, add_warehouse, positive
from etl.cli.messages import message
from etl.warehouse import kept_versions
from etl.warehouse import versions as database_files


def add(parser: Parser) -> None:
    """Declare the arguments."""
    parser.option("--keep", type=positive, metavar="V", help=message("versions.keep"))
    parser.option("--name", default="", metavar="NAME", help=message("versions.name"))
    parser.option("--release", type=positive, metavar="V", help=message("versions.release"))
    add_warehouse(parser)


def run(options: argparse.Namespace) -> int:
    """0; 1 if a version to keep or release does not exist."""
    warehouse = database_files.folder(options.warehouse)
    existing = {database_files.version_of(path): path for path in database_files.versions(warehouse)}
    for number in filter(None, (options.keep, options.release)):
        if number not in existing:
            print(message("versions.unknown", version=number), file=sys.stderr)
            return 1
    if options.keep or options.release:
        with database_files.locked(warehouse):
            if options.keep:
                kept_versions.keep(warehouse, options.keep, options.name)
            if options.release:
                kept_versions.release(warehouse, options.release)
    kept, current = kept_versions.kept_versions(warehouse), database_files.current(warehouse)
    for number, path in existing.items():
        marks = [message("versions.current")] if path == current else []
        marks += [message("versions.kept", name=kept[number]).strip()] if number in kept else []
        print(f"{number}\t{path}\t{'  '.join(marks)}".rstrip())
    return 0
