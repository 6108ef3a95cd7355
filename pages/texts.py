"""报告文本: what the reports say about problems and remedies."""

from pages.parts import chrome
from pages.parts.exhibits import similar, speech

view = chrome.open_page("texts", every_scope=True)
speech.search(view)
speech.over_years(view)
speech.running(view)
if similar.known(view):
    speech.alike(view)
