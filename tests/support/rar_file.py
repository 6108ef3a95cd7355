"""RAR archives of one file that is stored, not compressed, with the marks that archives bear."""

from __future__ import annotations

import struct
import zlib


def rar_4(name: bytes, content: bytes, *, archive_flags: int = 0, file_flags: int = 0) -> bytes:
    fields = struct.pack(
        "<IIBIIBBHI",
        len(content),
        len(content),
        0,
        zlib.crc32(content),
        0x50000000,
        29,
        0x30,
        len(name),
        0x20,
    )
    blocks = (
        _block_4(0x73, archive_flags, bytes(6)), _block_4(0x74, 0x8000 | file_flags, fields + name), content,
        _block_4(0x7B, 0x4000, b""),
    )  # fmt: skip
    return b"Rar!\x1a\x07\x00" + b"".join(blocks)


def rar_5(name: str, content: bytes, *, archive_flags: int = 0, extra: bytes = b"") -> bytes:
    """`extra` are the records of the file, without their size."""
    encoded = name.encode()
    records = _number(len(extra)) + extra if extra else b""
    size = _number(len(content))
    flags = _number(3) + _number(len(records)) if extra else _number(2)
    fields = size + _number(4) + size + _number(0o100644) + struct.pack("<I", zlib.crc32(content))
    file = _number(2) + flags + fields + b"\x00\x01" + _number(len(encoded)) + encoded + records
    main = _number(1) + _number(0) + _number(archive_flags)
    return b"Rar!\x1a\x07\x01\x00" + _block_5(main) + _block_5(file) + content + _block_5(b"\x05\x00\x00")


LOCK = b"\x01\x00\x00\x0f" + bytes(32)
"""The record of a file that is locked with a password (RAR 5)."""


def _block_4(kind: int, flags: int, fields: bytes) -> bytes:
    block = struct.pack("<BHH", kind, flags, 7 + len(fields)) + fields
    return struct.pack("<H", zlib.crc32(block) & 0xFFFF) + block


def _block_5(fields: bytes) -> bytes:
    block = _number(len(fields)) + fields
    return struct.pack("<I", zlib.crc32(block)) + block


def _number(value: int) -> bytes:
    return bytes([value & 0x7F | 0x80]) + _number(value >> 7) if value > 0x7F else bytes([value])
