"""Evidence and findings, collected while a report's identity is resolved."""

from __future__ import annotations

from dataclasses import dataclass, field

from etl.model.report import Evidence, Finding, Severity
from etl.rules.catalog import finding

SOURCES = {
    "manifest": ("清单", "manifest"),
    "title": ("标题", "title"),
    "metadata": ("网页标题", "page title"),
    "text": ("正文", "text"),
    "folder": ("文件夹", "folder"),
    "file_name": ("文件名", "file name"),
}
"""Where a statement about the identity can stand, in Chinese and English."""


@dataclass
class Record:
    """Which statement was taken from where, and which statements contradict each other."""

    evidence: list[Evidence] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def cite(self, name: str, value: object, source: str, quote: str) -> None:
        """Notes where the value of a field was taken from; an empty value is not noted."""
        if value not in ("", None):
            self.evidence.append(Evidence(name, str(value), source, quote[:200]))

    def report(
        self,
        rule: str,
        expected: str = "",
        found: str = "",
        severity: Severity | None = None,
        variant: str = "",
        sources: tuple[str, ...] = (),
        **words: str,
    ) -> None:
        """Notes a finding of rules.toml; `sources` are named in its sentences as {source} and {other_source}."""
        for name, source in zip(("source", "other_source"), sources, strict=False):
            words |= {name: SOURCES[source][0], f"{name}_en": SOURCES[source][1]}
        self.findings.append(
            finding(
                rule,
                expected=expected or None,
                found=found or None,
                printed=None,
                computed=None,
                cells=(),
                severity=severity,
                variant=variant,
                **words,
            )
        )
