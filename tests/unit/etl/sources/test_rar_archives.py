"""RAR archives: read through bsdtar under their names, and refused for what they are where it cannot read them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from etl.sources.discovery import find
from etl.sources.source import Source
from tests.support.found_files import refused
from tests.support.rar_file import LOCK, rar_4, rar_5

PAGE = b"<p>x"


@pytest.mark.skipif(shutil.which("bsdtar") is None, reason="bsdtar is not installed")
@pytest.mark.parametrize(
    "data",
    [
        rar_5("某县/年报.html", PAGE),
        rar_4("某县\\年报.html".encode("gbk"), PAGE),
        rar_4("某县/年报.html".encode(), PAGE),
    ],
)
def test_a_file_is_read_under_its_name(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.rar").write_bytes(data)
    sources = [found for found in find([tmp_path]) if isinstance(found, Source)]
    assert {Path(one.name).relative_to(tmp_path).as_posix(): one.open() for one in sources} == {
        "a.rar/某县/年报.html": PAGE
    }


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (rar_4(b"a.html", PAGE, file_flags=0x04), "密码"),
        (rar_4(b"a.html", PAGE, archive_flags=0x80), "密码"),
        (rar_5("a.html", PAGE, extra=LOCK), "密码"),
        (rar_4(b"a.html", PAGE, archive_flags=0x01, file_flags=0x02), "分卷"),
        (rar_5("a.html", PAGE, archive_flags=0x01), "分卷"),
    ],
)
@pytest.mark.parametrize("is_installed", [True, False])
def test_locked_and_divided_archives_are_refused_as_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes, says: str, is_installed: bool
) -> None:
    if not is_installed:
        monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "a.part1.rar").write_bytes(data)
    (reason,) = refused(tmp_path).values()
    assert says in reason and "可能" not in reason
