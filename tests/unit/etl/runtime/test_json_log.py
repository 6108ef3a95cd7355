"""One JSON object per log record, without what libraries attach to theirs."""

import json
import logging

from etl import JsonLines


def line(**extra: object) -> dict[str, object]:
    logger = logging.getLogger("etl.test")
    record = logger.makeRecord("etl.test", logging.WARNING, "f", 1, "%s 份", (3,), None, extra=extra)
    written: dict[str, object] = json.loads(JsonLines().format(record))
    return written


def test_a_record_is_time_level_logger_and_message() -> None:
    record = line()
    assert str(record.pop("time")).endswith("+00:00")
    assert record == {"level": "warning", "logger": "etl.test", "message": "3 份"}


def test_event_and_about_are_written_and_no_other_extra() -> None:
    record = line(event="load", about={"seconds": 1.5, "path": None}, client_ip="10.0.0.1")
    assert (record["event"], record["seconds"], record["path"]) == ("load", 1.5, None)
    assert "client_ip" not in record and "10.0.0.1" not in json.dumps(record)


def test_an_exception_is_one_line_with_its_trace() -> None:
    try:
        raise ValueError("boom")
    except ValueError as error:
        record = logging.LogRecord(
            "etl", logging.ERROR, "f", 1, "failed", (), (ValueError, error, error.__traceback__)
        )
    text = JsonLines().format(record)
    assert "\n" not in text and "ValueError: boom" in json.loads(text)["trace"]
