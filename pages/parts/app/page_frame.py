"""The frame of every page: navigation, language, filters, selection and coverage."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import streamlit as st
from PIL import Image
from streamlit.delta_generator import DeltaGenerator

from etl import COMMAND
from pages.parts.app import auth, coverage_strip, page_head, presentation, sidebar, single_card
from pages.parts.charts.base import palette
from pages.parts.data import database, query, sample
from pages.parts.data.database import OpenVersion
from pages.parts.data.selection import Selection
from pages.parts.runtime import run_queue, server_log
from pages.parts.state import navigation, url_state
from pages.parts.state.context import View
from pages.parts.text.i18n import text
from pages.parts.widgets import ignored_choices, offered_choices
from pages.parts.widgets.offered_choices import Offer

_STYLE = Path(__file__).parent / "style.css"
_SERVED = "served"


def serve() -> None:
    """Draw the navigation and run the page that was asked for."""
    _enter()
    language = _language()
    st.session_state[_SERVED] = True
    database.freeze_startup_objects()
    page = navigation.navigation(language)
    with run_queue.slot(), server_log.timed(page.url_path or navigation.PAGES[0]):
        page.run()
        single_card.end()


def open_page(
    key: str,
    every_scope: bool = False,
    fit: Callable[[OpenVersion, Selection], Selection] | None = None,
    plain: bool = False,
    own_strip: bool = False,
    heading: Callable[[View], tuple[str, str] | None] | None = None,
    drawn: Sequence[str] = (),
) -> View:
    """Open a page, as its first call; stops the script if there is nothing to show.

    `every_scope` is for pages that count reports and add up no figures (see `selection.resolve`). `fit` turns the
    selection of the filters into the page's own, where the page is about one agency. `plain` leaves out filters and
    coverage, for pages that show nothing of what is loaded. With `own_strip` the page draws its coverage itself.
    `heading` gives a page about one thing that thing's name as its title and the line below it;
    such a page has no coverage. `drawn` are measures that the page draws over all agencies together.
    """
    _enter()
    language = _language()
    st.set_page_config(
        page_title=f"{text(language, f'page.{key}')} · {text(language, 'site.title')}", layout="wide",
        page_icon=_icon(), initial_sidebar_state="auto",
    )  # fmt: skip
    _ensure_navigation(language)
    st.html(_STYLE)
    shades = palette.of(st.context.theme.type)
    st.html(
        f"<style>:root {{ --accent: {shades.accent}; --on-accent: {palette.ink(shades.accent)}; }}</style>"
    )
    opened = database.open_version(url_state.number("version"))
    if opened is None:
        _nothing_loaded(language)
    assert opened is not None
    if not any(counts := sidebar.reports_held(opened)):
        _nothing_loaded(language)
    if plain:
        scope = sidebar.chosen(opened, every_scope=True)
        view = View(key, opened, scope, language, palette.of(st.context.theme.type))
        page_head.draw(view, view.text(f"page.{key}"))
        single_card.begin(view)
        url_state.write_address(key)
        return view
    scope = sidebar.sidebar(opened, language, every_scope)
    if fit is not None:
        scope = fit(opened, scope)
    view = View(key, opened, scope, language, palette.of(st.context.theme.type), tuple(drawn))
    named = heading(view) if heading else None
    title, line = named or (view.text(f"page.{key}"), view.selection_words())
    st.set_page_config(page_title=f"{title} · {text(language, 'site.title')}")
    page_head.draw(view, title, line, is_paper=True)
    single_card.begin(view)
    presentation.begin(view)
    url_state.write_address(key)
    ignored_choices.draw(view, sidebar.ignored(opened, every_scope), "filters")
    _notices(view, *counts)
    if not view.ask("filing_counts")["filed"].sum():
        _offer_wider(view)
    if not own_strip and named is None:
        coverage_strip.draw(view)
    return view


def _enter() -> None:
    """Set up the log and check access, however the reader got to the page."""
    server_log.configure()
    auth.require()


@st.cache_resource(show_spinner=False)
def _icon() -> Image.Image:
    """The icon, 32 by 32 pixels: Streamlit would fetch one of its own from another host."""
    image = Image.new("RGB", (32, 32), palette.LIGHT.paper)
    for left, top in ((4, 16), (13, 4), (22, 10)):
        image.paste(palette.LIGHT.accent, (left, top, left + 7, 28))
    return image


def _language() -> str:
    url_state.read_address()
    return url_state.language()


def _ensure_navigation(language: str) -> None:
    """Run again inside the dashboard: the first page asked of a new server runs without it, once."""
    if not st.session_state.get(_SERVED):
        st.session_state[_SERVED] = True
        navigation.navigation(language)
        st.rerun()


def _unreadable(newest: int) -> tuple[str, dict[str, object]]:
    """Why the newest version is not shown (another schema, or damage), and the values of that sentence."""
    schema = database.schema_of(newest)
    kind = "broken" if schema in (None, database.SCHEMA_VERSION) else "schema"
    return kind, {"newest": newest, "schema": schema, "ours": database.SCHEMA_VERSION}


def _notices(view: View, real: int, synthetic: int) -> None:
    opened = view.opened
    if opened.fallback:
        kind, values = _unreadable(opened.newest)
        st.warning(view.text(f"notice.{kind}", version=opened.version, **values))
    elif opened.version != opened.newest:
        left, right = st.columns([5, 2], vertical_alignment="center")
        left.info(
            view.text("notice.older", version=opened.version, date=opened.published_at, newest=opened.newest)
        )
        right.button(view.text("notice.open_newest"), on_click=url_state.set_choice, args=("version", None))
    elif (wanted := url_state.number("version")) not in (None, opened.version):
        st.warning(f"{view.text('notice.gone', wanted=wanted, version=opened.version)}{_since(view, wanted)}")
    if database.is_pointer_lost():
        st.warning(view.text("notice.pointer", version=opened.version))
    _on_the_demo(view, real, synthetic)


def _since(view: View, wanted: int | None) -> str:
    """What later loads did to the version that a link asks for, which is no longer kept."""
    query = "select count(*) as n, sum(loaded) as loaded, sum(removed) as removed from loads where version > $wanted"
    ((n, loaded, removed),) = database.rows(view.opened, query, {"wanted": wanted}).to_numpy().tolist()
    return view.text("notice.since", n=int(n), loaded=int(loaded), removed=int(removed)) if n else ""


def _on_the_demo(view: View, real: int, synthetic: int) -> None:
    """Say that figures are synthetic, or where the demo is while an office's own reports are shown."""
    if view.selection.data == "real" and not sample.sample(view.opened).alone:
        left_out = len(sample.sample(view.opened).left_out)
        if synthetic or left_out:
            st.caption(view.text("notice.own", real=f"{real:,}", synthetic=f"{synthetic:,}", sample=left_out))
    if view.selection.data != "real" and synthetic:
        key = "notice.synthetic" if view.selection.data == "synthetic" else "notice.mixed"
        with st.container(key="synthetic_note"):
            sentence = view.text(key, synthetic=f"{synthetic:,}", real=f"{real:,}")
            st.markdown(f":material/science: {sentence}")


def _nothing_loaded(language: str) -> None:
    """Say whether nothing was loaded or nothing of it can be read here, and what to do; stop."""
    st.title(text(language, "site.title"), anchor=False)
    newest = database.current_version(database.warehouse_folder())
    if newest is None:
        st.info(text(language, "empty.warehouse"))
    else:
        kind, values = _unreadable(newest)
        st.warning(text(language, f"empty.{kind}", **values))
    if newest is None:
        st.markdown(text(language, "empty.begin"))
    st.code(f"{COMMAND} load data/reports", language="bash")
    if newest is None:
        st.caption(text(language, "empty.demo", command=f"{COMMAND} demo --out data/reports/demo"))
    st.stop()


def _offer_wider(view: View) -> None:
    """Offer to lift single filters, each with the number of reports that would show; stop."""
    offered_choices.draw("wider", view.text("empty.scope"), list(_wider(view)))
    st.stop()


def _wider(view: View) -> Iterator[Offer]:
    for name in ("agency", "kinds", "levels", "county", "city", "province"):
        if not getattr(view.selection, name):
            continue
        wider = view.selection.without(name)
        if wider.scope not in ("", "own") and name == "levels":
            continue
        if n := int(query.ask(view.opened, wider, "filing_counts")["filed"].sum()):
            chosen = {"kinds": "kind", "levels": "level"}.get(name, name)
            label = view.text("empty.loosen", filter=view.text(f"filter.{chosen}"), n=f"{n:,}")
            yield Offer(label, {chosen: None})


def tab(view: View, left_out: Sequence[str] = (), first: str | None = None) -> str:
    """Let the reader choose the tab of a long page, kept in the link; `left_out` have nothing to show.

    Without a choice it is the first tab, or `first`.
    """
    keys = [key for key in navigation.TABS[view.page] if key not in left_out]
    names = {key: view.text(f"part.{key}") for key in keys}
    return url_state.segmented(
        f"{view.page}-part", view.text("pick.part"), keys, names, label_visibility="collapsed", default=first
    )


def two_columns(stacked: bool = False) -> Sequence[DeltaGenerator]:
    """Two columns, one below the other on a narrow screen or if they are `stacked`."""
    return [st.container(), st.container()] if stacked else st.columns(2)
