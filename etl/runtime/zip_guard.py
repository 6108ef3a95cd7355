"""Limits on what a ZIP file may unpack to, and what the standard library raises for a damaged one.

Two kinds of ZIP files are opened: packages, which are one document in many parts (DOCX, XLSX), and archives of
many reports. Both are checked by the sizes in their directory before anything is unpacked; a directory that
understates a size is caught by the checksum of the member.
"""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from dataclasses import dataclass

DAMAGE_ERRORS = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, LookupError, NotImplementedError,
    RuntimeError, ValueError,
)  # fmt: skip
"""Raised for a damaged file. OSError is not among them: in a file on disk it may come from the disk."""

_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes. A member larger than `small` must not unpack to more than `ratio` times its packed size."""

    members: int
    total: int
    member: int
    ratio: int
    small: int


PACKAGE_LIMITS = Limits(members=20_000, total=512 << 20, member=128 << 20, ratio=400, small=4 << 20)
ARCHIVE_LIMITS = Limits(members=20_000, total=2 << 30, member=64 << 20, ratio=200, small=1 << 20)


def is_bomb(member: zipfile.ZipInfo, limits: Limits) -> bool:
    """Whether a member unpacks to far more than ordinary text and pictures do."""
    packed = max(member.compress_size, 1)
    return member.file_size > limits.small and member.file_size > limits.ratio * packed


def is_encrypted(member: zipfile.ZipInfo) -> bool:
    """Whether a password is needed to unpack a member."""
    return bool(member.flag_bits & _ENCRYPTED)


def exceeds(members: list[zipfile.ZipInfo], limits: Limits) -> bool:
    """Whether a ZIP file as a whole, or any of its members, goes beyond the limits."""
    if len(members) > limits.members or sum(member.file_size for member in members) > limits.total:
        return True
    return any(member.file_size > limits.member or is_bomb(member, limits) for member in members)
