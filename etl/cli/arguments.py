"""The argument parser in the current language, and types and options that several commands share."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NoReturn

from etl.cli.messages import message
from etl.runtime.language import LANGUAGES

# what argparse says in English, and the message that says it in the current language
_ERRORS = {
    r"the following arguments are required: (.+)": "usage.required",
    r"unrecognized arguments: (.+)": "usage.unrecognized",
    r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)": "usage.choice",
    r"argument (.+?): invalid int value: (.+)": "usage.number",
    r"argument (.+?): expected (?:one|at least one) argument": "usage.expected",
    r"argument (.+?): (.+)": "usage.argument",
}


class _HelpFormatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, message("usage.prefix") if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """An ArgumentParser whose own sentences are in the current language; options cannot be abbreviated."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            **{"formatter_class": _HelpFormatter, "allow_abbrev": False, **options, "add_help": False}
        )
        self.declared: list[argparse.Action] = []
        self._positional = self.add_argument_group(message("usage.arguments"))
        self._optional = self.add_argument_group(message("usage.options"))
        self._optional.add_argument("-h", "--help", action="help", help=message("usage.help"))
        self._optional.add_argument(
            "--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=message("usage.lang")
        )

    def argument(self, name: str, **settings: Any) -> None:
        """Declare a positional argument of a command."""
        self.declared.append(self._positional.add_argument(name, **settings))

    def option(self, name: str, **settings: Any) -> None:
        """Declare an option of a command."""
        self.declared.append(self._optional.add_argument(name, **settings))

    def error(self, message_of_argparse: str) -> NoReturn:
        """Print the usage and what is wrong, and exit with 2."""
        for pattern, key in _ERRORS.items():
            match = re.fullmatch(pattern, message_of_argparse, re.DOTALL)
            if match:
                super().error(message(key, **dict(zip("abc", match.groups(), strict=False))))
        super().error(message_of_argparse)

    def exit(self, status: int = 0, text: str | None = None) -> NoReturn:
        """Exit; errors are introduced in the current language."""
        if text:
            text = text.replace(": error: ", message("usage.error"), 1)
        super().exit(status, text)


def add_warehouse(parser: Parser) -> None:
    """Add `--warehouse DIR`."""
    parser.option("--warehouse", type=named_folder, metavar="DIR", help=message("usage.warehouse"))


def add_area(parser: Parser) -> None:
    """Add `--area AREA` and `--year N`, both required, and `--warehouse DIR`."""
    parser.option("--area", required=True, metavar="AREA", help=message("usage.area"))
    parser.option("--year", type=year, required=True, metavar="N", help=message("usage.year_of_reports"))
    add_warehouse(parser)


def named_folder(text: str) -> Path:
    """A folder whose name is Unicode: the database can open no other."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise argparse.ArgumentTypeError(message("usage.not_unicode", text=text)) from error
    return Path(text)


def positive(text: str) -> int:
    """A positive whole number."""
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(message("usage.positive", text=text))
    return int(text)


def days(text: str) -> float:
    """A number of days."""
    try:
        return float(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(message("usage.days", text=text)) from error


def year(text: str) -> int:
    """A year of four digits."""
    if not re.fullmatch(r"20\d\d", text):
        raise argparse.ArgumentTypeError(message("usage.year", text=text))
    return int(text)


def output_file(*endings: str) -> Callable[[str], Path]:
    """A type for the path of a file to write, whose ending says the format."""

    def of_format(text: str) -> Path:
        if not text.lower().endswith(endings):
            raise argparse.ArgumentTypeError(message("usage.ending", text=text, endings="、".join(endings)))
        return Path(text)

    return of_format


def years(text: str) -> tuple[int, int]:
    """First and last year, from `2019-2025` or `2024`."""
    match = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", text)
    if match is None or int(match[1]) > int(match[2] or match[1]):
        raise argparse.ArgumentTypeError(message("usage.years", text=text))
    return int(match[1]), int(match[2] or match[1])
