"""Requests without an answer, and why."""

from __future__ import annotations

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)


class LeftByHand(IgnoreRequest):
    """A request that is not made; `key` and `detail` are those of the reason."""

    def __init__(self, key: str, detail: str = "") -> None:
        super().__init__(key)
        self.key, self.detail = key, detail


class SiteFailed(IgnoreRequest):
    """A request that is not made since its site did not even tell its rules."""

    def __init__(self, cause: Exception) -> None:
        super().__init__(str(cause))
        self.cause = cause


def reason_of_failure(error: BaseException, timeout: int) -> tuple[str, str]:
    """The key of the reason why a request has no answer, and its detail. `timeout` in seconds."""
    if isinstance(error, LeftByHand):
        return error.key, error.detail
    if isinstance(error, SiteFailed):
        return reason_of_failure(error.cause, timeout)
    if isinstance(error, IgnoreRequest):
        return ("robots" if "robots" in str(error) else "redirects"), ""
    causes = [
        error,
        *(getattr(reason, "value", reason) for reason in getattr(error.__cause__, "reasons", ())),
    ]
    if any(type(cause).__module__.startswith(("OpenSSL", "service_identity")) for cause in causes):
        return "tls", type(causes[-1]).__name__
    if isinstance(error, DownloadCancelledError):
        return "too_large", ""
    if isinstance(error, DownloadTimeoutError):
        return "too_slow", str(timeout)
    if isinstance(error, ResponseDataLossError):
        return "cut_off", ""
    if isinstance(error, CannotResolveHostError):
        return "unreachable", "DNS"
    return "unreachable", type(error).__name__
