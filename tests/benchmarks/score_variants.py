"""Score the reader on hard variants with every cell known.

    python -m tests.benchmarks.score_variants [--out DIR] [--seed N] [--count K] [--converted] [--only NAME]

Writes the variants (to DIR, so that other tools can load and score them as well), reads each and prints a table by
variant: cells right, files whole, agency and year right, and silent errors, that is wrong or lost figures in
a report without any finding of severity error or warning. Exit 0 if nothing is silently wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from etl.model.document import Unreadable
from etl.model.report import Report, Severity, State
from etl.sources.discovery import find
from etl.sources.source import Refused, Source
from tests.robustness.variants import bases, write
from tests.robustness.variants.converted import write_converted
from tests.support.one_report import read_report

LOUD = (Severity.ERROR, Severity.WARNING)


@dataclass
class Score:
    """Sums over the files of one variant; `wrong` figures differ from the print, `lost` ones were not read.

    `silent_wrong` and `silent_lost` count those in reports without error or warning; `noisy` counts whole files
    that have one all the same; `examples` are for people.
    """

    files: int = 0
    whole: int = 0
    named: int = 0
    cells: int = 0
    right: int = 0
    wrong: int = 0
    lost: int = 0
    silent_wrong: int = 0
    silent_lost: int = 0
    noisy: int = 0
    seconds: float = 0.0
    examples: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        for name in vars(self):
            setattr(self, name, getattr(self, name) + getattr(other, name))


def score_file(path: Path) -> Score:
    """Read one variant and compare it with the truth beside it."""
    truth = json.loads(path.with_name(path.name + ".truth.json").read_text(encoding="utf-8"))
    started = perf_counter()
    report, reason = _read(path)
    score = Score(files=1, seconds=perf_counter() - started)
    if truth["unreadable"]:
        score.whole = score.named = int(report is None or (_loud(report) and not _figures(report)))
        if not score.whole:
            score.examples.append(f"{path.name}: pictures read without a finding")
        return score
    _compare(path.name, truth, report, reason, score)
    if report:
        score.named = int((report.identity.agency, report.identity.year) == (truth["agency"], truth["year"]))
        if not score.named:
            score.examples.append(f"{path.name}: read as {report.identity.agency} {report.identity.year}")
    return score


def _read(path: Path) -> tuple[Report | None, str]:
    """The report in a file, or in the first readable member of an archive; else the reason."""
    reason = "nothing found"
    for source in find([path]):
        if isinstance(source, Refused):
            reason = source.reason
        if not isinstance(source, Source):
            continue
        try:
            return read_report(source.open(), source.name, source.manifest), ""
        except Unreadable as refusal:
            reason = str(refusal)
        except Exception as error:  # a crash is a lost file here, and must be seen
            reason = f"CRASH {type(error).__name__}: {error}"
    return None, reason


def _compare(name: str, truth: dict[str, Any], report: Report | None, reason: str, score: Score) -> None:
    cells_read = (
        {f"{at.table}/{at.row}/{at.column}": cell for at, cell in report.cells.items()} if report else {}
    )
    score.cells = len(truth["cells"]) + len(truth["either"])
    for key, value in {**truth["cells"], **truth["either"]}.items():
        cell = cells_read.get(key)
        read = cell.value if cell and not (cell.value == 0 and cell.state is not State.NUMBER) else None
        same = read == value or (read is not None and value is not None and abs(read - value) < 1e-6)
        if same or (read is None and key in truth["either"]):
            score.right += 1
        else:
            score.lost += read is None
            score.wrong += read is not None
            if len(score.examples) < 2:
                score.examples.append(
                    f"{name}: {key} is {value}, read {read} ({cell.raw if cell else reason})"
                )
    extra = [key for key, cell in cells_read.items() if cell.value is not None and key not in truth["cells"]]
    invented = [key for key in extra if key not in truth["either"]]
    score.wrong += len(invented)
    if invented:
        score.examples.append(f"{name}: read {len(invented)} cells that are not printed, e.g. {invented[0]}")
    quiet = report is not None and not _loud(report)
    score.silent_wrong, score.silent_lost = (score.wrong, score.lost) if quiet else (0, 0)
    score.whole = int(score.wrong + score.lost == 0)
    score.noisy = int(score.whole and not quiet)


def _loud(report: Report) -> bool:
    return any(finding.severity in LOUD for finding in (*report.findings, *report.identity.findings))


def _figures(report: Report) -> bool:
    return any(cell.value is not None for cell in report.cells.values())


def table(scores: dict[str, Score]) -> str:
    """The scores as text, one line per variant and the sum last."""
    total = Score()
    for score in scores.values():
        total.add(score)
    head = (
        f"{'variant':24}{'files':>6}{'whole':>6}{'named':>6}{'cells':>7}{'right':>7}{'wrong':>6}{'lost':>6}"
    )
    lines = [head + f"{'silent wrong':>14}{'silent lost':>12}{'noisy':>6}{'ms/file':>9}"]
    for name, score in (*sorted(scores.items()), ("all", total)):
        lines.append(
            f"{name:24}{score.files:6}{score.whole:6}{score.named:6}{score.cells:7}{score.right:7}{score.wrong:6}"
            f"{score.lost:6}{score.silent_wrong:14}{score.silent_lost:12}{score.noisy:6}"
            f"{1000 * score.seconds / max(1, score.files):9.0f}"
        )
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, help="folder for the variants (a temporary one if not given)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1, help="times four reports")
    parser.add_argument("--converted", action="store_true", help="also what LibreOffice and Chromium make")
    parser.add_argument("--only", default="", help="variants with this in their name")
    chosen = parser.parse_args(arguments)
    with TemporaryDirectory() as temporary:
        out = chosen.out or Path(temporary)
        paths = list(write(out, chosen.seed, chosen.count))
        if chosen.converted:
            paths += write_converted(out, list(bases(chosen.seed, chosen.count)), chosen.only)
        scores: dict[str, Score] = defaultdict(Score)
        for path in paths:
            name = path.stem.split("__")[1]
            if chosen.only in name:
                scores[name].add(score_file(path))
    print(table(scores))
    print(*(f"  {example}" for name in sorted(scores) for example in scores[name].examples[:3]), sep="\n")
    return int(any(score.silent_wrong for score in scores.values()))


if __name__ == "__main__":
    sys.exit(main())
