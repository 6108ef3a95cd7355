"""Mails that Outlook saves (MSG): the same mail as a tree of MIME parts.

Source: [MS-OXMSG], a compound file whose streams are named by the property that they hold.
"""

from __future__ import annotations

import io
import mimetypes
import re
from email.encoders import encode_base64
from email.header import Header
from email.message import Message
from email.mime.base import MIMEBase
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import olefile

from etl.model.document import Unreadable
from etl.text.encoding import decode

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DAMAGED = "邮件（msg）已损坏，无法打开；请在 Outlook 里打开这封邮件，把附件另存后提交。"
_TOO_DEEP = "邮件（msg）里的邮件层层嵌套，没有打开；请把附件另存后提交。"
_SUBJECT, _TEXT, _PAGE = "0037", "1000", "1013"
_ATTACHMENT = "__attach_version1.0_#"
_CONTENT, _LONG_NAME, _NAME, _KIND, _CONTENT_ID = "3701", "3707", "3704", "370E", "3712"
_UNICODE, _BYTES, _BINARY, _OBJECT = "001F", "001E", "0102", "000D"
# mails and what else holds parts are opened by their name, as other attachments are
_PLAIN_KIND = re.compile(r"(?!message|multipart)[a-z]+/[\w.+-]+", re.I | re.A)
_DEEPEST, _MOST_ENTRIES = 8, 20_000

_Path = tuple[str, ...]


def as_mime(data: bytes) -> Message:
    """The mail as MIME. Raises Unreadable if it is damaged, holds too much, or mails in mails in mails.

    A file whose lengths contradict each other is damaged: olefile would follow a chain of sectors that never ends.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(data), raise_defects=olefile.DEFECT_INCORRECT) as file:
            paths = {tuple(path) for path in file.listdir(streams=True, storages=True)}
            if len(paths) > _MOST_ENTRIES:
                raise Unreadable(_DAMAGED)
            return _Mail(file, paths, len(data)).message((), 0)
    except (OSError, ValueError, IndexError, TypeError, AttributeError, RecursionError, MemoryError) as error:
        raise Unreadable(_DAMAGED) from error


class _Mail:
    """An open file and the paths in it. Streams that lie in each other are read as far as the file is long, twice over."""

    def __init__(self, file: olefile.OleFileIO, paths: set[_Path], size: int) -> None:
        self._file, self._paths, self._left = file, paths, 2 * size

    def message(self, place: _Path, depth: int) -> MIMEMultipart:
        if depth > _DEEPEST:
            raise Unreadable(_TOO_DEEP)
        made = MIMEMultipart()
        made["Subject"] = Header(self._text(place, _SUBJECT), "utf-8").encode()
        for tag, subtype in ((_PAGE, "html"), (_TEXT, "plain")):
            if text := self._text(place, tag):
                made.attach(MIMEText(text, subtype, "utf-8"))
        attachments = sorted(
            path for path in self._paths if path[:-1] == place and path[-1].startswith(_ATTACHMENT)
        )
        for attachment in attachments:
            made.attach(self._attachment(attachment, depth))
        return made

    def _attachment(self, place: _Path, depth: int) -> Message:
        name = self._text(place, _LONG_NAME) or self._text(place, _NAME)
        inner = (*place, f"__substg1.0_{_CONTENT}{_OBJECT}")
        if inner in self._paths:
            return MIMEMessage(self.message(inner, depth + 1))
        kind = self._text(place, _KIND) or mimetypes.guess_type(name)[0] or ""
        part = MIMEBase(*(kind if _PLAIN_KIND.fullmatch(kind) else "application/octet-stream").split("/"))
        part.set_payload(self._bytes(place, _CONTENT + _BINARY))
        encode_base64(part)
        part.add_header("Content-Disposition", "attachment", filename=("utf-8", "", name))
        if content_id := self._text(place, _CONTENT_ID):
            part["Content-ID"] = content_id
        return part

    def _text(self, place: _Path, tag: str) -> str:
        """A text; that of a page may be stored as bytes in its own encoding."""
        if wide := self._bytes(place, tag + _UNICODE):
            return wide.decode("utf-16-le", "replace").rstrip("\x00")
        return decode(self._bytes(place, tag + _BYTES) or self._bytes(place, tag + _BINARY), None)

    def _bytes(self, place: _Path, tag: str) -> bytes:
        path = (*place, f"__substg1.0_{tag}")
        if path not in self._paths:
            return b""
        self._left -= self._file.get_size(list(path))
        if self._left < 0:
            raise Unreadable(_DAMAGED)
        return bytes(self._file.openstream(list(path)).read())
