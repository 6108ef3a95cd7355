"""Lets the disk run full at many sizes, and checks the warehouse after each load.

    python -m tests.robustness.faults.full_disk [--steps 24]

As root it uses a small file system in memory, else a limit on the size of files. Prints one line per step.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.robustness.faults.few_reports import in_child, leftovers, load_here, reports
from tests.robustness.faults.killed_loads import current_content


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[bool]:
    """Mount a file system of this size at `folder`; False if that is not allowed here."""
    folder.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)]
    mounted = (
        sys.platform == "linux" and subprocess.run(command, capture_output=True, check=False).returncode == 0
    )
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=True)


def with_small_files(kilobytes: int, work: Callable[[], object]) -> Callable[[], object]:
    """`work` in a process whose files may not grow beyond this size."""

    def limited() -> object:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes << 10, kilobytes << 10))
        return work()

    return limited


def size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def fill(folder: Path, sources: Path, fractions: list[float], report: Callable[[str], None] = print) -> int:
    """Load one version, then load again with only these fractions of the space it needs left; returns how many failed.

    Raises AssertionError if a load left the warehouse broken or changed it without succeeding."""
    load = lambda: load_here(sources, folder / "house")  # noqa: E731
    assert in_child(load) == 0
    needed = size_of(folder / "house") >> 10
    page = sorted(sources.glob("*.html"))[0]
    failed = 0
    for fraction in fractions:
        with small_disk(folder / "disk", int(needed * (1 + fraction)) + 64) as mounted:
            house = folder / "disk" / "house" if mounted else folder / "house"
            work = lambda house=house: load_here(sources, house)  # noqa: E731
            if mounted:
                subprocess.run(["cp", "-r", str(folder / "house"), str(house)], check=True)
            else:
                work = with_small_files(int(needed * fraction) + 4, work)  # type: ignore[assignment]
            before = current_content(house)
            page.write_bytes(page.read_bytes() + b"<!-- -->")
            code = in_child(work)
            after = current_content(house)
            assert code in (0, 1), code
            assert (after == before) == (code == 1), "a failed load changed the data, or a good one did not"
            assert not leftovers(house), leftovers(house)
            failed += code == 1
            report(f"{fraction:.2f} of the space: {'failed, as before' if code else 'published'}")
    return failed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=24)
    steps = parser.parse_args().steps
    with tempfile.TemporaryDirectory(prefix="filling-") as folder:
        sources = reports(Path(folder) / "reports")
        print(fill(Path(folder), sources, [step * 2.2 / steps for step in range(steps)]), "failed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
