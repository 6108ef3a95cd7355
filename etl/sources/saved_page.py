"""Web pages saved with a folder of their own: its pages (sheets, frames) and style sheets belong to the page beside it."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from urllib.parse import quote

_PAGES = (".htm", ".html")
_STYLE_SHEET = ".css"
_FOLDERS = ("_files", ".files", ".fld")
_BOUNDARY = b"----pages-saved-together"
_IN_ADDRESSES = "/:"
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
    """Whether a file in the folder of a page may hold a part of what the page shows, or say how it shows it."""
    if name.lower().endswith(_STYLE_SHEET):
        return True
    return is_page(name) and PurePosixPath(name).name.lower() != _TABS


def saved_together(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Pages and style sheets by their addresses, the main page first, as one file of the format MHT."""
    lines = [b"MIME-Version: 1.0", b'Content-Type: multipart/related; boundary="' + _BOUNDARY + b'"', b""]
    for address, content in files:
        kind = b"css" if address.lower().endswith(_STYLE_SHEET) else b"html"
        lines += [b"--" + _BOUNDARY, b"Content-Type: text/" + kind, b"Content-Transfer-Encoding: base64"]
        lines += [
            b"Content-Location: " + quote(address, _IN_ADDRESSES).encode(),
            b"",
            base64.encodebytes(content),
        ]
    return b"\r\n".join((*lines, b"--" + _BOUNDARY + b"--", b""))
