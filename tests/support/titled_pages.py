"""The identity of a page of a few lines, for tests of titles."""

from __future__ import annotations

from collections.abc import Mapping

from etl.identity.identify import identify
from etl.model.document import Document, Paragraph
from etl.model.report import Identity

FOLDER = "reports/湖南省/湘潭市/湘潭县/page.html"


def page(
    *lines: str,
    at: str = "page.html",
    manifest: Mapping[str, str] | None = None,
    metadata: dict[str, str] | None = None,
) -> Identity:
    """The identity of a page of these lines."""
    blocks = tuple(Paragraph(line, f"n{number}") for number, line in enumerate(lines, 1))
    return identify(Document("html", blocks, metadata or {}), at, manifest)


def rules(found: Identity) -> dict[str, str]:
    """The severity of each finding on an identity, by rule."""
    return {finding.rule: finding.severity.value for finding in found.findings}
