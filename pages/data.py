"""数据与口径: what exactly is this, and all of it."""

from pages.parts import chrome
from pages.parts.exhibits import definitions, downloads, versions

view = chrome.open_page("data", every_scope=True)
match chrome.part(view):
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
        versions.citing(view)
    case "versions":
        versions.history(view)
        versions.sources(view)
        versions.citing(view)
    case "query":
        versions.direct(view)
