"""报告自检: is my report right before I publish it."""

from pages.parts.app import page_frame
from pages.parts.sections.check import batch_upload_card, report_check
from pages.parts.sections.check.upload import upload

view = page_frame.open_page("check", plain=True)
uploaded = upload(view)
if uploaded is None:
    batch_upload_card.batch(view)
if uploaded is not None:
    report_check.verdict(view, uploaded)
    report_check.findings(view, uploaded)
    report_check.form(view, uploaded)
    report_check.evidence(view, uploaded)
