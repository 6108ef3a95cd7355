"""TAR archives, compressed with gzip, bzip2 or xz or not at all."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import tarfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from etl.model.document import Unreadable
from etl.runtime.zip_guard import ARCHIVE_LIMITS
from etl.sources.containers.container import BOMB, DAMAGED, LINK, TOO_LARGE, Entry, Place, decoded_name

_TOO_LARGE_IN_ALL = "压缩包解压后超过 1 GB，其余没有打开；请分开压缩。"
_SPECIAL = "压缩包里的设备或管道，没有打开。"
_MAGIC, _MAGIC_AT = b"ustar", 257
_OPENERS: dict[bytes, Callable[[Any], Any]] = {
    b"\x1f\x8b": gzip.open,
    b"BZh": bz2.open,
    b"\xfd7zXZ\x00": lzma.open,
}
_DAMAGE_ERRORS = (
    tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, ValueError, LookupError, OverflowError, RecursionError,
)  # fmt: skip
_MOST = 2 * ARCHIVE_LIMITS.members  # folders count too
LARGEST = 1 << 30  # bytes of the whole archive: to list it, all of it is unpacked
_PIECE = 1 << 20  # bytes that are read at once; no header is larger
_RATIO, _SMALL = (
    400,
    16 << 20,
)  # from this size on, an archive must not unpack to more than so many times its own


def is_compressed(head: bytes) -> bool:
    """Whether a file with these first bytes is compressed as a whole."""
    return head.startswith(tuple(_OPENERS))


def holds_tar(place: Place, head: bytes) -> bool:
    """Whether a file with these first bytes is an archive of this kind, perhaps compressed."""
    if is_compressed(head):
        try:
            with _opened(place, head) as stream:
                head = stream.read(512)
        except (*_DAMAGE_ERRORS, OSError):
            return False
    return head[_MAGIC_AT:].startswith(_MAGIC)


def _opened(place: Place, head: bytes) -> IO[bytes]:
    opener = next((opener for magic, opener in _OPENERS.items() if head.startswith(magic)), None)
    if not isinstance(place, str):
        place.seek(0)
    if opener is None:
        return open(place, "rb") if isinstance(place, str) else place
    stream: IO[bytes] = opener(place)
    return stream


class _Bounded:
    """The unpacked archive, which refuses to give too much at once or in all."""

    def __init__(self, stream: IO[bytes], packed: int) -> None:
        self._stream = stream
        self._longest = max(_RATIO * packed, _SMALL)

    def read(self, size: int) -> bytes:
        if not 0 <= size <= _PIECE:
            raise Unreadable(BOMB)
        return self._stream.read(size)

    def seek(self, position: int) -> int:
        if position > self._longest:
            raise Unreadable(BOMB)
        if position > LARGEST:
            raise Unreadable(_TOO_LARGE_IN_ALL)
        return self._stream.seek(position)

    def tell(self) -> int:
        return self._stream.tell()


class TarArchive:
    """An archive that is read from its beginning as far as needed. Raises Unreadable if it is damaged."""

    is_mail = False

    def __init__(self, place: Place | IO[bytes], head: bytes) -> None:
        if isinstance(place, str):
            packed = Path(place).stat().st_size
        else:
            packed = place.seek(0, os.SEEK_END)
            place.seek(0)
        try:
            stream = _opened(place, head)  # type: ignore[arg-type]
            bounded: IO[bytes] = _Bounded(stream, packed)  # type: ignore[assignment]
            self._listed: list[tarfile.TarInfo] = []
            self._file = tarfile.TarFile(fileobj=bounded, encoding="utf-8", errors="surrogateescape")
        except (*_DAMAGE_ERRORS, OSError) as error:
            raise Unreadable(DAMAGED) from error

    def entries(self) -> Iterator[Entry]:
        number = 0
        while (member := self._member(number)) is not None:
            if not member.isdir():
                yield Entry(number, _name(member), member.size, _problem(member))
            number += 1

    def read(self, number: int, limit: int) -> bytes:
        member = self._member(number)
        if member is None or not member.isreg():
            raise Unreadable(DAMAGED)
        if member.size > limit:
            raise Unreadable(TOO_LARGE)
        pieces = []
        try:
            file = self._file.extractfile(member)
            while file is not None and (piece := file.read(_PIECE)):
                pieces.append(piece)
        except (*_DAMAGE_ERRORS, OSError) as error:
            raise Unreadable(DAMAGED) from error
        data = b"".join(pieces)
        if len(data) != member.size:
            raise Unreadable(DAMAGED)
        return data

    def _member(self, number: int) -> tarfile.TarInfo | None:
        """The member of this number, None after the last."""
        try:
            while len(self._listed) <= number:
                member = self._file.next() if len(self._listed) <= _MOST else None
                if member is None:
                    return None
                self._listed.append(member)
        except (*_DAMAGE_ERRORS, OSError) as error:
            raise Unreadable(DAMAGED) from error
        return self._listed[number]


def _name(member: tarfile.TarInfo) -> str:
    try:
        member.name.encode("utf-8")
    except UnicodeEncodeError:
        raw = member.name.encode("utf-8", "surrogateescape")
        return (decoded_name(raw) or raw.decode("gb18030", "replace")).removeprefix("./")
    return member.name.removeprefix("./")


def _problem(member: tarfile.TarInfo) -> str:
    if member.issym() or member.islnk():
        return LINK
    return "" if member.isreg() else _SPECIAL
