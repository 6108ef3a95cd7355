"""What the first header of a RAR archive says: bsdtar takes the bytes of locked and divided files for their content."""

from __future__ import annotations

from collections.abc import Iterator

_FOUR, _FIVE = b"Rar!\x1a\x07\x00", b"Rar!\x1a\x07\x01\x00"
_MAIN_4, _FILE_4 = 0x73, 0x74
_VOLUME_4, _LOCKED_NAMES_4, _LOCKED_FILE_4 = 0x01, 0x80, 0x04
_MAIN_5, _FILE_5, _LOCKED_NAMES_5 = 1, 2, 4
_HAS_EXTRA, _HAS_DATA = 0x01, 0x02
_VOLUME_5, _LOCK_RECORD = 0x01, 1
_LONGEST = 10  # bytes of a number


def is_volume(head: bytes) -> bool:
    """Whether an archive with these first bytes is one part of several."""
    if head.startswith(_FOUR):
        return any(kind == _MAIN_4 and flags & _VOLUME_4 for kind, flags in _blocks_of_four(head))
    return any(kind == _MAIN_5 and _number(rest, 0)[0] & _VOLUME_5 for kind, rest, _ in _blocks_of_five(head))


def is_locked(head: bytes) -> bool:
    """Whether a password is needed for the names of an archive, or for its first file."""
    if head.startswith(_FOUR):
        locks = {_MAIN_4: _LOCKED_NAMES_4, _FILE_4: _LOCKED_FILE_4}
        return any(flags & locks.get(kind, 0) for kind, flags in _blocks_of_four(head))
    return any(
        kind == _LOCKED_NAMES_5 or (kind == _FILE_5 and _LOCK_RECORD in _records(extra))
        for kind, _, extra in _blocks_of_five(head)
    )


def _blocks_of_four(head: bytes) -> Iterator[tuple[int, int]]:
    """Kind and flags of the first two blocks: the archive's and the first file's."""
    at = len(_FOUR)
    for _ in range(2):
        if len(block := head[at : at + 7]) == 7:
            yield block[2], int.from_bytes(block[3:5], "little")
            at += int.from_bytes(block[5:7], "little")


def _blocks_of_five(head: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Kind, own fields and extra records of the first two blocks."""
    at = len(_FIVE) if head.startswith(_FIVE) else len(head)
    for _ in range(2):
        size, start = _number(head, at + 4)  # behind the checksum
        block = head[start : start + size]
        if not block:
            return
        kind, here = _number(block, 0)
        flags, here = _number(block, here)
        extra, here = _number(block, here) if flags & _HAS_EXTRA else (0, here)
        _, here = _number(block, here) if flags & _HAS_DATA else (0, here)
        yield kind, block[here:], block[len(block) - extra :]
        at = start + size


def _records(extra: bytes) -> Iterator[int]:
    """The kinds of the records of a block."""
    at = 0
    while at < len(extra):
        size, start = _number(extra, at)
        yield _number(extra, start)[0]
        at = start + max(size, 1)


def _number(data: bytes, at: int) -> tuple[int, int]:
    """The number at a place, seven bits a byte, and the place behind it."""
    value = 0
    for count, byte in enumerate(data[at : at + _LONGEST]):
        value |= (byte & 0x7F) << 7 * count
        if byte < 0x80:
            return value, at + count + 1
    return value, at + _LONGEST
