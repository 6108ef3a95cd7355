"""What holds for the tests themselves."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.paths import ROOT

FILES = sorted((ROOT / "tests").rglob("*.py"))


def private_uses(tree: ast.AST) -> Iterator[str]:
    """Names that begin with _ and that a test takes from a module of etl or pages: imported, read, set or patched."""
    modules: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in ("etl", "pages"):
            modules |= {name.asname or name.name for name in node.names}
            yield from (name.name for name in node.names if name.name.startswith("_"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules:
            names = [node.attr]
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "setattr"
        ):
            patched = node.args[0] if node.args else None
            own = isinstance(patched, ast.Name) and patched.id in modules
            names = [str(word.value) for word in node.args[1:2] if own and isinstance(word, ast.Constant)]
        else:
            continue
        yield from (name for name in names if name.startswith("_") and not name.startswith("__"))


def test_no_test_uses_a_private_name() -> None:
    assert len(FILES) > 120
    uses = {
        path.relative_to(ROOT): sorted(private_uses(ast.parse(path.read_text("utf-8")))) for path in FILES
    }
    assert {path: names for path, names in uses.items() if names} == {}


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("from etl.text import _hidden", ["_hidden"]),
        ("from etl import text\ntext._hidden()", ["_hidden"]),
        ("from etl import text\nmonkeypatch.setattr(text, '_hidden', 1)", ["_hidden"]),
        ("from etl import text\ntext.__name__\ncell._replace()", []),
    ],
)
def test_a_private_name_would_be_found(line: str, names: list[str]) -> None:
    assert sorted(private_uses(ast.parse(line))) == names


def test_no_test_reads_outside_the_repository() -> None:
    outside = [path for path in FILES if "ROOT.parent" in path.read_text("utf-8") and path != Path(__file__)]
    assert outside == []
