"""Versions that are kept for good, each with a name: `KEPT` in the warehouse's folder, one `number<TAB>name` per line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

KEPT = "KEPT"


def kept_versions(warehouse: Path) -> dict[int, str]:
    """Number and name of each version that is kept for good; what is no such line is passed over."""
    try:
        lines = (warehouse / KEPT).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return {}
    fields = (line.partition("\t") for line in lines)
    return {int(number): name.strip() for number, _, name in fields if number.isdecimal()}


def number_of(warehouse: Path, version: str) -> int | None:
    """The number of a version given by number or by the name that it is kept under; None for an unknown name."""
    if version.isdecimal():
        return int(version)
    return next(
        (number for number, name in kept_versions(warehouse).items() if name == _plain(version)), None
    )


def keep(warehouse: Path, version: int, name: str) -> None:
    """Keep a version under a name, which replaces a former one. Call it only while holding the warehouse's lock.

    Raises ValueError if the name is a number or that of another version, since a version is found by either.
    """
    name, names = _plain(name), kept_versions(warehouse)
    if name.isdecimal() or name in {other for number, other in names.items() if number != version and other}:
        raise ValueError(name)
    _write(warehouse, names | {version: name})


def release(warehouse: Path, version: int) -> None:
    """Let a later load remove the version again. Call it only while holding the warehouse's lock."""
    names = kept_versions(warehouse)
    names.pop(version, None)
    _write(warehouse, names)


def _plain(name: str) -> str:
    return " ".join(name.split())


def _write(warehouse: Path, names: Mapping[int, str]) -> None:
    part = warehouse / f"{KEPT}.part"
    part.write_text(
        "".join(f"{number}\t{name}\n" for number, name in sorted(names.items())), encoding="utf-8"
    )
    part.replace(warehouse / KEPT)
