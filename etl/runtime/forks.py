"""Processes that are forked from one that has imported what they need: their work takes less than these imports.

The forking process (`serve`) is asked through a socket, which is its standard input. A request brings the two files that
are the standard input and output of the work; the answer is the number of the process that does it. This one remains a
child of the forking process, and its number its own, until whoever asked is done with it. Windows has no fork.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import IO

IS_POSSIBLE = hasattr(os, "fork")
_LENGTH = 8  # bytes of a message: the number of a process, 0 in a request for one
_SECONDS_TO_START, _SECONDS_TO_END = 60, 5
_AT_ONCE = 1 << 16


@dataclass(slots=True)
class Fork:
    """One process at work, ended on leaving its context. `pid` is its number; `output` is a file descriptor."""

    pid: int
    output: int
    asked: socket.socket
    _answer: bytes = b""

    def answer(self, seconds: float) -> bytes | None:
        """All that the process wrote, once it has closed its output; None if there is more to wait for after `seconds`."""
        while select.select([self.output], [], [], seconds)[0]:
            if not (part := os.read(self.output, _AT_ONCE)):
                return self._answer
            self._answer += part
        return None

    def __enter__(self) -> Fork:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self.output)
        try:
            self.asked.sendall(self.pid.to_bytes(_LENGTH))
        except OSError:  # the forking process has ended; nobody else ends what it forked
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)


class Forking:
    """The process that forks, started by `command` in `folder` when it is first needed, and again if it has ended."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self._command, self._folder = command, folder
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._asked: socket.socket | None = None

    def start(self) -> None:
        """Start it unless it runs; it imports while the caller goes on."""
        with self._lock:
            self._running()

    def stop(self) -> None:
        """End it, and with it all that it forked."""
        with self._lock:
            self._stop()

    def fork(self, given: IO[bytes]) -> Fork | None:
        """A new process with `given` as its standard input, read from where it stands; None if none could be forked."""
        read, write = os.pipe()
        with self._lock:
            asked = self._running()
            try:
                socket.send_fds(asked, [bytes(_LENGTH)], [given.fileno(), write])
                pid = int.from_bytes(asked.recv(_LENGTH))
            except OSError:
                pid = 0
            finally:
                os.close(write)
            if not pid:
                self._stop()
        if pid:
            return Fork(pid, read, asked)
        os.close(read)
        return None

    def _running(self) -> socket.socket:
        if self._asked is not None and self._process is not None and self._process.poll() is None:
            return self._asked
        self._stop()
        ours, theirs = socket.socketpair()
        ours.settimeout(_SECONDS_TO_START)
        with theirs:
            self._process = subprocess.Popen(
                self._command, stdin=theirs.fileno(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self._folder
            )  # fmt: skip
        self._asked = ours
        return ours

    def _stop(self) -> None:
        if self._asked is not None:
            self._asked.close()
        if self._process is not None:
            try:
                self._process.wait(_SECONDS_TO_END)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._asked = self._process = None


def serve(work: Callable[[], None]) -> None:
    """Fork a process that does `work` for every request, and end those that are not needed any more, until nobody can ask."""
    asked = socket.socket(fileno=0)
    working: set[int] = set()
    while message := _received(asked):
        number, files = message
        if files:
            if not (pid := os.fork()):
                _do(work, files)
            for file in files:
                os.close(file)
            working.add(pid)
            asked.sendall(pid.to_bytes(_LENGTH))
        elif number in working:
            working.remove(number)
            _end(number)
    for pid in working:
        _end(pid)


def _received(asked: socket.socket) -> tuple[int, list[int]] | None:
    """The number and the files of the next message; None after the last."""
    try:
        message, files, _, _ = socket.recv_fds(asked, _LENGTH, 2)
    except OSError:
        return None
    return (int.from_bytes(message), files) if message else None


def _do(work: Callable[[], None], files: Sequence[int]) -> None:
    """Work with the files as standard input and output, and end this process, whatever happens."""
    try:
        for number, file in enumerate(files):
            os.dup2(file, number)
            os.close(file)
        work()
    finally:
        os._exit(0)


def _end(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
