"""Kills loads (SIGKILL) and looks at the warehouse after each.

    python -m tests.robustness.faults.killing [--times 200] [--seed 1] [--steps]

At random moments; with --steps at every single time that a load touches a file. Sources change from load to load.
After each kill the current version must be whole and that of the load before or of this one; a repeated load must
give what an undisturbed load gives, and leave nothing behind. Prints one line a kill and the sum; exit 1 on failure.
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

from tests.robustness.faults.small import die_at, held, in_child, leftovers, load_here, reports, seconds

Held = tuple[str, int] | None


@dataclass
class Trial:
    """A warehouse whose loads are killed. `expected`: what an undisturbed load of each state of the sources gives."""

    folder: Path
    expected: dict[bool, Held]
    took: float
    outcomes: Counter[str]
    before: Held = None

    @property
    def house(self) -> Path:
        return self.folder / "house"

    @property
    def sources(self) -> Path:
        return self.folder / "reports"

    def switch(self, present: bool) -> None:
        """One report is there, or not."""
        aside = self.folder / "aside.html"
        inside = self.sources / "又一份.html"
        source, target = (aside, inside) if present else (inside, aside)
        if source.exists():
            source.replace(target)

    def kill(self, present: bool, when: float | None = None, step: int | None = None) -> str:
        """One load that is killed after `when` seconds or at its `step`-th touch of a file; what was there after."""
        self.switch(present)

        def load() -> None:
            if step:
                die_at(step)
            load_here(self.sources, self.house)

        code = in_child(load, when)
        found = look(self.house)
        allowed = (self.before, self.expected[present])
        assert found in allowed, f"neither the version before nor the new one: {found}, {allowed}"
        outcome = "finished" if code == 0 else "new" if found != self.before else "before"
        assert code in (0, -9), f"the load failed by itself: {code}"
        self.before = found
        self.outcomes[outcome] += 1
        return outcome

    def converge(self, present: bool) -> None:
        """An undisturbed load afterwards gives the same as if nothing had been killed."""
        self.switch(present)
        assert in_child(lambda: load_here(self.sources, self.house)) == 0
        found = look(self.house)
        assert found == self.expected[present], (
            f"after a repeated load: {found}, not {self.expected[present]}"
        )
        assert not leftovers(self.house), leftovers(self.house)
        self.before = found


def look(house: Path) -> Held:
    """What the warehouse holds, seen by another process, so that this one stays fit to be forked."""
    here, there = get_context("fork").Pipe(duplex=False)
    code = in_child(lambda: there.send(held(house)))
    assert code == 0, "the current version is not whole"
    found: Held = here.recv()
    return found


def prepared(folder: Path) -> Trial:
    """Sources and what loads of both states of them give."""
    sources = reports(folder / "reports")
    next(iter(sorted(sources.glob("*.html")))).rename(sources / "又一份.html")
    trial = Trial(folder, {}, 0.0, Counter())
    for present in (True, False):
        trial.switch(present)
        clean = folder / f"clean-{present}"
        trial.took = seconds(lambda clean=clean: in_child(lambda: load_here(sources, clean)))  # type: ignore[misc]
        trial.expected[present] = look(clean)
    return trial


def at_random(trial: Trial, times: int, chance: Random, say: Callable[[str], None] = print) -> None:
    for number in range(times):
        present = bool(number % 2)
        when = chance.uniform(0.0, trial.took * 1.05)
        say(f"{number + 1}: after {when:.2f} s: {trial.kill(present, when=when)}")
        if number % 8 == 7 or number == times - 1:
            trial.converge(present)


def at_every_step(
    trial: Trial, say: Callable[[str], None] = print, every: int = 1, most: int = 10_000
) -> None:
    for step in range(1, most, every):
        present = bool(step // every % 2)
        outcome = trial.kill(present, step=step)
        say(f"step {step}: {outcome}")
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
