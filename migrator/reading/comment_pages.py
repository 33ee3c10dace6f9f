"""Pages that are comments: what a script fetched, comments on a page of their own, topics of
forums, guest books."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from migrator.document.document import Document
from migrator.document.text import text_of
from migrator.layout import breadcrumbs
from migrator.layout import titles as headings
from migrator.layout.comment_system import CommentSystem, PageComments
from migrator.model import Fields, Reading, Value
from migrator.normalise import sanitise
from migrator.normalise import word_digest as letters
from migrator.reading import comment_pager


def harvest(doc: Document, systems: Sequence[CommentSystem]) -> PageComments:
    """The comments of the first system that has any, else the first system that is there. What a
    general one found on a page of a known one, in a template of the site's own, is the known
    one's."""
    harvests = [_read(doc, s) for s in systems]
    first = next((h for h in harvests if h.comments), next(iter(harvests), PageComments("")))
    of_known_system = next(
        (h for s, h in zip(systems, harvests, strict=True) if not s.general), None
    )
    return (
        replace(
            first,
            system=of_known_system.system,
            stated=first.stated if of_known_system.stated is None else of_known_system.stated,
        )
        if of_known_system and of_known_system is not first and not of_known_system.comments
        else first
    )


def _read(doc: Document, system: CommentSystem) -> PageComments:
    """The comments of a system, and how many pages of them a pager tells of."""
    comments = system.read(doc)
    if not comments.comments:
        return comments
    pages = max(comments.pages, comment_pager.pages(doc, system.items(doc)))
    return replace(comments, pages=pages)


def fragment(base: Reading, comments: PageComments, key: str, origin: str) -> Reading:
    """A page of comments of the article that `key` names; `origin` says where they stand."""
    return replace(
        base,
        kind="other",
        reason=f"{len(comments.comments)} comments {origin}",
        key=key,
        part="fragment",
        comment_system=comments.system,
        comments=comments.comments,
        comments_stated=comments.stated,
        comment_pages=comments.pages,
    )


def topic(doc: Document, base: Reading, system: CommentSystem) -> Reading:
    """A page of a forum; where it shows a topic, its posts."""
    posts = system.read(doc)
    fields = _own_title(doc, system)
    if crumbs := breadcrumbs.breadcrumbs(doc):
        fields["breadcrumbs"] = Value(crumbs, "breadcrumbs")
    return _with_posts(replace(base, fields=fields), posts)


def thread(base: Reading, doc: Document, posts: PageComments) -> Reading:
    """A page of a forum that nobody declared, with its posts."""
    return _with_posts(replace(base, fields=_title_of(doc, "forum")), posts)


def _with_posts(base: Reading, posts: PageComments) -> Reading:
    return replace(
        base,
        comments=posts.comments,
        comment_system=posts.system or None,
        comments_stated=posts.stated,
        comment_pages=posts.pages,
        notes=base.notes + posts.notes,
    )


def guest_book(doc: Document, base: Reading, system: CommentSystem) -> Reading:
    """A page of a guest book: an item whose body is what its owner says before the first entry,
    and whose comments are the entries."""
    entries = _read(doc, system)
    intro = [e for _, elements in doc.each(system.intro) for e in elements]
    body = "".join(sanitise.clean(doc, e) for e in intro).strip()
    component, number = system.component[0], doc.address.id
    fields = _own_title(doc, system)
    fields |= {
        "body": Value(None, f"{system.name}: intro"),
        "own section": Value(system.own_section, f"component {component}"),
    }
    if doc.title:
        fields["page title"] = Value(doc.title, "title element")
    if language := doc.context.date_style.language:
        fields["language"] = Value(language, "html lang")
    page = replace(
        base,
        key=f"{component}:{number}" if number else None,
        part="comments" if doc.address.start else "whole",
        fields=fields,
        body=body,
        text_mark=letters.mark(body),
    )
    return _with_posts(page, entries)


def _own_title(doc: Document, system: CommentSystem) -> Fields:
    """The title of a page that a forum or guest book prints: its own heading, else the one by
    which the page calls itself."""
    if system.heading and (heading := system.heading.find(doc, doc.tree)):
        return {"title": Value(heading.value, f"{system.name}: {heading.rule}")}
    return _title_of(doc, system.name)


def _title_of(doc: Document, name: str) -> Fields:
    """The heading by which the page calls itself, else its first; `name` says who found it."""
    for tags, must_be_said in ((("h1", "h2", "h3"), True), (("h1",), False)):
        for element in doc.tagged(*tags):
            text = text_of(element)
            if text and (not must_be_said or headings.is_said(text, doc)):
                return {"title": Value(text, f"{name}: {element.tag}")}
    return {}
