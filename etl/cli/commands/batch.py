"""`batch`: check drafts together before they are filed, with a result sheet each and a summary."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from etl.cli.arguments import Parser, add_warehouse, output_file, positive
from etl.cli.messages import message
from etl.cli.progress import progress_bar, progress_lines
from etl.warehouse import versions


def add(parser: Parser) -> None:
    """Declare the arguments."""
    parser.argument("source", type=Path, metavar="FOLDER|FILE.zip", help=message("batch.source"))
    parser.option(
        "--out", type=output_file(".zip"), required=True, metavar="FILE.zip", help=message("batch.out")
    )
    parser.option("--workers", type=positive, metavar="N", help=message("load.workers"))
    add_warehouse(parser)


def run(options: argparse.Namespace) -> int:
    """0 if all was read and nothing is an error, 1 if not or if nothing was there, 2 if the folder is not there."""
    from etl.season.batch_check import check_batch
    from etl.season.batch_sheets import to_zip

    if not options.source.exists():
        print(message("load.missing") % options.source, file=sys.stderr)
        return 2
    shown = progress_bar if sys.stderr.isatty() else progress_lines
    with shown() as progress:
        batch = check_batch(options.source, versions.folder(options.warehouse), options.workers, progress)
    if not batch.checked and not batch.unreadable:
        print(message("batch.none"), file=sys.stderr)
        return 1
    options.out.write_bytes(to_zip(batch))
    counts = {
        "checked": len(batch.checked),
        "unreadable": len(batch.unreadable),
        "missing": len(batch.missing),
    }
    errors = sum(one.count("error") for one in batch.checked)
    print(message("batch.done", errors=errors, **counts), file=sys.stderr)
    return int(not batch.is_clean)
