"""`tell`: what is new in the data for those who wait for it, as a feed or a letter."""

from __future__ import annotations

import argparse
import sys

from etl.cli.arguments import Parser, add_warehouse, output_file
from etl.cli.messages import message
from etl.runtime import language
from etl.warehouse import kept_versions, versions

_FILTERS = ("province", "city", "county", "level", "kind", "agency", "scope")


def add(parser: Parser) -> None:
    """Declare the arguments."""
    parser.option(
        "--out", type=output_file(".atom", ".xml", ".txt", ".eml"), required=True, metavar="FILE.atom|.txt|.eml",
        help=message("tell.out"),
    )  # fmt: skip
    parser.option("--from", dest="older", metavar="V", help=message("tell.from"))
    for name in _FILTERS:
        parser.option(f"--{name}", action="append", metavar=name.upper(), help=message(f"export.{name}"))
    parser.option("--dashboard", default="", metavar="URL", help=message("tell.dashboard"))
    add_warehouse(parser)


def run(options: argparse.Namespace) -> int:
    """0; 1 if there are not two versions to compare, or the first is not known."""
    from etl.changes.compare import Incomparable
    from etl.export.report_criteria import selected_reports
    from etl.news import letter
    from etl.news.atom import to_atom
    from etl.news.items import news, news_of_pairs, pairs_of_versions

    warehouse = versions.folder(options.warehouse)
    first = kept_versions.number_of(warehouse, options.older) if options.older else None
    if options.older and first is None:
        print(message("versions.unknown", version=options.older), file=sys.stderr)
        return 1
    pairs = pairs_of_versions(warehouse, first)
    if not pairs:
        print(message("tell.no_versions"), file=sys.stderr)
        return 1
    reports, now = selected_reports(None, vars(options)), language.current()
    about = "、".join(value for name in _FILTERS for value in getattr(options, name) or ())
    if options.out.suffix.lower() in (".atom", ".xml"):
        items = list(news_of_pairs(pairs, reports, now))
        options.out.write_bytes(to_atom(items, about, now, dashboard=options.dashboard))
    else:
        older, newer = pairs[-1 if options.older else 0][0], pairs[0][1]
        try:
            items = news(older, newer, reports, now)
        except Incomparable as refusal:
            print(refusal, file=sys.stderr)
            return 1
        write = letter.to_mail if options.out.suffix.lower() == ".eml" else letter.to_text
        options.out.write_bytes(write(items, about, letter.span(older, newer), now))
    print(message("tell.done", count=len(items)), file=sys.stderr)
    return 0
