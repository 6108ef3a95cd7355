"""Evidence and findings, as they come up while an identity is settled."""

from __future__ import annotations

from dataclasses import dataclass, field

from etl.report import Evidence, Finding, Severity

SOURCE_ZH = {
    "manifest": "清单",
    "title": "标题",
    "metadata": "网页标题",
    "text": "正文",
    "folder": "文件夹",
    "file_name": "文件名",
}


@dataclass
class Record:
    """What was taken from where, and what does not add up."""

    evidence: list[Evidence] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def took(self, name: str, value: object, source: str, quote: str) -> None:
        if value not in ("", None):
            self.evidence.append(Evidence(name, str(value), source, quote[:200]))

    def found(self, rule: str, severity: Severity, message: str, expected: str = "", found: str = "") -> None:
        self.findings.append(Finding(rule, severity, message, expected=expected or None, found=found or None))
