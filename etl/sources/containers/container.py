"""What all containers have in common: entries that can be listed and read, and the reasons why one is not opened."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

Place = str | io.BytesIO
"""Where a container is: the path of a file, or the bytes of a member of another container."""

GZIP = b"\x1f\x8b"
"""What a file compressed by gzip begins with."""
DAMAGED = "压缩包已损坏，无法打开；请重新压缩后再提交。"
TOO_LARGE = "压缩包里的文件超过 64 MB，没有打开。"
BOMB = "文件解压后异常巨大，可能是恶意文件，没有打开。"
ENCRYPTED = "压缩包设有密码，无法打开；请取消密码后重新压缩。"
LINK = "压缩包里的链接，没有打开。"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in a container: its number, its name with `/`, its size unpacked in bytes. `problem` says why it must not
    be opened, empty if it may; `stated` is what the container tells of it, by the headings of a manifest."""

    number: int
    name: str
    size: int
    problem: str = ""
    stated: Mapping[str, str] = field(default_factory=dict)


class Container(Protocol):
    """An archive or a mail."""

    is_mail: bool

    def entries(self) -> Iterator[Entry]:
        """Yield all files in any order. Raises Unreadable where the container is damaged or goes beyond its limits."""

    def read(self, number: int, limit: int) -> bytes:
        """Return the bytes of an entry. Raises Unreadable, also above `limit` bytes, and OSError if the disk fails."""


def decoded_name(raw: bytes) -> str | None:
    """A name in UTF-8 or in GB 18030, which Chinese systems write; None if it is neither."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def head_of(place: Place, size: int) -> bytes:
    """The first bytes of a container."""
    if isinstance(place, str):
        with open(place, "rb") as file:
            return file.read(size)
    place.seek(0)
    return place.read(size)
