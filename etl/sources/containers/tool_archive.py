"""7z and RAR archives: bsdtar, where it is installed, writes them as TAR, which is then read within its limits."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import IO

from etl.model.document import Unreadable
from etl.runtime.sandbox import run_program
from etl.sources.containers.container import ENCRYPTED, Place, head_of
from etl.sources.containers.rar_header import is_locked, is_volume
from etl.sources.containers.tar_archive import TarArchive

MAGICS = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")
SECONDS = 60.0
LARGEST = 1 << 30
_PIECE = 1 << 20
_LOCKED = (b"encrypt", b"passphrase", b"password")
_ABSENT = "打开 rar、7z 压缩包需要 bsdtar，本机没有安装；请安装（libarchive-tools 或 bsdtar），或解压后提交，或改用 zip 压缩。"
_FAILED = "压缩包无法打开，可能已损坏、是分卷压缩的一部分或用了本机不认识的压缩方法；请解压后提交，或改用 zip 压缩。"
_VOLUME = "这是分卷压缩包中的一卷，无法单独打开；请把各卷放在一起解压，提交里面的文件，或改用 zip 压缩。"
_SLOW = "压缩包解压超时，没有打开；请解压后提交，或改用 zip 压缩。"
_TOO_LARGE = "压缩包解压后超过 1 GB，没有打开；请分开压缩。"


def open_with_tool(place: Place) -> TarArchive:
    """The archive, unpacked as far as to a temporary file in TAR form. Raises Unreadable."""
    head = head_of(place, _PIECE)
    if is_locked(head):
        raise Unreadable(ENCRYPTED)
    if is_volume(head):
        raise Unreadable(_VOLUME)
    program = _program()
    if program is None:
        raise Unreadable(_ABSENT)
    if isinstance(place, str):
        return TarArchive(_as_tar(program, str(Path(place).absolute())), b"")
    with tempfile.NamedTemporaryFile(prefix="disclosure-") as file:
        file.write(place.getvalue())
        file.flush()
        return TarArchive(_as_tar(program, file.name), b"")


def _program() -> str | None:
    if program := shutil.which("bsdtar"):
        return program
    # on macOS and Windows, tar is bsdtar
    return shutil.which("tar") if os.name == "nt" or os.uname().sysname == "Darwin" else None


def _as_tar(program: str, path: str) -> IO[bytes]:
    tar: IO[bytes] = tempfile.TemporaryFile(prefix="disclosure-")
    command = [program, "-c", "-f", "-", "--format", "pax", f"@{path}"]
    environment = {"PATH": os.defpath, "LC_ALL": "C.UTF-8"}
    with tempfile.TemporaryFile() as errors:
        code = run_program(command, tempfile.gettempdir(), environment, SECONDS, tar, errors, LARGEST)
        errors.seek(0)
        message = errors.read(_PIECE).lower()
    size = os.fstat(tar.fileno()).st_size
    if code == 0 and size <= LARGEST:
        return tar
    tar.close()
    if code is None or size > LARGEST:
        raise Unreadable(_TOO_LARGE if size > LARGEST else _SLOW)
    raise Unreadable(ENCRYPTED if any(word in message for word in _LOCKED) else _FAILED)
