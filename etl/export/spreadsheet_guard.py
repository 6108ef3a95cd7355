"""Keep texts of strangers from running as formulas when a file is opened in a spreadsheet.

A text that a spreadsheet could take for a formula gets an apostrophe in front, as OWASP recommends against
CSV injection. One pattern decides, in Python (`guard`) and in SQL (`guard_sql`).
"""

from __future__ import annotations

import re

# control characters and all kinds of blanks, among them zero-width characters and the byte-order mark: spreadsheets
# skip some of them. Spelled out because \s means other characters in RE2 than in Python.
_BLANK = "\\x00-\\x20\\x7f-\\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff"
_SIGN = "=+@＝＋＠﹦﹢﹫"
_DASH = "\\-－﹣"
# A leading control character, a sign after any blanks, or a dash with more than dashes and blanks behind it:
# a lone dash is how reports print «none» and is no formula. Written for Python and RE2 (DuckDB) alike: no look-ahead.
PATTERN = f"^(?:[\\x00-\\x1f]|[{_BLANK}]*[{_SIGN}]|[{_BLANK}]*[{_DASH}][{_BLANK}{_DASH}]*[^{_BLANK}{_DASH}])"
_FORMULA = re.compile(PATTERN)
_PLAIN = (("0", ":"), ("A", "{"), ("\u4e00", "\ua000"))  # from, below


def guard(value: object) -> object:
    """Put an apostrophe before a text that looks like a formula; return anything else as it is."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def guard_sql(expression: str) -> str:
    """The same guard as a DuckDB expression over a VARCHAR expression, such as a quoted column name.

    What begins with a digit, a Latin letter or a Chinese character is no formula: only the rest is matched.
    """
    plain = " or ".join(f"{expression} >= '{low}' and {expression} < '{high}'" for low, high in _PLAIN)
    matched = f"if(regexp_matches({expression}, '{PATTERN}'), '''' || {expression}, {expression})"
    return f"case when {plain} then {expression} else {matched} end"
