"""Describe every command in both languages, from the parsers: `python -m etl.cli.command_reference > docs/commands.md`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from etl.cli.arguments import Parser
from etl.cli.commands import COMMANDS
from etl.cli.main import build_command
from etl.cli.messages import in_language
from etl.runtime import language

_INTRODUCTION = """\
# 命令 · Commands

<!-- Made by `make docs` from the parsers of the commands; do not edit. -->

在程序文件夹里运行 `python -m etl 命令`；安装后在任何文件夹里运行 `disclosure 命令`，数据在当前文件夹的 `data/` 下。
提示信息默认为中文，`--lang en` 或环境变量 `DISCLOSURE_LANG=en` 改为英文；来源文件无法读取的原因随数据保存，只有中文。

*Run `python -m etl COMMAND` in the folder of the program, or `disclosure COMMAND` anywhere once it is installed; data are then in
`data/` of the current folder. Messages are in Chinese unless `--lang en` or `DISCLOSURE_LANG=en` says otherwise; why a source could
not be read is stored with the data, in Chinese only.*
"""


def reference() -> str:
    """The command reference as Markdown."""
    sections = [f"- [`{name}`](#{name}) {_both(f'{name}.help', ' · ')}" for name in COMMANDS]
    return "\n".join([_INTRODUCTION, *sections, "", *(line for name in COMMANDS for line in _command(name))])


def _command(name: str) -> Iterator[str]:
    with _language("zh"):
        chinese = _arguments(build_command(name))
    with _language("en"):
        english = _arguments(build_command(name))
    usages = " ".join(usage for _, usage, _ in chinese)
    yield f"## {name}\n\n```text\ndisclosure {name} {usages}".rstrip() + "\n```\n"
    yield "  \n".join(in_language(f"{name}.description", "zh").splitlines()) + "\n"
    yield "*" + "  \n".join(in_language(f"{name}.description", "en").splitlines()) + "*\n"
    if chinese:
        yield "| | 说明 | Meaning |\n|---|---|---|"
        for (argument, _, zh), (_, _, en) in zip(chinese, english, strict=True):
            yield f"| {argument} | {zh} | {en} |"
        yield ""


def _arguments(parser: Parser) -> list[tuple[str, str, str]]:
    """Each argument of the command: its name in a table, its usage, its help."""
    return [
        (_name(action), _usage(action), (action.help or "").replace("|", "\\|")) for action in parser.declared
    ]


def _name(action: argparse.Action) -> str:
    text = " ".join(part for part in (*action.option_strings[:1], _value(action)) if part)
    return f"`{text}`".replace("|", "\\|")


def _usage(action: argparse.Action) -> str:
    text = " ".join(part for part in (*action.option_strings[:1], _value(action)) if part)
    repeated = "…" if action.nargs == "+" or isinstance(action, argparse._AppendAction) else ""
    return f"[{text}]{repeated}" if action.option_strings else f"{text}{repeated}"


def _value(action: argparse.Action) -> str:
    if action.nargs == 0:
        return ""
    if action.choices:
        return "|".join(map(str, action.choices))
    return str(action.metavar or action.dest)


def _both(key: str, between: str) -> str:
    return between.join(in_language(key, wanted) for wanted in language.LANGUAGES)


@contextmanager
def _language(wanted: language.Language) -> Iterator[None]:
    before = language.current()
    language.choose(wanted)
    try:
        yield
    finally:
        language.choose(before)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(reference())
