"""Archives: every report in them is found under its name, and what is dangerous or damaged is refused."""

from __future__ import annotations

import io
import os
import pickle
import stat
import tarfile
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from etl.model.document import Unreadable
from etl.sources.containers import members
from etl.sources.discovery import find
from etl.sources.source import Source
from tests.support.found_files import archive, names, refused


def test_archives_of_reports(tmp_path: Path) -> None:
    old = zipfile.ZipInfo("x")
    old.filename = "某县/年报.html".encode("gb18030").decode("cp437")
    inner = archive({"内/c.txt": b"c", "deep.zip": archive({"d.txt": b"d"})})
    members: dict[str | zipfile.ZipInfo, bytes] = {
        "b.html": b"b", "n.zip": inner, ".hidden": b"", "__MACOSX/b.html": b"", "dir/": b"",
        "manifest.csv": "file,agency\nb.html,某局\nn.zip/内/c.txt,内局\ngone.html,无\n".encode("gb18030"),
    }  # fmt: skip
    data = archive(members)
    (tmp_path / "x.zip").write_bytes(data)
    found = {Path(entry.name).relative_to(tmp_path).as_posix(): entry for entry in find([tmp_path])}
    sources = {name: entry for name, entry in found.items() if isinstance(entry, Source)}
    assert list(sources) == ["x.zip/b.html", "x.zip/n.zip/内/c.txt"]
    assert {name: entry.open() for name, entry in sources.items()} == {
        "x.zip/b.html": b"b",
        "x.zip/n.zip/内/c.txt": b"c",
    }
    assert pickle.loads(pickle.dumps(sources["x.zip/n.zip/内/c.txt"])).open() == b"c"
    assert [dict(entry.manifest or {}).get("agency") for entry in sources.values()] == ["某局", "内局"]
    assert set(found) - set(sources) == {"x.zip/n.zip/deep.zip", "x.zip/gone.html"}


def test_file_names_of_archives_in_gbk(tmp_path: Path) -> None:
    # Python's writer would set the UTF-8 flag: same length, then patched in both directories
    raw = "某县年报.html".encode("gb18030")
    data = archive({"x" * len(raw): b"b"}).replace(b"x" * len(raw), raw)
    (tmp_path / "x.zip").write_bytes(data)
    assert names(tmp_path) == [str(tmp_path / "x.zip/某县年报.html")]


@pytest.mark.parametrize("name", ["/etc/a.html", "../a.html", "a/../../b.html", "C:/a.html", "..\\a.html"])
def test_members_that_leave_the_archive(tmp_path: Path, name: str) -> None:
    (tmp_path / "x.zip").write_bytes(archive({name: b"x", "ok.html": b"y"}))
    assert [Path(found).name for found in names(tmp_path)] == ["ok.html"]
    assert any("越出" in reason for reason in refused(tmp_path).values())


def test_links_bombs_and_copies_in_archives(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.html")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    data = archive({link: b"/etc/passwd", "bomb.html": b"\0" * 30_000_000, "ok.html": b"x"})
    (tmp_path / "x.zip").write_bytes(data)
    assert [Path(found).name for found in names(tmp_path)] == ["ok.html"]
    assert set(refused(tmp_path)) == {"link.html", "bomb.html"}


def _tar_of(files: list[tuple[str, bytes]]) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w:gz") as tar:
        for name, content in files:
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return target.getvalue()


def _zip_of(files: list[tuple[str, bytes]]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of names that are there already
        for name, content in files:
            packed.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize("pack", [_zip_of, _tar_of])
def test_files_of_one_name_are_all_read(
    tmp_path: Path, pack: Callable[[list[tuple[str, bytes]]], bytes]
) -> None:
    """Archives allow several: two bodies that name their report alike, or one that was put in again."""
    inner = archive({"c.txt": b"5"})
    files = [
        ("某局/年报.html", b"1"),
        ("某局/年报.html", b"2"),
        ("某局/年报 (2).html", b"3"),
        ("某局/年报.html", b"4"),
    ]
    (tmp_path / "x.zip").write_bytes(pack([*files, ("n.zip", inner), ("n.zip", inner)]))
    sources = [entry for entry in find([tmp_path]) if isinstance(entry, Source)]
    assert {Path(one.name).relative_to(tmp_path).as_posix(): one.open() for one in sources} == {
        "x.zip/某局/年报.html": b"1", "x.zip/某局/年报 (3).html": b"2", "x.zip/某局/年报 (2).html": b"3",
        "x.zip/某局/年报 (4).html": b"4", "x.zip/n.zip/c.txt": b"5", "x.zip/n (2).zip/c.txt": b"5",
    }  # fmt: skip
    assert refused(tmp_path) == {}


def test_archives_with_too_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(members, "LIMITS", replace(members.LIMITS, members=3))
    (tmp_path / "x.zip").write_bytes(archive({f"{n}.html": b"x" for n in range(9)}))
    assert len(names(tmp_path)) == 3
    assert any("过多" in reason for reason in refused(tmp_path).values())


def test_damaged_and_encrypted_archives(tmp_path: Path) -> None:
    whole = archive({"a.html": os.urandom(3000), "b.html": b"b"})
    (tmp_path / "cut.zip").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "text.zip").write_bytes("一、总体情况".encode())
    spoiled = bytearray(whole)
    spoiled[200] ^= 0xFF
    (tmp_path / "spoiled.zip").write_bytes(bytes(spoiled))
    reasons = refused(tmp_path)
    assert "损坏" in reasons["cut.zip"]
    sources = {Path(found.name).name: found for found in find([tmp_path]) if isinstance(found, Source)}
    assert set(sources) == {"text.zip", "a.html", "b.html"}
    with pytest.raises(Unreadable, match="损坏"):
        sources["a.html"].open()
    assert sources["b.html"].open() == b"b"
    locked = bytearray(archive({"a.html": b"x"}))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "locked.zip").write_bytes(bytes(locked))
    assert "密码" in refused(tmp_path / "locked.zip")["a.html"]


def test_an_office_file_named_zip_is_one_source(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(archive({"[Content_Types].xml": b"", "word/document.xml": b""}))
    assert names(tmp_path) == [str(tmp_path / "x.zip")]
