"""The offline bundle, installed where no package index can be reached."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.packaging.environments import environment
from tools.bundle.__main__ import FILES, build

_HOST = {"x86_64": "linux-x64", "aarch64": "linux-arm64"}.get(platform.machine(), "")
_NOWHERE = {
    "PIP_CONFIG_FILE": os.devnull,
    "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
    "http_proxy": "http://127.0.0.1:9",
    "https_proxy": "http://127.0.0.1:9",
}


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked bundle for this machine."""
    out = tmp_path_factory.mktemp("bundle")
    try:
        packed = build(out, [_HOST], [f"{sys.version_info.major}.{sys.version_info.minor}"])
    except subprocess.CalledProcessError as error:
        pytest.skip(f"the wheels of the bundle cannot be downloaded here: {error}")
    office = tmp_path_factory.mktemp("没有网络的办公室")
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(office)
    (folder,) = office.iterdir()
    return folder


def offline(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in environment().items() if not name.upper().startswith("PIP_")}
    done = subprocess.run(
        command, cwd=folder, env=kept | _NOWHERE, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, (command, done.stdout, done.stderr)
    return done


@pytest.mark.slow
@pytest.mark.network
@pytest.mark.skipif(
    sys.platform != "linux" or not _HOST, reason="the bundle of this machine is not for Linux"
)
def test_the_bundle_installs_and_works_without_an_index(bundle: Path, tmp_path: Path) -> None:
    offline(tmp_path, "sh", str(bundle / "start.sh"), "install")
    disclosure = str(bundle / "program" / "bin" / "disclosure")
    offline(bundle, disclosure, "demo", "--counties", "1", "--years", "2023")
    assert offline(bundle, disclosure, "load", "data/reports").stdout.splitlines()[-1].startswith("loaded ")
    offline(bundle, disclosure, "export", "--out", str(tmp_path / "cells.xlsx"))
    page = next((bundle / "data" / "reports").rglob("*.html"))
    assert "表三" in offline(bundle, disclosure, "check", str(page)).stdout
    script = "from pages.parts.app import server; server.warm()"
    offline(bundle, str(bundle / "program" / "bin" / "python"), "-P", "-c", script)


def test_start_files_install_what_is_in_the_bundle_and_nothing_else() -> None:
    for name in ("开始.bat", "start.sh"):
        installs = [line for line in (FILES / name).read_text("utf-8").splitlines() if "pip install" in line]
        assert installs and all("--no-index" in line for line in installs), name


def test_the_shell_start_file_is_sound() -> None:
    subprocess.run(["sh", "-n", str(FILES / "start.sh")], check=True)


def test_instructions_fit_on_one_page() -> None:
    assert len((FILES / "安装说明.txt").read_text("utf-8").splitlines()) <= 50
