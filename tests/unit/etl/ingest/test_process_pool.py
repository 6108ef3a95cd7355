"""The process pool: an item that kills its worker or never ends stops no other."""

import os
import time
from collections.abc import Sequence

import pytest

from etl.ingest.process_pool import run
from etl.runtime import more_time

FATAL, ENDLESS, SLOW, HEAVY = 13, 14, 21, 22


def _squares(numbers: Sequence[int]) -> list[int]:
    for number in numbers:
        if number == FATAL:
            os._exit(11)
        while number == ENDLESS:
            pass
        if number == SLOW:  # longer by the clock than the limit, but it computes nothing
            time.sleep(2.5)
        if number == HEAVY:
            more_time.ask_for(20.0)
            began = time.process_time()
            while time.process_time() - began < 1.5:
                pass
    return [number * number for number in numbers]


def _batches(numbers: range, size: int) -> list[list[int]]:
    return [list(numbers[at : at + size]) for at in range(0, len(numbers), size)]


def test_gives_every_result_once() -> None:
    done = list(run(_squares, _batches(range(10), 3), workers=2))
    assert sorted(result for batch in done for result in batch.result or ()) == [n * n for n in range(10)]


@pytest.mark.slow
def test_a_fatal_item_is_found_and_the_rest_is_done() -> None:
    done = list(run(_squares, _batches(range(20), 10), workers=2, seconds=0.2))
    failed = {batch.failure: list(batch.items) for batch in done if batch.failure}
    assert failed == {"died": [FATAL], "too_long": [ENDLESS]}
    results = sorted(result for batch in done for result in batch.result or ())
    assert results == [n * n for n in range(20) if n not in (FATAL, ENDLESS)]


def test_nothing_to_do_starts_nothing() -> None:
    assert list(run(_squares, [], workers=2)) == []


@pytest.mark.slow
def test_a_limit_counts_what_an_item_computes_and_an_item_may_ask_for_more() -> None:
    done = list(run(_squares, [[SLOW], [HEAVY]], workers=2, seconds=0.2))
    assert sorted(result for batch in done for result in batch.result or ()) == [SLOW**2, HEAVY**2]
