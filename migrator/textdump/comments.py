"""What readers said, as lines: a head with name, date, number, votes, title in the order of the
system, then the words, then what a reader may do with them.

No system is asked for by name: every head holds a date, an age ("2 years ago") or a number, and
heads of one page are alike. Where the name stands is told by what is beside the date; `HEADS` has
what systems print around a name. Shapes seen: AkoComment, JComments 2.1 to 4, !JoomlaComment,
yvComment, K2, Zoo, EasyBlog, RSComments, Komento, sliComments, UDjaComments, Akeeba Engage."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from migrator.layout.comment_ids import unique
from migrator.model import Comment, When
from migrator.normalise import bbcode, sanitise, word_digest
from migrator.textdump import moments, words
from migrator.textdump.article import Text
from migrator.textdump.lines import Line
from migrator.textdump.roles import details_of

#: Signs of a system in a text; the first that is there counts.
SYSTEMS = (
    (
        "joomlacomment",
        re.compile(r"powered by !joomlacomment|please input the anti-spam code", re.I),
    ),
    (
        "jcomments",
        re.compile(r"\bjcomments\b|refresh comments list|rss feed for comments to this post", re.I),
    ),
    ("komento", re.compile(r"powered by komento", re.I)),
    ("yvcomment", re.compile(r"^yvcomment v", re.I)),
    ("k2", re.compile(r"^comment link\b", re.I)),
    ("akocomment", re.compile(r"quote this article on your site", re.I)),
    ("udjacomments", re.compile(r"^reply to comment$", re.I)),
)


@dataclass(frozen=True, slots=True)
class Discussion:
    """The comments of a text, how many it says there are, the name of the system where a line tells
    it."""

    comments: tuple[Comment, ...] = ()
    stated: int | None = None
    system: str | None = None


@dataclass(slots=True)
class _Item:
    """One line of the zone, unwrapped: `kind` is date, number, action, stop or text."""

    line: Line
    text: str
    kind: str
    moment: moments.Moment | None = None


@dataclass(slots=True)
class _Head:
    """A head by numbers of items: first, the date's, last."""

    first: int
    anchor: int
    last: int
    titled: bool = False


def read(text: Text, start: int, order: str = "dmy") -> Discussion:
    """The comments in the lines from `start` on."""
    system = next(
        (n for n, sign in SYSTEMS for line in text.lines[start:] if sign.search(line.text)), None
    )
    items = _items(text, start, order)
    stated = _stated(items)
    if stated == 0 or any(words.NO_COMMENTS.match(item.text) for item in items):
        return Discussion((), 0, system)
    zones = [items[first:last] for first, last in _regions(items)]
    heading = next((n for n, item in enumerate(items) if words.COMMENTS.match(item.text)), 0)
    after = [items[first:last] for first, last in _regions(items) if first > heading]
    best = max((_dated(zone) for zone in after), key=len, default=[]) or max(
        (_dated(zone) for zone in zones), key=len, default=[]
    )
    if not best and stated:
        best = next((found for zone in after if (found := _bulleted(zone, stated))), [])
    return Discussion(tuple(unique(best)), stated, system)


# -- lines to items --

_NUMBER = re.compile(r"(?:[+-]?\d{1,4} ?)?#(?: ?\d{1,6})?$|\d{1,5}$|[+-]\d{1,4}$")
_VOTES = re.compile(r"[+-]?\d{1,4}(?: {0,4}[+-]?\d{1,4})?$")
#: A field of a form with what stands in it, as w3m draws it.
_VALUE = re.compile(r"\[[^\]]*\]|https?://\S+")
_ACTION = re.compile(r"[^\s|•]+")


def _items(text: Text, start: int, order: str) -> list[_Item]:
    out: list[_Item] = []
    for number in range(start, len(text.lines)):
        line = text.lines[number]
        before = out[-1] if out else None
        if before and not line.gap and _row_goes_on(before.line, line):
            out[-1] = _Item(before.line, _row(before.line, line), "")
            continue
        role = text.roles[number]
        if line.is_rule:
            continue
        fields = details_of(line.text, order) if role == "detail" else {}
        stop = (role in _STOPS or (fields and _LEFT.issuperset(fields))) and not is_action(
            line.text
        )
        field = line.drawn and role == "form" and not words.FORM.match(line.text)
        out.append(_Item(line, line.text, "action" if field else "stop" if stop else ""))
    for item in out:
        if not item.kind:
            item.kind, item.moment = _kind(item, order)
    return out


#: Details that stand below an article, and never in the head of a comment.
_LEFT = frozenset(("modified", "hits", "category", "tags", "parent category"))
#: Roles of lines that are no part of a discussion.
_STOPS = frozenset(("form", "foot", "comments", "module", "pathway", "after"))


def _row_goes_on(line: Line, after: Line) -> bool:
    """Whether a text browser wrapped the cells of one row: the hour stands below its date."""
    return (
        len(line.cells) > 1
        and "|" in line.cells[-1]
        and "   " in after.raw.strip()
        and bool(_CLOCK.search(after.text))
    )


_CLOCK = re.compile(r"\b\d{1,2}:\d{2}(?::\d{2})?$")


def _row(line: Line, after: Line) -> str:
    return (
        f"{line.cells[0]} {' '.join(after.cells[:-1])} {' '.join(line.cells[1:])} {after.cells[-1]}"
    )


def _kind(item: _Item, order: str) -> tuple[str, moments.Moment | None]:
    text = item.text
    if is_action(text):
        return "action", None
    if _NUMBER.match(text) or _VOTES.match(text):
        return "number", None
    if len(text) < _HEAD and (moment := moments.find(text, order)) and _is_head(moment):
        return "date", moment
    return "text", None


#: Letters of a head at most: number, title, author and date.
_HEAD = 220
#: Words before a number of years that make it no age of a comment: "for 16 years".
_SPAN = re.compile(r"\b(?:for|of|after|over|in|since|last|seit|nach|depuis|desde)$", re.I)
#: Letters before a date that may end like a sentence: "Ivan K." does.
_SHORT = 60
#: Words behind the date in a head: votes, "posted by", a link's sign.
_BEHIND = re.compile(
    r"[|#\s]*$|[+-]?\d{1,4}$|posted by \S|https?://\S+$|\(?permalink\)?$|(?:said|wrote|says):?$|"
    r"[+-]?\d+ votes?$",
    re.I,
)


def _is_head(moment: moments.Moment) -> bool:
    """Whether a line with a date can be a head: little but a name before it, a sign behind it."""
    if (
        not _BEHIND.match(moment.after)
        or len(moment.before) > _HEAD - 40
        or _SPAN.search(moment.before)
    ):
        return False
    return len(moment.before) < _SHORT or not moment.before.endswith((".", "!", "?"))


def is_action(text: str) -> bool:
    """Whether a line only offers what a reader may do: "Reply | Quote"; numbers of votes may stand
    with it."""
    found = _ACTION.findall(_VALUE.sub("", text.casefold()))
    named = [word for word in found if not word.lstrip("+-").isdigit()]
    return bool(named) and all(word in words.ACTIONS for word in named)


def _stated(items: Sequence[_Item]) -> int | None:
    for number, item in enumerate(items):
        if match := words.COMMENTS.match(item.text):
            count = match["a"] or match["b"]
            after = items[number + 1].text if number + 1 < len(items) else ""
            if count or (after.isdigit() and len(after) < 6):
                return int(count or after)
    return None


def _regions(items: Sequence[_Item]) -> list[tuple[int, int]]:
    """The runs of items between lines that are no comments."""
    out = []
    first = 0
    for number, item in enumerate(items):
        if item.kind == "stop":
            if number > first:
                out.append((first, number))
            first = number + 1
    if first < len(items):
        out.append((first, len(items)))
    return out


# -- heads with a date --


def _dated(zone: list[_Item]) -> list[Comment]:
    anchors = _anchors(zone)
    if not anchors:
        return []
    if _closes(zone, anchors):
        return _closed(zone, anchors)
    top = _head(zone, anchors[0], True)
    numbered = any(item.kind == "number" for item in zone[top.first : anchors[0]])
    heads = [_head(zone, anchor, numbered) for anchor in anchors]
    _take_titles(zone, heads)
    out = []
    for number, head in enumerate(heads):
        end = heads[number + 1].first if number + 1 < len(heads) else len(zone)
        if comment := _comment(zone, head, end):
            out.append((zone[head.first].line, comment))
    return _threaded(_first_lines(out))


#: Letters of a comment's title at most.
_TITLE = 100


def _take_titles(zone: list[_Item], heads: list[_Head]) -> None:
    """Titles above heads that begin with a number: the line above, if the comment before has
    another."""
    for number, head in enumerate(heads):
        floor = heads[number - 1].last + 1 if number else 0
        above = head.first - 1
        numbered = zone[head.first].kind == "number" or _has_number(_before(zone[head.first]))
        words_ = not number or any(item.kind == "text" for item in zone[floor:above])
        if (
            numbered
            and above >= floor
            and words_
            and zone[above].kind == "text"
            and _is_title(zone[above].text)
        ):
            head.first, head.titled = above, True


def _is_title(text: str) -> bool:
    return (
        len(text) < _TITLE
        and not text.endswith((".", "。", ":", ","))
        and any(c.isalpha() for c in text)
    )


def _first_lines(found: list[tuple[Line, Comment]]) -> list[tuple[Line, Comment]]:
    """Titles that stand as the first line of the words: where some are "Re: …", all short ones
    are."""
    if not any(c.title is None and c.text.startswith("Re: ") and "\n" in c.text for _, c in found):
        return found
    return [(line, _split_title(comment)) for line, comment in found]


def _split_title(comment: Comment) -> Comment:
    first, newline, rest = comment.text.partition("\n")
    if not newline or comment.title or not _is_title(first) or not first[0].isalpha():
        return comment
    _, _, made = comment.html.partition("<br>")
    return replace(comment, title=first, text=rest, html=made)


def _anchors(zone: list[_Item]) -> list[int]:
    """The items with dates that are of the most frequent form: an age or a date, with an hour or
    not."""
    dated = [n for n, item in enumerate(zone) if item.moment]
    forms = Counter(_form(zone[n]) for n in dated)
    if not forms:
        return []
    top = max(forms.values())
    form = next(_form(zone[n]) for n in dated if forms[_form(zone[n])] == top)
    return [n for n in dated if _form(zone[n]) == form]


def _before(item: _Item) -> str:
    """The words before the date of an item."""
    return item.moment.before if item.moment else ""


def _form(item: _Item) -> str:
    moment = item.moment
    return "" if moment is None else moment.when.precision if moment.when else "age"


def _closes(zone: list[_Item], anchors: list[int]) -> bool:
    """Whether dates stand under the words: what a reader may do follows them, and names them
    not."""
    under = sum(1 for n in anchors if not _before(zone[n]) and _action_after(zone, n))
    return under * 5 >= len(anchors) * 4


def _action_after(zone: list[_Item], number: int) -> bool:
    """Whether what a reader may do stands behind item `number`, after a link or votes at most."""
    after = number + 1
    while after < len(zone) and (
        zone[after].kind == "number" or zone[after].text.startswith(("http://", "https://"))
    ):
        after += 1
    return after < len(zone) and zone[after].kind == "action"


def _head(zone: list[_Item], anchor: int, numbered: bool) -> _Head:
    """The head around a date; `numbered` tells that numbers above it are its own, and not the votes
    of the comment before: so it is where one stands above the first."""
    moment = zone[anchor].moment
    first = last = anchor
    name = _name(moment.before) if moment and not _has_number(moment.before) else ""
    while not name and first and zone[first - 1].text.startswith(("|", "- ")):
        first -= 1
    if (
        moment
        and not name
        and not _has_number(moment.before)
        and first
        and zone[first - 1].kind == "text"
    ):
        first -= 1
        name = zone[first].text
    if anchor + 1 < len(zone) and _BY.match(zone[anchor + 1].text):
        last = anchor + (
            1 if len(zone[anchor + 1].text) > len("posted by") or anchor + 2 >= len(zone) else 2
        )
        return _Head(first, anchor, last)
    after = not name and (
        _has_number(moment.before if moment else "")
        or (numbered and first > 0 and zone[first - 1].kind == "number")
    )
    if after and anchor + 1 < len(zone):
        last = anchor + 1
    while first and zone[first - 1].kind == "text" and zone[first - 1].text.endswith(("—", "–")):
        first -= 1
    while numbered and first and zone[first - 1].kind == "number":
        first -= 1
    if moment and _LABELLED.match(moment.before) and first:
        first = _numbered(zone, first)
    first = _doubles(zone, first, name)
    return _Head(first, anchor, last)


_BY = re.compile(r"posted by(?:$| )", re.I)
_LABELLED = re.compile(r"(?:\d{1,5} )?(?:written|posted|geschrieben|écrit|escrito|scritto)\b", re.I)


def _has_number(text: str) -> bool:
    return bool(re.match(r"#?\d{1,5}$", text))


def _numbered(zone: list[_Item], first: int) -> int:
    """The item with the number and title above "Written by": one or two items up."""
    for up in (1, 2):
        if first - up < 0 or zone[first - up].kind not in ("text", "number"):
            break
        if zone[first - up].kind == "number" or re.match(r"\d{1,5} \S", zone[first - up].text):
            return first - up
    return first


def _doubles(zone: list[_Item], first: int, name: str) -> int:
    """The first item of a head, with the name that stands before it once more: an avatar's text."""
    letters = word_digest.of(name)
    up = first
    while up and zone[up - 1].kind == "action":
        up -= 1
    if (
        up
        and zone[up - 1].kind == "text"
        and letters
        and word_digest.of(zone[up - 1].text) in (letters, "guest")
    ):
        return up - 1
    return first


def _comment(zone: list[_Item], head: _Head, end: int) -> Comment | None:
    """The comment of a head, its words up to the first line of actions or to `end`."""
    moment = zone[head.anchor].moment
    texts = [
        zone[n].text
        for n in range(head.first, head.last + 1)
        if n != head.anchor and zone[n].kind != "action"
    ]
    author, title = _author(zone, head)
    votes = next(
        (v for t in [*texts, moment.after if moment else ""] if (v := _votes(t)) is not None), None
    )
    number = head.last + 1
    body: list[Line] = []
    while number < end and zone[number].kind != "action":
        item = zone[number]
        if item.kind == "number" and (not body or number + 1 == end):
            votes = _votes(item.text) if votes is None else votes
        else:
            body.append(item.line._replace(text=item.text))
        number += 1
    while body and end == len(zone) and _VOTES.match(body[-1].text):
        body.pop()
    if not body or not author:
        return None
    return _made(author, title, moment.when if moment else None, votes, body)


def _votes(text: str) -> int | None:
    match = re.match(r"([+-]?\d{1,4})(?: ?#.*)?$", text.strip())
    return (
        int(match[1]) if match and (match[1][0] in "+-" or "#" in text or match[1] == "0") else None
    )


_PREFIX = re.compile(
    r"(?:comment link|permalink|guest - |(?:[+-]?\d{1,4} ?)?# ?\d{0,6}(?= |$)|\d{1,5}(?= )|"
    r"(?:written|posted|submitted|said|geschrieben von|écrit par|escrito por|scritto da)(?: "
    r"by)?(?= ))\s*",
    re.I,
)
_SUFFIX = re.compile(
    r"\s*(?:\|.*|, ?(?:on)?|\bwebsite,?|\bsaid:?|\bsays:?|\bwrote:?|\(guest\))$", re.I
)


def _name(text: str) -> str:
    """A name without what systems print around it."""
    text = text.strip(" ,|:")
    for _ in range(3):
        text = _PREFIX.sub("", text, count=1) if _PREFIX.match(text) else text
    text = text.split("|", 1)[0]
    for _ in range(2):
        text = _SUFFIX.sub("", text).strip()
    return html.unescape(text.strip(" ,|—–"))


def _author(zone: list[_Item], head: _Head) -> tuple[str, str | None]:
    """Author and title of a head."""
    moment = zone[head.anchor].moment
    before, behind = (moment.before, moment.after) if moment else ("", "")
    above = [zone[n].text for n in range(head.first, head.anchor) if zone[n].kind == "text"]
    if behind.lower().startswith("posted by "):
        return _name(behind[10:]), None
    if head.last > head.anchor and _BY.match(zone[head.anchor + 1].text):
        return _name(" ".join(zone[n].text for n in range(head.anchor + 1, head.last + 1))), None
    if head.last > head.anchor:
        return _name(zone[head.last].text), above[-1] if above else None
    if head.titled:
        return _name(before) or (_name(above[-1]) if len(above) > 1 else ""), above[0]
    whole = " ".join([*above, before]).strip()
    titled, dash, name = whole.rpartition(" — ")
    if dash:
        return _name(name), _name(titled) or None
    if "|" in whole:
        name, _, titled = whole.split("|", 1)[0].partition(" - ")
        return name.strip(), titled.strip() or None
    lowered = whole.casefold()
    place = lowered.rfind("written by ")
    if place >= 0:
        return _name(whole[place:]), _PREFIX.sub("", whole[:place], count=1).strip() or None
    name = _name(before)
    if not name and above:
        return _name(above[-1]), None
    return name, None


def _made(
    author: str, title: str | None, when: When | None, votes: int | None, body: Sequence[Line]
) -> Comment:
    lines = [line for line in body if line.text.casefold() != "(guest)"]
    made = _words(lines)
    plain = made if "<" in made or "&" in made else None
    return Comment(
        id="",
        author=author or None,
        title=title,
        created=when,
        votes=votes,
        text=sanitise.plain_text(made) if plain else "\n".join(line.text for line in lines),
        html=made,
    )


_QUOTING = re.compile(
    r"(?:quoting|zitiere|citando(?: a)?|citation de|cituji|цитирую)\s+(\S.{0,80}?) ?:$|"
    r"(\S.{0,60}?) said ?:$",
    re.I,
)
#: Opening tags of BBCode beyond which a comment's tags are left as they are: an attack, not a
#: comment.
_TAGS = 60


def _words(lines: Sequence[Line]) -> str:
    """The HTML of a comment's lines: BBCode as what it means, the line after "Quoting Ann:" as her
    words."""
    out: list[str] = []
    quoting = ""
    for line in lines:
        text = html.escape(line.text, quote=False)
        if match := _QUOTING.match(line.text):
            quoting = match[1] or match[2]
            continue
        out.append(
            f'<blockquote title="{html.escape(quoting)}">{text}</blockquote>' if quoting else text
        )
        quoting = ""
    made = "<br>".join(out).replace("</blockquote><br>", "</blockquote>")
    if "[" in made and made.count("[") <= _TAGS:
        return sanitise.sanitise(bbcode.to_html(made))
    return made


def _threaded(found: list[tuple[Line, Comment]]) -> list[Comment]:
    """The comments, with the one that each answers where bullets stand further in than others."""
    comments = unique([comment for _, comment in found])
    if len(comments) != len(found) or not all(line.bullet for line, _ in found):
        return comments
    out: list[Comment] = []
    above: list[tuple[int, str]] = []
    for (line, _), comment in zip(found, comments, strict=True):
        while above and above[-1][0] >= line.indent:
            above.pop()
        out.append(replace(comment, parent=above[-1][1]) if above else comment)
        above.append((line.indent, comment.id))
    return out


# -- dates under the words --


def _closed(zone: list[_Item], anchors: list[int]) -> list[Comment]:
    """Comments whose date stands under their words: the name is what stands above them."""
    out = []
    first = 0
    for anchor in anchors:
        start = first
        while start < anchor and zone[start].kind in ("number", "action"):
            start += 1
        votes = next(
            (v for item in zone[first:start] if (v := _votes(item.text)) is not None), None
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
            out.append((names[0].line, _made(_name(names[0].text), None, moment.when, votes, body)))
        first = anchor + 1
        while first < len(zone) and (
            zone[first].kind == "action" or zone[first].text.startswith(("http://", "https://"))
        ):
            first += 1
    return _threaded(out)


# -- heads without a date --


def _bulleted(zone: list[_Item], stated: int) -> list[Comment]:
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
            out.append(_made(name.strip(), title.strip() or None, None, None, body))
    return unique(out)
