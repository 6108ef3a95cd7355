"""The reader's choices and the address bar: one value per name, unchanged by a new page or a reload.

Choices are stored as codes rather than labels, so that a link works in both languages. A name `page-choice` belongs to
one page and leaves the address on the others, and so do those of `_OF_PAGE`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

import streamlit as st

from pages.parts.text.i18n import LANGUAGES

Visibility = Literal["visible", "hidden", "collapsed"]
_CHOICES, _WRITTEN, _PAGE, _ARRIVED = "choices", "written", "page", "arrived"
_OF_PAGE = {"year": "agency"}
_MOST_DIGITS = 9


def read_address() -> dict[str, str | list[str]]:
    """All choices; those of an address just opened, or gone back to, replace the stored ones."""
    opened = {name: st.query_params.get_all(name) for name in st.query_params}
    if opened and opened != st.session_state.get(_WRITTEN):
        st.session_state[_CHOICES] = {
            name: values if len(values) > 1 else values[0] for name, values in opened.items()
        }
        st.session_state[_WRITTEN] = opened
        st.session_state[_ARRIVED] = True
    return dict(st.session_state.setdefault(_CHOICES, {}))


def write_address(page: str) -> None:
    """Bring the address bar in line with the choices that concern a page.

    A link from a page to itself tells the server its choices but leaves the bar as it was, so an address just arrived at
    is always written; the browser ignores one that it shows already.
    """
    st.session_state[_PAGE] = page
    address = {
        name: list(value) if isinstance(value, list | tuple) else [str(value)]
        for name, value in choices().items()
        if not belongs_to_page(name) or belongs_to_page(name, page)
    }
    is_new = st.session_state.pop(_ARRIVED, False)
    if is_new or {name: st.query_params.get_all(name) for name in st.query_params} != address:
        st.query_params.from_dict(address)
    st.session_state[_WRITTEN] = address


def belongs_to_page(name: str, page: str = "") -> bool:
    """Whether a choice belongs to `page` alone; without a page, to any single page."""
    owner = _OF_PAGE.get(name) or (name.partition("-")[0] if "-" in name else "")
    return bool(owner) and page in ("", owner)


def choices() -> dict[str, str | list[str]]:
    """All choices, without a look at the address bar."""
    return dict(st.session_state.get(_CHOICES, {}))


def number(name: str) -> int | None:
    """The whole number that was chosen, None if there is none: a link may hold any text, and more digits than a number has."""
    chosen = str(choices().get(name) or "")
    return int(chosen) if chosen.isdecimal() and len(chosen) <= _MOST_DIGITS else None


def language() -> str:
    """The language that the reader chose; Chinese unless another is chosen."""
    chosen = str(choices().get("lang") or "")
    return chosen if chosen in LANGUAGES else LANGUAGES[0]


def set_choice(name: str, value: object) -> None:
    """Make a choice; None or an empty value takes it back."""
    stored = choices()
    if value in (None, "", [], ()):
        stored.pop(name, None)
    else:
        stored[name] = [str(item) for item in value] if isinstance(value, list | tuple) else str(value)
    st.session_state[_CHOICES] = stored


def store(name: str, value: object) -> None:
    """Make a choice and put it in the address at once: a choice inside a card reruns that card alone."""
    set_choice(name, value)
    if _PAGE in st.session_state:
        write_address(st.session_state[_PAGE])


def behind(card: str, key: str | None, year: int | None, measure: str | None, asks: str | None = None) -> str:
    """The value of `<page>-behind` that opens what is behind a figure in the sentence of a card (see `Point`)."""
    return "~".join(str(part or "") for part in (card, key, year, measure, asks)).rstrip("~")


def clear_choices(names: Sequence[str]) -> None:
    """Take back several choices."""
    for name in names:
        set_choice(name, None)


def select(
    name: str,
    label: str,
    options: Sequence[str],
    names: Mapping[str, str] | Callable[[str], str],
    placeholder: str | None = None,
    label_visibility: Visibility = "visible",
    takes_back: Sequence[str] = (),
) -> str | None:
    """Draw a list to pick one code from; without a placeholder the first is the default.

    Another choice here takes back the choices of `takes_back`, which were made under the former one.
    """
    key = _prepared_key(name, options, None if placeholder is not None else options[0])
    return st.selectbox(
        label,
        options,
        index=None if placeholder is not None else 0,
        format_func=names if callable(names) else lambda option: names.get(option, option),
        key=key,
        placeholder=placeholder,
        on_change=_store,
        args=(name, key, takes_back),
        label_visibility=label_visibility,
    )


def select_several(
    name: str, label: str, options: Sequence[str], names: Mapping[str, str], placeholder: str
) -> list[str]:
    """Draw a list to pick several codes from."""
    stored = choices().get(name) or []
    key = f"pick-{name}"
    st.session_state[key] = [
        code for code in ([stored] if isinstance(stored, str) else stored) if code in options
    ]
    return st.multiselect(
        label, options, format_func=lambda option: names.get(option, option), key=key, placeholder=placeholder,
        on_change=_store, args=(name, key), select_all=False,
    )  # fmt: skip


def segmented(
    name: str,
    label: str,
    options: Sequence[str],
    names: Mapping[str, str],
    label_visibility: Visibility = "visible",
    default: str | None = None,
    takes_back: Sequence[str] = (),
) -> str:
    """Draw a row of buttons of which one is on, by default the first; for `takes_back` see `select`."""
    key = _prepared_key(name, options, default or options[0])
    return str(
        st.segmented_control(
            label, options, required=True, format_func=lambda option: names.get(option, option), key=key,
            on_change=_store, args=(name, key, takes_back), label_visibility=label_visibility,
        )
    )  # fmt: skip


def text_field(name: str, label: str, placeholder: str) -> str:
    """Draw a text field."""
    key = f"pick-{name}"
    st.session_state[key] = str(choices().get(name) or "")
    return st.text_input(label, key=key, placeholder=placeholder, on_change=_store, args=(name, key)).strip()


def _prepared_key(name: str, options: Sequence[str], default: str | None) -> str:
    """Set the widget to the stored choice before it is drawn: a default would lose the second of two quick choices."""
    key, stored = f"pick-{name}", choices().get(name)
    st.session_state[key] = stored if stored in options else default
    return key


def _store(name: str, key: str, takes_back: Sequence[str] = ()) -> None:
    """Store what was picked."""
    clear_choices(takes_back)
    store(name, st.session_state.get(key))
