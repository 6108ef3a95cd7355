"""Rows of the relation `roster`: each body of a roster, with the identity that its name and its folders give it."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

import pyarrow as pa

from etl.identity.agency_kinds import kinds
from etl.identity.identify import identify
from etl.model.document import Document, Unreadable
from etl.model.report import Identity
from etl.readers.spreadsheet.hidden_lines import ShownWorkbook, as_workbook
from etl.runtime.language import in_language
from etl.sources.roster import Body, RosterFile
from etl.warehouse.arrow import schemas

_LOG = logging.getLogger(__name__)
_TITLE = "{}2024年政府信息公开工作年度报告"
_REGION_CODE_LENGTHS = (6, 9, 12)
_MOST_NAMED = 20


def roster_rows(roster: RosterFile, root: str) -> list[dict[str, object]]:
    """One row per body; warns of lines that count as one body. Raises Unreadable if the roster cannot be read."""
    bodies = roster.bodies()
    warn_of_hidden(bodies, roster.source.open(), roster.name)
    rows = [_row(body, roster.name, root) for body in bodies]
    _warn_of_repeats(bodies, rows, roster.name)
    return rows


def named_in_full(bodies: Sequence[Body], source_name: str) -> list[str]:
    """The names of bodies with the region that the folders of their roster give them, also one that the register of codes lacks; as the roster has them elsewhere."""
    identities = ((body, _identity(body, source_name)) for body in bodies)
    return [identity.agency if identity.province else body.name for body, identity in identities]


def warn_of_hidden(bodies: Sequence[Body], data: bytes, name: str) -> None:
    """Bodies on rows that are hidden or filtered count, as nobody sees why they should not; they are named."""
    try:
        book = as_workbook(data, name)
    except Unreadable:
        book = ShownWorkbook(data, is_known=False)
    if not book.is_known:
        _LOG.warning(
            in_language(
                "%s：看不出有没有隐藏或筛选掉的行，全部计入；拿不准的请另存为 .xlsx。",
                "%s: rows that are hidden or filtered cannot be told and count; if in doubt, save the file as .xlsx.",
            ),
            name,
        )
    hidden = [
        body
        for body in bodies
        if body.sheet in book.hidden and body.line - 1 in book.hidden[body.sheet].hidden_rows
    ]
    if hidden:
        shown = in_language("、", ", ").join(f"{body.name}（{body.place}）" for body in hidden[:_MOST_NAMED])
        _LOG.warning(
            in_language(
                "%s 里隐藏或筛选掉的 %d 行照样作为应报机关计入：%s%s；不该计入的请从名录里删去，或写明截止年份。",
                "%s: %d rows that are hidden or filtered count as bodies that must file: %s%s; delete those that should not, or state the year until which they file.",
            ),
            *(name, len(hidden), shown, "……" if len(hidden) > _MOST_NAMED else ""),
        )


def _warn_of_repeats(bodies: Sequence[Body], rows: Sequence[Mapping[str, object]], source_name: str) -> None:
    """Lines of one roster that name the same body for the same years count once, whatever their codes."""
    by_id: defaultdict[object, list[Body]] = defaultdict(list)
    for body, row in zip(bodies, rows, strict=True):
        if row["named_id"]:
            by_id[row["named_id"]].append(body)
    for lines in by_id.values():
        for one, other in pairwise(sorted(lines, key=lambda body: (body.since or 0, body.line))):
            if one.overlaps(other):
                _LOG.warning(
                    in_language(
                        "%s %s“%s”与%s“%s”认作同一机关，只计一次；若是不同机关，请写全称或所在地。",
                        "%s: %s “%s” and %s “%s” name the same body, which counts once; if they are different bodies, write their full names or places.",
                    ),
                    *(source_name, one.place, one.name, other.place, other.name),
                )


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
