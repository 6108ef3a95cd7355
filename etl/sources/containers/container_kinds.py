"""Which files are containers, by their names and first bytes."""

from __future__ import annotations

import zlib
from pathlib import PurePosixPath

from etl.model.document import Unreadable
from etl.sources.containers import outlook_mail
from etl.sources.containers.container import GZIP, Container, Place, head_of
from etl.sources.containers.mail import Mail, from_mime, looks_like_mail
from etl.sources.containers.tar_archive import TarArchive, holds_tar
from etl.sources.containers.tool_archive import MAGICS, open_with_tool
from etl.sources.containers.zip_archive import ZipArchive

_HEAD = 4096
_WARC = b"WARC/"
_ENDINGS = frozenset({
    "", ".zip", ".tar", ".gz", ".tgz", ".bz2", ".tbz", ".tbz2", ".xz", ".txz", ".7z", ".rar", ".eml", ".msg", ".mbox", ".mbx",
    ".warc", ".wacz", ".dat", ".bin", ".tmp", ".bak", ".download",
})  # fmt: skip
_MAILBOX = "这是整个邮箱的文件（mbox），没有打开；请把含年度报告的邮件另存为 eml，或把附件另存后提交。"


def may_hold_files(name: str) -> bool:
    """Whether a file of this name is worth looking into: one whose name says nothing else."""
    return PurePosixPath(name).suffix.lower() in _ENDINGS


def open_container(place: Place, name: str) -> Container | None:
    """Open a container by its first bytes; None for any other file. Raises Unreadable if it cannot be opened, and
    OSError if the disk fails."""
    head = head_of(place, _HEAD)
    if head.startswith(b"PK"):
        archive = ZipArchive(place)
        return None if archive.is_document else archive
    if head.startswith(MAGICS):
        return open_with_tool(place)
    if _holds_warc(head):
        # warcio takes a quarter of a second to import, and most folders hold no web archive
        from etl.sources.containers.warc_archive import WarcArchive

        return WarcArchive(place, head)
    if holds_tar(place, head):
        return TarArchive(place, head)
    ending = PurePosixPath(name).suffix.lower()
    if ending == ".msg" and head.startswith(outlook_mail.COMPOUND):
        return Mail(place, outlook_mail.as_mime)
    if ending in (".mbox", ".mbx") and head.startswith(b"From "):
        raise Unreadable(_MAILBOX)
    if ending == ".eml" or looks_like_mail(head):
        mail = Mail(place, from_mime)
        return None if mail.is_page else mail
    return None


def _holds_warc(head: bytes) -> bool:
    """Whether a file with these first bytes is a WARC file, perhaps compressed."""
    if head.startswith(GZIP):
        try:
            head = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(head, len(_WARC))
        except zlib.error:
            return False
    return head.startswith(_WARC)
