"""Self-checks in turn: how many run at once, places in line, cancelling, and who has gone."""

import time
from collections.abc import Callable
from threading import Event, Lock

import pytest

from etl.self_check import check_upload
from pages.parts.runtime import check_queue
from pages.parts.runtime.check_queue import CheckQueue, Results, Ticket


class Held:
    """Checks that last until they are let go; counts how many run at the same time."""

    def __init__(self) -> None:
        self.go, self.lock, self.now, self.most = Event(), Lock(), 0, 0
        self.started: list[str] = []

    def __call__(self, data: bytes, name: str, cancelled: Event) -> Results:
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
            self.started.append(name)
        while not self.go.wait(0.01) and not cancelled.is_set():
            pass
        with self.lock:
            self.now -= 1
        return [{"source": name}]


def submitted(queue: CheckQueue, count: int) -> list[Ticket]:
    tickets = [queue.submit(b"x", str(number)) for number in range(count)]
    return [ticket for ticket in tickets if ticket is not None]


def until(holds: Callable[[], bool]) -> None:
    ends = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < ends
        Event().wait(0.01)


def test_no_more_than_two_run_at_once_and_each_has_a_place() -> None:
    held = Held()
    queue = CheckQueue(held, at_once=2)
    tickets = submitted(queue, 20)
    until(lambda: held.now == 2)
    assert [queue.place(ticket) for ticket in tickets] == [0, 0, *range(1, 19)]
    held.go.set()
    assert all(ticket.wait(10) for ticket in tickets)
    assert held.most == 2 and sorted(held.started) == sorted(str(number) for number in range(20))
    assert [ticket.results[0]["source"] for ticket in tickets] == [str(number) for number in range(20)]


def test_cancelling_gives_up_a_place_and_ends_what_runs() -> None:
    held = Held()
    queue = CheckQueue(held, at_once=1)
    running, waiting, last = submitted(queue, 3)
    until(lambda: held.started == ["0"])
    waiting.cancel()
    assert queue.place(last) == 1 and waiting.wait(10) and not waiting.results
    running.cancel()
    assert running.wait(10) and not running.results
    held.go.set()
    assert last.wait(10) and last.results and held.started == ["0", "2"]


def test_who_has_gone_loses_the_place(monkeypatch: pytest.MonkeyPatch) -> None:
    held = Held()
    queue = CheckQueue(held, at_once=1)
    first, gone, last = submitted(queue, 3)
    until(lambda: held.started == ["0"])
    monkeypatch.setattr(gone, "asked_at", time.monotonic() - check_queue.ABANDONED_AFTER - 1)
    assert queue.place(last) == 1 and gone.is_done and not gone.results
    held.go.set()
    assert first.wait(10) and last.wait(10)


def test_a_queue_that_is_full_takes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    held = Held()
    queue = CheckQueue(held, at_once=1)
    monkeypatch.setattr(check_queue, "MOST_WAITING_BYTES", 10)
    first = queue.submit(b"x" * 9, "first")
    until(lambda: held.started == ["first"])
    second = queue.submit(b"x" * 9, "second")
    assert second is not None and queue.submit(b"x" * 9, "third") is None
    held.go.set()
    assert first is not None and first.wait(10) and second.wait(10)
    assert first.data == b"", "the bytes are let go"


def test_a_fault_of_the_check_ends_its_ticket_and_no_other() -> None:
    def check(data: bytes, name: str, cancelled: Event) -> Results:
        return [{"source": name}] if name != "0" else [][1]

    queue = CheckQueue(check, at_once=1)
    first, second = queue.submit(b"", "0"), queue.submit(b"", "1")
    assert first is not None and first.wait(10) and not first.results
    assert second is not None and second.wait(10) and second.results


def test_a_real_check_is_ended_when_it_is_cancelled() -> None:
    cancelled = Event()
    cancelled.set()
    begun = time.monotonic()
    check_upload(b"<p>" * 400_000, "x.html", cancelled)
    assert time.monotonic() - begun < 10
