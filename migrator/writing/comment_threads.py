"""Comments in the order and with the numbers that importers need, and as one block of HTML."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from migrator.model import Comment
from migrator.writing import link_rewriting


class Numbered(NamedTuple):
    """A comment with a number of its own, the number of its parent (0: none) and its depth."""

    number: int
    parent: int
    depth: int
    comment: Comment


def parents_first(comments: Sequence[Comment], start: int = 1) -> list[Numbered]:
    """Comments with numbers from `start`, each after the one that it answers.

    WordPress, Isso and Artalk read integers only, sort by them, and take a parent that they do not
    know for somebody else's comment (measured: WordPress Importer 0.9.5, Isso 0.14.0). A comment
    whose parent is not among them, or that answers itself by a circle, is one without a parent.
    """
    children: dict[str, list[Comment]] = {}
    ids = {comment.id for comment in comments}
    roots = []
    for comment in comments:
        if comment.parent in ids and comment.parent != comment.id:
            children.setdefault(comment.parent or "", []).append(comment)
        else:
            roots.append(comment)
    ordered: list[Numbered] = []
    done: set[str] = set()

    def visit(first: Comment) -> None:
        stack = [(first, 0, 0)]
        while stack:
            comment, parent, depth = stack.pop()
            if comment.id in done:
                continue
            done.add(comment.id)
            number = start + len(ordered)
            ordered.append(Numbered(number, parent, depth, comment))
            answers = reversed(children.get(comment.id, []))
            stack += [(answer, number, depth + 1) for answer in answers]

    for comment in [*roots, *comments]:
        visit(comment)
    return ordered


def section(comments: Sequence[Comment], leads: Mapping[str, str], heading: str) -> str:
    """The comments as HTML without an empty line, so that any Markdown takes it as one block."""
    if not comments:
        return ""
    lines = ['<section class="comments">', f'<h2 id="comments">{html.escape(heading)}</h2>', "<ol>"]
    depth = 0
    for position, numbered in enumerate(parents_first(comments)):
        if numbered.depth > depth:
            lines.append("<ol>")
        elif position:
            lines += ["</li>", *["</ol></li>"] * (depth - numbered.depth)]
        depth = numbered.depth
        lines.append(f"<li>{_article(numbered.comment, leads)}")
    lines += ["</li>", *["</ol></li>"] * depth, "</ol>", "</section>"]
    return "\n".join(lines)


def rating_text(rating: Mapping[str, float | None]) -> str:
    """A rating as text: `4` or `4 / 5`."""
    return " / ".join(f"{n:g}" for n in (rating.get("value"), rating.get("best")) if n is not None)


def file_links(comment: Comment, leads: Mapping[str, str]) -> list[dict[str, str]]:
    """The files that a comment brings: `url`, as `leads` has it, and `name`."""
    return [
        {"url": leads.get(file.url) or file.url, "name": file.name or file.url}
        for file in comment.attachments
    ]


def _article(comment: Comment, leads: Mapping[str, str]) -> str:
    author = html.escape(comment.author or "—")
    if comment.website:
        link = html.escape(comment.website)
        author = f'<a href="{link}" rel="nofollow ugc">{author}</a>'
    date = comment.created.value if comment.created else ""
    when = f' <time datetime="{date}">{date[:16].replace("T", " ")}</time>' if date else ""
    if comment.rating:
        when += f' <span class="rating">{rating_text(comment.rating)}</span>'
    title = f'<h3 dir="auto">{html.escape(comment.title)}</h3>' if comment.title else ""
    words = _one_line(link_rewriting.in_html(comment.html, leads))
    return (
        f'<article class="comment" id="comment-{html.escape(comment.id)}">'
        f'<header><b dir="auto">{author}</b>{when}</header>{title}'
        f'<div class="text" dir="auto">{words}</div>{_files(comment, leads)}</article>'
    )


def _files(comment: Comment, leads: Mapping[str, str]) -> str:
    items = [
        f'<li><a href="{html.escape(link["url"])}">{html.escape(link["name"])}</a></li>'
        for link in file_links(comment, leads)
    ]
    return f'<ul class="files">{"".join(items)}</ul>' if items else ""


def _one_line(text: str) -> str:
    """HTML on one line; line breaks within `<pre>` stay as references."""
    before, tag, rest = text.partition("<pre")
    if not tag:
        return " ".join(text.split("\n"))
    code, end, after = rest.partition("</pre>")
    code = code.replace("\n", "&#10;")
    return " ".join(before.split("\n")) + tag + code + end + _one_line(after)
