"""Finds the files to read under given paths: what each is called, what is stated about it, how to open it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from etl.model.document import Unreadable
from etl.sources.manifest import FILE_NAME, Manifest, read_manifest
from etl.sources.zip_archive import Member, archive_at, is_archive, members_of, read_member

SIZE_LIMIT = 64 * 1024 * 1024

_NOT_REPORTS = frozenset(
    [
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".bmp",
        ".tif",
        ".tiff",
        ".webp",
        ".ico",
        ".svg",
        ".css",
        ".js",
        ".json",
        ".woff",
        ".woff2",
        ".ttf",
        ".eot",
        ".map",
        ".mp3",
        ".mp4",
        ".avi",
        ".mov",
        ".wmv",
        ".exe",
        ".dll",
        ".py",
        ".pyc",
        ".db",
        ".duckdb",
        ".sqlite",
        ".parquet",
        ".log",
        ".lnk",
        ".url",
    ]
)
_IGNORED = frozenset({"thumbs.db", "desktop.ini", "__macosx", FILE_NAME})
_KINDS = (
    (stat.S_ISFIFO, "这是管道，不是文件。"),
    (stat.S_ISSOCK, "这是套接字，不是文件。"),
    (stat.S_ISBLK, "这是设备，不是文件。"),
    (stat.S_ISCHR, "这是设备，不是文件。"),
)
_TOO_LARGE = "文件超过 64 MB，没有打开；请压缩图片后重新保存。"
_NOT_A_REPORT = "不是年度报告的格式，没有读取；请提供网页、Word、PDF、电子表格或文本文件。"
_GONE = "文件已不在原处，或无法打开（{}）。"


@dataclass(frozen=True, slots=True)
class Source:
    """A file that can be read: its name as given (a member of a ZIP as `folder/x.zip/member.html`),
    size in bytes, time of change in seconds, and its row of a manifest, if any. Can be pickled."""

    name: str
    size: int
    modified: float
    manifest: Mapping[str, str] | None
    path: str
    members: tuple[int, ...] = ()

    def open(self) -> bytes:
        """The file's bytes. Raises Unreadable where it is gone, has grown too large or is damaged."""
        try:
            if self.members:
                return read_member(self.path, self.members, SIZE_LIMIT)
            return _bytes_at(self.path)
        except OSError as error:
            raise Unreadable(_GONE.format(error.strerror or type(error).__name__)) from error


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was found and will not be read, and why. `closed`: a folder or archive that cannot be looked into."""

    name: str
    reason: str
    closed: bool = False


Found = Source | Refused
# Manifests that may speak of a file, from the outermost folder in; each with its folder's parts.
_Stated = tuple[tuple[int, Manifest], ...]


def find(paths: Sequence[Path | str]) -> Iterator[Found]:
    """Every file at or under `paths`, folders in sorted order; ZIP archives are looked through.

    Hidden files are passed over, and so are manifests, whose rows go with the files they name.
    """
    done: list[Path] = []
    for given in paths:
        path = Path(given)
        actual = Path(os.path.realpath(path))
        if any(actual == other or other in actual.parents for other in done):
            continue
        done.append(actual)
        try:
            status = path.stat()
        except OSError as error:
            yield Refused(shown(str(given)), f"找不到这个文件或文件夹（{error.strerror}）。")
            continue
        if stat.S_ISDIR(status.st_mode):
            yield from _folder(path, (), (), str(actual))
        else:
            stated, problems = _manifest_in(path.parent)
            yield from problems
            yield from _file(path, status, (path.name,), ((0, stated),) if stated else ())


def shown(name: str) -> str:
    """A name fit for one line: control characters escaped, bytes that are no UTF-8 read as GB 18030."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        name = os.fsencode(name).decode("gb18030", "backslashreplace")
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in name
    ).replace("\\u3000", "\u3000")


def _folder(folder: Path, parts: tuple[str, ...], stated: _Stated, root: str) -> Iterator[Found]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Refused(shown(str(folder)), f"文件夹无法打开（{error.strerror}）。", True)
        return
    own, problems = _manifest_in(folder)
    yield from problems
    if own:
        stated = (*stated, (len(parts), own))
    pages = {Path(entry.name).stem for entry in entries if entry.name.lower().endswith((".htm", ".html"))}
    for entry in entries:
        if ignored(entry.name):
            continue
        path, below = folder / entry.name, (*parts, entry.name)
        try:
            if entry.is_symlink() and (reason := _link_problem(path, root)):
                yield Refused(shown(str(path)), reason)
            elif entry.is_dir():
                # the pictures and styles of a saved page
                if not any(entry.name in (f"{page}_files", f"{page}.files") for page in pages):
                    yield from _folder(path, below, stated, root)
            else:
                yield from _file(path, path.stat(), below, stated)
        except OSError as error:
            yield Refused(shown(str(path)), _GONE.format(error.strerror or type(error).__name__), True)
    if own:
        for missing in own.unused():
            yield Refused(shown(str(folder / missing)), "manifest.csv 列有这个文件，但没有找到。")


def ignored(name: str) -> bool:
    """Whether a file of this name is none of ours: hidden, a lock file, a manifest."""
    return (name.startswith((".", "~$")) and name != "..") or name.lower() in _IGNORED


def _manifest_in(folder: Path) -> tuple[Manifest | None, list[Refused]]:
    path = folder / FILE_NAME
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return None, []
        manifest = read_manifest(_bytes_at(str(path)))
    except FileNotFoundError:
        return None, []
    except (OSError, Unreadable) as error:
        return None, [Refused(shown(str(path)), f"manifest.csv 无法打开（{error}）。")]
    return manifest, [Refused(shown(str(path)), problem) for problem in manifest.problems]


def _link_problem(path: Path, root: str) -> str:
    target = os.path.realpath(path)
    if not Path(target).exists():
        return "链接指向的文件不存在。"
    if os.path.commonpath([root, target]) != root:
        return "链接指向所给文件夹之外，没有跟随。"
    return "链接指向文件夹，没有跟随（该文件夹本身会被读取）。" if Path(target).is_dir() else ""


def _row(stated: _Stated, parts: tuple[str, ...]) -> Mapping[str, str] | None:
    for depth, manifest in reversed(stated):
        if (row := manifest.row("/".join(parts[depth:]))) is not None:
            return row
    return None


def _file(path: Path, status: os.stat_result, parts: tuple[str, ...], stated: _Stated) -> Iterator[Found]:
    name = shown(str(path))
    for is_kind, reason in _KINDS:
        if is_kind(status.st_mode):
            yield Refused(name, reason)
            return
    row = _row(stated, parts)
    if status.st_size > SIZE_LIMIT and path.suffix.lower() != ".zip":
        yield Refused(name, _TOO_LARGE)
    elif path.suffix.lower() in _NOT_REPORTS:
        yield Refused(name, _NOT_A_REPORT)
    elif path.suffix.lower() == ".zip" and is_archive(str(path)):
        yield from _archive(path, status, parts, stated)
    else:
        yield Source(name, status.st_size, status.st_mtime, row, str(path))


def _archive(path: Path, status: os.stat_result, parts: tuple[str, ...], stated: _Stated) -> Iterator[Found]:
    name = shown(str(path))
    try:
        archive = archive_at(str(path), status.st_mtime_ns)
        members = list(members_of(archive))
        manifests = _manifests_in(path, members)
    except (Unreadable, OSError) as error:
        reason = str(error) if isinstance(error, Unreadable) else _GONE.format(error.strerror)
        yield Refused(name, reason, True)
        return
    for member in members:
        full = f"{name}/{shown(member.name)}"
        inner = (*parts, *member.name.split("/"))
        if any(ignored(part) for part in member.name.split("/")):
            continue
        if member.problem:
            yield Refused(full, member.problem)
        elif member.size > SIZE_LIMIT:
            yield Refused(full, _TOO_LARGE)
        elif Path(member.name).suffix.lower() in _NOT_REPORTS:
            yield Refused(full, _NOT_A_REPORT)
        else:
            about = [(len(parts) + depth, manifest) for depth, prefix, manifest in manifests
                     if member.name.startswith(prefix)]  # fmt: skip
            row = _row((*stated, *about), inner)
            yield Source(full, member.size, status.st_mtime, row, str(path), member.indices)
    for _, prefix, manifest in manifests:
        for problem in manifest.problems:
            yield Refused(f"{name}/{shown(prefix)}{FILE_NAME}", problem)
        for missing in manifest.unused():
            yield Refused(f"{name}/{shown(prefix + missing)}", "manifest.csv 列有这个文件，但没有找到。")


def _manifests_in(path: Path, members: list[Member]) -> list[tuple[int, str, Manifest]]:
    """An archive's manifests: depth and prefix of the folder of each, outermost first."""
    found = []
    for member in members:
        prefix, _, file = member.name.rpartition("/")
        if file.lower() == FILE_NAME and not member.problem and member.size <= SIZE_LIMIT:
            try:
                manifest = read_manifest(read_member(str(path), member.indices, SIZE_LIMIT))
            except Unreadable as error:
                manifest = Manifest({}, (f"manifest.csv：{error}",))
            found.append((len(prefix.split("/")) if prefix else 0, prefix + "/" if prefix else "", manifest))
    return sorted(found, key=lambda entry: entry[:2])


def _bytes_at(path: str) -> bytes:
    # not to wait for a pipe that took the file's place
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise Unreadable("这不是普通文件，没有打开。")
        data = file.read(SIZE_LIMIT + 1)
    if len(data) > SIZE_LIMIT:
        raise Unreadable(_TOO_LARGE)
    return data
