"""Skips: which tests need a program that may be missing, and which skips are expected where nothing may be missing."""

from __future__ import annotations

import importlib.util
from collections import Counter

import pytest

from etl import chinese_font
from tests.support.processes import CHROMIUM, SOFFICE

# marker -> what its tests need, and whether it is here
NEEDS = {
    "browser": ("Chromium and playwright", bool(CHROMIUM and importlib.util.find_spec("playwright"))),
    "office": ("LibreOffice", bool(SOFFICE)),
    "font": ("a Chinese font", chinese_font() is not None),
}
# reasons that are right on the machine of CI: a Linux container, run by root, without optional extras and programs
EXPECTED = (
    "a superuser may read everything",
    "the extra [ocr] is not installed",
    "bsdtar is not installed",
)


def skip_what_is_missing(items: list[pytest.Item]) -> None:
    """Skip the tests marked with a program that is not installed."""
    for item in items:
        for marker, (need, present) in NEEDS.items():
            if not present and item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=f"{need}: not installed"))


class UnexpectedSkips:
    """A pytest plugin that fails the run if a test was skipped for a reason that is not in EXPECTED."""

    def __init__(self) -> None:
        self.reasons: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._note(report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        self._note(report)

    def _note(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        if report.skipped and not hasattr(report, "wasxfail"):
            reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
            reason = reason.removeprefix("Skipped: ")
            if not any(expected in reason for expected in EXPECTED):
                self.reasons[reason] += 1

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.reasons and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        for reason, count in self.reasons.items():
            terminalreporter.write_line(f"UNEXPECTED SKIP of {count} test(s): {reason}", red=True)
