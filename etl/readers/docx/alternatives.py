"""Versions of the same content, of which a program shows the first that it understands."""

from __future__ import annotations

from lxml import etree

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATIVE = _MC + "AlternateContent"
_CHOICE = _MC + "Choice"
# what Word and WPS understand is declared by those who publish them; a prefix without a declaration tells nothing
_UNDERSTOOD = ("schemas.microsoft.com", "schemas.openxmlformats.org", "purl.oclc.org", "wps.cn")


def choose_alternatives(root: etree._Element) -> None:
    """Keep the version that is shown; the first one where none is understood and none stands in for it."""
    for alternative in list(root.iter(ALTERNATIVE)):
        versions = list(alternative)
        shown = next((version for version in versions if _is_understood(version)), None)
        for version in versions:
            if version is not (versions[0] if shown is None else shown):
                alternative.remove(version)


def _is_understood(version: etree._Element) -> bool:
    if version.tag != _CHOICE:
        return True
    spaces = [version.nsmap.get(prefix) for prefix in (version.get("Requires") or "").split()]
    return all(space is None or any(name in space for name in _UNDERSTOOD) for space in spaces)
