"""Mails as offices send them, and what is found in a file that holds others."""

from __future__ import annotations

import pickle
from email.message import EmailMessage
from pathlib import Path

from etl.sources.discovery import find
from etl.sources.source import Refused, Source


def mail(subject: str = "报送年报", text: str = "见附件。") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@x.gov.cn", "b@x.gov.cn", subject
    message.set_content(text)
    return message


def attach(message: EmailMessage, name: str, content: bytes) -> EmailMessage:
    message.add_attachment(content, "application", "octet-stream", filename=name)
    return message


def opened(path: Path) -> dict[str, bytes]:
    """The content of every source at a path, by its name below that path."""
    return {
        found.name.removeprefix(f"{path}/"): pickle.loads(pickle.dumps(found)).open()
        for found in find([path])
        if isinstance(found, Source)
    }


def refused(path: Path) -> dict[str, str]:
    return {
        found.name.removeprefix(f"{path}/"): found.reason
        for found in find([path])
        if isinstance(found, Refused)
    }
