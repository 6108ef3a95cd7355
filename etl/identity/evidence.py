"""Evidence and findings, as they come up while an identity is settled."""

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


@dataclass
class Record:
    """What was taken from where, and what does not add up."""

    evidence: list[Evidence] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def took(self, name: str, value: object, source: str, quote: str) -> None:
        if value not in ("", None):
            self.evidence.append(Evidence(name, str(value), source, quote[:200]))

    def found(
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
        one = finding(
            rule, expected=expected or None, found=found or None, severity=severity, variant=variant, **words
        )
        self.findings.append(one)
