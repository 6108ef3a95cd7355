"""Names of source files as readers see them: without the folders of the machine that loaded them."""

from __future__ import annotations

import re

import pandas as pd

_ABSOLUTE = re.compile(r"[/\\~]|[A-Za-z]:[/\\]")
_SHOWN = 3  # the file and its two folders


def shown(source_name: object) -> str:
    """A path as it was given to `load`; of an absolute one only its end: …/湘潭市/湘潭县/报告.html."""
    name = str(source_name)
    if not _ABSOLUTE.match(name):
        return name
    parts = [part for part in re.split(r"[/\\]", name) if part]
    return "/".join(["…", *(parts[-_SHOWN:] if len(parts) > _SHOWN else parts[-1:])])


def without_folders(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with its column `source_name`, if it has one, as readers see it."""
    if "source_name" not in frame:
        return frame
    return frame.assign(source_name=[name if pd.isna(name) else shown(name) for name in frame["source_name"]])
