"""What was recognised in one document: typed, addressed, with its evidence and its findings."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class State(StrEnum):
    """What a printed cell says. Only `NUMBER` carries a value."""

    NUMBER = "number"
    BLANK = "blank"
    DASH = "dash"
    WORD = "word"
    TEXT = "text"
    UNREADABLE = "unreadable"


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class Address(NamedTuple):
    """A cell of the form: the three keys of the contract."""

    table: str
    row: str
    column: str


class Cell(NamedTuple):
    """One cell of the report's form, of which a report has hundreds. `value` is None unless it states a number."""

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
    """Where one statement about a report's identity was taken from.

    `source` is one of manifest, title, text, metadata, folder, file_name, register.
    """

    field: str
    value: str
    source: str
    quote: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Who filed for which year, and where that body belongs. Empty text means not known."""

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
    evidence: tuple[Evidence, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A document read as the official form. `forms` says by table which form its labels are of;
    `checked` says by rule how often it was evaluated and how often it could not be."""

    source_name: str
    format: str
    identity: Identity
    forms: dict[str, str]
    cells: dict[Address, Cell]
    narratives: dict[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    checked: dict[str, tuple[int, int]] = field(default_factory=dict)
    synthetic: bool = False
    url: str = ""
