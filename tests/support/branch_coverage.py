"""Check the share of branches that a coverage report states: python -m tests.support.branch_coverage REPORT.json PERCENT"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main(report: str, least: str) -> int:
    """Print the share of branches covered; 1 if it is below `least` percent."""
    totals = json.loads(Path(report).read_text(encoding="utf-8"))["totals"]
    share = 100 * totals["covered_branches"] / totals["num_branches"]
    print(f"branches covered: {share:.1f} % of {totals['num_branches']:,} (at least {least} %)")
    return int(share < float(least))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
