"""`api`: answer requests for the data over HTTP (extra `api`)."""

from __future__ import annotations

import argparse
import socket
import sys

from etl.cli.arguments import Parser, add_warehouse, positive
from etl.cli.messages import message
from etl.warehouse import versions


def add(parser: Parser) -> None:
    """Declare the arguments."""
    parser.option("--port", type=positive, default=8502, metavar="N", help=message("api.port"))
    parser.option("--address", default="127.0.0.1", metavar="A", help=message("api.address"))
    parser.option("--host", action="append", default=[], metavar="NAME", help=message("api.host"))
    add_warehouse(parser)


def run(options: argparse.Namespace) -> int:
    """0 when the server is stopped; 1 if the extra is not installed."""
    try:
        import uvicorn

        from etl.api.app import create_app
    except ModuleNotFoundError as missing:
        print(message("api.not_installed", package=missing.name), file=sys.stderr)
        return 1
    hosts = ["127.0.0.1", "localhost", "::1", options.address, socket.gethostname(), *options.host]
    app = create_app(versions.folder(options.warehouse), hosts)
    uvicorn.run(app, host=options.address, port=options.port, log_level="warning")
    return 0
