"""The documents of the repository, and the commands, files and modules that they name."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from tests.support.paths import ROOT

DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("tests/**/*.md")])
_BLOCK = re.compile(r"^```sh\n(.*?)^```", re.M | re.S)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_QUOTED = re.compile(r"`([\w.-]+(?:/[\w.*-]+)+/?)`")
_MODULE = re.compile(r"python -m ((?:etl|pages|tests|tools)[\w.]*)")
_PLACEHOLDER = re.compile(r"\b[A-Z]{3,}\b")


def name(document: Path) -> str:
    return str(document.relative_to(ROOT))


def commands(document: Path) -> list[list[str]]:
    """The commands of a document's shell blocks, each split into words, without comments."""
    lines = "\n".join(_BLOCK.findall(document.read_text(encoding="utf-8"))).splitlines()
    words = [shlex.split(part, comments=True) for line in lines for part in line.split("&&")]
    return [command for command in words if command]


def links(document: Path) -> set[str]:
    """Targets of links within the repository."""
    targets = _LINK.findall(document.read_text(encoding="utf-8"))
    return {target for target in targets if "://" not in target}


def paths(document: Path) -> Iterator[str]:
    """Files and folders of the code that a document names; those with a placeholder, such as PAGE, are left out."""
    folders = {path.name for path in (*ROOT.iterdir(), *(ROOT / "tests").iterdir()) if path.is_dir()}
    for path in set(_QUOTED.findall(document.read_text(encoding="utf-8"))):
        if path.split("/")[0] in folders - {"build"} and not _PLACEHOLDER.search(path):
            yield path


def modules(document: Path) -> set[str]:
    """Modules that a document runs by `python -m`."""
    return set(_MODULE.findall(document.read_text(encoding="utf-8")))


def anchors(document: Path) -> set[str]:
    """The anchors of a document's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
