"""Run all measurements one after the other: make bench. `--full` adds a million reports."""

from __future__ import annotations

import subprocess
import sys

from tests.support.golden import REPORTS
from tests.support.paths import ROOT


def main() -> None:
    full = "--full" in sys.argv
    pdfs = [str(path) for path in sorted(REPORTS.glob("*.pdf"))]
    for title, module, *arguments in (
        ("HTML", "bench_html"),
        ("DOCX", "bench_docx"),
        ("stated figures", "bench_stated"),
        ("PDF", "bench_pdf", *pdfs),
        ("OFD", "bench_ofd"),
        ("读取变体 · hard variants", "score_variants"),
        ("检查 · checks", "score_checks"),
        ("一季的材料 · season", "bench_season"),
        ("入库 · load", "bench_load", "--reports", "10000"),
        ("规模 · scale", "bench_scale", "--reports", "10000", "100000", *(["1000000"] if full else [])),
    ):
        print(f"\n== {title} ==", flush=True)
        subprocess.run(
            [sys.executable, "-m", f"tests.benchmarks.{module}", *arguments], cwd=ROOT, check=False
        )


if __name__ == "__main__":
    main()
