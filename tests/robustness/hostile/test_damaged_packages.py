"""Packages and archives whose directory points nowhere: refused in words, without harm to other files."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from etl.model.document import Unreadable
from etl.readers import read
from etl.sources.discovery import find
from etl.sources.source import Refused, Source


def _zip(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, data in members.items():
            package.writestr(name, data)
    return stream.getvalue()


def _first_member_before_the_file(data: bytes) -> bytes:
    """Let the directory claim to begin later than it does, so that members lie before the file."""
    end = data.rindex(b"PK\x05\x06")
    (offset,) = struct.unpack_from("<I", data, end + 16)
    return data[: end + 16] + struct.pack("<I", offset + 30_000) + data[end + 20 :]


def test_a_member_before_the_file_is_refused() -> None:
    data = _zip({"[Content_Types].xml": b"<a/>", "word/document.xml": b"<w:document/>"})
    with pytest.raises(Unreadable, match="损坏"):
        read(_first_member_before_the_file(data), "a.docx")


def test_such_an_archive_leaves_other_files_readable(tmp_path: Path) -> None:
    data = _zip({"manifest.csv": b"file,year\na.html,2020\n", "a.html": b"<p>"})
    (tmp_path / "a.zip").write_bytes(_first_member_before_the_file(data))
    (tmp_path / "b.html").write_bytes(b"<p>")
    files = list(find([tmp_path]))
    assert any(isinstance(file, Source) and file.name.endswith("b.html") for file in files)
    refused = [file for file in files if isinstance(file, Refused)]
    assert refused and all("损坏" in file.reason for file in refused)
    for file in files:
        if isinstance(file, Source) and ".zip" in file.name:
            with pytest.raises(Unreadable, match="损坏"):
                file.open()


def test_a_broken_manifest_in_an_archive_leaves_its_reports(tmp_path: Path) -> None:
    data = _zip({"manifest.csv": b"file,year\na.html,2020\n", "a.html": b"<p>"})
    (tmp_path / "a.zip").write_bytes(data.replace(b"a.html,2020", b"a.html,2021", 1))
    files = {file.name.rpartition("/")[2]: file for file in find([tmp_path])}
    page, manifest = files["a.html"], files["manifest.csv"]
    assert isinstance(page, Source) and page.open() == b"<p>"
    assert isinstance(manifest, Refused) and "损坏" in manifest.reason


def test_a_member_without_a_name_is_refused(tmp_path: Path) -> None:
    data = _zip({"a.html": b"<p>", "b.html": b"<p>"})
    at = data.index(b"PK\x01\x02")
    nameless = data[: at + 28] + b"\0\0" + data[at + 30 : at + 46] + data[at + 52 :]
    end = nameless.rindex(b"PK\x05\x06")
    (size,) = struct.unpack_from("<I", nameless, end + 12)
    nameless = nameless[: end + 12] + struct.pack("<I", size - 6) + nameless[end + 16 :]
    (tmp_path / "a.zip").write_bytes(nameless)
    names = {file.name.rpartition("/")[2]: isinstance(file, Source) for file in find([tmp_path])}
    assert names == {"": False, "b.html": True}
