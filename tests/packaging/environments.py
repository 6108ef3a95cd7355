"""Clean virtual environments with this project installed, and the commands in them."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

from tests.support.paths import ROOT

SCRIPTS = "Scripts" if os.name == "nt" else "bin"
_OF_THE_CHECKOUT = ("PYTHONPATH", "DISCLOSURE_WAREHOUSE", "DISCLOSURE_LANG", "DISCLOSURE_LOG", "PORT")


def build_wheel(folder: Path) -> Path:
    """The project's wheel, built with the hatchling of the running environment."""
    options = ("--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder))
    run(ROOT, sys.executable, "-m", "pip", "wheel", *options, ".")
    (wheel,) = folder.glob("*.whl")
    return wheel


def install_wheel(wheel: Path, folder: Path) -> Path:
    """A new environment with the wheel, without an index; libraries are those of the running environment.

    Returns the folder of its commands.
    """
    venv.create(folder)
    scripts = folder / SCRIPTS
    python = str(scripts / "python")
    (packages,) = run(
        folder, python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"
    ).stdout.splitlines()
    Path(packages, "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    options = ("--quiet", "--no-index", "--no-deps", "--disable-pip-version-check")
    run(folder, sys.executable, "-m", "pip", "--python", python, "install", *options, str(wheel))
    return scripts


def environment() -> dict[str, str]:
    """The environment variables without those that lead back to this checkout."""
    return {name: value for name, value in os.environ.items() if name not in _OF_THE_CHECKOUT}


def run(folder: Path, *command: str, expected: int = 0) -> subprocess.CompletedProcess[str]:
    """Run a command in `folder`; fails the test if it does not exit with the expected code."""
    done = subprocess.run(
        command, cwd=folder, env=environment(), capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == expected, (command, done.stdout, done.stderr)
    return done
