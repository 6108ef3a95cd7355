"""Web pages saved with a folder of their own: the pages in the folder (sheets, frames) belong to the page beside it."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

_PAGES = (".htm", ".html")
_FOLDERS = ("_files", ".files", ".fld")
_BOUNDARY = b"----pages-saved-together"
_TABS = "tabstrip.htm"  # Excel's list of sheets


def is_page(name: str) -> bool:
    """Whether a file of this name is a page that may have a folder of its own."""
    return name.lower().endswith(_PAGES)


def folder_names(page: str) -> Sequence[str]:
    """What the folder of a page may be called, given the page's name; a path stays a path."""
    stem = page.rpartition(".")[0]
    return [stem + ending for ending in _FOLDERS]


def belonging(names: Iterable[str]) -> dict[str, str]:
    """Each file in the folder of a page among `names` (paths with `/`) -> that page."""
    names = list(names)
    owners = {folder: name for name in names if is_page(name) for folder in folder_names(name)}
    return {
        name: owners[folder]
        for name in names
        for folder in map(str, PurePosixPath(name).parents)
        if folder in owners
    }


def holds_content(name: str) -> bool:
    """Whether a file in the folder of a page may hold a part of what the page shows."""
    return is_page(name) and PurePosixPath(name).name.lower() != _TABS


def saved_together(pages: Iterable[tuple[str, bytes]]) -> bytes:
    """Pages by their addresses, the main one first, as one file of the format MHT."""
    lines = [b"MIME-Version: 1.0", b'Content-Type: multipart/related; boundary="' + _BOUNDARY + b'"', b""]
    for address, content in pages:
        lines += [b"--" + _BOUNDARY, b"Content-Type: text/html", b"Content-Transfer-Encoding: base64"]
        lines += [b"Content-Location: " + address.encode(), b"", base64.encodebytes(content)]
    return b"\r\n".join((*lines, b"--" + _BOUNDARY + b"--", b""))
