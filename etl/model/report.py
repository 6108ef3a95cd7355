"""A report as recognised in one document: identity, cells by address, narratives, evidence and findings."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class State(StrEnum):
    """What kind of content a printed cell has. Only `NUMBER` has a value."""

    NUMBER = "number"
    BLANK = "blank"
    DASH = "dash"
    WORD = "word"
    TEXT = "text"
    UNREADABLE = "unreadable"


class Severity(StrEnum):
    """Severity of a finding, the highest first."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class Address(NamedTuple):
    """The keys of a cell of the form."""

    table: str
    row: str
    column: str


class Cell(NamedTuple):
    """One cell of the form in one report; a tuple, because a report has hundreds.

    `value` is None unless the cell states a number; `raw` is its printed text; `corrected` says whether a correction
    rule changed the value.
    """

    value: float | None
    raw: str
    state: State
    locator: str
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of a rule that a person should look at.

    `expected` and `found` are its two sides as text. A rule that compares numbers also gives them as `printed`, what
    the report prints at the address, and `computed`, what the other side gives; `difference` is `printed` less
    `computed`. `cells` are the cells of the report to mark: that of the address, or several if no single one is wrong.
    """

    rule: str
    severity: Severity
    message: str
    table: str | None = None
    row: str | None = None
    column: str | None = None
    expected: str | None = None
    found: str | None = None
    message_en: str = ""
    printed: float | None = None
    computed: float | None = None
    difference: float | None = None
    cells: tuple[Address, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Source of one statement about a report's identity.

    `source` is one of manifest, title, text, metadata, folder, file_name, register; `quote` is its wording.
    """

    field: str
    value: str
    source: str
    quote: str


class Home(NamedTuple):
    """Where a body is: the folder (…/省/市/县) and the code of its region, empty if it has none."""

    folder: str
    region_code: str


@dataclass(frozen=True, slots=True)
class Identity:
    """The agency and year of a report, and the region that the agency belongs to. Empty text means unknown.

    `edition` is `corrected` or `uncorrected` if a title says so; `listed`: a manifest names the file.
    """

    agency: str
    agency_id: str
    year: int | None
    level: str = ""
    kinds: tuple[str, ...] = ()
    scope: str = "own"
    province: str = ""
    city: str = ""
    county: str = ""
    region_code: str = ""
    title: str = ""
    published_on: str = ""
    edition: str = ""
    listed: bool = False
    evidence: tuple[Evidence, ...] = ()
    findings: tuple[Finding, ...] = ()


class StatedFigure(NamedTuple):
    """A figure that the narrative states in words.

    `item` is a key of etl/stated/items.toml; `period` is year, cumulative or other; `exactness` exact, about or over;
    `subject` own or area. `label` are the words that name it, `quote` the exact words that hold the number, at
    `position` of the section's text.
    """

    item: str
    value: float
    unit: str
    period: str
    exactness: str
    subject: str
    label: str
    section: str
    quote: str
    position: int
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A document read as the official form.

    `forms` gives by table the form that its labels belong to; `checked` gives by rule how often it was evaluated and
    how often it could not be.
    """

    source_name: str
    format: str
    identity: Identity
    forms: dict[str, str]
    cells: dict[Address, Cell]
    narratives: dict[str, str] = field(default_factory=dict)
    stated: tuple[StatedFigure, ...] = ()
    findings: tuple[Finding, ...] = ()
    checked: dict[str, tuple[int, int]] = field(default_factory=dict)
    synthetic: bool = False
    url: str = ""
    first_seen: str = ""
