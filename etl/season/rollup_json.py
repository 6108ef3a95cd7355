"""A roll-up as JSON, for programs."""

from __future__ import annotations

import json
from dataclasses import asdict

from etl.season.rollup import Rollup


def to_json(rollup: Rollup) -> str:
    """`area`, `year`, `parts` (report ids), `missing`, `unread`, `left_out` and `doubtful` (agencies) and `cells` by table/row/column, each with `value`,
    `parts` and `unknown`; besides, what the government filed and the sums that the draft breaks."""
    content = {
        "area": "/".join(rollup.area),
        "year": rollup.year,
        "form": rollup.form,
        "synthetic": rollup.synthetic,
        "parts": [part.report_id for part in rollup.parts],
        "missing": list(rollup.missing),
        "unread": list(rollup.unread),
        "left_out": list(rollup.left_out),
        "doubtful": list(rollup.doubtful),
        "cells": {
            "/".join(address): {
                "value": cell.value,
                "parts": cell.parts,
                "unknown": cell.unknown,
                "filed": cell.filed,
                "difference": cell.difference,
            }
            for address, cell in rollup.cells.items()
        },
        "filed": rollup.filed_as or None,
        "carried": [asdict(carried) for carried in rollup.carried],
        "findings": [
            {"rule": finding.rule, "message": finding.message, "message_en": finding.message_en}
            for finding in rollup.findings
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)
