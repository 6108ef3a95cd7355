"""Find the files to read under given paths, with what manifests state about them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from pathlib import Path

from etl.model.document import Unreadable
from etl.sources.containers.container import Container
from etl.sources.containers.container_kinds import may_hold_files
from etl.sources.containers.members import Member, container_at, members_of, read_member
from etl.sources.manifest import BY_HAND, FILE_NAME, Manifest, read_manifest
from etl.sources.no_reports import reason_by_name
from etl.sources.roster import FILE_NAMES as ROSTERS
from etl.sources.roster import RosterFile
from etl.sources.saved_page import belonging, folder_names, holds_content, is_page
from etl.sources.source import GONE, SIZE_LIMIT, TOO_LARGE, Refused, Source, bytes_at

_IGNORED = frozenset({"thumbs.db", "desktop.ini", "__macosx", FILE_NAME, BY_HAND})
_KINDS = (
    (stat.S_ISFIFO, "这是管道，不是文件。"),
    (stat.S_ISSOCK, "这是套接字，不是文件。"),
    (stat.S_ISBLK, "这是设备，不是文件。"),
    (stat.S_ISCHR, "这是设备，不是文件。"),
)
_HOLDS_NOTHING = "压缩包或邮件里没有文件；请检查后重新提交。"
_APPLE = (".numbers", ".pages", ".key")
_APPLE_FOLDER = "这是苹果软件（Numbers、Pages、Keynote）的文稿，以文件夹保存，无法读取；请在该软件里导出为 Excel（xlsx）、Word（docx）或 PDF 后提交。"


Found = Source | Refused | RosterFile
# manifests that may have a row for a file, from the outermost folder inwards, each with the depth of its folder
_Manifests = tuple[tuple[int, Manifest], ...]


def find(paths: Sequence[Path | str]) -> Iterator[Found]:
    """Yield every file at or under `paths`, folders in sorted order, with the members of archives and mails.

    Hidden files and warehouses are skipped, and so are manifests, whose rows go with the files that they name; rosters are yielded as such.
    """
    visited: list[Path] = []
    for given in paths:
        path = Path(given)
        actual = Path(os.path.realpath(path))
        if any(actual == other or other in actual.parents for other in visited):
            continue
        visited.append(actual)
        try:
            status = path.stat()
        except OSError as error:
            yield Refused(printable_name(str(given)), f"找不到这个文件或文件夹（{error.strerror}）。")
            continue
        if stat.S_ISDIR(status.st_mode):
            yield from _folder(path, (), (), str(actual))
        else:
            manifest, problems = _manifest_in(path.parent)
            yield from problems
            yield from _file(path, status, (path.name,), ((0, manifest),) if manifest else (), None)


def printable_name(name: str) -> str:
    """A name as one printable line: control characters escaped, bytes that are not UTF-8 read as GB 18030."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        name = os.fsencode(name).decode("gb18030", "backslashreplace")
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in name
    ).replace("\\u3000", "\u3000")


def _folder(folder: Path, parts: tuple[str, ...], manifests: _Manifests, root: str) -> Iterator[Found]:
    try:
        entries = _entries(folder)
    except OSError as error:
        yield Refused(printable_name(str(folder)), f"文件夹无法打开（{error.strerror}）。", True)
        return
    own, problems = _manifest_in(folder)
    yield from problems
    if own:
        manifests = (*manifests, (len(parts), own))
    own_folders = {name for entry in entries if is_page(entry.name) for name in folder_names(entry.name)}
    own_folders.intersection_update(entry.name for entry in entries)
    for entry in entries:
        if is_ignored(entry.name):
            continue
        path, below = folder / entry.name, (*parts, entry.name)
        try:
            if entry.is_symlink() and (reason := _link_problem(path, root)):
                yield Refused(printable_name(str(path)), reason)
            elif entry.is_dir():
                if entry.name.lower().endswith(_APPLE):
                    yield Refused(printable_name(str(path)), _APPLE_FOLDER)
                elif entry.name not in own_folders:
                    yield from _folder(path, below, manifests, root)
            else:
                yield from _file(path, path.stat(), below, manifests, own_folders)
        except OSError as error:
            yield Refused(
                printable_name(str(path)), GONE.format(error.strerror or type(error).__name__), True
            )
    if own:
        for missing in own.unused():
            yield Refused(printable_name(str(folder / missing)), "manifest.csv 列有这个文件，但没有找到。")


def is_ignored(name: str) -> bool:
    """Whether files of this name are skipped: hidden files, lock files, manifests."""
    return (name.startswith((".", "~$")) and name != "..") or name.lower() in _IGNORED


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """What lies in a folder, by name; nothing of a warehouse."""
    entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    return [] if _is_warehouse({entry.name for entry in entries}) else entries


def _is_warehouse(names: Set[str]) -> bool:
    """Whether a folder holds what loads write, which may lie below the folder of reports."""
    return "LOCK" in names and any(
        name == "CURRENT" or name.startswith("staging-") or name.endswith(".duckdb") for name in names
    )


def _manifest_in(folder: Path) -> tuple[Manifest | None, list[Refused]]:
    path = folder / FILE_NAME
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return None, []
        manifest = read_manifest(bytes_at(str(path)))
    except FileNotFoundError:
        return None, []
    except (OSError, Unreadable) as error:
        return None, [Refused(printable_name(str(path)), f"manifest.csv 无法打开（{error}）。")]
    return manifest, [Refused(printable_name(str(path)), problem) for problem in manifest.problems]


def _link_problem(path: Path, root: str) -> str:
    target = os.path.realpath(path)
    if not Path(target).exists():
        return "链接指向的文件不存在。"
    if os.path.commonpath([root, target]) != root:
        return "链接指向所给文件夹之外，没有跟随。"
    return "链接指向文件夹，没有跟随（该文件夹本身会被读取）。" if Path(target).is_dir() else ""


def _row(manifests: _Manifests, parts: tuple[str, ...]) -> Mapping[str, str] | None:
    for depth, manifest in reversed(manifests):
        if (row := manifest.row("/".join(parts[depth:]))) is not None:
            return row
    return None


def _file(
    path: Path,
    status: os.stat_result,
    parts: tuple[str, ...],
    manifests: _Manifests,
    own_folders: set[str] | None,
) -> Iterator[Found]:
    """Yield a file or what it holds; `own_folders`: names of folders beside it that belong to pages, None if unknown."""
    name = printable_name(str(path))
    for is_kind, reason in _KINDS:
        if is_kind(status.st_mode):
            yield Refused(name, reason)
            return
    if path.name.lower() in ROSTERS:
        yield RosterFile(Source(name, status.st_size, status.st_mtime, None, str(path)))
        return
    row = _row(manifests, parts)
    if reason := reason_by_name(path.name):
        yield Refused(name, reason if status.st_size <= SIZE_LIMIT else TOO_LARGE)
        return
    if may_hold_files(path.name):
        try:
            container = container_at(str(path), status.st_mtime_ns)
        except (Unreadable, OSError) as error:
            yield Refused(name, _reason(error), True)
            return
        if container is not None:
            yield from _members(container, path, status, parts, manifests)
            return
    if status.st_size > SIZE_LIMIT:
        yield Refused(name, TOO_LARGE)
    else:
        yield _with_pages(Source(name, status.st_size, status.st_mtime, row, str(path)), own_folders)


def _with_pages(source: Source, own_folders: set[str] | None) -> Source:
    """A page with the pages and style sheets that lie in its folder."""
    path = Path(source.path)
    if not is_page(path.name):
        return source
    folders = [
        path.with_name(name) for name in folder_names(path.name) if own_folders is None or name in own_folders
    ]
    pages = []
    for file in (file for folder in folders if folder.is_dir() for file in sorted(folder.iterdir())):
        if holds_content(file.name) and file.is_file() and not file.is_symlink():
            status = file.stat()
            pages.append(Source(str(file), status.st_size, status.st_mtime, None, str(file)))
    return _joined(source, pages)


def _joined(source: Source, pages: Sequence[Source]) -> Source:
    """A source with the pages that belong to it."""
    if not pages:
        return source
    size, modified = source.size + sum(page.size for page in pages), max(page.modified for page in pages)
    return replace(source, size=size, modified=max(source.modified, modified), pages=tuple(pages))


def _reason(error: Unreadable | OSError) -> str:
    if isinstance(error, Unreadable):
        return str(error)
    return GONE.format(error.strerror or type(error).__name__)


def _members(
    container: Container, path: Path, status: os.stat_result, parts: tuple[str, ...], manifests: _Manifests
) -> Iterator[Found]:
    name = printable_name(str(path))
    try:
        members = members_of(container)
        inner_manifests = _manifests_in(path, members)
    except (Unreadable, OSError) as error:
        yield Refused(name, _reason(error), True)
        return
    if all(is_ignored(part) for member in members for part in member.name.split("/")[-1:]):
        yield Refused(name, _HOLDS_NOTHING)
    owners = belonging(member.name for member in members)
    pages: dict[str, list[Source]] = {}
    for member in members:
        if (owner := owners.get(member.name)) and holds_content(member.name) and not member.problem:
            page = Source(member.name, member.size, status.st_mtime, None, str(path), member.numbers)
            pages.setdefault(owner, []).append(page)
    for member in members:
        if member.name in owners or any(is_ignored(part) for part in member.name.split("/")):
            continue
        full = f"{name}/{printable_name(member.name)}"
        if problem := _problem(member):
            yield Refused(full, problem)
            continue
        if member.name.rpartition("/")[2].lower() in ROSTERS:
            yield RosterFile(Source(full, member.size, status.st_mtime, None, str(path), member.numbers))
            continue
        relevant = [(len(parts) + depth, manifest) for depth, prefix, manifest in inner_manifests
                    if member.name.startswith(prefix)]  # fmt: skip
        row = _row((*manifests, *relevant), (*parts, *member.name.split("/")))
        stated = {**member.stated, **(row or {})} or None
        source = Source(full, member.size, status.st_mtime, stated, str(path), member.numbers)
        yield _joined(source, pages.get(member.name, ()))
    for _, prefix, manifest in inner_manifests:
        for problem in manifest.problems:
            yield Refused(f"{name}/{printable_name(prefix)}{FILE_NAME}", problem)
        for missing in manifest.unused():
            yield Refused(
                f"{name}/{printable_name(prefix + missing)}", "manifest.csv 列有这个文件，但没有找到。"
            )


def _problem(member: Member) -> str:
    """Why a member is not read; empty if it is."""
    if member.problem:
        return member.problem
    if member.size > SIZE_LIMIT:
        return TOO_LARGE
    if any(folder.lower().endswith(_APPLE) for folder in member.name.split("/")[:-1]):
        return _APPLE_FOLDER
    return reason_by_name(member.name)


def _manifests_in(path: Path, members: list[Member]) -> list[tuple[int, str, Manifest]]:
    """The manifests of a container: depth and prefix of the folder of each, outermost first."""
    manifests = []
    for member in members:
        prefix, _, file = member.name.rpartition("/")
        if file.lower() == FILE_NAME and not member.problem and member.size <= SIZE_LIMIT:
            try:
                manifest = read_manifest(read_member(str(path), member.numbers, SIZE_LIMIT))
            except Unreadable as error:
                manifest = Manifest({}, (f"manifest.csv：{error}",))
            manifests.append(
                (len(prefix.split("/")) if prefix else 0, prefix + "/" if prefix else "", manifest)
            )
    return sorted(manifests, key=lambda entry: entry[:2])
