"""数据与口径: what exactly is this, and all of it."""

from pages.parts.app import page_frame
from pages.parts.sections.data import data_versions, definitions, downloads

view = page_frame.open_page("data", every_scope=True)
match page_frame.tab(view):
    case "measures":
        definitions.measures(view)
    case "forms":
        definitions.forms(view)
    case "counting":
        definitions.counting(view)
        definitions.rules(view)
    case "download":
        downloads.files(view)
        downloads.package(view)
        data_versions.citing(view)
    case "versions":
        data_versions.history(view)
        data_versions.sources(view)
        data_versions.citing(view)
    case "query":
        data_versions.direct(view)
