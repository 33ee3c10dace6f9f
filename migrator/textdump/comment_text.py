"""A comment made of its words: BBCode, quotes, titles that stand as a first line, threads."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import replace

from migrator.layout.comment_ids import unique
from migrator.model import Comment, When
from migrator.normalise import bbcode, sanitise
from migrator.textdump.comment_heads import is_title
from migrator.textdump.lines import Line


def split_titles(items: list[tuple[Line, Comment]]) -> list[tuple[Line, Comment]]:
    """Titles that stand as the first line of the words: where some are "Re: …", all short ones
    are."""
    if not any(c.title is None and c.text.startswith("Re: ") and "\n" in c.text for _, c in items):
        return items
    return [(line, _split_title(comment)) for line, comment in items]


def _split_title(comment: Comment) -> Comment:
    first, newline, rest = comment.text.partition("\n")
    if not newline or comment.title or not is_title(first) or not first[0].isalpha():
        return comment
    _, _, made = comment.html.partition("<br>")
    return replace(comment, title=first, text=rest, html=made)


def made_comment(
    author: str, title: str | None, when: When | None, votes: int | None, body: Sequence[Line]
) -> Comment:
    """The comment of a head (author, title, date, votes) and the lines of its body."""
    lines = [line for line in body if line.text.casefold() != "(guest)"]
    html = _words(lines)
    plain = html if "<" in html or "&" in html else None
    return Comment(
        id="",
        author=author or None,
        title=title,
        created=when,
        votes=votes,
        text=sanitise.plain_text(html) if plain else "\n".join(line.text for line in lines),
        html=html,
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


def threaded(items: list[tuple[Line, Comment]]) -> list[Comment]:
    """The comments, with the one that each answers where bullets stand further in than others."""
    comments = unique([comment for _, comment in items])
    if len(comments) != len(items) or not all(line.bullet for line, _ in items):
        return comments
    out: list[Comment] = []
    above: list[tuple[int, str]] = []
    for (line, _), comment in zip(items, comments, strict=True):
        while above and above[-1][0] >= line.indent:
            above.pop()
        out.append(replace(comment, parent=above[-1][1]) if above else comment)
        above.append((line.indent, comment.id))
    return out
