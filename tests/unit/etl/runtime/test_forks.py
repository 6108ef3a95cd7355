"""Work is done by processes forked from one that has imported what it needs, each on its own."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile

import pytest

from etl.runtime.forks import IS_POSSIBLE, Fork, Forking
from tests.support.paths import ROOT

pytestmark = pytest.mark.skipif(not IS_POSSIBLE, reason="this system has no fork")

# answers with its parent's number and what it was given; dies of "die", and never ends with "stay"
_WORK = """
import os, signal, sys
from etl.runtime.forks import serve

def work():
    given = sys.stdin.read()
    if given == "die":
        os.kill(os.getpid(), signal.SIGSEGV)
    print(os.getppid(), given, flush=True)
    if given == "stay":
        signal.pause()

serve(work)
"""


@contextmanager
def forked(forking: Forking, given: str) -> Iterator[Fork]:
    with TemporaryFile() as file:
        file.write(given.encode())
        file.seek(0)
        fork = forking.fork(file)
        assert fork is not None
        with fork:
            yield fork


def answer(forking: Forking, given: str) -> tuple[str, str]:
    """The number of the process that forked, and what was given."""
    with forked(forking, given) as fork:
        output = fork.answer(30)
    assert output is not None
    parent, _, rest = output.decode().partition(" ")
    return parent, rest.strip()


@pytest.fixture
def forking() -> Iterator[Forking]:
    begun = Forking([sys.executable, "-c", _WORK], ROOT)
    yield begun
    begun.stop()


def test_one_process_forks_all_that_work(forking: Forking) -> None:
    forking.start()
    long = "x" * 200_000
    (first, one), (second, other) = answer(forking, "甲"), answer(forking, long)
    assert (one, other) == ("甲", long)
    assert first == second != str(os.getpid())


def test_a_crash_ends_its_own_work_alone(forking: Forking) -> None:
    with forked(forking, "die") as dying, forked(forking, "乙") as other:
        assert dying.answer(30) == b""
        assert (other.answer(30) or b"").decode().endswith(" 乙\n")


def test_work_that_nobody_waits_for_any_more_is_ended(forking: Forking) -> None:
    with forked(forking, "stay") as staying:
        assert staying.answer(0.5) is None
    answer(forking, "next")  # requests are taken in their order
    with pytest.raises(ProcessLookupError):
        os.kill(staying.pid, 0)


def test_another_process_forks_once_the_first_has_ended(forking: Forking) -> None:
    first, _ = answer(forking, "丙")
    os.kill(int(first), 9)
    os.waitpid(int(first), 0)
    second, given = answer(forking, "丁")
    assert given == "丁"
    assert second != first


def test_no_work_is_begun_by_a_command_that_does_not_fork() -> None:
    with TemporaryFile() as file:
        assert Forking([sys.executable, "-c", "pass"], ROOT).fork(file) is None
