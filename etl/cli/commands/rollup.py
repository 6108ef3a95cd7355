"""`rollup`: a draft of a government's own tables from the loaded reports of its bodies."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from etl.cli.arguments import Parser, add_area, output_file
from etl.cli.commands.path import current_database
from etl.cli.messages import message
from etl.runtime import language

if TYPE_CHECKING:
    from etl.season.rollup import Rollup


def add(parser: Parser) -> None:
    """Declare the arguments."""
    add_area(parser)
    parser.option(
        "--out",
        type=output_file(".json", ".xlsx", ".docx"),
        metavar="FILE.json|.xlsx|.docx",
        help=message("rollup.out"),
    )


def run(options: argparse.Namespace) -> int:
    """0; 1 if there are no data or no part of the area is loaded for the year."""
    import duckdb

    from etl.season.rollup import area_of, draft_rollup

    database = current_database(options)
    if database is None:
        return 1
    with duckdb.connect(str(database), read_only=True) as con:
        rollup = draft_rollup(con, area_of(options.area), options.year)
    if not rollup.parts:
        print(message("rollup.none", area=options.area, year=options.year), file=sys.stderr)
        return 1
    _write(rollup, options.out)
    unknown = sum(cell.unknown > 0 for cell in rollup.cells.values())
    done = message("rollup.done", parts=len(rollup.parts), missing=len(rollup.missing), unknown=unknown)
    print(done, file=sys.stderr)
    return 0


def _write(rollup: Rollup, out: Path | None) -> None:
    from etl.season import rollup_json, rollup_word, rollup_workbook

    if out is None:
        print(rollup_json.to_json(rollup))
    elif out.suffix.lower() == ".json":
        out.write_text(rollup_json.to_json(rollup), encoding="utf-8")
    elif out.suffix.lower() == ".xlsx":
        out.write_bytes(rollup_workbook.to_xlsx(rollup, both=language.current() == "en"))
    else:
        out.write_bytes(rollup_word.to_docx(rollup))
