"""`template`: a fill-in workbook per body, which `load` reads once it is filled."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from etl.cli.arguments import Parser, add_warehouse, year
from etl.cli.messages import message
from etl.cli.progress import progress_lines
from etl.form import form_of_year
from etl.model.document import Unreadable
from etl.runtime import language
from etl.text.refusals import refusal_text
from etl.warehouse import versions

if TYPE_CHECKING:
    from etl.season.fill_in.template import Blank


def add(parser: Parser) -> None:
    """Declare the arguments."""
    parser.option("--year", type=year, required=True, metavar="N", help=message("template.year"))
    parser.option("--out", type=Path, required=True, metavar="DIR", help=message("template.out"))
    parser.option("--roster", type=Path, metavar="FILE.csv|.xlsx", help=message("template.roster"))
    parser.option("--body", nargs="+", default=[], metavar="NAME", help=message("template.body"))
    add_warehouse(parser)


def run(options: argparse.Namespace) -> int:
    """0; 1 if there is no body to write a form for, no form was in force, or the roster cannot be read."""
    from etl.season.fill_in.template_files import write_forms

    if not form_of_year(options.year):
        print(message("template.no_form", year=options.year), file=sys.stderr)
        return 1
    try:
        forms = _blanks(options)
    except Unreadable as refusal:
        print(refusal_text(refusal), file=sys.stderr)
        return 1
    if not forms:
        print(message("template.none"), file=sys.stderr)
        return 1
    with progress_lines() as progress:
        write_forms(forms, options.out, progress, both=language.current() == "en")
    print(message("template.done", count=len(forms), folder=options.out), file=sys.stderr)
    return 0


def _blanks(options: argparse.Namespace) -> tuple[Blank, ...]:
    import duckdb

    from etl.season.fill_in.template import blanks, blanks_without_data

    names = options.body or _listed(options.roster, options.year)
    database = versions.current(versions.folder(options.warehouse))
    if database is None or (options.roster and not names):
        return blanks_without_data(names, options.year)
    with duckdb.connect(str(database), read_only=True) as con:
        return blanks(con, options.year, names)


def _listed(roster: Path | None, year: int) -> list[str]:
    """The bodies of a roster that file for a year. Raises Unreadable."""
    from etl.ingest.roster_rows import named_in_full, warn_of_hidden
    from etl.sources.roster import read_roster

    if roster is None:
        return []
    bodies = [body for body in read_roster(roster) if body.files_for(year)]
    warn_of_hidden(bodies, roster.read_bytes(), roster.name)
    return named_in_full(bodies, str(roster.resolve()))
