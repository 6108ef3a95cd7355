"""Folders of the program and of its data, in a checkout and installed.

In a checkout everything lies below its root, whatever folder the commands are run from. Installed, the reference
tables are part of the package, and `data/` is that of the folder where the commands are run.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]  # holds the packages: the checkout, or site-packages
INSTALLED = not (ROOT / "data" / "reference").is_dir()
HOME = Path.cwd() if INSTALLED else ROOT
DATA = HOME / "data"
COMMAND = "disclosure" if INSTALLED else "python -m etl"
REFERENCE = ROOT / "etl" / "reference" if INSTALLED else ROOT / "data" / "reference"


def python_module(name: str) -> list[str]:
    """The command that runs a module of this program; run it in `HOME`.

    Installed, `-P` keeps modules in the current folder from taking the place of those of the program.
    """
    return [sys.executable, *(["-P"] if INSTALLED else []), "-m", name]
