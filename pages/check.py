"""报告自检: is my report right before I publish it."""

from pages.parts import chrome
from pages.parts.exhibits import checking

view = chrome.open_page("check", plain=True)
given = checking.upload(view)
if given is not None:
    result, data = given
    checking.verdict(view, result)
    checking.found(view, result)
    checking.form(view, result, data)
    checking.evidence(view, result)
