"""Style sheets that a page names and its file carries: in `data:` addresses, or as parts saved with the page."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, unquote_to_bytes, urljoin

import tinycss2
from selectolax.lexbor import LexborHTMLParser

from etl.readers.html.css.declarations import serialized
from etl.text.encoding import decode

_LINK = re.compile(r"""<link\b(?:[^<>"']|"[^"]*"|'[^']*')*+>""", re.IGNORECASE)
_STYLE = re.compile(r"(<style\b[^>]*>)(.*?)(</style|\Z)", re.IGNORECASE | re.DOTALL)
_SHEET_DATA = re.compile(r"data:\s*text/css\b", re.IGNORECASE)
_CHARSET = re.compile(r"charset=([\w-]+)", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_BRACE_IN_STRING = re.compile(r"""["'][^"'\n]*[{}]""")
_BRACE = re.compile(r"([{}])")
_NAME = re.compile(r"[.#]([\w-]+)")
_LONG = 20_000  # characters
_DEEPEST_IMPORT = 5
_MOST_SHEETS = 200  # of a page, each as often as it is named
_MOST_CHARACTERS = 4_000_000  # of all of them


@dataclass(frozen=True, slots=True)
class SavedSheets:
    """The style sheets saved with a page: address -> text. `page` is the page's own address."""

    texts: Mapping[str, str] = field(default_factory=dict)
    page: str = ""


def names_sheets(tags: bytes, sheets: bytes, saved: SavedSheets) -> bool:
    """Whether a page may name a style sheet that its file carries; `tags` and `sheets` as in its markup."""
    if b"data:text/css" in tags or b"@import" in sheets:
        return True
    return bool(saved.texts) and b"stylesheet" in tags


def with_carried_sheets(text: str, tags: bytes, saved: SavedSheets) -> str:
    """The page with such style sheets in place of the links and rules that name them; `tags` as in its markup."""
    carried = _Carried(tags, saved)
    text = _LINK.sub(lambda link: carried.in_place_of(link[0]), text)
    return _STYLE.sub(
        lambda style: style[1] + _kept_inside(carried.whole(style[2], saved.page)) + style[3], text
    )


class _Carried:
    """The style sheets of one file, with the limits of one page."""

    def __init__(self, tags: bytes, saved: SavedSheets) -> None:
        self._tags = tags
        self._saved = saved
        self._texts = {unquote(address): css for address, css in saved.texts.items()}
        self._sheets_left = _MOST_SHEETS
        self._characters_left = _MOST_CHARACTERS

    def in_place_of(self, link: str) -> str:
        """A style element for a link to a carried style sheet; other links as they are."""
        node = LexborHTMLParser(link).css_first("link")
        attributes = node.attributes if node is not None else {}
        kinds = (attributes.get("rel") or "").lower().split()
        if "stylesheet" not in kinds or "alternate" in kinds or "disabled" in attributes:
            return link
        text = self._sheet_text(attributes.get("href") or "", self._saved.page)
        if text is None:
            return link
        media = (attributes.get("media") or "").replace('"', "")
        return f'<style media="{media}">{_kept_inside(self.whole(*text))}</style>'

    def whole(self, css: str, address: str, depth: int = 0) -> str:
        """A style sheet behind those that it imports, as far as the file carries them."""
        if "@import" not in css.lower() or depth == _DEEPEST_IMPORT:
            return css
        imported = []
        for place, media, layer in _imports(css):
            if text := self._sheet_text(place, address):
                inner = self.whole(*text, depth + 1)
                if layer is not None:
                    inner = f"@layer {layer} {{{inner}\n}}"
                imported.append(f"@media {media} {{{inner}\n}}" if media else inner)
        return "\n".join((*imported, css))

    def _sheet_text(self, place: str, base: str) -> tuple[str, str] | None:
        """The text of the style sheet at a place that is stated relative to `base`, and its address."""
        place = place.strip()
        if _SHEET_DATA.match(place):
            css, address = _of_data(place), base
        else:
            address = _joined(base, place)
            css = self._texts.get(unquote(address), "")
        self._sheets_left -= 1
        self._characters_left -= len(css)
        if not css or self._sheets_left < 0 or self._characters_left < 0:
            return None
        return _without_strangers(css, self._tags) if len(css) > _LONG else css, address


def _imports(css: str) -> Iterator[tuple[str, str, str | None]]:
    """The addresses that a style sheet imports, with the media and the layer that each is for."""
    for node in tinycss2.parse_stylesheet(css[:_LONG], skip_comments=True, skip_whitespace=True):
        if node.type != "at-rule" or node.lower_at_keyword not in ("import", "charset", "layer"):
            return  # only what stands before all other rules counts
        prelude = [token for token in node.prelude if token.type not in ("whitespace", "comment")]
        if node.lower_at_keyword != "import" or not prelude:
            continue
        place, *conditions = prelude
        if place.type in ("url", "string"):
            yield place.value, _media(conditions), _layer(conditions)
        elif place.type == "function" and place.lower_name == "url":
            address = "".join(part.value for part in place.arguments if part.type == "string")
            yield address, _media(conditions), _layer(conditions)


def _media(conditions: list[tinycss2.ast.Node]) -> str:
    """The media of an import; the layer that its rules go to and what they need are no media."""
    named = (token for token in conditions if getattr(token, "lower_name", "") not in ("layer", "supports"))
    return " ".join(filter(None, (serialized([token]) for token in named if not _is_layer(token))))


def _layer(conditions: list[tinycss2.ast.Node]) -> str | None:
    """The name of the layer that an import goes to, empty for a layer without a name; None if it goes to none."""
    if any(map(_is_layer, conditions)):
        return ""
    named = (token for token in conditions if getattr(token, "lower_name", "") == "layer")
    return next((serialized(token.arguments).strip() for token in named), None)


def _is_layer(token: tinycss2.ast.Node) -> bool:
    return token.type == "ident" and token.lower_value == "layer"


def _of_data(place: str) -> str:
    """The style sheet in a `data:` address, which ends where a fragment begins."""
    head, _, rest = place.partition("#")[0].partition(",")
    content = unquote_to_bytes(rest)
    if head.rstrip().lower().endswith("base64"):
        try:
            content = base64.b64decode(b"".join(content.split()))
        except binascii.Error:
            return ""
    charset = _CHARSET.search(head)
    return decode(content, charset[1] if charset else None)


def _joined(base: str, place: str) -> str:
    try:
        return urljoin(base, place) if base and not place.startswith("cid:") else place
    except ValueError:
        return place


def _without_strangers(css: str, tags: bytes) -> str:
    """A style sheet of a whole site without the rules for classes and ids that the page does not have."""
    css = _COMMENT.sub(" ", css)
    if _BRACE_IN_STRING.search(css):
        return css

    pieces: list[str] = []
    parts = _BRACE.split(css)
    at = 0
    while at < len(parts):
        is_flat_rule = parts[at + 1 : at + 4 : 2] == ["{", "}"]
        length = 4 if is_flat_rule else 1
        if not is_flat_rule or _may_match(parts[at].rpartition(";")[2].lower(), tags):
            pieces += parts[at : at + length]
        at += length
    return "".join(pieces)


def _may_match(selectors: str, tags: bytes) -> bool:
    return "(" in selectors or any(
        all(name.encode() in tags for name in _NAME.findall(selector)) for selector in selectors.split(",")
    )


def _kept_inside(css: str) -> str:
    """A style sheet that neither ends the element around it nor a comment of the page."""
    return css.replace("</", "<\\/").replace("-->", " ")
