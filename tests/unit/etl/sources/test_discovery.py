"""Finding files: order, manifests, archives, and everything that must not be opened."""

from __future__ import annotations

import email
import os
import pickle
import socket
from pathlib import Path

import pytest

from etl.model.document import Unreadable
from etl.readers import read
from etl.sources.discovery import find, printable_name
from etl.sources.manifest import read_manifest
from etl.sources.source import SIZE_LIMIT, Refused, Source
from tests.support.found_files import archive, names, refused


def test_folders_in_sorted_order_with_names_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("湖南省/湘潭市/b.html", "湖南省/湘潭市/a.pdf", "a.txt", "z.docx"):
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    monkeypatch.chdir(tmp_path)
    assert names(Path("data")) == [
        "data/a.txt",
        "data/z.docx",
        "data/湖南省/湘潭市/a.pdf",
        "data/湖南省/湘潭市/b.html",
    ]
    assert names(Path("data/z.docx")) == ["data/z.docx"]
    source = next(iter(find([Path("data/a.txt")])))
    assert isinstance(source, Source)
    assert (source.open(), source.size) == (b"a.txt", 5)
    assert source.modified == (tmp_path / "data" / "a.txt").stat().st_mtime
    assert pickle.loads(pickle.dumps(source)).open() == b"a.txt"
    assert names(Path("data"), Path("data/a.txt"), Path("data")) == names(Path("data"))


def test_hidden_and_companion_files_are_passed_over(tmp_path: Path) -> None:
    for name in (
        ".git/x.html",
        ".a.html",
        "~$a.docx",
        "Thumbs.db",
        "__MACOSX/a.html",
        "页_files/frame.html",
        "页.html",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "图.svg").write_bytes(b"x")
    assert [Path(name).name for name in names(tmp_path)] == ["页.html"]
    assert list(refused(tmp_path)) == ["图.svg"]


def test_what_a_name_says_is_no_report_is_refused_for_what_it_is(tmp_path: Path) -> None:
    says = {
        "a.db": "格式",
        "年报.url": "快捷方式",
        "年报.webloc": "快捷方式",
        "年报.docx.crdownload": "没有下载完",
    }
    for name in says:
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "b.zip").write_bytes(archive(dict.fromkeys(says, b"x")))
    for path in (tmp_path, tmp_path / "b.zip"):
        reasons = refused(path)
        assert {name for name, word in says.items() if word in reasons[name]} == set(says)


@pytest.mark.skipif(os.name != "posix", reason="these kinds of files are of POSIX systems")
def test_a_warehouse_below_the_reports_is_passed_over(tmp_path: Path) -> None:
    for name in ("年报/a.html", "warehouse/LOCK", "warehouse/CURRENT", "warehouse/staging-x/figures.parquet"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert names(tmp_path) == [str(tmp_path / "年报" / "a.html")] and not refused(tmp_path)


def test_links_pipes_sockets_and_devices_are_never_opened(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_bytes(b"x")
    root = tmp_path / "root"
    (root / "in").mkdir(parents=True)
    (root / "in" / "a.txt").write_bytes(b"a")
    (root / "out.txt").symlink_to(outside / "secret.txt")
    (root / "outdir").symlink_to(outside)
    (root / "loop").symlink_to(root)
    (root / "broken.txt").symlink_to(root / "nowhere")
    (root / "same.txt").symlink_to(root / "in" / "a.txt")
    os.mkfifo(root / "pipe.html")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(root / "s.sock"))
        reasons = refused(root)
    assert [Path(name).name for name in names(root)] == ["a.txt", "same.txt"]
    assert set(reasons) == {"out.txt", "outdir", "loop", "broken.txt", "pipe.html", "s.sock"}
    assert "之外" in reasons["out.txt"] and "管道" in reasons["pipe.html"]
    assert "设备" in refused(Path("/dev/null"))["null"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="a superuser may read everything")
def test_unreadable_folders(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0)
    assert "closed" in refused(tmp_path)


def test_missing_vanished_and_oversize_files(tmp_path: Path) -> None:
    assert "找不到" in refused(tmp_path / "none.html")["none.html"]
    (tmp_path / "a.html").write_bytes(b"x")
    source = next(iter(find([tmp_path])))
    assert isinstance(source, Source)
    (tmp_path / "a.html").unlink()
    with pytest.raises(Unreadable, match="已不在"):
        source.open()
    with open(tmp_path / "a.html", "wb") as file:
        file.truncate(SIZE_LIMIT + 1)
    with pytest.raises(Unreadable, match="64 MB"):
        source.open()
    assert "64 MB" in refused(tmp_path)["a.html"]


@pytest.mark.skipif(os.name != "posix", reason="a pipe takes the file's place")
def test_a_pipe_in_the_place_of_a_file_does_not_hang(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"x")
    source = next(iter(find([tmp_path])))
    assert isinstance(source, Source)
    (tmp_path / "a.html").unlink()
    os.mkfifo(tmp_path / "a.html")
    with pytest.raises(Unreadable):
        source.open()


def test_names_for_one_line() -> None:
    assert printable_name("a\nb\x1b[31m.html") == "a\\nb\\x1b[31m.html"
    assert printable_name(os.fsdecode("年报.html".encode("gb18030"))) == "年报.html"
    assert printable_name("市　局 年报.html") == "市　局 年报.html"
    assert "\u202e" not in printable_name("a\u202elmth.exe")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_manifest_goes_with_its_files(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("a.html", "b.html", "sub/c.html", "sub/a.html"):
        (tmp_path / name).write_bytes(b"x")
    rows = "file,agency,year\na.html,某县统计局,2020\nsub\\c.html,某局,2021\nsub/a.html,上级,2019\nlost.html,丢失局,2020\n"
    (tmp_path / "manifest.csv").write_bytes(rows.encode(encoding))
    (tmp_path / "sub" / "manifest.csv").write_text("file,agency\n./a.html,下级\n", encoding="utf-8")
    stated = {
        Path(found.name).relative_to(tmp_path).as_posix(): found.manifest
        for found in find([tmp_path])
        if isinstance(found, Source)
    }
    assert stated == {
        "a.html": {"file": "a.html", "agency": "某县统计局", "year": "2020"},
        "b.html": None,
        "sub/a.html": {"file": "./a.html", "agency": "下级"},
        "sub/c.html": {"file": "sub\\c.html", "agency": "某局", "year": "2021"},
    }
    assert "没有找到" in refused(tmp_path)["lost.html"]
    alone = next(iter(find([tmp_path / "a.html"])))
    assert isinstance(alone, Source) and alone.manifest == stated["a.html"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("agency,year\n甲,2020\n", "file"),
        ("file,year\n,2020\n", "没有写"),
        ("file,year\na,1\na,2\n", "重复"),
        ("", "file"),
    ],
)
def test_what_is_wrong_with_a_manifest_is_told(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "manifest.csv").write_text(text, encoding="utf-8")
    assert any(says in found.reason for found in find([tmp_path]) if isinstance(found, Refused))
    assert read_manifest(b"file\tyear\na.html\t2020\n").row("a.html") == {"file": "a.html", "year": "2020"}


def test_a_page_goes_with_the_pages_in_its_folder(tmp_path: Path) -> None:
    files = {
        "某局.htm": b"<frameset>", "某局.files/sheet001.htm": b"<p>1", "某局.files/sheet002.htm": b"<p>22",
        "某局.files/tabstrip.htm": b"tabs", "某局.files/图.svg": b"x", "别页.htm": b"<p>9",
    }  # fmt: skip
    for name, content in files.items():
        (tmp_path / "a" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "a" / name).write_bytes(content)
    (tmp_path / "a.zip").write_bytes(archive(dict(files.items())))
    found = [entry for entry in find([tmp_path]) if isinstance(entry, Source)]
    assert [Path(entry.name).name for entry in found] == ["别页.htm", "某局.htm"] * 2
    assert refused(tmp_path) == {}
    alone = next(iter(find([tmp_path / "a" / "某局.htm"])))
    assert isinstance(alone, Source)
    for source in (alone, found[1], found[3]):
        together = email.message_from_bytes(pickle.loads(pickle.dumps(source)).open())
        contents = [part.get_payload(decode=True) for part in together.walk() if not part.is_multipart()]
        assert contents == [b"<frameset>", b"<p>1", b"<p>22"]
        assert source.size == len(b"<frameset><p>1<p>22")
    assert found[0].open() == b"<p>9"


@pytest.mark.parametrize(
    "named", ["政府信息_files/样.css", "%E6%94%BF%E5%BA%9C%E4%BF%A1%E6%81%AF_files/%E6%A0%B7.css"]
)
@pytest.mark.parametrize("packed", [False, True])
def test_the_style_sheets_in_the_folder_of_a_page_hold_for_it(
    tmp_path: Path, named: str, packed: bool
) -> None:
    page = f"<html><head><link rel=stylesheet href='{named}'></head><body><p><b class=x>旧</b>新</p></body></html>"
    files = {"政府信息.html": page.encode(), "政府信息_files/样.css": b".x{display:none}"}
    if packed:
        (tmp_path / "a.zip").write_bytes(archive(dict(files.items())))
    else:
        (tmp_path / "政府信息_files").mkdir()
        for name, content in files.items():
            (tmp_path / name).write_bytes(content)
    (source,) = (entry for entry in find([tmp_path]) if isinstance(entry, Source))
    assert [paragraph.text for paragraph in read(source.open(), source.name).paragraphs] == ["新"]


def test_an_apple_document_saved_as_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "年报.numbers" / "Index").mkdir(parents=True)
    (tmp_path / "年报.numbers" / "Index" / "Document.iwa").write_bytes(b"x")
    assert names(tmp_path) == []
    assert "导出" in refused(tmp_path)["年报.numbers"]
