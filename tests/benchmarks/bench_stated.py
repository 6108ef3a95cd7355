"""What reading the stated figures costs: processor time of reading pages with and without it.

    python -m tests.benchmarks.bench_stated

Reads the invented pages of one county for three years, each way in turn, and prints the best of five and their ratio.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from unittest.mock import patch

from etl import demo, pipeline
from etl.stated import Reading

_ROUNDS = 5
_NOTHING = Reading((), frozenset(), ())


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        demo.write(Path(folder), 1, (2022, 2024), 3)
        pages = [(path.name, path.read_bytes()) for path in sorted(Path(folder).rglob("*.htm*"))]
    _seconds(pages)
    read, left_out = [], []
    for _ in range(_ROUNDS):
        read.append(_seconds(pages))
        with patch.object(pipeline, "read_section", lambda *_: _NOTHING):
            left_out.append(_seconds(pages))
    print(f"{len(pages)} pages: {min(read):.3f} s with stated figures, {min(left_out):.3f} s without")
    print(f"ratio {min(read) / min(left_out):.3f}")


def _seconds(pages: list[tuple[str, bytes]]) -> float:
    start = time.process_time()
    for name, data in pages:
        pipeline.read_reports(data, name)
    return time.process_time() - start


if __name__ == "__main__":
    main()
