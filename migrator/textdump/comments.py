"""What readers said, as lines: a head with name, date, number, votes, title in the order of the
system, then the words, then what a reader may do with them.

No system is asked for by name: every head holds a date, an age ("2 years ago") or a number, and
heads of one page are alike. Where the name stands is told by what is beside the date;
`comment_heads.py` has what systems print around a name. Shapes seen: AkoComment, JComments 2.1 to
4, !JoomlaComment, yvComment, K2, Zoo, EasyBlog, RSComments, Komento, sliComments, UDjaComments,
Akeeba Engage."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from migrator.comments import registry
from migrator.layout.comment_ids import unique
from migrator.model import Comment
from migrator.textdump import words
from migrator.textdump.comment_heads import (
    Head,
    author_and_title,
    head_around,
    plain_name,
    take_titles,
    votes_in,
)
from migrator.textdump.comment_items import (
    VOTES,
    Item,
    items_of,
    regions,
    stated_count,
    words_before,
)
from migrator.textdump.comment_text import made_comment, split_titles, threaded
from migrator.textdump.lines import Line
from migrator.textdump.text import Text


@dataclass(frozen=True, slots=True)
class Discussion:
    """The comments of a text, how many it says there are, the name of the system where a line tells
    it."""

    comments: tuple[Comment, ...] = ()
    stated: int | None = None
    system: str | None = None


def read(text: Text, start: int, order: str = "dmy") -> Discussion:
    """The comments in the lines from `start` on."""
    system = next(filter(None, (registry.of_line(line.text) for line in text.lines[start:])), None)
    items = items_of(text, start, order)
    stated = stated_count(items)
    if stated == 0 or any(words.NO_COMMENTS.match(item.text) for item in items):
        return Discussion((), 0, system)
    zones = [items[first:last] for first, last in regions(items)]
    heading = next((n for n, item in enumerate(items) if words.COMMENTS.match(item.text)), 0)
    after = [items[first:last] for first, last in regions(items) if first > heading]
    best = max((_dated(zone) for zone in after), key=len, default=[]) or max(
        (_dated(zone) for zone in zones), key=len, default=[]
    )
    if best and not (stated or system or _is_discussed(text, start, items)):
        best = []
    if not best and stated:
        best = next((found for zone in after if (found := _bulleted(zone, stated))), [])
    return Discussion(tuple(unique(best)), stated, system)


def _is_discussed(text: Text, start: int, items: list[Item]) -> bool:
    """Whether anything but names and dates tells that readers speak: a heading of comments, a form
    for one, what a reader may do, numbers; a module of news or events has none of it."""
    if not {"comments", "form"}.isdisjoint(text.roles[start:]):
        return True
    return any(_is_of_reader(item) for item in items)


#: What a reader may do with any page, not only with a comment.
_OF_PAGES = frozenset(("share", "facebook", "twitter", "like", "update", "cancel", "url", "to"))


def _is_of_reader(item: Item) -> bool:
    """Whether an item stands beside comments alone: "Reply", "#3", "+2"; other numbers and links to
    networks stand on any page."""
    if item.kind == "number":
        return "#" in item.text or item.text[0] in "+-"
    words_ = [word for word in item.text.casefold().split() if word.isalpha()]
    return item.kind == "action" and not _OF_PAGES.issuperset(words_)


def _dated(zone: list[Item]) -> list[Comment]:
    anchors = _anchors(zone)
    if not anchors:
        return []
    if _closes(zone, anchors):
        return _closed(zone, anchors)
    top = head_around(zone, anchors[0], True)
    numbered = any(item.kind == "number" for item in zone[top.first : anchors[0]])
    heads = [head_around(zone, anchor, numbered) for anchor in anchors]
    take_titles(zone, heads)
    out = []
    for number, head in enumerate(heads):
        end = heads[number + 1].first if number + 1 < len(heads) else len(zone)
        if comment := _comment(zone, head, end):
            out.append((zone[head.first].line, comment))
    return threaded(split_titles(out))


def _anchors(zone: list[Item]) -> list[int]:
    """The items with dates that are of the most frequent form: an age or a date, with an hour or
    not."""
    dated = [n for n, item in enumerate(zone) if item.moment]
    forms = Counter(_form(zone[n]) for n in dated)
    if not forms:
        return []
    top = max(forms.values())
    form = next(_form(zone[n]) for n in dated if forms[_form(zone[n])] == top)
    return [n for n in dated if _form(zone[n]) == form]


def _form(item: Item) -> str:
    moment = item.moment
    return "" if moment is None else moment.when.precision if moment.when else "age"


def _closes(zone: list[Item], anchors: list[int]) -> bool:
    """Whether dates stand under the words: what a reader may do follows them, and names them
    not."""
    under = sum(1 for n in anchors if not words_before(zone[n]) and _action_after(zone, n))
    return under * 5 >= len(anchors) * 4


def _action_after(zone: list[Item], number: int) -> bool:
    """Whether what a reader may do stands behind item `number`, after a link or votes at most."""
    after = number + 1
    while after < len(zone) and (
        zone[after].kind == "number" or zone[after].text.startswith(("http://", "https://"))
    ):
        after += 1
    return after < len(zone) and zone[after].kind == "action"


def _comment(zone: list[Item], head: Head, end: int) -> Comment | None:
    """The comment of a head, its words up to the first line of actions or to `end`."""
    moment = zone[head.anchor].moment
    texts = [
        zone[n].text
        for n in range(head.first, head.last + 1)
        if n != head.anchor and zone[n].kind != "action"
    ]
    author, title = author_and_title(zone, head)
    votes = next(
        (v for t in [*texts, moment.after if moment else ""] if (v := votes_in(t)) is not None),
        None,
    )
    number = head.last + 1
    if all(item.shared for item in zone[head.first : end]):
        return None
    body: list[Line] = []
    while number < end and zone[number].kind != "action":
        item = zone[number]
        if item.kind == "number" and (not body or number + 1 == end):
            votes = votes_in(item.text) if votes is None else votes
        else:
            body.append(item.line._replace(text=item.text))
        number += 1
    while body and end == len(zone) and VOTES.match(body[-1].text):
        body.pop()
    if not body or not author:
        return None
    return made_comment(author, title, moment.when if moment else None, votes, body)


def _closed(zone: list[Item], anchors: list[int]) -> list[Comment]:
    """Comments whose date stands under their words: the name is what stands above them."""
    out = []
    first = 0
    for anchor in anchors:
        start = first
        while start < anchor and zone[start].kind in ("number", "action"):
            start += 1
        votes = next(
            (v for item in zone[first:start] if (v := votes_in(item.text)) is not None), None
        )
        split = next((n for n in range(start, anchor) if zone[n].kind == "action"), None)
        names = zone[start:split] if split else zone[start : start + 1]
        body = [
            i.line._replace(text=i.text)
            for i in zone[(split or start) + 1 : anchor]
            if i.kind != "action"
        ]
        moment = zone[anchor].moment
        if names and body and moment:
            out.append(
                (
                    names[0].line,
                    made_comment(plain_name(names[0].text), None, moment.when, votes, body),
                )
            )
        first = anchor + 1
        while first < len(zone) and (
            zone[first].kind == "action" or zone[first].text.startswith(("http://", "https://"))
        ):
            first += 1
    return threaded(out)


def _bulleted(zone: list[Item], stated: int) -> list[Comment]:
    """Comments of bullets: name and title in the bullet's line, the words below it; only where the
    text says how many there are, as any list looks like that."""
    heads = [n for n, item in enumerate(zone) if item.line.bullet and item.kind == "text"]
    if not heads:
        heads = [n for n, item in enumerate(zone) if re.match(r"\S[^.!?]{0,40} - \S", item.text)]
    if not heads or len(heads) > stated:
        return []
    out = []
    for number, head in enumerate(heads):
        end = heads[number + 1] if number + 1 < len(heads) else len(zone)
        name, _, title = zone[head].text.partition(" - ")
        body = [i.line._replace(text=i.text) for i in zone[head + 1 : end] if i.kind != "action"]
        if body:
            out.append(made_comment(name.strip(), title.strip() or None, None, None, body))
    return unique(out)
