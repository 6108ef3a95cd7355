"""WARC files (ISO 28500), as `collect` and other tools keep what sites answered: pages and documents as files, each with
its address and time."""

from __future__ import annotations

import gzip
import os
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from typing import IO

from etl.model.document import Unreadable
from etl.runtime.zip_guard import ARCHIVE_LIMITS
from etl.sources.containers.container import BOMB, GZIP, Entry, Place
from etl.sources.containers.warc_documents import (
    HEAD,
    content_of,
    numbered,
    path_of,
    problem_of,
    stated_of,
    suffix_of,
)
from etl.sources.containers.warc_records import DAMAGE_ERRORS, PackedAsOne, records

_PIECE = 1 << 20
MOST_RECORDS = 200_000
_RATIO, _SMALL = 400, 16 << 20  # from this size on, a file must not unpack to more than so many times its own
_NOTHING = "网页存档（WARC）里没有成功取回的网页或文件，没有可读的内容；请核对存档。"
_CUT = "网页存档（WARC）在这里中断，这一条没有存完，没有采用；请重新抓取这个网址。"
_DAMAGED = "网页存档（WARC）从这里起已损坏，其余没有读取；请重新取得存档，或另存网页后提交。"
_TOO_MANY = "网页存档（WARC）里的记录过多或过大，其余没有打开；请分成几个存档。"
_REST = "其余部分"


@dataclass(frozen=True, slots=True)
class _Found:
    """An entry and where its record begins in the file."""

    position: int
    entry: Entry


class WarcArchive:
    """A WARC file; its entries are what servers answered with success and may be documents, in the order of the file."""

    is_mail = False

    def __init__(self, place: Place, head: bytes) -> None:
        self._place: Place | IO[bytes] = place
        self._is_packed = head.startswith(GZIP)

    def entries(self) -> Iterator[Entry]:
        if not self._places:
            raise Unreadable(_NOTHING)
        yield from (one.entry for one in self._places)

    def read(self, number: int, limit: int) -> bytes:
        place = self._places[number]
        if place.entry.problem:
            raise Unreadable(place.entry.problem)
        with _opened(self._place) as stream:
            stream.seek(place.position)
            try:
                _, record = next(records(stream, self._is_packed))
                return content_of(record, limit)
            except (*DAMAGE_ERRORS, StopIteration) as error:
                raise Unreadable(_DAMAGED) from error

    @cached_property
    def _places(self) -> list[_Found]:
        with _opened(self._place) as stream:
            try:
                return list(_scan(stream, self._is_packed))
            except PackedAsOne:
                self._place, self._is_packed = _unpacked_file(stream), False
        with _opened(self._place) as stream:
            return list(_scan(stream, is_packed=False))


@contextmanager
def _opened(place: Place | IO[bytes]) -> Iterator[IO[bytes]]:
    """A file at its beginning."""
    if isinstance(place, str):
        with open(place, "rb") as file:
            yield file
    else:
        place.seek(0)
        yield place


def _unpacked_file(stream: IO[bytes]) -> IO[bytes]:
    """A file that was compressed as a whole, unpacked to one that is gone when it is closed."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    file = tempfile.TemporaryFile()
    with gzip.GzipFile(fileobj=stream) as unpacked_stream:
        try:
            while piece := unpacked_stream.read(_PIECE):
                file.write(piece)
                _refuse_bomb(file.tell(), size)
                if file.tell() > ARCHIVE_LIMITS.total:
                    break  # the record that is cut says so
        except (EOFError, zlib.error, gzip.BadGzipFile):
            pass  # what was read is listed, and the record that is cut says so
    return file


def _refuse_bomb(unpacked_size: int, packed_size: int) -> None:
    if unpacked_size > max(_SMALL, _RATIO * packed_size):
        raise Unreadable(BOMB)


def _scan(stream: IO[bytes], is_packed: bool) -> Iterator[_Found]:
    """What the file holds; where it cannot be read on, the last entry says why."""
    names = Counter[str]()
    for number, (position, entry) in enumerate(_documents(stream, is_packed)):
        names[entry.name] += 1
        yield _Found(position, replace(entry, number=number, name=numbered(entry.name, names[entry.name])))


def _documents(stream: IO[bytes], is_packed: bool) -> Iterator[tuple[int, Entry]]:
    total = 0
    try:
        for count, (position, record) in enumerate(records(stream, is_packed), start=1):
            head = record.block.read(HEAD)
            length = len(head)
            while piece := record.block.read(_PIECE):
                length += len(piece)
                _refuse_bomb(total + length, stream.tell())
            total += length
            suffix = suffix_of(record, head)
            problem = _CUT if length != record.length else problem_of(record)
            if suffix or problem == _CUT:
                yield position, Entry(0, path_of(record.url, suffix), length, problem, stated_of(record))
            if count == MOST_RECORDS or total > ARCHIVE_LIMITS.total:
                yield 0, Entry(0, _REST, 0, _TOO_MANY)
                return
    except DAMAGE_ERRORS:
        yield 0, Entry(0, _REST, 0, _DAMAGED)
