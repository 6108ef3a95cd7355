"""What the code of `etl` may say of a file that it refuses, found in its syntax: templates with `{}` for what is filled in."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import etl

ETL = Path(etl.__file__).parent
# every Chinese sentence of these may become the reason of a source; so may those of any module that refuses
WHOLE = ("readers", "sources", "ingest", "pipeline.py", "self_check.py")
# what is said in both languages at once needs no catalogue
IN_BOTH = frozenset({"in_language", "_missing", "SourceGone"})
LETTER = re.compile(r"[\u4e00-\u9fff]")
CHINESE = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")
ARROW = "→"
# of reports in a file, of a page without an address, of a body with its place
NAMES = frozenset({"{}{}年", "无网址{}", "{}（{}）"})
Strings = ast.Constant | ast.JoinedStr


def refusals_in_code() -> dict[str, str]:
    """Each template of `etl`, and the module that has it."""
    found: dict[str, str] = {}
    for path in sorted(ETL.rglob("*.py")):
        module = path.relative_to(ETL).as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found |= dict.fromkeys(refusals_of(tree, module.startswith(WHOLE)), module)
    return found


def refusals_of(tree: ast.Module, whole: bool) -> Iterator[str]:
    """The templates of a module: what it hands to `Unreadable` and `Note`, the names in that, and every sentence if
    `whole` or if it refuses."""
    assigned = _assigned(tree)
    refused = [part for call in _calls(tree, frozenset({"Unreadable"})) for part in call.args]
    noted = [part for call in _calls(tree, frozenset({"Note"})) for part in call.args]
    handed = [*refused, *(part for part in noted if isinstance(part, ast.JoinedStr))]
    names = {node.id for part in handed for node in ast.walk(part) if isinstance(node, ast.Name)}
    handed += [value for name in names for value in assigned[name]]
    templates = [_template(node, assigned) for part in handed for node in _strings(part)]
    yield from (template for template in templates if LETTER.search(template) or ARROW in template)
    in_both = {id(node) for call in _calls(tree, IN_BOTH) for node in ast.walk(call)}
    parts = {id(value) for name in _filled_in(tree) for value in assigned[name]}
    for node in _strings(tree) if whole or refused else ():
        if id(node) not in in_both | parts and _is_said(node, template := _template(node, assigned)):
            yield template


def _is_said(node: Strings, template: str) -> bool:
    """Whether a string is a sentence, or one to be made, and not a pattern or the name of something."""
    if isinstance(node, ast.Constant):
        return template.endswith("。") and bool(LETTER.search(template))
    is_pattern = "\\" in template
    return bool(CHINESE.search(template)) and not is_pattern and template not in NAMES


def blank(template: str) -> str:
    """A template whose places have lost their names."""
    return re.sub(r"\{\w*\}", "{}", template)


def _calls(tree: ast.AST, names: frozenset[str]) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


def _filled_in(tree: ast.Module) -> Iterator[str]:
    """The names that f-strings fill in by themselves."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FormattedValue) and isinstance(node.value, ast.Name):
            yield node.value.id


def _assigned(tree: ast.Module) -> defaultdict[str, list[ast.expr]]:
    """What is assigned to each name of a module, of whatever scope."""
    found: defaultdict[str, list[ast.expr]] = defaultdict(list)
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    found[target.id].append(node.value)
    return found


def _strings(tree: ast.AST) -> Iterator[Strings]:
    """The outermost strings below a node, docstrings left out."""
    if isinstance(tree, ast.Expr) and isinstance(tree.value, ast.Constant):
        return
    if isinstance(tree, ast.JoinedStr) or (isinstance(tree, ast.Constant) and isinstance(tree.value, str)):
        yield tree
        return
    for child in ast.iter_child_nodes(tree):
        yield from _strings(child)


def _template(node: ast.expr, assigned: defaultdict[str, list[ast.expr]]) -> str:
    """A string as a template; a constant of the module that is filled in is part of it."""
    if isinstance(node, ast.Constant):
        return blank(str(node.value))
    if isinstance(node, ast.JoinedStr):
        return "".join(_template(part, assigned) for part in node.values)
    if isinstance(node, ast.FormattedValue) and isinstance(node.value, ast.Name):
        values = assigned[node.value.id]
        if len(values) == 1 and isinstance(values[0], ast.Constant) and isinstance(values[0].value, str):
            return values[0].value
    return "{}"
