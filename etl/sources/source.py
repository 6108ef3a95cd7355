"""A file that can be read, or why it cannot be."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass

from etl.model.document import Unreadable
from etl.sources.containers.members import read_member
from etl.sources.saved_page import saved_together

SIZE_LIMIT = 64 * 1024 * 1024
TOO_LARGE = "文件超过 64 MB，没有打开；请压缩图片后重新保存。"
GONE = "文件已不在原处，或无法打开（{}）。"


@dataclass(frozen=True, slots=True)
class Source:
    """A file that can be read; can be pickled.

    `name` is as given (a member of a container as `folder/x.zip/member.html`), `size` in bytes, `modified` in seconds since
    the epoch; `manifest` is the file's row of a manifest, if any. `pages` are the sheets, frames and style sheets of a
    page that was saved with a folder of its own; size and time include theirs.
    """

    name: str
    size: int
    modified: float
    manifest: Mapping[str, str] | None
    path: str
    members: tuple[int, ...] = ()
    pages: tuple[Source, ...] = ()

    def open(self) -> bytes:
        """Return the file's bytes, with its pages as one file. Raises Unreadable if it is gone, has grown too large or is
        damaged."""
        if not self.pages:
            return self._content()
        beside = ((_in_its_folder(page.name), page._content()) for page in self.pages)
        data = saved_together(((self.name.rpartition("/")[2], self._content()), *beside))
        if len(data) > SIZE_LIMIT:
            raise Unreadable(TOO_LARGE)
        return data

    def _content(self) -> bytes:
        try:
            if self.members:
                return read_member(self.path, self.members, SIZE_LIMIT)
            return bytes_at(self.path)
        except OSError as error:
            raise Unreadable(GONE.format(error.strerror or type(error).__name__)) from error


def _in_its_folder(name: str) -> str:
    """The name of a file in the folder of a page as the page names it."""
    return "/".join(name.replace("\\", "/").rsplit("/", 2)[-2:])


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that is not read, and why. `closed`: a folder or container that cannot be looked into."""

    name: str
    reason: str
    closed: bool = False


def bytes_at(path: str) -> bytes:
    """The bytes of a regular file. Raises Unreadable if it is none or too large, OSError if it cannot be opened."""
    # without blocking, in case a pipe has taken the file's place
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise Unreadable("这不是普通文件，没有打开。")
        data = file.read(SIZE_LIMIT + 1)
    if len(data) > SIZE_LIMIT:
        raise Unreadable(TOO_LARGE)
    return data
