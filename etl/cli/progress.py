"""How far a command is that reads many files: a bar on the terminal, lines for programs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from etl.cli.messages import message


@contextmanager
def progress_bar() -> Iterator[Callable[[int, int], None]]:
    """A bar on the terminal, nothing elsewhere; yields what is called with (files read, files to read)."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn(message("load.reading")),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(message("load.speed")),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    if not console.is_terminal:  # a disabled bar of an older rich still ends its line
        yield lambda done, total: None
        return
    with Progress(*columns, console=console) as bar:
        task = bar.add_task("", total=None, speed=0)
        yield lambda done, total: bar.update(task, completed=done, total=total)


@contextmanager
def progress_lines() -> Iterator[Callable[[int, int], None]]:
    """Lines such as 40/500 on stderr, for a program that shows them to somebody."""
    yield lambda done, total: print(f"{done}/{total}", file=sys.stderr, flush=True)
