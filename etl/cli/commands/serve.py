"""`serve`: start the dashboard.

The server is started by the name of its module, in a process of its own: the ETL imports nothing of the pages.
"""

from __future__ import annotations

import argparse
import os
import subprocess

from etl.cli.arguments import Parser
from etl.cli.messages import message
from etl.runtime.paths import HOME, python_module

_SERVER = "pages.parts.app.server"


def add(parser: Parser) -> None:
    """Declare the arguments."""
    port = os.environ.get("PORT", "8501")
    parser.options.add_argument("--port", type=int, default=port, metavar="N", help=message("serve.port"))
    parser.options.add_argument("--address", default="127.0.0.1", metavar="A", help=message("serve.address"))


def run(options: argparse.Namespace) -> int:
    """The exit code of the server."""
    settings = (f"--server.port={options.port}", f"--server.address={options.address}")
    return subprocess.call([*python_module(_SERVER), *settings], cwd=HOME)
