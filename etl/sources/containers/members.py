"""The files of a container and of the containers in it: list them, and refuse those that must not be opened."""

from __future__ import annotations

import functools
import io
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

from etl.model.document import Unreadable
from etl.runtime.zip_guard import ARCHIVE_LIMITS
from etl.sources.containers.container import DAMAGED, Container
from etl.sources.containers.container_kinds import may_hold_files, open_container

LIMITS = ARCHIVE_LIMITS

_MOST_NESTED = 2  # archives in each other, and as many mails
_NAMED_MAIL = "mail.eml"  # a name that decides where the first bytes do not
_TOO_MANY = "压缩包里的文件过多或过大，其余没有打开；请分开压缩。"
_TOO_DEEP = "压缩包或邮件层层嵌套，没有打开；请解压后提交。"
_NAMELESS = "压缩包里有一个没有名字的文件，没有打开。"
_OUTSIDE = "压缩包里的路径越出压缩包，没有打开。"


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a container.

    `name` uses `/` and includes the names of nested containers; `numbers` are those of its entries from the outer
    container inwards; `size` is unpacked; `problem` says why it must not be opened, empty if it may. `stated` is what a
    container around it tells of it (see `Entry`).
    """

    name: str
    numbers: tuple[int, ...]
    size: int
    problem: str = ""
    stated: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Budget:
    """How many members and bytes may still be listed, nested containers included."""

    members: int
    bytes: int

    def spend(self, size: int) -> bool:
        """Charge one member of `size` bytes; returns whether the budget covers it."""
        self.members -= 1
        self.bytes -= size
        return self.members >= 0 and self.bytes >= 0


@functools.lru_cache(maxsize=4)
def container_at(path: str, modified: int) -> Container | None:
    """Open a file as a container, or return the one still open; None if it is none. `modified` keeps a replaced file
    apart. Raises Unreadable and OSError."""
    return open_container(path, path)


def members_of(container: Container) -> list[Member]:
    """All files of a container and of the containers in it, sorted by name. Raises Unreadable."""
    return list(_members(container, (container,), None, _Budget(LIMITS.members, LIMITS.total)))


def _members(
    container: Container, outer: tuple[Container, ...], around: Member | None, budget: _Budget
) -> Iterator[Member]:
    """The files of a container; `around` is the member that it is, None for one that is a file."""
    prefix, numbers, stated = (f"{around.name}/", around.numbers, around.stated) if around else ("", (), {})
    entries = []
    is_whole = True
    for entry in container.entries():
        is_whole = budget.spend(entry.size)
        entries.append(entry if is_whole else replace(entry, problem=_TOO_MANY))
        if not is_whole:
            break
    names = {entry.name for entry in entries}
    before = ""
    for entry in sorted(entries, key=lambda entry: (entry.problem == _TOO_MANY, entry.name, entry.number)):
        problem = _problem(entry.name) or entry.problem
        is_further = entry.name == before and not problem
        name = _other_name(entry.name, names) if is_further else entry.name
        before = entry.name
        facts = {**stated, **entry.stated}
        member = Member(prefix + name, (*numbers, entry.number), entry.size, problem, facts)
        if problem or not may_hold_files(member.name):
            yield member
        else:
            yield from _opened(container, outer, member, budget)


def _other_name(name: str, taken: set[str]) -> str:
    """A name for a further file of the same name, as file managers give it on unpacking; it is `taken` then."""
    stem, ending = posixpath.splitext(name)
    other = next(free for number in count(2) if (free := f"{stem} ({number}){ending}") not in taken)
    taken.add(other)
    return other


def _opened(
    container: Container, outer: tuple[Container, ...], member: Member, budget: _Budget
) -> Iterator[Member]:
    """Yield the files of a member that is a container itself, or the member if it is none or cannot be opened."""
    try:
        place = io.BytesIO(container.read(member.numbers[-1], LIMITS.member))
        nested = open_container(place, member.name)
        if nested is None:
            yield member
        elif sum(one.is_mail == nested.is_mail for one in outer) >= _MOST_NESTED:
            yield replace(member, problem=_TOO_DEEP)
        else:
            yield from _members(nested, (*outer, nested), member, budget)
    except (Unreadable, OSError) as error:
        yield replace(member, problem=str(error) if isinstance(error, Unreadable) else DAMAGED)


def _problem(name: str) -> str:
    """Why an entry of this name must not be opened; empty if it may."""
    parts = name.split("/")
    has_drive = len(parts[0]) == 2 and parts[0][1] == ":"
    if not parts[-1]:
        return _NAMELESS
    if name.startswith("/") or ".." in parts or has_drive or "\x00" in name:
        return _OUTSIDE
    return ""


def read_member(path: str, numbers: tuple[int, ...], limit: int) -> bytes:
    """Return a member's bytes, through nested containers. Raises Unreadable, and OSError if the disk fails."""
    container = _container_in(path, Path(path).stat().st_mtime_ns, numbers[:-1])
    return container.read(numbers[-1], limit)


@functools.lru_cache(maxsize=4)
def _container_in(path: str, modified: int, numbers: tuple[int, ...]) -> Container:
    if numbers:
        outer = _container_in(path, modified, numbers[:-1])
        place = io.BytesIO(outer.read(numbers[-1], LIMITS.member))
        container = open_container(place, _NAMED_MAIL)
    else:
        container = container_at(path, modified)
    if container is None:
        raise Unreadable(DAMAGED)
    return container
