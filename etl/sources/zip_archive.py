"""ZIP archives of reports, read in memory: list the members, and refuse those that must not be opened."""

from __future__ import annotations

import errno
import functools
import io
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from etl.model.document import Unreadable
from etl.runtime.zip_guard import ARCHIVE_LIMITS, DAMAGE_ERRORS, is_bomb, is_encrypted

LIMITS = ARCHIVE_LIMITS

# OSError that means damage: a member that begins before the file does; data that bz2 cannot unpack
_DAMAGE_NUMBERS = (errno.EINVAL, None)
_UTF8_NAME = 0x800
_OFFICE_PARTS = frozenset({"[Content_Types].xml", "mimetype", "OFD.xml"})

_DAMAGED = "压缩包已损坏，无法打开；请重新压缩后再提交。"
_TOO_MANY = "压缩包里的文件过多或过大，其余没有打开；请分开压缩。"
_TOO_LARGE = "压缩包里的文件超过 64 MB，没有打开。"
_TOO_DEEP = "压缩包层层嵌套，没有打开；请解压后提交。"
_SAME_NAME = "压缩包里有同名文件，只读取了第一个。"
_NAMELESS = "压缩包里有一个没有名字的文件，没有打开。"
_OUTSIDE = "压缩包里的路径越出压缩包，没有打开。"
_ENCRYPTED = "压缩包设有密码，无法打开；请取消密码后重新压缩。"
_LINK = "压缩包里的链接，没有打开。"
_BOMB = "文件解压后异常巨大，可能是恶意文件，没有打开。"


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive.

    `name` uses `/` and includes the name of a nested archive; `indices` are its positions in the directories from
    the outer archive inwards; `size` is unpacked; `problem` says why it must not be opened, empty if it may.
    """

    name: str
    indices: tuple[int, ...]
    size: int
    problem: str = ""


@dataclass(slots=True)
class _Budget:
    """How many members and bytes may still be listed, nested archives included."""

    members: int
    bytes: int

    def spend(self, size: int) -> bool:
        """Charge one member of `size` bytes; returns whether the budget covers it."""
        self.members -= 1
        self.bytes -= size
        return self.members >= 0 and self.bytes >= 0


def is_archive(path: str) -> bool:
    """Whether a file named .zip is an archive rather than an office file with a wrong extension."""
    try:
        with zipfile.ZipFile(path) as archive:
            return not _OFFICE_PARTS.intersection(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        with open(path, "rb") as file:
            return file.read(2) == b"PK"


@functools.lru_cache(maxsize=4)
def archive_at(path: str, modified: int) -> zipfile.ZipFile:
    """Open an archive, or return the one still open; `modified` keeps a replaced file apart. Raises Unreadable."""
    return _open(path)


def _open(file: str | io.BytesIO) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except DAMAGE_ERRORS as error:
        raise Unreadable(_DAMAGED) from error


def members_of(archive: zipfile.ZipFile) -> Iterator[Member]:
    """Yield all files of an archive and of the archives in it, sorted by name. Raises Unreadable."""
    yield from _members(archive, (), "", _Budget(LIMITS.members, LIMITS.total))


def _members(
    archive: zipfile.ZipFile, outer_indices: tuple[int, ...], prefix: str, budget: _Budget
) -> Iterator[Member]:
    files = sorted(
        (_name(entry), index, entry)
        for index, entry in enumerate(archive.infolist())
        if not entry.filename.endswith("/")
    )
    names: set[str] = set()
    for name, index, entry in files:
        member = Member(prefix + name, (*outer_indices, index), entry.file_size)
        if not budget.spend(entry.file_size):
            yield _refused(member, _TOO_MANY)
            return
        problem = _problem(name, entry) or (_SAME_NAME if name in names else "")
        names.add(name)
        if problem:
            yield _refused(member, problem)
        elif not name.lower().endswith(".zip"):
            yield member
        elif outer_indices:
            yield _refused(member, _TOO_DEEP)
        else:
            yield from _nested_members(archive, member, budget)


def _nested_members(archive: zipfile.ZipFile, member: Member, budget: _Budget) -> Iterator[Member]:
    """Yield the files of a nested archive, or the member itself if it is an office file or cannot be opened."""
    try:
        nested = _open(io.BytesIO(_content(archive, member.indices[-1], LIMITS.member)))
    except Unreadable as error:
        yield _refused(member, str(error))
        return
    if _OFFICE_PARTS.intersection(nested.namelist()):
        yield member
    else:
        yield from _members(nested, member.indices, f"{member.name}/", budget)


def _refused(member: Member, problem: str) -> Member:
    return Member(member.name, member.indices, member.size, problem)


def _name(entry: zipfile.ZipInfo) -> str:
    """Decode a member's name: without the UTF-8 flag it is in the code page of the system that packed it."""
    name = entry.orig_filename
    if not entry.flag_bits & _UTF8_NAME:
        name = _decoded(name)
    return name.replace("\\", "/")


def _decoded(name: str) -> str:
    """The name that zipfile decoded as cp437, decoded again as UTF-8 or GB 18030 if it is either."""
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name


def _problem(name: str, entry: zipfile.ZipInfo) -> str:
    """Why a member must not be opened; empty if it may."""
    parts = name.split("/")
    has_drive = len(parts[0]) == 2 and parts[0][1] == ":"
    if not parts[-1]:
        return _NAMELESS
    if name.startswith("/") or ".." in parts or has_drive or "\x00" in name:
        return _OUTSIDE
    if is_encrypted(entry):
        return _ENCRYPTED
    if stat.S_ISLNK(entry.external_attr >> 16):
        return _LINK
    return _BOMB if is_bomb(entry, LIMITS) else ""


def read_member(path: str, indices: tuple[int, ...], limit: int) -> bytes:
    """Return a member's bytes, through nested archives. Raises Unreadable, and OSError if the disk fails."""
    modified = Path(path).stat().st_mtime_ns
    archive = archive_at(path, modified)
    for index in indices[:-1]:
        archive = _nested(path, modified, index)
    return _content(archive, indices[-1], limit)


@functools.lru_cache(maxsize=2)
def _nested(path: str, modified: int, index: int) -> zipfile.ZipFile:
    return _open(io.BytesIO(_content(archive_at(path, modified), index, LIMITS.member)))


def _content(archive: zipfile.ZipFile, index: int, limit: int) -> bytes:
    try:
        entry = archive.infolist()[index]
        if entry.file_size > limit:
            raise Unreadable(_TOO_LARGE)
        with archive.open(entry) as file:
            data = file.read(limit + 1)
    except DAMAGE_ERRORS as error:
        raise Unreadable(_DAMAGED) from error
    except OSError as error:
        if error.errno in _DAMAGE_NUMBERS:
            raise Unreadable(_DAMAGED) from error
        raise
    if len(data) > limit:
        raise Unreadable(_TOO_LARGE)
    return data
