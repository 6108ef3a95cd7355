"""Mails as Outlook saves them, in a compound file ([MS-CFB], [MS-OXMSG])."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from itertools import pairwise

Tree = Mapping[str, "bytes | Tree"]
_SECTOR, _SMALL_SECTOR, _SMALL = 512, 64, 4096
_END, _FREE, _FAT, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5


def outlook_mail(
    subject: str,
    text: str = "",
    attachments: Sequence[tuple[str, bytes] | Tree] = (),
    page: str = "",
    kind: str = "",
) -> Tree:
    """The tree of a mail; an attachment is a name and its bytes, which are of this MIME `kind`, or another mail."""
    tree: dict[str, bytes | Tree] = {"__substg1.0_0037001F": subject.encode("utf-16-le")}
    if text:
        tree["__substg1.0_1000001F"] = text.encode("utf-16-le")
    if page:
        tree["__substg1.0_10130102"] = page.encode("gb18030")
    for number, attachment in enumerate(attachments):
        held: dict[str, bytes | Tree] = {}
        if isinstance(attachment, tuple):
            name, content = attachment
            held |= {
                "__substg1.0_3707001F": name.encode("utf-16-le"),
                "__substg1.0_37010102": content,
                "__substg1.0_370E001F": kind.encode("utf-16-le"),
            }
        else:
            held["__substg1.0_3701000D"] = attachment
        tree[f"__attach_version1.0_#{number:08X}"] = held
    return tree


def compound_file(tree: Tree) -> bytes:
    """A compound file of version 3 that holds these storages and streams."""
    small, large = bytearray(), bytearray()
    small_chain: list[int] = []
    chain: list[int] = []
    entries: list[list[object]] = [["Root Entry", _ROOT, _NONE, _NONE, 0, 0]]

    def place(content: bytes) -> int:
        """The first sector of a stream, appended to where streams of its size lie."""
        if not content:
            return _END
        if len(content) < _SMALL:
            return _append(small, small_chain, content, _SMALL_SECTOR)
        return _append(large, chain, content, _SECTOR)

    def add(parent: int, held: Tree) -> None:
        numbers = []
        for name, content in held.items():
            number = len(entries)
            numbers.append(number)
            if isinstance(content, bytes):
                entries.append([name, _STREAM, _NONE, _NONE, place(content), len(content)])
            else:
                entries.append([name, _STORAGE, _NONE, _NONE, 0, 0])
                add(number, content)
        for one, following in pairwise(numbers):
            entries[one][2] = following
        entries[parent][3] = numbers[0] if numbers else _NONE

    add(0, tree)
    entries[0][4] = _append(large, chain, bytes(small), _SECTOR) if small else _END
    entries[0][5] = len(small)
    small_fat = struct.pack(f"<{len(small_chain)}I", *small_chain)
    small_fat_at = _append(large, chain, small_fat, _SECTOR, b"\xff") if small_fat else _END
    directory = b"".join(_entry(*entry) for entry in entries)  # type: ignore[arg-type]
    directory_at = _append(large, chain, directory, _SECTOR)
    sectors = next(n for n in range(1, 110) if n * (_SECTOR // 4) >= len(chain) + n)
    chain += [_FAT] * sectors
    fat_at = range(len(chain) - sectors, len(chain))
    fat = struct.pack(f"<{len(chain)}I", *chain).ljust(sectors * _SECTOR, b"\xff")
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, sectors, directory_at, 0,
        _SMALL, small_fat_at, -(-len(small_fat) // _SECTOR), _END, 0,
    )  # fmt: skip
    places = struct.pack("<109I", *fat_at, *[_FREE] * (109 - sectors))
    return header + places + bytes(large) + fat


def _append(area: bytearray, chain: list[int], content: bytes, sector: int, filler: bytes = b"\x00") -> int:
    first, count = len(chain), -(-len(content) // sector)
    area += content.ljust(count * sector, filler)
    chain += [*range(first + 1, first + count), _END]
    return first


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16xI8x8xIQ", written, len(written), kind, 1, _NONE, right, child, 0, start, size
    )
