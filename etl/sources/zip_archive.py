"""ZIP archives of reports, expanded in memory: what is inside, and what of it may be opened."""

from __future__ import annotations

import errno
import functools
import io
import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from etl.model.document import Unreadable

MEMBERS_LIMIT = 20_000
TOTAL_LIMIT = 2 * 1024 * 1024 * 1024
RATIO_LIMIT = 200
NESTED_LIMIT = 64 * 1024 * 1024
_SMALL = 1024 * 1024

# what a damaged archive makes the standard library raise; OSError may be the disk's
_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, LookupError, NotImplementedError,
    RuntimeError, ValueError,
)  # fmt: skip
# a member that begins before the file does; data that bz2 cannot unpack
_BROKEN_TOO = (errno.EINVAL, None)
_DAMAGED = "压缩包已损坏，无法打开；请重新压缩后再提交。"
_OFFICE_PARTS = frozenset({"[Content_Types].xml", "mimetype", "OFD.xml"})


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its name with `/` (through one nested archive), its place in the
    directories, its size unpacked, and why it must not be opened, if so."""

    name: str
    indices: tuple[int, ...]
    size: int
    problem: str = ""


@dataclass(slots=True)
class _Budget:
    members: int
    bytes: int


def is_archive(path: str) -> bool:
    """Whether a file named .zip is one, not an office file by another name."""
    try:
        with zipfile.ZipFile(path) as archive:
            return not _OFFICE_PARTS.intersection(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        with open(path, "rb") as file:
            return file.read(2) == b"PK"


@functools.lru_cache(maxsize=4)
def archive_at(path: str, modified: int) -> zipfile.ZipFile:
    """The archive, kept open for its other members; `modified` tells a replaced file from its former self."""
    return _opened(path)


def _opened(file: str | io.BytesIO) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except _BROKEN as error:
        raise Unreadable(_DAMAGED) from error


def members_of(archive: zipfile.ZipFile) -> Iterator[Member]:
    """All files of the archive and of archives in it, in sorted order. Raises Unreadable."""
    yield from _members(archive, (), "", _Budget(MEMBERS_LIMIT, TOTAL_LIMIT))


def _members(
    archive: zipfile.ZipFile, above: tuple[int, ...], prefix: str, budget: _Budget
) -> Iterator[Member]:
    entries = archive.infolist()
    named = sorted(
        (_name(entry), index, entry)
        for index, entry in enumerate(entries)
        if not entry.filename.endswith("/")
    )
    seen: set[str] = set()
    for name, index, entry in named:
        indices = (*above, index)
        budget.members -= 1
        budget.bytes -= entry.file_size
        if budget.members < 0 or budget.bytes < 0:
            yield Member(
                prefix + name,
                indices,
                entry.file_size,
                "压缩包里的文件过多或过大，其余没有打开；请分开压缩。",
            )
            return
        problem = _problem(name, entry)
        if not problem and name in seen:
            problem = "压缩包里有同名文件，只读取了第一个。"
        seen.add(name)
        if problem or not name.lower().endswith(".zip"):
            yield Member(prefix + name, indices, entry.file_size, problem)
        elif above:
            yield Member(prefix + name, indices, entry.file_size, "压缩包层层嵌套，没有打开；请解压后提交。")
        else:
            try:
                nested = _opened(io.BytesIO(_content(archive, index, NESTED_LIMIT)))
            except Unreadable as error:
                yield Member(prefix + name, indices, entry.file_size, str(error))
                continue
            if _OFFICE_PARTS.intersection(nested.namelist()):
                yield Member(prefix + name, indices, entry.file_size)
            else:
                yield from _members(nested, indices, f"{prefix}{name}/", budget)


def _name(entry: zipfile.ZipInfo) -> str:
    """The name as its maker wrote it: without the UTF-8 flag it is in the maker's own code page."""
    name = entry.orig_filename
    if not entry.flag_bits & 0x800:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            raw = b""
        for encoding in ("utf-8", "gb18030") if raw else ():
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")


def _problem(name: str, entry: zipfile.ZipInfo) -> str:
    parts = name.split("/")
    if not parts[-1]:
        return "压缩包里有一个没有名字的文件，没有打开。"
    if name.startswith("/") or ".." in parts or (len(parts[0]) == 2 and parts[0][1] == ":") or "\x00" in name:
        return "压缩包里的路径越出压缩包，没有打开。"
    if entry.flag_bits & 0x1:
        return "压缩包设有密码，无法打开；请取消密码后重新压缩。"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "压缩包里的链接，没有打开。"
    if entry.file_size > _SMALL and entry.file_size > RATIO_LIMIT * max(entry.compress_size, 1):
        return "文件解压后异常巨大，可能是恶意文件，没有打开。"
    return ""


def read_member(path: str, indices: tuple[int, ...], limit: int) -> bytes:
    """One member's bytes, through nested archives. Raises Unreadable, OSError."""
    modified = Path(path).stat().st_mtime_ns
    archive = archive_at(path, modified)
    for index in indices[:-1]:
        archive = _nested(path, modified, index)
    return _content(archive, indices[-1], limit)


@functools.lru_cache(maxsize=2)
def _nested(path: str, modified: int, index: int) -> zipfile.ZipFile:
    return _opened(io.BytesIO(_content(archive_at(path, modified), index, NESTED_LIMIT)))


def _content(archive: zipfile.ZipFile, index: int, limit: int) -> bytes:
    try:
        entry = archive.infolist()[index]
        if entry.file_size > limit:
            raise Unreadable("压缩包里的文件超过 64 MB，没有打开。")
        with archive.open(entry) as file:
            data = file.read(limit + 1)
    except _BROKEN as error:
        raise Unreadable(_DAMAGED) from error
    except OSError as error:
        if error.errno in _BROKEN_TOO:
            raise Unreadable(_DAMAGED) from error
        raise
    if len(data) > limit:
        raise Unreadable("压缩包里的文件超过 64 MB，没有打开。")
    return data
