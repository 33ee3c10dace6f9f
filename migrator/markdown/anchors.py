"""Places that links lead to (`#place`): each becomes an empty anchor of its own, so that whatever
is cleaned around it, it stays.

Kept are the places that links of the same text lead to, and anchors that an author set (`<a
name="place">`), to which other pages may link; not the marks that Word, FrameMaker and their like
leave by the dozen."""

from __future__ import annotations

import re
from urllib.parse import unquote

from migrator.document.nodes import Tag, all_in, each, first

_JUNK = re.compile(r"_?(?:Toc|Ref|Hlk|Hlt|GoBack|OLE_LINK|DdeLink)\w*|.*\d{5}.*", re.I)
#: Blocks that hold text; before the beginning of all others an anchor cannot stand.
_TEXT = frozenset(
    (
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "td",
        "th",
        "dt",
        "dd",
        "blockquote",
        "section",
        "article",
        "aside",
        "header",
        "footer",
        "main",
        "address",
        "center",
        "figcaption",
        "caption",
        "summary",
        "figure",
        "form",
        "fieldset",
    )
)
_SHELLS = frozenset(("table", "tbody", "thead", "tfoot", "tr", "ul", "ol", "dl", "dir", "menu"))
_HOLDERS = frozenset(("td", "th", "li", "dt", "dd"))


def pin(root: Tag) -> None:
    """Puts an anchor where each place is, and takes the name from the element that had it."""
    links = [href for a in each(root, ("a",)) if (href := a.get("href"))]
    wanted = {unquote(link.rpartition("#")[2]) for link in links if "#" in link}
    for element in all_in(root):
        if element.name == "hr":  # Joomla's marks are told by their ids
            continue
        anchor = element.name == "a"
        names = dict.fromkeys(
            str(n) for n in (element.get("id"), element.get("name") if anchor else None) if n
        )
        for name in names:
            if unquote(name) in wanted or (
                anchor and not element.get("href") and not _JUNK.fullmatch(name)
            ):
                _put(element, Tag("a", {"id": name}))
        if names:
            element.attrs = {k: v for k, v in element.attrs.items() if k not in ("id", "name")}
        if anchor and not element.get("href"):
            element.unwrap()


def _put(element: Tag, anchor: Tag) -> None:
    """Puts `anchor` at the beginning of a block, before the line's outermost element that is
    none."""
    if element.name in _TEXT:
        element.prepend(anchor)
    elif element.name in _SHELLS and (holder := first(element, _HOLDERS)) is not None:
        holder.prepend(anchor)
    else:
        place = element
        while (
            place.parent is not None
            and place.parent.parent is not None
            and place.parent.name not in _TEXT
        ):
            place = place.parent
        place.insert_before(anchor)
