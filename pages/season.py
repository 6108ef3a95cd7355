"""汇总与通报: the papers of the season, what became of findings, ledgers."""

from pages.parts.app import page_frame
from pages.parts.sections.season import follow_up, ledger_upload, papers, return_lists

view = page_frame.open_page("season", every_scope=True)
match page_frame.tab(view):
    case "papers":
        papers.papers(view)
    case "follow_up":
        follow_up.follow_up(view, return_lists.return_lists(view))
    case "ledger":
        ledger_upload.ledger(view)
