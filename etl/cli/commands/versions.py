"""`versions`: the versions that can be opened; keep one for good under a name."""

from __future__ import annotations

import argparse
import sys

from etl.cli.arguments import Parser, add_warehouse
from etl.cli.messages import message
from etl.warehouse import kept_versions
from etl.warehouse import versions as database_files


def add(parser: Parser) -> None:
    """Declare the arguments."""
    parser.option("--keep", metavar="V", help=message("versions.keep"))
    parser.option("--name", default="", metavar="NAME", help=message("versions.name"))
    parser.option("--release", metavar="V", help=message("versions.release"))
    add_warehouse(parser)


def run(options: argparse.Namespace) -> int:
    """0; 1 if a version to keep or release does not exist, or its name is not one that tells it from the others."""
    warehouse = database_files.folder(options.warehouse)
    existing = {database_files.version_of(path): path for path in database_files.versions(warehouse)}
    chosen = {}
    for version in filter(None, (options.keep, options.release)):
        number = kept_versions.number_of(warehouse, version)
        if number is None or number not in existing:
            print(message("versions.unknown", version=version), file=sys.stderr)
            return 1
        chosen[version] = number
    if chosen:
        try:
            with database_files.locked(warehouse):
                if options.keep:
                    kept_versions.keep(warehouse, chosen[options.keep], options.name)
                if options.release:
                    kept_versions.release(warehouse, chosen[options.release])
        except ValueError as name:
            print(message("versions.name_taken", name=name), file=sys.stderr)
            return 1
    named, current = kept_versions.kept_versions(warehouse), database_files.current(warehouse)
    for number, path in existing.items():
        marks = [message("versions.current")] if path == current else []
        marks += [message("versions.kept", name=named[number]).strip()] if number in named else []
        print(f"{number}\t{path}\t{'  '.join(marks)}".rstrip())
    return 0
