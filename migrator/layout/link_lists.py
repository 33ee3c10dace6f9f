"""Boxes of links to other pages that stand around the prose of an article."""

from __future__ import annotations

from migrator.document.document import Document, Element, is_in
from migrator.document.text import is_prose, text_of
from migrator.joomla import address
from migrator.layout.column_edges import edges, is_named

#: Share of a list's words that are links.
_LINKED = 0.7


def lists(
    doc: Document, item: Element, blocks: frozenset[Element], title: str
) -> tuple[Element, ...]:
    """Boxes around the prose of `item` that hold little but links to other pages of the site
    (breadcrumbs, the pages of the article, related items, next and previous), and forms below it
    that are to be filled in. A list without a class or id may be the author's own, and where there
    is no prose any but the way to the article."""
    without = blocks | set(item.iter("form"))
    prose = [doc.places[e] for e in doc.within(item, without) if is_prose(e) and e.tag != "a"]
    above, below = edges(doc, item, without)
    above = [e for e in above if next(e.iter("h1", "h2", "h3", "h4"), None) is None]
    boxes = [e for e in (*above, *below) if e.tag in _LISTS and is_named(e)]
    list_boxes = [
        e
        for e in boxes
        if (prose or text_of(e).endswith(title or "\n"))
        and (_is_list(doc, e, title) or _is_index(doc, e))
    ]
    list_boxes += [
        f for f in item.iter("form") if prose and doc.places.get(f, 0) > prose[-1] and _asks(f)
    ]
    every = set(list_boxes)
    return tuple(e for e in dict.fromkeys(list_boxes) if not is_in(e, every))


_LISTS = ("div", "ul", "ol", "section", "table", "dl", "nav")


def _asks(form: Element) -> bool:
    """Whether a form has a field to write in."""
    return any(
        e.tag == "textarea" or (e.get("type") or "text") in ("text", "email")
        for e in form.iter("input", "textarea")
    )


def _is_list(doc: Document, box: Element, title: str) -> bool:
    """Whether `box` holds links to other pages of the site and little but links, or the way from
    the front page to `title`."""
    text = text_of(box)
    links = [
        (a, url) for a in box.iter("a") if text_of(a) and (url := doc.absolute(a.get("href") or ""))
    ]
    elsewhere = {
        url
        for _, url in links
        if (there := address.read(url)).host == doc.address.host
        and there.place != doc.address.place
    }
    if title and text.endswith(title):
        text, least = text.removesuffix(title), 1
    else:
        least = 2
    return len(elsewhere) >= least and sum(len(text_of(a)) for a, _ in links) > len(text) * _LINKED


def _is_index(doc: Document, box: Element) -> bool:
    """Whether `box` holds the links to the pages of this article."""
    return (
        sum(
            (there := doc.target(a.get("href") or "")).path == doc.address.path
            and bool(there.start or there.showall)
            for a in box.iter("a")
        )
        > 1
    )
