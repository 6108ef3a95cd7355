"""Containers other than ZIP: archives, mails, what is in them, and what must not be opened."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import shutil
import tarfile
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import pytest

from etl.model.document import Unreadable
from etl.sources.containers import tar_archive, tool_archive
from etl.sources.discovery import find
from etl.sources.source import Source
from tests.support.found_files import archive
from tests.support.mails import opened, refused

Mode = Literal["w", "w:gz", "w:bz2", "w:xz"]


def tarred(members: Mapping[str, bytes | tarfile.TarInfo], mode: Mode = "w") -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as packed:
        for name, content in members.items():
            if isinstance(content, tarfile.TarInfo):
                packed.addfile(content)
                continue
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            packed.addfile(entry, io.BytesIO(content))
    return stream.getvalue()


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
@pytest.mark.parametrize("name", ["全县.tar.gz", "all.tgz", "all.tar", "all.zip", "all", "all.bin"])
def test_tar_archives_by_what_they_hold(tmp_path: Path, name: str, mode: Mode) -> None:
    members = {"./某县/一.html": b"1", "二.txt": b"2" * 3_000_000, "内.zip": archive({"三.html": b"3"})}
    path = tmp_path / name
    path.write_bytes(tarred(members, mode))
    assert opened(path) == {"某县/一.html": b"1", "二.txt": members["二.txt"], "内.zip/三.html": b"3"}


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_tar_archives_inside_other_archives(tmp_path: Path, mode: Mode) -> None:
    (tmp_path / "外.zip").write_bytes(archive({"年报/内.dat": tarred({"三.html": b"3"}, mode)}))
    assert opened(tmp_path / "外.zip") == {"年报/内.dat/三.html": b"3"}


def test_tar_names_in_gbk(tmp_path: Path) -> None:
    raw = "某县年报.html".encode("gb18030")
    data = bytearray(tarred({"x" * len(raw): b"1"}))
    data[: len(raw)] = raw
    checksum = sum(data[:148]) + 8 * 32 + sum(data[156:512])
    data[148:156] = b"%06o\0 " % checksum
    (tmp_path / "a.tar").write_bytes(bytes(data))
    assert list(opened(tmp_path / "a.tar")) == ["某县年报.html"]


def test_links_devices_copies_and_ways_out_of_a_tar_archive(tmp_path: Path) -> None:
    link, hard, pipe = (
        tarfile.TarInfo("link.html"),
        tarfile.TarInfo("hard.html"),
        tarfile.TarInfo("pipe.html"),
    )
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    hard.type, hard.linkname = tarfile.LNKTYPE, "ok.html"
    pipe.type = tarfile.FIFOTYPE
    members: dict[str, bytes | tarfile.TarInfo] = {
        "l": link, "h": hard, "p": pipe, "../up.html": b"x", "/etc/a.html": b"x", "ok.html": b"y", "图.svg": b"z",
    }  # fmt: skip
    (tmp_path / "a.tar").write_bytes(tarred(members))
    assert opened(tmp_path / "a.tar") == {"ok.html": b"y"}
    reasons = refused(tmp_path / "a.tar")
    assert set(reasons) == {"link.html", "hard.html", "pipe.html", "../up.html", "/etc/a.html", "图.svg"}
    assert (
        "链接" in reasons["link.html"] and "越出" in reasons["../up.html"] and "管道" in reasons["pipe.html"]
    )


def test_damaged_and_empty_tar_archives(tmp_path: Path) -> None:
    whole = tarred({"a.html": os.urandom(90_000), "b.html": b"b"}, "w:gz")
    (tmp_path / "cut.tar.gz").write_bytes(whole[:50_000])
    (tmp_path / "empty.tar").write_bytes(tarred({}) + b"")
    (tmp_path / "folders.tar").write_bytes(tarred({".hidden": b""}))
    reasons = refused(tmp_path)
    assert "损坏" in reasons["cut.tar.gz"]
    assert "没有文件" in reasons["folders.tar"]


def test_an_archive_that_unpacks_to_too_much_is_not_unpacked(tmp_path: Path) -> None:
    head = tarfile.TarInfo("a.html")
    head.size = 40 << 30
    big = tarfile.TarInfo("PaxHeader")
    big.type, big.size = tarfile.XHDTYPE, 1 << 30
    for name, start in (
        ("size.tar.gz", head.tobuf(format=tarfile.GNU_FORMAT)),
        ("header.tar.gz", big.tobuf()),
    ):
        stream = io.BytesIO()
        with gzip.GzipFile(fileobj=stream, mode="w", compresslevel=1) as packed:
            packed.write(start)
            for _ in range(40):
                packed.write(bytes(1 << 20))
        (tmp_path / name).write_bytes(stream.getvalue())
    reasons = refused(tmp_path)
    assert set(reasons) == {"size.tar.gz/a.html", "header.tar.gz"}
    assert "过大" in reasons["size.tar.gz/a.html"] and "异常巨大" in reasons["header.tar.gz"]
    assert opened(tmp_path) == {}


def test_the_size_of_a_whole_archive_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tar_archive, "LARGEST", 100_000)
    (tmp_path / "a.tar").write_bytes(
        tarred({"a.html": os.urandom(90_000), "b.html": os.urandom(90_000), "c": b""})
    )
    assert "1 GB" in refused(tmp_path)["a.tar"]


@pytest.mark.parametrize(
    ("ending", "pack"), [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)]
)
def test_one_compressed_file_is_no_archive(tmp_path: Path, ending: str, pack: object) -> None:
    assert callable(pack)
    (tmp_path / f"a.html{ending}").write_bytes(pack(b"<p>x"))
    assert list(opened(tmp_path)) == [f"a.html{ending}"]


def test_what_is_nested_too_deep_says_so(tmp_path: Path) -> None:
    data = archive({"年报.html": b"x"})
    for depth in range(4):
        data = tarred({f"{depth}.tar": data} if depth else {"0.zip": data})
    (tmp_path / "a.tar").write_bytes(data)
    assert opened(tmp_path) == {}
    assert any("层层嵌套" in reason for reason in refused(tmp_path).values())


@pytest.mark.parametrize("head", [b"Rar!\x1a\x07\x01\x00", b"7z\xbc\xaf\x27\x1c\x00\x04"])
@pytest.mark.parametrize("name", ["a.rar", "a.7z", "a.zip"])
def test_without_bsdtar_the_reason_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, head: bytes, name: str
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / name).write_bytes(head + bytes(100))
    assert "bsdtar" in refused(tmp_path)[name]


@pytest.mark.skipif(shutil.which("bsdtar") is None, reason="bsdtar is not installed")
def test_7z_archives_through_bsdtar(tmp_path: Path) -> None:
    import subprocess

    folder = tmp_path / "某县"
    folder.mkdir()
    (folder / "年报.html").write_bytes(b"<p>x")
    command = ["bsdtar", "-a", "-c", "-f", "a.7z", "某县"]
    subprocess.run(command, cwd=tmp_path, env={**os.environ, "LC_ALL": "C.UTF-8"}, check=True)
    assert opened(tmp_path / "a.7z") == {"某县/年报.html": b"<p>x"}
    (tmp_path / "b.7z").write_bytes((tmp_path / "a.7z").read_bytes()[:-40])
    assert "无法打开" in refused(tmp_path / "b.7z")[str(tmp_path / "b.7z")]


def test_a_compressed_file_that_is_cut_is_refused_in_words(tmp_path: Path) -> None:
    whole = tarred({"a.html": os.urandom(9_000)}, "w:xz")
    (tmp_path / "a.tar.xz").write_bytes(whole[:2000])
    for found in find([tmp_path]):
        if isinstance(found, Source):
            with pytest.raises(Unreadable):
                found.open()


@pytest.mark.skipif(os.name != "posix", reason="needs a shell script in bsdtar's place")
@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("cat {tar}", None),
        ("cat {tar}; echo 'Passphrase required for this entry' >&2; exit 1", "密码"),
        ("cat {tar}; exit 1", "无法打开"),
        ("sleep 60", "超时"),
        ("yes", "1 GB"),
    ],
)
def test_what_bsdtar_gives_is_read_and_its_failures_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, says: str | None
) -> None:
    program, tar, given = tmp_path / "bin" / "bsdtar", tmp_path / "packed", tmp_path / "a.rar"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n" + script.format(tar=tar), encoding="utf-8")
    program.chmod(0o755)
    tar.write_bytes(tarred({"某县/年报.html": b"<p>x"}))
    given.write_bytes(b"Rar!\x1a\x07\x01\x00")
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.defpath}")
    monkeypatch.setattr(tool_archive, "SECONDS", 1.0)
    monkeypatch.setattr(tool_archive, "LARGEST", 1 << 20)
    if says is None:
        assert opened(given) == {"某县/年报.html": b"<p>x"}
    else:
        assert says in refused(given)[str(given)]
