"""Pages are worked out one after the other, and nobody waits for a page that waits itself."""

import time
from collections.abc import Callable
from threading import Event, Thread

import pytest

from pages.parts.runtime import cache, run_queue

SOON = 10  # seconds, far more than anything here takes


def until(holds: Callable[[], bool]) -> None:
    """Waits for another thread; fails where it does not come to it."""
    end = time.monotonic() + SOON
    while not holds():
        assert time.monotonic() < end
        time.sleep(0)


def test_one_at_a_time_in_the_order_of_asking() -> None:
    told: list[str] = []
    go_on, started = Event(), Event()

    def first() -> None:
        with run_queue.slot():
            started.set()
            go_on.wait(SOON)
            told.append("first")

    def later(name: str) -> None:
        with run_queue.slot():
            told.append(name)

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
    assert told == ["first", "second", "third"]
    assert not run_queue.is_taken()


def test_who_stands_aside_lets_others_pass_and_goes_on_before_those_that_have_not_begun() -> None:
    told: list[str] = []
    aside, go_on = Event(), Event()

    def first() -> None:
        with run_queue.slot():
            with run_queue.released():
                aside.set()
                go_on.wait(SOON)
            told.append("first")

    thread = Thread(target=first)
    thread.start()
    aside.wait(SOON)
    waiting: list[Thread] = []
    with run_queue.slot():
        told.append("meanwhile")
        waiting.append(Thread(target=lambda: _with_turn(told, "new")))
        waiting[0].start()
        until(lambda: run_queue.waiting() == 1)
        go_on.set()
        until(lambda: run_queue.waiting() == 2)
    for one in (thread, *waiting):
        one.join(SOON)
    assert told == ["meanwhile", "first", "new"]


def _with_turn(told: list[str], name: str) -> None:
    with run_queue.slot():
        told.append(name)


def test_a_page_that_takes_long_holds_nobody_up_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_queue, "LONGEST_WAIT", 0.05)
    passed = Event()

    def other() -> None:
        with run_queue.slot():
            passed.set()

    with run_queue.slot():
        thread = Thread(target=other)
        thread.start()
        assert passed.wait(SOON)
    thread.join(SOON)
    assert not run_queue.is_taken()
    assert not run_queue.waiting()


def test_two_that_ask_the_same_end_though_one_waits_with_its_turn_for_the_other() -> None:
    working, go_on = Event(), Event()

    @cache.cached
    def answer(key: str) -> str:
        with run_queue.released():
            working.set()
            go_on.wait(SOON)
        return key

    answers: list[str] = []

    def asks(begun: Event) -> None:
        with run_queue.slot():
            begun.set()
            answers.append(answer("turns"))

    begun = [Event(), Event()]
    threads = [Thread(target=asks, args=(event,)) for event in begun]
    threads[0].start()
    working.wait(SOON)
    threads[1].start()
    begun[1].wait(SOON)
    until(lambda: not run_queue.is_taken())  # the second stands aside, too
    go_on.set()
    for thread in threads:
        thread.join(run_queue.LONGEST_WAIT - 1)
    assert answers == ["turns", "turns"]
