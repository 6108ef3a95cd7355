"""Values shared between readers: computed once, never changed, bounded in size; failures are not stored."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pandas as pd
import pytest

from pages.parts.runtime import cache


def test_concurrent_calls_compute_a_value_once() -> None:
    asked, go_on = [], Event()

    @cache.cached
    def slow(number: int) -> int:
        asked.append(number)
        assert go_on.wait(20)
        return number + 1

    with ThreadPoolExecutor(5) as readers:
        answers = [readers.submit(slow, 1) for _ in range(5)]
        go_on.set()
        assert {answer.result() for answer in answers} == {2}
    assert asked == [1]


def test_a_frame_that_one_reader_changes_is_unchanged_for_the_next() -> None:
    @cache.cached
    def frame() -> pd.DataFrame:
        return pd.DataFrame({"n": [1, 2]})

    mine = frame()
    mine["more"], mine.loc[0, "n"] = 0, 9
    assert frame().to_dict("list") == {"n": [1, 2]}


def test_a_failure_is_not_stored() -> None:
    fails = [True]

    @cache.cached
    def once() -> str:
        if fails.pop() if fails else False:
            raise ValueError("now")
        return "later"

    with pytest.raises(ValueError, match="now"):
        once()
    assert once() == "later"


def test_the_cache_is_bounded_in_bytes() -> None:
    @cache.cached
    def large(number: int) -> pd.DataFrame:
        return pd.DataFrame({"n": range(number, number + 1_000_000)})

    cache.clear()
    for number in range(60):
        assert large(number)["n"].iloc[0] == number
    assert 0 < cache.bytes_used() <= cache.BYTES
    cache.clear()
