"""What reading the stated figures costs: processor time of reading pages with and without it.

    python -m tests.benchmarks.bench_stated

Reads the invented pages of one county for three years, each page both ways in turn, and prints the sum of the best times
of each page and their ratio: other work on the machine disturbs single pages, not the ratio.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from unittest.mock import patch

from etl import demo, pipeline
from etl.stated import Reading

_ROUNDS = 9
_NOTHING = Reading((), frozenset(), ())


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        demo.write(Path(folder), 1, (2022, 2024), 3)
        pages = [(path.name, path.read_bytes()) for path in sorted(Path(folder).rglob("*.htm*"))]
    read = left_out = 0.0
    for name, data in pages:
        best, best_without = zip(*(_both_ways(name, data) for _ in range(_ROUNDS)), strict=True)
        read, left_out = read + min(best), left_out + min(best_without)
    print(f"{len(pages)} pages: {read:.3f} s with stated figures, {left_out:.3f} s without")
    print(f"ratio {read / left_out:.3f}")


def _both_ways(name: str, data: bytes) -> tuple[float, float]:
    """Processor seconds of a page with and without its stated figures."""
    seconds = _seconds(name, data)
    with patch.object(pipeline, "read_section", lambda *_: _NOTHING):
        return seconds, _seconds(name, data)


def _seconds(name: str, data: bytes) -> float:
    start = time.process_time()
    pipeline.read_reports(data, name)
    return time.process_time() - start


if __name__ == "__main__":
    main()
