"""Mails: their attachments, those of mails attached to them, and the text of a mail without attachments."""

from __future__ import annotations

import email.header
import email.policy
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import Message

from etl.model.document import Unreadable
from etl.sources.containers.container import TOO_LARGE, Entry, Place, decoded_name
from etl.sources.containers.served_file import ENDINGS
from etl.text.encoding import decode

_LARGEST = 64 << 20
_MOST_PARTS = 20_000
_DAMAGED = "邮件已损坏，无法打开；请在邮箱里打开这封邮件，把附件另存后提交。"
_TOO_LARGE_MAIL = "邮件超过 64 MB，没有打开；请把附件另存后提交。"
_SEALED = "邮件经过加密，无法打开；请在邮箱里打开这封邮件，把附件另存后提交。"
_SEALED_TYPES = ("application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted")
_SIGNATURES = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")
_HEADER = re.compile(
    rb"^(?:from|to|received|subject|date|return-path|message-id|delivered-to)[ \t]*:", re.I | re.M
)
_FEWEST_HEADERS = 3
_ADDRESSED = ("To", "Received", "Delivered-To", "Cc", "Return-Path", "Message-ID")
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')
_LONGEST_NAME = 120
_QUOTED = re.compile(r"^(?:> ?)+", re.M)
_TABLE_CELL = re.compile(rb"<td\b", re.I)
_FEWEST_CELLS = 60  # of a text that may be the report itself, not a note that goes with it


def looks_like_mail(head: bytes) -> bool:
    """Whether a file with these first bytes has the header of a mail."""
    top = head.lstrip(b"\xef\xbb\xbf\r\n \t").replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    return len({match[0].lower() for match in _HEADER.finditer(top)}) >= _FEWEST_HEADERS


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    content: bytes
    problem: str = ""


class Mail:
    """A mail with all its parts unpacked, as `parse` finds them. Raises Unreadable if it is damaged or too large."""

    is_mail = True

    def __init__(self, place: Place, parse: Callable[[bytes], Message]) -> None:
        data = _content(place)
        try:
            message = parse(data)
            self.is_page = _is_saved_page(message)
            self._parts = [] if self.is_page else list(_named_apart(_parts(message, "")))
        except (RecursionError, LookupError, ValueError, TypeError, AttributeError) as error:
            raise Unreadable(_DAMAGED) from error

    def entries(self) -> Iterator[Entry]:
        for number, part in enumerate(self._parts):
            yield Entry(number, part.name, len(part.content), part.problem)

    def read(self, number: int, limit: int) -> bytes:
        content = self._parts[number].content
        if len(content) > limit:
            raise Unreadable(TOO_LARGE)
        return content


def from_mime(data: bytes) -> Message:
    """A mail as it is sent (EML). Raises Unreadable if it has too many parts."""
    if data.count(b"\n--") > _MOST_PARTS:
        raise Unreadable(_DAMAGED)
    return email.message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n \t"), policy=email.policy.compat32)


def _content(place: Place) -> bytes:
    if isinstance(place, str):
        with open(place, "rb") as file:
            data = file.read(_LARGEST + 1)
    else:
        data = place.getvalue()
    if len(data) > _LARGEST:
        raise Unreadable(_TOO_LARGE_MAIL)
    return data


def _is_saved_page(message: Message) -> bool:
    """Whether this is a web page saved in one file, which has the form of a mail but was sent to nobody."""
    return message.get_content_type() == "multipart/related" and not any(
        name in message for name in _ADDRESSED
    )


def _parts(message: Message, folder: str) -> Iterator[_Part]:
    """What a mail holds, and the mails in it, each below a name of its own."""
    texts: list[_Part] = []
    held: list[_Part] = []
    pictures: list[_Part] = []
    for part in _leaves(message):
        kind = part.get_content_type()
        name = _file_name(part)
        is_attached = bool(name) or part.get_content_disposition() == "attachment"
        if kind == "message/rfc822":
            inner = part.get_payload(0) if part.is_multipart() else None
            if isinstance(inner, Message):
                held += _parts(inner, f"{folder}{_safe(name or f'{_subject(inner)}.eml')}/")
        elif kind in _SEALED_TYPES:
            held.append(_Part(folder + (name or "smime.p7m"), b"", _SEALED))
        elif kind in _SIGNATURES or (kind.startswith("image/") and not is_attached):
            continue
        elif is_attached or not kind.startswith("text/"):
            name = name or f"{_subject(message)}{ENDINGS.get(kind, '')}"
            attached = _Part(folder + name, _bytes_of(part))
            if not kind.startswith("image/"):
                held.append(attached)
            elif not part.get("Content-ID"):  # which pictures in the text have
                pictures.append(attached)
        else:
            texts.append(_Part(f"{folder}{_subject(message)}{ENDINGS.get(kind, '.txt')}", _text_of(part)))
    yield from (*held, *pictures)
    # the same text may come as a page and as plain text
    texts = [text for text in texts if text.name.endswith(".html")] or texts
    for text in texts:
        if not held or len(_TABLE_CELL.findall(text.content)) >= _FEWEST_CELLS:
            yield text


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that hold content; a mail inside is one part."""
    kind = message.get_content_type()
    if message.is_multipart() and kind != "message/rfc822" and kind not in _SEALED_TYPES:
        for part in message.get_payload():
            if isinstance(part, Message):
                yield from _leaves(part)
    else:
        yield message


def _bytes_of(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _text_of(part: Message) -> bytes:
    """A text in UTF-8: outside of the mail, nothing tells its character set any more."""
    text = decode(_bytes_of(part), part.get_content_charset())
    lines = [line for line in text.splitlines() if line.strip()]
    if 2 * sum(line.startswith(">") for line in lines) > len(lines):
        text = _QUOTED.sub("", text)  # a mail that was answered or passed on
    return b"\xef\xbb\xbf" + text.encode("utf-8", "replace")


def _file_name(part: Message) -> str:
    """The name of an attachment, without folders; empty if it has none."""
    named = Message()
    for header in ("Content-Disposition", "Content-Type"):
        named[header] = _header(part, header)
    return _safe(_words(named.get_filename() or "").replace("\\", "/").rsplit("/", 1)[-1])


def _subject(message: Message) -> str:
    return _safe(_words(_header(message, "Subject"))) or "邮件正文"


def _header(part: Message, name: str) -> str:
    """A header as it stands, bytes that are no ASCII as the text that they are."""
    value = next((str(value) for key, value in part.raw_items() if key.lower() == name.lower()), "")
    return decoded_name(value.encode("utf-8", "surrogateescape")) or value.encode("ascii", "replace").decode()


def _safe(name: str) -> str:
    """A text as a file name that stays in its folder."""
    name = _NOT_IN_NAMES.sub(" ", name).strip(" .")
    stem, dot, ending = name.rpartition(".")
    return name if len(name) <= _LONGEST_NAME else f"{(stem or ending)[:_LONGEST_NAME]}{dot}{ending[:8]}"


def _words(value: str) -> str:
    """A header's text decoded; Chinese programs also write it as bytes in their own code page."""
    try:
        pieces = email.header.decode_header(value)
    except (email.errors.HeaderParseError, ValueError):
        return value
    return "".join(_piece(piece, charset) for piece, charset in pieces)


def _piece(piece: bytes | str, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    if charset and charset.lower() in ("gb2312", "gbk", "hz-gb-2312"):
        charset = "gb18030"
    try:
        return piece.decode(charset or "ascii")
    except (LookupError, UnicodeDecodeError):
        return decoded_name(piece) or piece.decode("latin-1")


def _named_apart(parts: Iterator[_Part]) -> Iterator[_Part]:
    """Number parts of the same name: two bodies send an attachment of the same name."""
    taken: dict[str, int] = {}
    for part in parts:
        count = taken[part.name] = taken.get(part.name, 0) + 1
        if count == 1:
            yield part
            continue
        stem, dot, ending = part.name.rpartition(".")
        yield _Part(
            f"{stem} ({count}).{ending}" if dot else f"{ending} ({count})", part.content, part.problem
        )
