"""What a list of articles tells of each in a text: title, address, author, date, intro.

Only where the dumper kept addresses (lynx, ELinks, w3m and links number their links, Markdown has
them in the line) do rows name articles: a list without them cannot be told from the articles that
it lists."""

from __future__ import annotations

import re
from typing import NamedTuple

from migrator.document.text import PROSE
from migrator.joomla import address
from migrator.model import Fields, Mention, Value
from migrator.textdump import body, moments
from migrator.textdump.lines import Line
from migrator.textdump.page_names import TITLE
from migrator.textdump.roles import details_of, without_buttons
from migrator.textdump.text import Text

#: A line of Markdown that is one link: its words, its address.
_LINK = re.compile(
    r"(?:[#>*-]{1,6} ){0,3}\[([^\[\]\n]{2,250})\]\(<?(https?://[^\s()<>]{1,2000})>?"
    r"(?: \"[^\"\n]{0,250}\")?\)\s*"
)
#: Views of com_content and K2 whose addresses have a number and are no articles.
_NO_ARTICLES = frozenset(("category", "categories", "section", "archive", "itemlist", "tag"))
#: Roles at which the row of an article ends.
_ENDS = frozenset(("more", "after", "foot", "form", "module", "comments"))
_DATES = frozenset(("date", "dated"))
#: Lines of the row of an article at most.
_LINES = 40


class _Heading(NamedTuple):
    """The line of a list that is the title of an article, with the article's address."""

    number: int
    title: str
    url: str


def mentions(text: Text, order: str) -> tuple[Mention, ...]:
    """The articles that a list tells of, each once; `order` is that of day and month."""
    headings = [h for n in range(len(text.lines)) if (h := _heading(text, n))]
    by_address: dict[str, Mention] = {}
    for index, heading in enumerate(headings):
        end = headings[index + 1].number if index + 1 < len(headings) else len(text.lines)
        if mention := _row(text, heading, min(end, heading.number + _LINES), order):
            by_address.setdefault(mention.url, mention)
    return tuple(by_address.values())


def _heading(text: Text, number: int) -> _Heading | None:
    line = text.lines[number]
    if text.shared[number] or text.roles[number] or len(line.text) > TITLE:
        return None
    title, url = _whole_link(line)
    if not url or address.article_key(url) is None or address.read(url).view in _NO_ARTICLES:
        return None
    return _Heading(number, title, url)


def _whole_link(line: Line) -> tuple[str, str]:
    """Words and address of a line that is one link, with links of buttons behind it at most; empty
    where it is not."""
    if line.is_markdown:
        link = _LINK.fullmatch(line.raw.strip())
        return (line.text, link[2]) if link else ("", "")
    title, _ = without_buttons(line)
    if not line.links or line.links[0][0] or any(0 < n < len(title) for n, _ in line.links):
        return "", ""
    return title, line.links[0][1]


def _row(text: Text, heading: _Heading, end: int, order: str) -> Mention | None:
    """What stands below a heading up to line `end`; None where neither details nor prose follow: a
    link of a menu or to a category."""
    fields: Fields = {"title": Value(heading.title, "textdump: link of a list")}
    words: list[Line] = []
    goes_on = False
    for number in range(heading.number + 1, end):
        name, line = text.roles[number], text.lines[number]
        if name in _ENDS or (text.shared[number] and not name):
            goes_on = name == "more"
            break
        details = text.labelled.get(number) or details_of(line.text, order)
        if not details and name in _DATES and (moment := moments.find(line.text, order)):
            details = {"created": moment.when} if moment.when else {}
        for field, value in details.items():
            fields.setdefault(field, Value(value, "textdump: details of a list"))
        if not name:
            words.append(line)
    prose = any(len(line.text) > PROSE for line in words)
    if len(fields) == 1 and not prose and not goes_on:
        return None
    intro = body.to_html(words) if words else None
    return Mention(heading.url, "list as text", fields, intro)
