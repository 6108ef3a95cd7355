"""Writes fill-in forms into a folder, several at a time where there are many."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from etl.season.fill_in.template import Blank, file_name
from etl.season.fill_in.template_workbook import to_xlsx

_AT_ONCE = 50
_FEW = 100  # written before other processes have started


def write_forms(
    blanks: Sequence[Blank],
    folder: Path,
    progress: Callable[[int, int], None] = lambda done, total: None,
    both: bool = False,
) -> None:
    """Write the workbook of each form, with `both` in Chinese and English; `progress` is told how many of all are written.

    Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    batches = [blanks[at : at + _AT_ONCE] for at in range(0, len(blanks), _AT_ONCE)]
    work, written = partial(_write, folder, both), 0
    if len(blanks) <= _FEW:
        for batch in batches:
            work(batch)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count() or 1, mp_context=context) as pool:
        for count in pool.map(work, batches):
            written += count
            progress(written, len(blanks))


def _write(folder: Path, both: bool, blanks: Sequence[Blank]) -> int:
    for blank in blanks:
        (folder / file_name(blank)).write_bytes(to_xlsx(blank, both=both))
    return len(blanks)
