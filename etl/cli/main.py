"""Parse the command line and run one command."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Sequence

from etl.cli import console_log
from etl.cli.arguments import Parser
from etl.cli.commands import COMMANDS
from etl.cli.messages import message
from etl.runtime import language
from etl.runtime.file_errors import reason_of
from etl.runtime.paths import COMMAND
from etl.warehouse import versions

_LOG = logging.getLogger("etl")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; exits with 2 on wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    given = sys.argv[1:] if arguments is None else list(arguments)
    _choose_language(given)
    options = build_parser().parse_args(given)
    with console_log.to_stderr():
        try:
            return int(options.run(options))
        except versions.Busy as busy:
            _LOG.error("%s", busy, extra={"event": "busy"})
            return 1
        except KeyboardInterrupt:
            _LOG.error(message("main.interrupted"), extra={"event": "interrupted"})
            return 130
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        except OSError as error:
            name = error.filename if error.filename is not None else ""
            print(message("main.file_failed", name=name, reason=reason_of(error)), file=sys.stderr)
            return 1
        except Exception as error:
            if type(error).__module__ not in ("duckdb", "_duckdb"):  # imported only where it is needed
                raise
            reason = str(error).splitlines()[0][:200]
            print(message("main.database_failed", reason=reason, command=COMMAND), file=sys.stderr)
            return 1


def build_parser() -> Parser:
    """The parser of all commands, in the current language."""
    parser = Parser(prog="disclosure", description=message("main.description"))
    commands = parser.add_subparsers(
        required=True, metavar="COMMAND", title=message("usage.commands"), parser_class=Parser
    )
    for name, command in COMMANDS.items():
        subparser = commands.add_parser(
            name, help=message(f"{name}.help"), description=message(f"{name}.description")
        )
        command.add(subparser)
        subparser.set_defaults(run=command.run)
    return parser


def build_command(name: str) -> Parser:
    """The parser of one command alone, in the current language."""
    parser = Parser(prog=f"disclosure {name}", description=message(f"{name}.description"))
    COMMANDS[name].add(parser)
    return parser


def _choose_language(arguments: Sequence[str]) -> None:
    """Look for `--lang` ahead of everything else, since the help and the errors of the parser depend on it."""
    ahead = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    ahead.add_argument("--lang")
    try:
        chosen = ahead.parse_known_args(arguments)[0].lang
    except argparse.ArgumentError:  # no language behind it: the parser of the commands says so
        return
    if chosen in language.LANGUAGES:
        language.choose(chosen)
