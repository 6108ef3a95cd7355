"""ZIP archives: names, and the members that must not be opened."""

from __future__ import annotations

import errno
import stat
import zipfile
from collections.abc import Iterator

from etl.model.document import Unreadable
from etl.runtime.zip_guard import ARCHIVE_LIMITS, DAMAGE_ERRORS, is_bomb, is_encrypted
from etl.sources.containers.container import (
    BOMB,
    DAMAGED,
    ENCRYPTED,
    LINK,
    TOO_LARGE,
    Entry,
    Place,
    decoded_name,
)

# OSError that means damage: a member that begins before the file does; data that bz2 cannot unpack
_DAMAGE_NUMBERS = (errno.EINVAL, None)
_UTF8_NAME = 0x800
# one document in many parts: of Office, of OpenDocument and OFD, of Apple's programs
_DOCUMENT_PARTS = frozenset({
    "[Content_Types].xml", "mimetype", "OFD.xml", "Index/Document.iwa", "Metadata/Properties.plist", "index.apxl", "buildVersionHistory.plist",
})  # fmt: skip


class ZipArchive:
    """A ZIP file with its directory read. Raises Unreadable if it has none."""

    is_mail = False

    def __init__(self, place: Place) -> None:
        try:
            self._file = zipfile.ZipFile(place)
        except DAMAGE_ERRORS as error:
            raise Unreadable(DAMAGED) from error

    @property
    def is_document(self) -> bool:
        """Whether the file is a document of an office program rather than an archive."""
        return not _DOCUMENT_PARTS.isdisjoint(self._file.namelist())

    def entries(self) -> Iterator[Entry]:
        for number, member in enumerate(self._file.infolist()):
            if not member.filename.endswith("/"):
                yield Entry(number, _name(member), member.file_size, _problem(member))

    def read(self, number: int, limit: int) -> bytes:
        try:
            member = self._file.infolist()[number]
            if member.file_size > limit:
                raise Unreadable(TOO_LARGE)
            with self._file.open(member) as file:
                data = file.read(limit + 1)
        except DAMAGE_ERRORS as error:
            raise Unreadable(DAMAGED) from error
        except OSError as error:
            if error.errno in _DAMAGE_NUMBERS:
                raise Unreadable(DAMAGED) from error
            raise
        if len(data) > limit:
            raise Unreadable(TOO_LARGE)
        return data


def _name(member: zipfile.ZipInfo) -> str:
    """Decode a member's name: without the UTF-8 flag it is in the code page of the system that packed it."""
    name = member.orig_filename
    if not member.flag_bits & _UTF8_NAME:
        name = _decoded(name)
    return name.replace("\\", "/")


def _decoded(name: str) -> str:
    """The name that zipfile decoded as cp437, decoded again as UTF-8 or GB 18030 if it is either."""
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    return decoded_name(raw) or name


def _problem(member: zipfile.ZipInfo) -> str:
    if is_encrypted(member):
        return ENCRYPTED
    if stat.S_ISLNK(member.external_attr >> 16):
        return LINK
    return BOMB if is_bomb(member, ARCHIVE_LIMITS) else ""
