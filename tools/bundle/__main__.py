"""Write the offline bundle: `python -m tools.bundle [--platform NAME …] [--python X.Y …] [--out DIR]`.

The bundle holds the wheels of the locked versions for each platform, the program's own wheel, a start file per
system and 安装说明.txt. It is written as a folder and as a ZIP file with its SHA-256. Needs the network.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILES = Path(__file__).parent / "files"
# platform → its name for uv, and the tags of its wheels for pip
PLATFORMS = {
    "windows-x64": ("x86_64-pc-windows-msvc", ("win_amd64",)),
    "linux-x64": (
        "x86_64-manylinux_2_28",
        ("manylinux_2_28_x86_64", "manylinux_2_27_x86_64", "manylinux2014_x86_64"),
    ),
    "linux-arm64": (
        "aarch64-manylinux_2_28",
        ("manylinux_2_28_aarch64", "manylinux_2_27_aarch64", "manylinux2014_aarch64"),
    ),
}
_RUNNING = f"{sys.version_info.major}.{sys.version_info.minor}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the bundle and print the path of its ZIP file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--platform", action="append", choices=tuple(PLATFORMS), help="all three by default")
    parser.add_argument(
        "--python", action="append", metavar="X.Y", help=f"minor version of Python, {_RUNNING} by default"
    )
    parser.add_argument("--out", type=Path, default=ROOT / "build", metavar="DIR")
    options = parser.parse_args(arguments)
    print(build(options.out, options.platform or list(PLATFORMS), options.python or [_RUNNING]))
    return 0


def build(out: Path, platforms: Sequence[str], pythons: Sequence[str]) -> Path:
    """Write the bundle below `out` and return the path of its ZIP file.

    Raises subprocess.CalledProcessError if a wheel cannot be downloaded or built.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    folder = out / f"{project['name']}-{project['version']}-offline"
    shutil.rmtree(folder, ignore_errors=True)
    wheels = folder / "wheels"
    wheels.mkdir(parents=True)
    for platform in platforms:
        for python in pythons:
            _download(wheels, platform, python)
    _pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(wheels), str(ROOT))
    shutil.copy(ROOT / "requirements.lock", folder)
    _copy_start_files(folder, platforms, pythons)
    return _zip(folder)


def _download(wheels: Path, platform: str, python: str) -> None:
    """Download the wheels of the locked versions for one platform and Python, checked against their hashes."""
    uv_platform, tags = PLATFORMS[platform]
    with tempfile.TemporaryDirectory() as temporary:
        # pip evaluates markers for the running system even when it downloads for another one; uv does not
        resolved = Path(temporary) / "requirements.txt"
        _run(
            "uv", "pip", "compile", "--quiet", "--generate-hashes", "--python-platform", uv_platform,
            "--python-version", python, "--output-file", str(resolved), str(ROOT / "requirements.lock"),
        )  # fmt: skip
        abi = f"cp{python.replace('.', '')}"
        _pip(
            "download", "--no-deps", "--require-hashes", "--only-binary=:all:", "--dest", str(wheels),
            "--implementation", "cp", "--python-version", python, "--abi", abi, "--abi", "abi3", "--abi", "none",
            *(option for tag in tags for option in ("--platform", tag)), "--requirement", str(resolved),
        )  # fmt: skip


def _copy_start_files(folder: Path, platforms: Sequence[str], pythons: Sequence[str]) -> None:
    systems = {platform.partition("-")[0] for platform in platforms}
    texts = {
        "开始.bat": ("windows" in systems, "\r\n", "utf-8"),
        "start.sh": ("linux" in systems, "\n", "utf-8"),
        "安装说明.txt": (True, "\r\n", "utf-8-sig"),
    }
    for name, (wanted, newline, encoding) in texts.items():
        if wanted:
            text = (FILES / name).read_text(encoding="utf-8").replace("@PYTHONS@", " ".join(pythons))
            (folder / name).write_text(text, encoding=encoding, newline=newline)
    if "linux" in systems:
        (folder / "start.sh").chmod(0o755)


def _zip(folder: Path) -> Path:
    """Pack the folder, stored since wheels are compressed, and write the ZIP's SHA-256 beside it."""
    path = folder.with_name(f"{folder.name}.zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for file in sorted(folder.rglob("*")):
            archive.write(file, file.relative_to(folder.parent))
    with path.open("rb") as packed:
        digest = hashlib.file_digest(packed, "sha256").hexdigest()
    path.with_name(f"{path.name}.sha256").write_text(f"{digest}  {path.name}\n", encoding="ascii")
    return path


def _pip(command: str, *options: str) -> None:
    _run("pip", command, "--quiet", "--disable-pip-version-check", *options)


def _run(module: str, *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", module, *arguments], check=True, cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main())
