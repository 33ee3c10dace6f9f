"""Footnotes as Word and editors wrote them (a link to a place below, which links back) as
Markdown's `[^1]`, where a site wants that.

CommonMark has none: only generators that have them (Hugo, kramdown, GitHub) should be given such
text. In the region a mark is an element `fn`, and a note a paragraph with `data-note`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from migrator.document.nodes import Tag, Text, above, all_in, each, holds

_MARK = re.compile(r"[\[({]?\s*(?:\d{1,3}|[ivxlc]{1,6}|[a-z]|\*{1,4}|[†‡§])\s*[\])}]?\.?", re.I)
_BOXES = frozenset(("p", "li", "div", "dd", "td"))
_INSIDE = frozenset(
    (
        "p",
        "div",
        "ul",
        "ol",
        "table",
        "blockquote",
        "pre",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "img",
    )
)


def gather(root: Tag) -> int:
    """Makes marks and notes of the pairs of links that are such; how many notes."""
    places = {
        str(name): tag for tag in all_in(root) for name in (tag.get("id"), tag.get("name")) if name
    }
    order = {id(tag): place for place, tag in enumerate(all_in(root))}
    notes: dict[str, tuple[str, Tag]] = {}
    for link in each(root, ("a",)):
        name = str(link.get("href") or "")
        if (
            link.parent is None
            or not name.startswith("#")
            or not _MARK.fullmatch(link.stripped_text())
        ):
            continue
        if name[1:] not in notes:
            note = _note(places.get(name[1:]), link, order)
            if note is None:
                continue
            notes[name[1:]] = str(len(notes) + 1), note
        number, note = notes[name[1:]]
        _around(link).replace_with(_mark(number))
    for number, note in notes.values():
        _put(root, note, number)
    return len(notes)


def _note(place: Tag | None, link: Tag, order: Mapping[int, int]) -> Tag | None:
    """The paragraph at `place` if it is the note of the mark `link`: it stands below, links back,
    and is one paragraph."""
    if place is None or place in link.parents:
        return None
    box = place if place.name in _BOXES else next(above(place, _BOXES), None)
    if (
        box is not None
        and box.name == "div"
        and len(inner := each(box, ("p",))) == 1
        and box.stripped_text() == inner[0].stripped_text()
    ):
        box = inner[0]
    if (
        box is None
        or box in link.parents
        or holds(box, _INSIDE)
        or order[id(box)] < order[id(link)]
    ):
        return None
    back = next((a for a in each(box, ("a",)) if str(a.get("href") or "") in _names(link)), None)
    return box if back is not None else None


def _names(link: Tag) -> set[str]:
    """The addresses that lead back to a mark."""
    return {
        f"#{name}"
        for tag in (link, *above(link, ("sup", "span", "a", "p")))
        for name in (tag.get("id"), tag.get("name"))
        if name
    } | {
        f"#{name}"
        for tag in _link_before(link)
        for name in (tag.get("id"), tag.get("name"))
        if name
    }


def _link_before(link: Tag) -> tuple[Tag, ...]:
    """The nearest `a` before a link, beside it."""
    before = link.previous_tag
    while before is not None and before.name != "a":
        before = before.previous_tag
    return (before,) if before is not None else ()


def _around(link: Tag) -> Tag:
    """The mark with what is raised with it."""
    outer = link.parent
    return (
        outer
        if outer is not None
        and outer.name == "sup"
        and outer.stripped_text() == link.stripped_text()
        else link
    )


def _mark(number: str) -> Tag:
    mark = Tag("fn")
    mark.append(Text(f"[^{number}]"))
    return mark


def _put(root: Tag, note: Tag, number: str) -> None:
    """Moves a note to the end, without its own mark and its links back."""
    box = Tag("p", {"data-note": number})
    for link in each(note, ("a",)):
        if str(link.get("href") or "").startswith("#") and (
            _MARK.fullmatch(label := link.stripped_text()) or not re.search(r"\w", label)
        ):
            _around(link).extract()
    for child in note.children:
        box.append(child)
    first = next((c for c in box.children if isinstance(c, Text) and c.text.strip()), None)
    if first is not None:
        first.replace_with(Text(str(first).lstrip()))
    box.prepend(_mark(number))
    parent = note.parent
    note.extract()
    while (
        parent is not None
        and parent is not root
        and not parent.stripped_text()
        and not holds(parent, ("img", "hr"))
    ):
        empty, parent = parent, parent.parent
        empty.extract()
    root.append(box)


def plain(markdown: str) -> str:
    """Markdown in which marks are text, for a renderer that has no footnotes."""
    notes = re.sub(r"^(\[\^\d+\]):", r"\1", markdown, flags=re.M)
    return re.sub(r"(?<!\\)\[\^(\d+)\]", r"\\[^\1\\]", notes)


def as_links(markdown: str) -> str:
    """Markdown in which marks and notes are links to each other, for engines without footnotes."""
    if "[^" not in markdown:
        return markdown
    marked: set[str] = set()

    def mark(match: re.Match[str]) -> str:
        number = match["number"]
        if number is None:  # code, or an escaped bracket
            return match[0]
        if match["note"] is not None:
            return f'<a id="fn-{number}" href="#fnref-{number}">{number}</a>.'
        ident = "" if number in marked else f' id="fnref-{number}"'
        marked.add(number)
        return f'<sup><a{ident} href="#fn-{number}">{number}</a></sup>'

    return _FOOTNOTE.sub(mark, markdown)


_FOOTNOTE = re.compile(
    r"\\.|^[ >]*(?P<fence>`{3,})[^\n]*\n.*?^[ >]*(?P=fence)[ ]*$"
    r"|(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)"
    r"|(?:(?P<note>^)|)\[\^(?P<number>\d+)\](?(note):)",
    re.M | re.S,
)
