"""Rows of the relation `roster`: each body of a roster, with the identity that its name and its folders give it."""

from __future__ import annotations

from functools import cache

import pyarrow as pa

from etl.identity.agency_kinds import kinds
from etl.identity.identify import identify
from etl.model.document import Document
from etl.model.report import Identity
from etl.sources.roster import Body, RosterFile
from etl.warehouse.arrow import schemas

_TITLE = "{}2024年政府信息公开工作年度报告"
_REGION_CODE_LENGTHS = (6, 9, 12)


def roster_rows(roster: RosterFile, root: str) -> list[dict[str, object]]:
    """One row per body. Raises Unreadable if the roster cannot be read."""
    return [_row(body, roster.name, root) for body in roster.bodies()]


def rows_to_table(rows: list[dict[str, object]]) -> pa.Table:
    """The rows as the staged relation `roster`."""
    return pa.Table.from_pylist(rows, schema=schemas()["roster"])


def _row(body: Body, source_name: str, root: str) -> dict[str, object]:
    identity = _identity(body, source_name)
    stated = _kind_keys().get(body.kind.strip().lower(), "")
    own_kinds = [stated] if stated else list(identity.kinds)
    return {
        "source_name": source_name,
        "root": root,
        "line": body.line,
        "named_id": identity.agency_id,
        "agency": identity.agency or body.name,
        "code": body.code,
        "kind": own_kinds[0] if own_kinds else "",
        "kinds": own_kinds,
        "kind_stated": bool(stated),
        "since": body.since,
        "until": body.until,
        "due": body.due,
        "contact": body.contact,
        "level": "township" if stated in ("township", "subdistrict") else identity.level,
        "scope": identity.scope,
        "province": identity.province,
        "city": identity.city,
        "county": identity.county,
        "region_code": identity.region_code,
    }


def _identity(body: Body, source_name: str) -> Identity:
    """The body as a report beside the roster would be identified; its name in full, if its title gives the same body."""
    code = body.code.strip()
    region = code[:6] if code.isdigit() and len(code) in _REGION_CODE_LENGTHS else ""
    folder = source_name.replace("\\", "/").rpartition("/")[0]
    name = body.name.replace("/", "／")
    stated = identify(Document("csv", ()), f"{folder}/{name}.csv", {"agency": name, "region_code": region})
    titled = identify(
        Document("csv", (), {"title": _TITLE.format(name)}), f"{folder}/x", {"region_code": region}
    )
    return titled if titled.agency_id == stated.agency_id else stated


@cache
def _kind_keys() -> dict[str, str]:
    """Key of each kind by its key and its Chinese name."""
    return {name: kind.kind for kind in kinds() for name in (kind.kind, kind.label_zh)}
