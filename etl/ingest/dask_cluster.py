"""The same reading on many machines: batches over a dask.distributed cluster instead of the process pool.

Workers need this package and the sources under the same paths (a shared folder).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from etl.ingest.process_pool import Done, Item, Result, halved

if TYPE_CHECKING:
    from distributed import Future

_WAITING_PER_THREAD = 4
_RETRIES = 2


class NotInstalled(Exception):
    """The extra `dask` is not installed."""


def on_cluster(
    address: str,
) -> Callable[[Callable[[Sequence[Item]], Result], Sequence[Sequence[Item]]], Iterator[Done[Item, Result]]]:
    """A replacement of `process_pool.run` that reads on the cluster whose scheduler listens at `address`.

    Raises NotInstalled without the extra, OSError where no scheduler answers, or none any more.
    """
    try:
        from distributed import Client, KilledWorker, as_completed
    except ImportError as missing:
        raise NotInstalled(
            "用 --scheduler 需要先在本程序的运行环境里安装：pip install distributed"
        ) from missing

    def read_with(
        work: Callable[[Sequence[Item]], Result], batches: Sequence[Sequence[Item]]
    ) -> Iterator[Done[Item, Result]]:
        waiting = deque(list(batch) for batch in batches if batch)
        with Client(address, set_as_default=False) as client:
            ahead = max(1, sum(client.nthreads().values())) * _WAITING_PER_THREAD
            under_way: dict[Future, list[Item]] = {}
            completed = as_completed(loop=client.loop)  # without it: that of a default client
            while waiting or under_way:
                while waiting and len(under_way) < ahead:
                    batch = waiting.popleft()
                    future = client.submit(work, batch, pure=False, retries=_RETRIES)
                    under_way[future] = batch
                    completed.add(future)
                future = next(completed)
                batch = under_way.pop(future)
                # not by its status: a result that was lost with its worker is worked out again meanwhile
                try:
                    result = future.result()
                except (KilledWorker, MemoryError):  # its workers died one after the other
                    yield from halved(batch, waiting, "died")
                except Exception as error:  # no fault of a file: of the workers or the scheduler
                    raise OSError(f"集群 {address} 未能读取（{type(error).__name__}：{error}）") from error
                else:
                    yield Done(batch, result)
                future.release()

    return read_with
