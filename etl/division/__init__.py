"""Divides a document into the reports that it holds: a compilation, a workbook of a sheet per body, two years in a page."""

from __future__ import annotations

from etl.division.divide import Part, divide

__all__ = ["Part", "divide"]
