"""Lets the disk run full at every size, and looks at the warehouse after each load.

    python -m tests.robustness.faults.filling [--steps 24]

As root on a small file system in memory, else with a limit on the size of files. Prints a line a step.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.robustness.faults.killing import look
from tests.robustness.faults.small import in_child, leftovers, load_here, reports


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[bool]:
    """`folder` as a file system of its own, of this size; False where that is not allowed here."""
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


def fill(folder: Path, sources: Path, fractions: list[float], say: Callable[[str], None] = print) -> int:
    """One version, then a load for which these shares of the room that it needs are left. The number of loads that
    failed; raises AssertionError where one left the warehouse broken or other than before."""
    load = lambda: load_here(sources, folder / "house")  # noqa: E731
    assert in_child(load) == 0
    room = size_of(folder / "house") >> 10
    page = sorted(sources.glob("*.html"))[0]
    failed = 0
    for fraction in fractions:
        with small_disk(folder / "disk", int(room * (1 + fraction)) + 64) as mounted:
            house = folder / "disk" / "house" if mounted else folder / "house"
            work = lambda house=house: load_here(sources, house)  # noqa: E731
            if mounted:
                subprocess.run(["cp", "-r", str(folder / "house"), str(house)], check=True)
            else:
                work = with_small_files(int(room * fraction) + 4, work)  # type: ignore[assignment]
            before = look(house)
            page.write_bytes(page.read_bytes() + b"<!-- -->")
            code = in_child(work)
            after = look(house)
            assert code in (0, 1), code
            assert (after == before) == (code == 1), "a failed load changed the data, or a good one did not"
            assert not leftovers(house), leftovers(house)
            failed += code == 1
            say(f"{fraction:.2f} of the room: {'failed, as before' if code else 'published'}")
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
