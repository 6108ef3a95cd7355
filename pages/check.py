"""报告自检: is my report right before I publish it."""

from pages.parts.app import page_frame
from pages.parts.sections.check import uploaded_report

view = page_frame.open_page("check", plain=True)
given = uploaded_report.upload(view)
if given is not None:
    result, data = given
    uploaded_report.verdict(view, result)
    uploaded_report.found(view, result)
    uploaded_report.form(view, result, data)
    uploaded_report.evidence(view, result)
