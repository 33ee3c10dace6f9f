"""One capture to one Reading: what kind of page it is, what it tells of its article, which comments
it holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from migrator import filetypes as media
from migrator.comments import configured
from migrator.comments import registry as comment_systems
from migrator.document import document, own_address
from migrator.document.context import DateStyle, PageContext
from migrator.document.document import Document, Element
from migrator.joomla import address, uri
from migrator.joomla.programs import PROGRAM
from migrator.layout import breadcrumbs
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import first_number
from migrator.layout.reader import Reader
from migrator.model import DAMAGED, DECLARED, NO_ARTICLE, Capture, Note, Reading
from migrator.reading import article_number as pathway
from migrator.reading import (
    article_page,
    comment_pages,
    ledger,
    listing,
    menus,
    no_article,
    other_captures,
)
from migrator.reading import page_kind as kinds
from migrator.reading import recognition as recognise
from migrator.reading.recognition import Recognition
from migrator.settings import NOTHING_KNOWN, ReadOptions
from migrator.warc import saved_form
from migrator.warc.digests import DIGEST_FAULT

#: What is done with a page when it is parsed.
Visit = Callable[[Document], None]


def read(
    capture: Capture, read_options: ReadOptions = NOTHING_KNOWN, visit: Visit | None = None
) -> Reading:
    """The reading of `capture`; whatever it is, it ends in one. `visit` gets the page, if it is
    one, so that it need not be parsed again."""
    capture = saved_form.original(with_address(capture))
    reading = _read(capture, read_options, visit)
    if not capture.faults:
        return reading
    faults = tuple(_damage(capture.source, fault) for fault in capture.faults)
    return replace(
        reading,
        reason=f"{reading.reason}{DAMAGED}{capture.faults[0]}",
        notes=(*reading.notes, *faults),
    )


def _damage(source: str, fault: str) -> Note:
    level = "warning" if fault.endswith(DIGEST_FAULT) else "loss"
    return Note("source-damaged", f"{source} is damaged: {fault}", level)


def _read(capture: Capture, read_options: ReadOptions, visit: Visit | None) -> Reading:
    if capture.content_type == PROGRAM:
        why = "part of Joomla or an extension, not read"
        return Reading(capture.source, None, "other", why, status="skipped", origin="program")
    if private := media.private(capture):
        return other_captures.private(capture, private)
    if 300 <= (capture.status or 0) < 400 or (capture.status is None and capture.location):
        return other_captures.redirect(capture)
    what = media.kind(capture)
    if what == "feed":
        return other_captures.feed(capture, _off(read_options))
    if what == "data":
        return other_captures.answer(capture, _off(read_options))
    if (what == "text" and media.is_named_like_a_log(capture.source)) or (
        what == "page" and media.is_savers_page(capture.data)
    ):
        return Reading(
            capture.source, capture.url, "media", "a saver's own file, no page", status="skipped"
        )
    if what == "text":
        from migrator.textdump import reader as textdump  # most runs meet no text: 50 ms of CPU

        if textdump.looks_like(capture):
            where = address.read(capture.url or "")
            kind = recognise.kind_of(where.option, where.view)
            return textdump.read(capture, read_options.texts, read_options.date_order, kind)
    if media.is_lost_page(capture, what):
        return other_captures.lost(capture, f"is called a page and holds none: {what}")
    if what != "page":
        return Reading(
            capture.source,
            capture.url,
            "media",
            f"{what}, kept as a file",
            status="skipped",
            mirror=capture.mirror,
        )
    doc = document.read(capture)
    if visit:
        visit(doc)
    style = DateStyle(read_options.date_order, language_of(doc))
    doc.context = PageContext(style, read_options.survey, _off(read_options))
    return _page(doc, read_options)


def with_address(capture: Capture) -> Capture:
    """`capture` with the address that the page itself gives, where the capture knows none."""
    if capture.url:
        return replace(capture, url=uri.canonical(capture.url))
    stated = own_address.stated_address(capture.data)
    if stated and stated.endswith("/") and _names_folder(capture):
        stated = None
    stated = stated or own_address.stated_path(capture.data)
    return replace(capture, url=stated) if stated else capture


def _names_folder(capture: Capture) -> bool:
    """Whether a `<base>` that ends in a slash names the site and not the page (templates of 1.0
    print it so): the page is no front page by its file's name."""
    where = address.read(capture.mirror or "/")
    return where.place != "/" and own_address.stated_address(capture.data, base=False) is None


def language_of(doc: Document) -> str | None:
    """The language that the page states."""
    tag = (
        doc.tree.get("lang")
        or doc.tree.get("{http://www.w3.org/XML/1998/namespace}lang")
        or doc.tree.get("xml:lang")
        or doc.meta("content-language")
    )
    return (
        tag.strip().lower()
        if tag and re.fullmatch(r"[A-Za-z]{2,3}(?:[-_]\w+)*", tag.strip())
        else None
    )


def _off(read_options: ReadOptions) -> frozenset[str]:
    """The rules that are not to clean anything."""
    return frozenset(read_options.site.rules_off)


def _page(doc: Document, read_options: ReadOptions) -> Reading:
    recognition = recognise.recognise(doc)
    blocks = comment_systems.blocks(doc)
    declared = configured.system(read_options.site.comments)
    declared = declared if declared and declared.items(doc) else None
    if declared:
        blocks |= declared.blocks(doc)
    doc.context = replace(doc.context, comments=frozenset(blocks))
    base = _base(doc, recognition)
    if doc.capture.status and doc.capture.status >= 400:
        return replace(base, kind="error", reason=f"status {doc.capture.status}", status="skipped")
    if owner := comment_systems.fetched(doc.address):
        comments = comment_pages.harvest(doc, [owner[0]])
        return comment_pages.fragment(base, comments, owner[1], "that a script fetched")
    kind, reason, article = kinds.classify(doc, recognition, blocks, read_options)
    base = replace(base, kind=kind, reason=reason)
    if article and read_options.survey_follows and is_read_alone(article[0], read_options):
        return replace(base, generic="alone")
    if article:
        systems = [declared] if declared else comment_systems.of_page(doc)
        site = read_options.site.article
        result = article_page.read(doc, recognition, base, *article, blocks, systems, site)
        return _with_unread_items(result, declared, doc) if declared else result
    return _no_article(doc, base, recognition, blocks, read_options.survey_follows)


def _with_unread_items(result: Reading, declared: CommentSystem, doc: Document) -> Reading:
    """`result` with a note of the items that a person declared and in which no words are: the
    selector of their words is wrong, or they are no comments."""
    count = len(declared.items(doc))
    unread = count - len(result.comments)
    if unread <= 0:
        return result
    why = (
        f"{unread} of {count} elements that `comments: item` of site.yaml names became no comment: "
        f"no words in them are where `body` says; `migrator explain` with --site shows a page"
    )
    return replace(result, notes=(*result.notes, Note("comments-item-empty", why, "loss")))


def is_read_alone(reader: Reader, read_options: ReadOptions) -> bool:
    """Whether an article of `reader` is one of no known structure, which nobody declared either."""
    return reader.general and read_options.site.article == NOTHING_KNOWN.site.article


def _base(doc: Document, recognition: Recognition) -> Reading:
    """What every page tells, whatever it is."""
    parsed = doc.address
    level = breadcrumbs.LEVELS.get(parsed.view or "")
    return Reading(
        doc.capture.source,
        doc.url,
        "other",
        "",
        mirror=doc.capture.mirror,
        addresses=(doc.capture.mirror,) if doc.capture.answered and doc.capture.mirror else (),
        captured=doc.capture.captured,
        joomla=recognition.joomla,
        template=recognition.template,
        canonical=pathway.canonical(doc),
        links=pathway.links(doc),
        page_title=doc.title,
        page_description=doc.meta("description"),
        taxonomy=breadcrumbs.taxonomy(doc),
        category=parsed.id if level == "category" else first_number(parsed.get("catid") or ""),
        section=parsed.id if level == "section" else None,
        notes=tuple(doc.notes),
    )


def _no_article(
    doc: Document,
    base: Reading,
    recognition: Recognition,
    blocks: frozenset[Element],
    survey_follows: bool,
) -> Reading:
    """A page of another kind, with what it tells of articles or holds of comments."""
    component = recognition.component
    if base.kind == "other":
        apart = comment_pages.harvest(doc, comment_systems.of_component(component))
        if apart.comments:
            key = f"{component}:{doc.address.id or 0}"
            return comment_pages.fragment(base, apart, key, "on a page of their own")
    if base.kind in ("listing", "front", "archive"):
        if base.reason.endswith(no_article.LEADS_ON):  # by its looks alone: it may be a text
            base = _by_its_looks(doc, base, recognition)
        return replace(
            base,
            mentions=listing.mentions(doc, blocks),
            fields=listing.fields(doc),
            menus=menus.read(doc),
        )
    if base.kind in ("forum", "item") and (entry := comment_systems.own_page(doc, component)):
        page = comment_pages.topic if base.kind == "forum" else comment_pages.guest_book
        return page(doc, base, entry[0])
    if base.kind == "forum":
        posts = comment_pages.harvest(doc, comment_systems.of_page(doc))
        return comment_pages.thread(base, doc, posts) if posts.comments else base
    if base.reason == DECLARED:  # what is left on the page, a person has seen
        return base
    if base.kind == "other" and recognition.joomla and survey_follows:
        return base
    if base.kind in ("other", "not-joomla") or base.reason == no_article.FORM:
        base = _by_its_looks(doc, base, recognition)
    if not recognition.joomla and base.kind == "other":
        return replace(base, kind="not-joomla", reason="nothing of Joomla is on the page")
    return base


def _by_its_looks(doc: Document, base: Reading, recognition: Recognition) -> Reading:
    """A page that only its looks call no article: its words are open, and the number of an article
    in its address is a sign against it."""
    base = replace(base, words=ledger.of_other(doc))
    if recognition.kind is None and (key := pathway.named_article(doc)):
        name = key.removeprefix("#")
        why = f"its address names the article {name}, and none was read from it: {base.reason}"
        base = replace(base, notes=(*base.notes, Note(NO_ARTICLE, why)))
    return base
