"""What holds for the modules of the whole tree, and import contracts cannot say; the layers are in .importlinter."""

from collections import defaultdict
from pathlib import Path

from tests.support.paths import ROOT

MODULES = sorted(
    path
    for package in ("etl", "pages")
    for path in (ROOT / package).rglob("*.py")
    if path.name != "__init__.py"
)
# names that several modules bear because they are the same thing in several places
SHARED = {
    "reader": "the reader of one format",
    "paths": "where files lie, for one package",
    "steps": "runs the SQL steps of one folder",
}
# a command of etl/cli/commands bears the name that users type, a page of pages/ that of its address
NAMED_BY_USERS = {ROOT / "etl" / "cli" / "commands", ROOT / "pages"}


def test_a_module_name_stands_for_one_thing() -> None:
    places: defaultdict[str, list[Path]] = defaultdict(list)
    for path in MODULES:
        if path.parent not in NAMED_BY_USERS:
            places[path.stem].append(path.relative_to(ROOT))
    assert len(places) > 150
    repeated = {name for name, paths in places.items() if len(paths) > 1}
    assert repeated == set(SHARED)


def test_a_folder_can_be_read_at_a_glance() -> None:
    sizes: defaultdict[Path, int] = defaultdict(int)
    for path in MODULES:
        sizes[path.parent.relative_to(ROOT)] += 1
    assert len(sizes) > 30
    assert {folder: size for folder, size in sizes.items() if size > 20} == {}
