"""Page scripts run one at a time, and none waits for a script that itself waits."""

import time
from collections.abc import Callable
from threading import Event, Thread

import pytest

from pages.parts.runtime import cache, run_queue

SOON = 10  # seconds, far more than anything here takes


def until(holds: Callable[[], bool]) -> None:
    """Wait until a condition holds in another thread; fail if it never does."""
    end = time.monotonic() + SOON
    while not holds():
        assert time.monotonic() < end
        time.sleep(0)


def test_one_at_a_time_in_the_order_of_asking() -> None:
    finished: list[str] = []
    go_on, started = Event(), Event()

    def first() -> None:
        with run_queue.slot():
            started.set()
            go_on.wait(SOON)
            finished.append("first")

    def later(name: str) -> None:
        with run_queue.slot():
            finished.append(name)

    threads = [Thread(target=first)]
    threads[0].start()
    started.wait(SOON)
    for name in ("second", "third"):
        threads.append(Thread(target=later, args=(name,)))
        threads[-1].start()
        until(lambda: run_queue.waiting() == len(threads) - 1)
    go_on.set()
    for thread in threads:
        thread.join(SOON)
    assert finished == ["first", "second", "third"]
    assert not run_queue.is_busy()


def test_a_released_slot_goes_to_others_and_comes_back_before_scripts_that_have_not_begun() -> None:
    finished: list[str] = []
    released, go_on = Event(), Event()

    def first() -> None:
        with run_queue.slot():
            with run_queue.released():
                released.set()
                go_on.wait(SOON)
            finished.append("first")

    thread = Thread(target=first)
    thread.start()
    released.wait(SOON)
    waiting: list[Thread] = []
    with run_queue.slot():
        finished.append("meanwhile")
        waiting.append(Thread(target=lambda: _run(finished, "new")))
        waiting[0].start()
        until(lambda: run_queue.waiting() == 1)
        go_on.set()
        until(lambda: run_queue.waiting() == 2)
    for other in (thread, *waiting):
        other.join(SOON)
    assert finished == ["meanwhile", "first", "new"]


def _run(finished: list[str], name: str) -> None:
    with run_queue.slot():
        finished.append(name)


def test_a_slow_script_does_not_block_the_others_for_good(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_queue, "MAX_WAIT", 0.05)
    passed = Event()

    def other() -> None:
        with run_queue.slot():
            passed.set()

    with run_queue.slot():
        thread = Thread(target=other)
        thread.start()
        assert passed.wait(SOON)
    thread.join(SOON)
    assert not run_queue.is_busy()
    assert not run_queue.waiting()


def test_two_scripts_that_need_the_same_value_both_finish() -> None:
    working, go_on = Event(), Event()

    @cache.cached
    def answer(key: str) -> str:
        with run_queue.released():
            working.set()
            go_on.wait(SOON)
        return key

    answers: list[str] = []

    def asks() -> None:
        with run_queue.slot():
            answers.append(answer("same"))

    threads = [Thread(target=asks), Thread(target=asks)]
    threads[0].start()
    working.wait(SOON)
    threads[1].start()
    until(lambda: not run_queue.is_busy())  # the second has released the slot, too
    go_on.set()
    for thread in threads:
        thread.join(run_queue.MAX_WAIT - 1)
    assert answers == ["same", "same"]
