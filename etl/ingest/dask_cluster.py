"""Reads on many machines: batches go to a dask.distributed cluster instead of the process pool.

Workers need this package and must see the sources under the same paths (a shared folder).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from etl.ingest.process_pool import Done, Item, Result, bisected
from etl.runtime.language import in_language

if TYPE_CHECKING:
    from distributed import Future

_BATCHES_PER_THREAD = 4
_RETRIES = 2


class NotInstalled(Exception):
    """The extra `dask` is not installed."""


def on_cluster(
    address: str,
) -> Callable[[Callable[[Sequence[Item]], Result], Sequence[Sequence[Item]]], Iterator[Done[Item, Result]]]:
    """A replacement of `process_pool.run` that reads on the cluster whose scheduler listens at `address`.

    Raises NotInstalled without the extra, OSError if no scheduler answers or it stops answering.
    """
    try:
        from distributed import Client, KilledWorker, as_completed
    except ImportError as missing:
        raise NotInstalled(
            in_language(
                "用 --scheduler 需要先在本程序的运行环境里安装：pip install distributed",
                "--scheduler needs a package in the environment of the program: pip install distributed",
            )
        ) from missing

    def read_with(
        work: Callable[[Sequence[Item]], Result], batches: Sequence[Sequence[Item]]
    ) -> Iterator[Done[Item, Result]]:
        waiting = deque(list(batch) for batch in batches if batch)
        with Client(address, set_as_default=False) as client:
            most = max(1, sum(client.nthreads().values())) * _BATCHES_PER_THREAD
            submitted: dict[Future, list[Item]] = {}
            completed = as_completed(loop=client.loop)  # the default would be the loop of a default client
            while waiting or submitted:
                while waiting and len(submitted) < most:
                    batch = waiting.popleft()
                    future = client.submit(work, batch, pure=False, retries=_RETRIES)
                    submitted[future] = batch
                    completed.add(future)
                future = next(completed)
                batch = submitted.pop(future)
                # the status does not tell: a result that was lost with its worker is meanwhile computed again
                try:
                    result = future.result()
                except (KilledWorker, MemoryError):  # its workers died one after the other
                    yield from bisected(batch, waiting, "died")
                except Exception as error:  # no fault of a file, but of the workers or the scheduler
                    failed = in_language(
                        "集群 {} 未能读取（{}：{}）", "The cluster {} could not read ({}: {})"
                    )
                    raise OSError(failed.format(address, type(error).__name__, error)) from error
                else:
                    yield Done(batch, result)
                future.release()

    return read_with
