"""Severities of findings, the gravest first, and their signs."""

SEVERITIES = ("error", "warning", "notice")
ICONS = {"error": ":material/error:", "warning": ":material/warning:", "notice": ":material/info:"}
