"""Whether the bytes of an SVG are a picture: something is drawn, and nothing in it acts."""

from __future__ import annotations

import re

import lxml.etree

from migrator import filetypes
from migrator.patterns import lazy_pattern

#: Elements that draw (SVG 2, appendix "Element index": shapes, text, and what shows others).
_DRAWS = frozenset(
    ("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "image", "use")
)
#: Elements that run code or show a page.
_ACTS = frozenset(("script", "foreignobject", "iframe", "object", "embed", "handler", "listener"))
#: Elements that change an attribute of another, which may be an address.
_CHANGES = frozenset(("set", "animate"))
_ENTITIES = lazy_pattern(rb"<!(?:ENTITY|DOCTYPE[^>]*\[)|<\?xml-stylesheet", re.I)
#: An address that runs code; browsers leave out spaces and line breaks in its scheme.
_RUNS = lazy_pattern(r"(?:java|vb)script:|data:(?!image/(?:png|jpe?g|gif|webp)\b)", re.I)


def is_picture(data: bytes) -> bool:
    """Whether some bytes are an SVG that shows something and cannot act. Lazy loaders and
    SingleFile put empty ones, or a transparent rectangle, where a picture is to come."""
    tree = _parsed(data) if filetypes.is_svg(data) else None
    return tree is not None and not _is_active(data, tree) and any(map(_is_drawn, tree.iter()))


def acts(data: bytes) -> bool:
    """Whether some bytes are an SVG that holds a script, an event handler, or the like."""
    tree = _parsed(data) if filetypes.is_svg(data) else None
    return tree is not None and _is_active(data, tree)


def _parsed(data: bytes) -> lxml.etree._Element | None:
    """The root of a document, without what its DTD would fetch; None where it is no XML."""
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return lxml.etree.fromstring(data, parser)
    except (lxml.etree.XMLSyntaxError, ValueError):
        return None


def _name(name: object) -> str:
    return name.rpartition("}")[2].lower() if isinstance(name, str) else ""


def _is_active(data: bytes, tree: lxml.etree._Element) -> bool:
    if _ENTITIES.search(data):
        return True
    return any(_name(e.tag) in _ACTS or any(map(_runs, e.items())) for e in tree.iter()) or any(
        _name(e.tag) in _CHANGES and _name(e.get("attributeName", "")) == "href"
        for e in tree.iter()
    )


def _runs(attribute: tuple[str, str]) -> bool:
    name, value = _name(attribute[0]), "".join(attribute[1].split())
    return name.startswith("on") or (name in ("href", "src") and bool(_RUNS.match(value)))


def _is_drawn(element: lxml.etree._Element) -> bool:
    if _name(element.tag) not in _DRAWS:
        return False
    return not (
        element.get("fill-opacity") == "0"
        or element.get("opacity") == "0"
        or (element.get("fill") in ("none", "transparent") and not element.get("stroke"))
    )
