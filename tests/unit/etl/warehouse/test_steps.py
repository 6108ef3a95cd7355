"""The SQL files of a build state what one row is, what they read and what they write, and name every relation fully."""

import re
from pathlib import Path

import pytest

from etl.checks.cross_report import sql_rules
from etl.warehouse import steps

# rules are not steps: their headers have a test of their own
FILES = sorted((*steps.FOLDER.rglob("*.sql"), *sql_rules.FOLDER.glob("*/*.sql")))
_HEADER = re.compile(
    r"-- grain: (?P<grain>[^\n]+)\n(?:-- [^\n]+\n)*?-- reads: (?P<reads>[^\n]+)\n-- writes: (?P<writes>[^\n]+)\n"
)
_QUALIFIED = re.compile(r"\b(?:built|previous|staged|work|temp)\.\w+")
_NAMED = re.compile(
    r"(?<!distinct )\b(?:from|join|into|update|table|view)\s+(?!read_parquet|name column_name)([a-z_]+\b(?:\.\w+)?)"
)
_LOCAL = re.compile(r"\b(\w+) as \(\n")


def step(path: Path) -> str:
    folder = steps.FOLDER if path.is_relative_to(steps.FOLDER) else sql_rules.FOLDER
    return path.relative_to(folder).with_suffix("").as_posix()


def statements(path: Path) -> str:
    return re.sub(r"--[^\n]*", "", path.read_text(encoding="utf-8"))


def test_there_are_files() -> None:
    assert len(FILES) > 40


@pytest.mark.parametrize("path", FILES, ids=step)
def test_the_header_is_true(path: Path) -> None:
    header = _HEADER.match(path.read_text(encoding="utf-8"))
    assert header, "opens with grain, reads and writes"
    declared = {name for side in ("reads", "writes") for name in _QUALIFIED.findall(header[side])}
    assert declared == set(_QUALIFIED.findall(statements(path)))


@pytest.mark.parametrize("path", FILES, ids=step)
def test_every_relation_is_qualified(path: Path) -> None:
    text = statements(path)
    local = {*_LOCAL.findall(text), *re.findall(r"with (\w+) as", text)}
    assert [name for name in _NAMED.findall(text) if "." not in name and name not in local] == []


def test_every_file_is_a_step_of_a_build() -> None:
    folders = (steps.FOLDER.parent, sql_rules.FOLDER.parent)
    code = "".join(path.read_text(encoding="utf-8") for folder in folders for path in folder.glob("*.py"))
    assert [step(path) for path in FILES if f'"{step(path)}"' not in code] == []
