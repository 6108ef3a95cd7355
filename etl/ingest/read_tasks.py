"""Runs the reading of a load: tasks go out in batches, and results are staged as they come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from etl.checks.corrections import Known
from etl.ingest.process_pool import Done, run
from etl.ingest.records import Batch, Outcome, Task, sources_to_table
from etl.ingest.worker import read_batch, unavailable
from etl.model.report import Home
from etl.warehouse.staging import Staging

BATCH = 40
_FAILURES = {
    "died": "读取这个文件时程序异常退出，已隔离；请用原软件打开后另存，或另行提供一份。",
    "too_long": "读取超时，已放弃；文件可能损坏或过于复杂，请另存为较简单的格式再提交。",
}
ReadWith = Callable[
    [Callable[[Sequence[Task]], Batch], Sequence[Sequence[Task]]], Iterator[Done[Task, Batch]]
]
Progress = Callable[[int, int], None]


_FEW = 8  # sources that are read before another process has started


@dataclass(frozen=True, slots=True)
class Reading:
    """How sources are read: by `read_with`, or by a pool of `workers` processes, and with which corrections and
    homes of bodies. `progress` is called after each batch with the number of sources read so far and of all to read."""

    workers: int
    known: Known
    read_with: ReadWith | None = None
    progress: Progress = lambda done, total: None
    homes: Mapping[str, Home] | None = None

    def results(self, batches: Sequence[Sequence[Task]]) -> Iterator[Done[Task, Batch]]:
        """The results of all batches, in any order."""
        work = partial(read_batch, known=self.known, homes=self.homes)
        if self.read_with is not None:
            return self.read_with(work, batches)
        return run(work, batches, self.workers)


def read_tasks(tasks: Sequence[Task], staging: Staging, reading: Reading) -> Counter[Outcome]:
    """Read all tasks and stage the results; returns how many had which outcome."""
    outcomes: Counter[Outcome] = Counter()
    size = max(_FEW, min(BATCH, len(tasks) // (reading.workers * 4)))
    batches = [tasks[at : at + size] for at in range(0, len(tasks), size)]
    for done in reading.results(batches):
        batch = done.result or _failed(done.items, _FAILURES[done.failure])
        staging.add(batch.tables)
        outcomes.update(batch.outcomes)
        reading.progress(outcomes.total(), len(tasks))
    return outcomes


def _failed(tasks: Sequence[Task], reason: str) -> Batch:
    """The result of a batch whose worker ended or was stopped."""
    results = [unavailable(task, reason) for task in tasks]
    sources = sources_to_table([result.row for result in results])
    return Batch({"sources": sources}, Counter(result.outcome for result in results))
