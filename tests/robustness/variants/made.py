"""The list of variants: functions from a known report to a file with its truth."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from etl.model.report import Address
from tests.robustness.variants.case import Case


@dataclass(frozen=True)
class Made:
    """A file of one variant. `case` is what it prints, which may differ from the base.

    `unreadable`: the tables are pictures, so no cell may be read and a finding or a refusal must report it.
    """

    extension: str
    content: bytes
    case: Case
    unreadable: bool = False


Variant = Callable[[Case, Random], Made]
VARIANTS: dict[str, Variant] = {}


def variant(make: Variant) -> Variant:
    """Register a variant under the name of its function."""
    VARIANTS[make.__name__] = make
    return make


def save(made: Made, folder: Path, name: str) -> Path:
    """Write `<base>__<name>.<ext>` and its truth; open cells stand apart under `either`."""
    path = folder / f"{made.case.name}__{name}.{made.extension}"
    path.write_bytes(made.content)
    truth = {
        "agency": made.case.agency,
        "year": made.case.year,
        "form": next(iter(made.case.forms.values())),
        "cells": {} if made.unreadable else _keyed(made.case.truth),
        "either": {} if made.unreadable else _keyed(made.case.either),
        "unreadable": made.unreadable,
    }
    path.with_name(path.name + ".truth.json").write_text(
        json.dumps(truth, ensure_ascii=False), encoding="utf-8"
    )
    return path


def _keyed(cells: Mapping[Address, float | None]) -> dict[str, float | None]:
    return {f"{address.table}/{address.row}/{address.column}": value for address, value in cells.items()}
