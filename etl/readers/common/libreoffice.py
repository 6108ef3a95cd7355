"""Convert files with LibreOffice, in a profile without macros or links."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from etl.model.document import Unreadable
from etl.runtime.sandbox import run_program

SECONDS_FOR_START = 60.0
SECONDS_PER_FILE = 20.0
SIZE_LIMIT = 64 * 1024 * 1024

_ABSENT = (
    "读取老式 Word（.doc/.wps）文件需要 LibreOffice，本机没有安装。"
    "请安装 LibreOffice（libreoffice-writer），或用 Word/WPS 将文件另存为 .docx 后再提交。"
)
_FAILED = "LibreOffice 无法打开这个文件（可能已损坏或设有密码）；请用 Word/WPS 打开后另存为 .docx 再提交。"
_SLOW = "LibreOffice 转换这个文件超时；请用 Word/WPS 打开后另存为 .docx 再提交。"
_SCRIPTING = "org.openoffice.Office.Common/Security/Scripting"
_UPDATES = "org.openoffice.Office.Writer/Content/Update"
# no macros, nothing fetched from other hosts, no links updated
_SETTINGS = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in (
            (_SCRIPTING, "DisableMacrosExecution", "true"),
            (_SCRIPTING, "BlockUntrustedRefererLinks", "true"),
            (_UPDATES, "Link", "0"),
        )
    )
    + "</oor:items>"
)


_ON_MACOS = Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")


def office() -> str | None:
    """The path of LibreOffice's program, or None if it is not installed."""
    for name in ("soffice", "libreoffice"):
        if path := shutil.which(name):
            return path
    return str(_ON_MACOS) if _ON_MACOS.exists() else None


def convert(files: Sequence[bytes], target: str = "docx:MS Word 2007 XML") -> list[bytes | Unreadable]:
    """Convert files to DOCX, or to another `target` (extension and filter of LibreOffice), all in one run.

    A file that fails has the reason in its place. Takes about a second for one file, 0.1 s for each more.
    """
    program = office()
    if program is None:
        return [Unreadable(_ABSENT) for _ in files]
    if not files:
        return []
    with tempfile.TemporaryDirectory(prefix="disclosure-") as folder:
        root = Path(folder)
        outputs = root / "out"
        outputs.mkdir()
        _write_profile(root / "profile")
        inputs = _write_inputs(root / "in", files)
        command = [
            program, "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard",
            f"-env:UserInstallation={(root / 'profile').as_uri()}",
            "--convert-to", target, "--outdir", str(outputs), *map(str, inputs),
        ]  # fmt: skip
        environment = {**os.environ, "HOME": folder, "SAL_USE_VCLPLUGIN": "svp"}
        seconds = SECONDS_FOR_START + SECONDS_PER_FILE * len(files)
        in_time = run_program(command, folder, environment, seconds) is not None
        extension = target.partition(":")[0]
        return [_result(outputs / f"{path.stem}.{extension}", in_time) for path in inputs]


def _write_profile(folder: Path) -> None:
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")


def _write_inputs(folder: Path, files: Sequence[bytes]) -> list[Path]:
    folder.mkdir()
    paths = [folder / f"{number}{_suffix(data)}" for number, data in enumerate(files)]
    for path, data in zip(paths, files, strict=True):
        path.write_bytes(data)
    return paths


def _suffix(data: bytes) -> str:
    if data.startswith(b"{\\rtf"):
        return ".rtf"
    if data.startswith(b"PK"):
        return ".odt"
    return ".xml" if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<?xml") else ".doc"


def _result(path: Path, in_time: bool) -> bytes | Unreadable:
    try:
        size = path.stat().st_size
        if 0 < size <= SIZE_LIMIT:
            return path.read_bytes()
    except OSError:
        pass
    return Unreadable(_FAILED if in_time else _SLOW)
