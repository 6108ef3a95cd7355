"""报告文本: what the reports say about problems and remedies."""

from pages.parts.app import page_frame
from pages.parts.sections.shared import similar_pairs
from pages.parts.sections.texts import search_and_themes

view = page_frame.open_page("texts", every_scope=True)
search_and_themes.search(view)
search_and_themes.over_years(view)
search_and_themes.running(view)
if similar_pairs.is_available(view):
    search_and_themes.alike(view)
