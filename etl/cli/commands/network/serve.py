"""`serve`: start the dashboard.

The server is started by the name of its module: the ETL imports nothing of the pages.
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
    parser.option("--port", type=int, default=port, metavar="N", help=message("serve.port"))
    parser.option("--address", default="127.0.0.1", metavar="A", help=message("serve.address"))


def run(options: argparse.Namespace) -> int:
    """The exit code of the server, which takes the place of this process where the system allows it."""
    environment = {
        **os.environ,
        "STREAMLIT_SERVER_PORT": str(options.port),
        "STREAMLIT_SERVER_ADDRESS": options.address,
    }
    command = python_module(_SERVER)
    if os.name == "posix":
        os.chdir(HOME)
        os.execve(command[0], command, environment)  # so that signals reach the server itself
    return subprocess.call(command, cwd=HOME, env=environment)
