"""Reads a page as it is imported: whatever forms, rules, places and patterns are looked up or compiled once, now are."""

from etl.ingest import worker as _worker  # noqa: F401 - what the forked processes run
from etl.pipeline import read_reports

_PAGE = "<h1>某县某局2024年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>全年主动公开信息1条。</p>"

read_reports(_PAGE.encode(), "某省/某市/某县/某局.html")
