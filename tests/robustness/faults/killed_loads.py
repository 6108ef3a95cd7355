"""Kills loads (SIGKILL) and checks the warehouse after each.

    python -m tests.robustness.faults.killed_loads [--times 200] [--seed 1] [--steps]

Loads are killed at random moments; with --steps, at every single file operation. Sources change from load to load. After
each kill the current version must be whole, and be the previous one or the new one; a repeated load must give what an
undisturbed load gives and leave nothing behind. Prints one line per kill and the totals; exit code 1 on failure.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from random import Random

from tests.robustness.faults.few_reports import (
    content,
    die_at,
    in_child,
    leftovers,
    load_here,
    reports,
    seconds,
)

Content = tuple[str, int] | None


@dataclass
class Trial:
    """A warehouse whose loads are killed. `expected` is what an undisturbed load gives, by whether one report is present;
    `duration` is the seconds that such a load takes."""

    folder: Path
    expected: dict[bool, Content]
    duration: float
    outcomes: Counter[str]
    before: Content = None

    @property
    def house(self) -> Path:
        return self.folder / "house"

    @property
    def sources(self) -> Path:
        return self.folder / "reports"

    def switch(self, present: bool) -> None:
        """Put one report into the sources, or take it out."""
        aside = self.folder / "aside.html"
        inside = self.sources / "又一份.html"
        source, target = (aside, inside) if present else (inside, aside)
        if source.exists():
            source.replace(target)

    def kill(self, present: bool, when: float | None = None, step: int | None = None) -> str:
        """Kill one load after `when` seconds or at its `step`-th file operation; returns what was there afterwards."""
        self.switch(present)

        def load() -> None:
            if step:
                die_at(step)
            load_here(self.sources, self.house)

        code = in_child(load, when)
        actual = current_content(self.house)
        allowed = (self.before, self.expected[present])
        assert actual in allowed, f"neither the previous version nor the new one: {actual}, {allowed}"
        outcome = "finished" if code == 0 else "new" if actual != self.before else "before"
        assert code in (0, -9), f"the load failed by itself: {code}"
        self.before = actual
        self.outcomes[outcome] += 1
        return outcome

    def converge(self, present: bool) -> None:
        """Check that an undisturbed load now gives the same as if nothing had been killed."""
        self.switch(present)
        assert in_child(lambda: load_here(self.sources, self.house)) == 0
        actual = current_content(self.house)
        assert actual == self.expected[present], (
            f"after a repeated load: {actual}, not {self.expected[present]}"
        )
        assert not leftovers(self.house), leftovers(self.house)
        self.before = actual


def current_content(house: Path) -> Content:
    """What the warehouse holds, read by another process, so that this one can still be forked."""
    receiver, sender = get_context("fork").Pipe(duplex=False)
    code = in_child(lambda: sender.send(content(house)))
    assert code == 0, "the current version is not whole"
    actual: Content = receiver.recv()
    return actual


def prepared(folder: Path) -> Trial:
    """A trial with its sources, and what undisturbed loads of both their states give."""
    sources = reports(folder / "reports")
    next(iter(sorted(sources.glob("*.html")))).rename(sources / "又一份.html")
    trial = Trial(folder, {}, 0.0, Counter())
    for present in (True, False):
        trial.switch(present)
        clean = folder / f"clean-{present}"
        trial.duration = seconds(lambda clean=clean: in_child(lambda: load_here(sources, clean)))  # type: ignore[misc]
        trial.expected[present] = current_content(clean)
    return trial


def at_random(trial: Trial, times: int, random: Random, report: Callable[[str], None] = print) -> None:
    for number in range(times):
        present = bool(number % 2)
        when = random.uniform(0.0, trial.duration * 1.05)
        report(f"{number + 1}: after {when:.2f} s: {trial.kill(present, when=when)}")
        if number % 8 == 7 or number == times - 1:
            trial.converge(present)


def at_every_step(
    trial: Trial, report: Callable[[str], None] = print, every: int = 1, most: int = 10_000
) -> None:
    for step in range(1, most, every):
        present = bool(step // every % 2)
        outcome = trial.kill(present, step=step)
        report(f"step {step}: {outcome}")
        if step % (8 * every) == 1 or outcome == "finished":
            trial.converge(present)
        if outcome == "finished":
            return


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="killing-") as folder:
        trial = prepared(Path(folder))
        try:
            if options.steps:
                at_every_step(trial)
            else:
                at_random(trial, options.times, Random(options.seed))
        except AssertionError as failure:
            print(f"FAILED: {failure}", file=sys.stderr)
            return 1
        finally:
            print(dict(trial.outcomes))
    return 0


if __name__ == "__main__":
    sys.exit(main())
