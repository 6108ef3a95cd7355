"""报告文本: what the reports say about problems and remedies."""

from pages.parts.app import page_frame
from pages.parts.sections.shared import similar_pairs
from pages.parts.sections.texts import persistent_themes, search, theme_trend

view = page_frame.open_page("texts", every_scope=True)
search.search(view)
theme_trend.theme_trend(view)
persistent_themes.persistent_themes(view)
if similar_pairs.is_available(view):
    persistent_themes.similar_texts_link(view)
