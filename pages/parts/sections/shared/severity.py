"""Severities of findings, most serious first, and their icons."""

SEVERITIES = ("error", "warning", "notice")
ICONS = {"error": ":material/error:", "warning": ":material/warning:", "notice": ":material/info:"}
