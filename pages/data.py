"""数据与口径: what exactly is this, and all of it."""

from pages.parts.app import page_frame
from pages.parts.sections.data import (
    citation,
    counting_rules,
    data_versions,
    direct_query,
    downloads,
    form_definitions,
    item_definitions,
    measure_definitions,
    package_download,
    version_changes,
)

view = page_frame.open_page("data", every_scope=True)
match page_frame.tab(view):
    case "measures":
        measure_definitions.measure_definitions(view)
        item_definitions.item_definitions(view)
    case "forms":
        form_definitions.forms(view)
        form_definitions.series_across_forms(view)
        form_definitions.form_cells(view)
    case "counting":
        counting_rules.counting(view)
        counting_rules.rules(view)
    case "download":
        downloads.files(view)
        package_download.data_package(view)
        citation.citation(view)
    case "versions":
        data_versions.history(view)
        version_changes.version_changes(view)
        data_versions.sources(view)
        citation.citation(view)
    case "query":
        direct_query.direct_query(view)
