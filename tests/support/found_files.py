"""Files that discovery finds or refuses, and archives to find them in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from etl.sources.discovery import find
from etl.sources.source import Refused, Source


def names(*paths: Path) -> list[str]:
    return [found.name for found in find(paths) if isinstance(found, Source)]


def refused(*paths: Path) -> dict[str, str]:
    return {Path(found.name).name: found.reason for found in find(paths) if isinstance(found, Refused)}


def archive(members: Mapping[Any, bytes]) -> bytes:
    """A ZIP archive, packed; members by name or ZipInfo."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return stream.getvalue()
