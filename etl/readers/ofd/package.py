"""The parts of an OFD package: its documents, their pages, templates, resources and annotations."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from lxml import etree

from etl.model.document import Unreadable
from etl.readers.common.ooxml_package import member, open_package, parse

MOST_PAGES = 300
DEEPEST_STYLE = 8
_BROKEN = "OFD 文件内部缺少必要的部分，无法打开；请用 OFD 阅读器打开后重新保存，或另存为 PDF。"
_LOCKED = "OFD 文件已加密，无法读取；请取消加密后重新保存。"


@lru_cache(maxsize=512)
def local_name(tag: str) -> str:
    """An element's name by its tag, without its namespace; the parser keeps no comments."""
    return tag.rpartition("}")[2]


def children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The child elements of these names, whatever their namespace."""
    return (inner for inner in element if local_name(inner.tag) in names)


def child(element: etree._Element, name: str, *path: str) -> etree._Element | None:
    """The first descendant along a path of names."""
    found = next((inner for inner in element if local_name(inner.tag) == name), None)
    return child(found, *path) if found is not None and path else found


def text_of(element: etree._Element | None) -> str:
    return (element.text or "").strip() if element is not None else ""


@dataclass(frozen=True, slots=True)
class PageParts:
    """What is drawn on one page, the lowest first: `layers` hold graphic units; `size` is (width, height) in mm."""

    size: tuple[float, float]
    layers: tuple[etree._Element, ...]


class Package:
    """An OFD file's parts. Raises Unreadable if the package is damaged, protected or too large."""

    def __init__(self, data: bytes) -> None:
        self._zip: zipfile.ZipFile = open_package(data)
        self._names = {name.replace("\\", "/").lstrip("/").lower(): name for name in self._zip.namelist()}
        if "encryptions.xml" in self._names:
            raise Unreadable(_LOCKED)

    def content(self, path: str) -> bytes | None:
        """The bytes of a part; None where the package has no such part."""
        name = self._names.get(path.lower())
        return member(self._zip, name) if name else None

    def xml(self, path: str) -> etree._Element | None:
        """The root of a part; None where the package has no such part."""
        content = self.content(path)
        return parse(content) if content else None

    def documents(self) -> list[OfdDocument]:
        """Every document of the package, in order."""
        root = self.xml("OFD.xml")
        if root is None:
            raise Unreadable(_BROKEN)
        bodies = list(children(root, "DocBody"))
        return [OfdDocument(self, body) for body in bodies]


class OfdDocument:
    """One document of a package."""

    def __init__(self, package: Package, body: etree._Element) -> None:
        self._package = package
        self._path = resolved("", text_of(child(body, "DocRoot")))
        root = package.xml(self._path)
        if root is None:
            raise Unreadable(_BROKEN)
        self._root = root
        info = child(body, "DocInfo")
        self.title = text_of(child(info, "Title")) if info is not None else ""
        self.author = text_of(child(info, "Author")) if info is not None else ""

    def pages(self) -> Iterator[PageParts]:
        """The pages in order, each with its templates below or above it and its annotations on top."""
        references = list(children(_required(child(self._root, "Pages")), "Page"))
        if len(references) > MOST_PAGES:
            raise Unreadable(
                f"OFD 有 {len(references)} 页，只读取 {MOST_PAGES} 页以内的文件。请检查是否选错了文件。"
            )
        for reference in references:
            page = self._package.xml(resolved(self._path, reference.get("BaseLoc", "")))
            if page is not None:
                yield self._page(page, reference.get("ID", ""))

    def composite(self, identifier: str) -> etree._Element | None:
        """The content of a composite graphic unit of the resources."""
        return self._composites.get(identifier)

    def fill_color(self, style: str) -> etree._Element | None:
        """The fill colour of a drawing parameter, or of those that it builds on."""
        for _ in range(DEEPEST_STYLE):
            element = self._styles.get(style)
            if element is None:
                return None
            color = child(element, "FillColor")
            if color is not None:
                return color
            style = element.get("Relative", "")
        return None

    def palette_color(self, color: etree._Element) -> str:
        """The values of a colour that is stated by its number in a palette; empty if there is none of it."""
        number = color.get("Index", "")
        colors = self._palettes.get(color.get("ColorSpace") or self._usual_space, [])
        return colors[int(number)] if number.isdecimal() and int(number) < len(colors) else ""

    def image(self, identifier: str) -> bytes | None:
        """The file of an image of the resources."""
        path = self._images.get(identifier)
        return self._package.content(path) if path else None

    def _page(self, page: etree._Element, identifier: str) -> PageParts:
        below: list[etree._Element] = []
        above: list[etree._Element] = []
        for use in children(page, "Template"):
            template = self._templates.get(use.get("TemplateID", ""))
            if template is not None:
                (above if use.get("ZOrder") == "Foreground" else below).append(template)
        layers = [layer for part in (*below, page, *above) for layer in _layers(part)]
        return PageParts(self._size(page), (*layers, *self._annotations.get(identifier, ())))

    def _size(self, page: etree._Element) -> tuple[float, float]:
        for area in (child(page, "Area"), child(self._root, "CommonData", "PageArea")):
            box = text_of(child(area, "PhysicalBox")).split() if area is not None else []
            if len(box) == 4:
                return float(box[2]), float(box[3])
        return 210.0, 297.0

    @cached_property
    def _templates(self) -> dict[str, etree._Element]:
        common = child(self._root, "CommonData")
        uses = children(common, "TemplatePage") if common is not None else ()
        parts = {
            use.get("ID", ""): self._package.xml(resolved(self._path, use.get("BaseLoc", ""))) for use in uses
        }
        return {identifier: part for identifier, part in parts.items() if part is not None}

    @cached_property
    def _resources(self) -> list[tuple[str, etree._Element]]:
        """The resource parts, each with its path."""
        common = child(self._root, "CommonData")
        uses = children(common, "PublicRes", "DocumentRes") if common is not None else ()
        paths = [resolved(self._path, text_of(use)) for use in uses]
        return [(path, part) for path in paths if (part := self._package.xml(path)) is not None]

    @cached_property
    def _composites(self) -> dict[str, etree._Element]:
        units: dict[str, etree._Element] = {}
        for _, resources in self._resources:
            for group in children(resources, "CompositeGraphicUnits"):
                for unit in children(group, "CompositeGraphicUnit"):
                    content = child(unit, "Content")
                    if content is not None:
                        units[unit.get("ID", "")] = content
        return units

    @cached_property
    def _styles(self) -> dict[str, etree._Element]:
        """Drawing parameters by their ID."""
        groups = (group for _, part in self._resources for group in children(part, "DrawParams"))
        return {style.get("ID", ""): style for group in groups for style in children(group, "DrawParam")}

    @cached_property
    def _usual_space(self) -> str:
        return text_of(child(self._root, "CommonData", "DefaultCS"))

    @cached_property
    def _palettes(self) -> dict[str, list[str]]:
        """The colours of colour spaces by their ID."""
        groups = (group for _, part in self._resources for group in children(part, "ColorSpaces"))
        spaces = (space for group in groups for space in children(group, "ColorSpace"))
        return {
            space.get("ID", ""): [text_of(color) for color in children(palette, "CV")]
            for space in spaces
            if (palette := child(space, "Palette")) is not None
        }

    @cached_property
    def _images(self) -> dict[str, str]:
        """Paths of images by their ID."""
        paths: dict[str, str] = {}
        for path, part in self._resources:
            folder = posixpath.join(posixpath.dirname(path), part.get("BaseLoc", ""), "x")
            for group in children(part, "MultiMedias"):
                for media in children(group, "MultiMedia"):
                    file = text_of(child(media, "MediaFile"))
                    if file:
                        paths[media.get("ID", "")] = resolved(folder, file)
        return paths

    @cached_property
    def _annotations(self) -> dict[str, list[etree._Element]]:
        """The appearances of visible annotations by page; a watermark is no part of the report."""
        location = text_of(child(self._root, "Annotations"))
        index_path = resolved(self._path, location)
        index = self._package.xml(index_path) if location else None
        appearances: dict[str, list[etree._Element]] = {}
        for page in children(index, "Page") if index is not None else ():
            part = self._package.xml(resolved(index_path, text_of(child(page, "FileLoc"))))
            for annotation in children(part, "Annot") if part is not None else ():
                appearance = child(annotation, "Appearance")
                if appearance is None or annotation.get("Visible") == "false":
                    continue
                if annotation.get("Type") not in ("Watermark", "Highlight", "Link"):
                    appearances.setdefault(page.get("PageID", ""), []).append(appearance)
        return appearances


def _required(element: etree._Element | None) -> etree._Element:
    if element is None:
        raise Unreadable(_BROKEN)
    return element


def _layers(part: etree._Element) -> list[etree._Element]:
    """The layers of a page or template: backgrounds first, foregrounds last."""
    content = child(part, "Content")
    layers = list(children(content, "Layer")) if content is not None else []
    order = {"Background": 0, "Foreground": 2}
    return sorted(layers, key=lambda layer: order.get(layer.get("Type", "Body"), 1))


def resolved(base: str, path: str) -> str:
    """A part's path in the package: absolute with a leading slash, else relative to the part that names it."""
    path = path.replace("\\", "/")
    joined = path if path.startswith("/") else posixpath.join(posixpath.dirname(base), path)
    return posixpath.normpath(joined).lstrip("/")
