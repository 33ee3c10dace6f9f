"""One capture to one Reading: what kind of page it is, what it tells of its article, which comments
it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from migrator import filetypes as media
from migrator.comments import configured
from migrator.comments import registry as comment_systems
from migrator.document import document, own_address
from migrator.document import parsing as trees
from migrator.document.context import DateStyle, PageContext
from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.joomla import address
from migrator.joomla.private_files import PROGRAM, PrivateFile
from migrator.layout import article_extras, comment_ids
from migrator.layout import titles as headings
from migrator.layout.comment_system import CommentSystem, PageComments
from migrator.layout.fields import first_number
from migrator.layout.reader import Part, Reader
from migrator.model import DAMAGED, DECLARED, Capture, Comment, Fields, Note, Reading, Value
from migrator.normalise import edge_links, sanitise
from migrator.normalise import word_digest as letters
from migrator.readers import configured as configured_article
from migrator.reading import article_number as pathway
from migrator.reading import breadcrumbs, feed, ledger, listing, menus
from migrator.reading import page_kind as kinds
from migrator.reading import recognition as recognise
from migrator.reading.recognition import Recognition
from migrator.settings import NOTHING_KNOWN, ArticleSelectors, ReadOptions
from migrator.textdump import reader as textdump
from migrator.warc import saved_form
from migrator.warc.reader import DIGEST_FAULT


def read(capture: Capture, read_options: ReadOptions = NOTHING_KNOWN) -> Reading:
    """The reading of `capture`; whatever it is, it ends in one."""
    capture = saved_form.original(with_address(capture))
    reading = _read(capture, read_options)
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


def _read(capture: Capture, read_options: ReadOptions) -> Reading:
    if capture.content_type == PROGRAM:
        why = "part of Joomla or an extension, not read"
        return Reading(capture.source, None, "other", why, status="skipped", origin="program")
    if private := media.private(capture):
        return _private(capture, private)
    if 300 <= (capture.status or 0) < 400 or (capture.status is None and capture.location):
        return _redirect(capture)
    what = media.kind(capture)
    if what == "feed":
        return _feed(capture, _off(read_options))
    if what == "data":
        return _answer(capture, _off(read_options))
    if what == "text" and media.is_named_like_a_log(capture.source):
        return Reading(
            capture.source, capture.url, "media", "a saver's own file, no page", status="skipped"
        )
    if what == "text" and textdump.looks_like(capture):
        return textdump.read(capture, read_options.texts, read_options.date_order)
    if media.is_lost_page(capture, what):
        why = f"is called a page and holds none: {what}"
        return Reading(
            capture.source,
            capture.url,
            "other",
            why,
            status="failed",
            notes=(Note("source-no-page", f"{capture.source} {why}", "loss"),),
        )
    if what != "page":
        return Reading(
            capture.source, capture.url, "media", f"{what}, kept as a file", status="skipped"
        )
    doc = document.read(capture)
    style = DateStyle(read_options.date_order, language_of(doc))
    doc.context = PageContext(style, read_options.survey, _off(read_options))
    return _page(doc, read_options)


def _private(capture: Capture, private: PrivateFile) -> Reading:
    """A file that nobody is to see: it is told of and not read here."""
    origin = "dump" if private.kind == "database" else "private"
    reason = f"{private.what}; neither published nor archived" + (
        "; it was not read" if private.kind != "private" else ""
    )
    return Reading(capture.source, None, "other", reason, status="skipped", origin=origin)


def _redirect(capture: Capture) -> Reading:
    status = f"status {capture.status}" if capture.status else "its saver's page for a redirect"
    return Reading(
        capture.source,
        capture.url,
        "redirect",
        f"{status} to {capture.location}" if capture.location else status,
        status="skipped",
        mirror=capture.mirror,
        location=address.absolute(capture.url, capture.location or ""),
    )


def with_address(capture: Capture) -> Capture:
    """`capture` with the address that the page itself gives, where the capture knows none."""
    if capture.url:
        return capture
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


def _feed(capture: Capture, off: frozenset[str]) -> Reading:
    if owner := comment_systems.feed(capture.url):
        system, key = owner
        comments = tuple(_untitled(c) for c in reversed(feed.comments(capture, off)))
        return Reading(
            capture.source,
            capture.url,
            "feed",
            f"comments of {key}, {len(comments)} of them",
            key=key,
            part="fragment",
            comment_system=system.name,
            comments=tuple(comment_ids.unique(list(comments))),
        )
    mentions = feed.mentions(capture, off)
    return Reading(
        capture.source, capture.url, "feed", f"a feed of {len(mentions)} items", mentions=mentions
    )


def _untitled(comment: Comment) -> Comment:
    """A feed's title "Ann says:" is no title."""
    title = comment.title or ""
    if (
        comment.author
        and title.startswith(comment.author)
        and len(title) - len(comment.author) < 20
    ):
        return replace(comment, title=None)
    return comment


def _answer(capture: Capture, off: frozenset[str]) -> Reading:
    """What a script fetched: a comment system may know it."""
    owner = comment_systems.fetched(address.read(capture.url or ""))
    harvest = owner[0].answer(capture.data, capture.url, off) if owner else None
    if not owner or harvest is None:
        return Reading(capture.source, capture.url, "other", "data for a script", status="skipped")
    return Reading(
        capture.source,
        capture.url,
        "other",
        f"{len(harvest.comments)} comments that a script fetched",
        key=owner[1],
        part="fragment",
        comment_system=harvest.system,
        comments=harvest.comments,
        comments_stated=harvest.stated,
    )


def _page(doc: Document, read_options: ReadOptions) -> Reading:
    recognition = recognise.recognise(doc)
    blocks = comment_systems.blocks(doc)
    declared = configured.system(read_options.site.comments)
    declared = declared if declared and declared.items(doc) else None
    if declared:
        blocks |= declared.blocks(doc)
    doc.context = replace(doc.context, comments=frozenset(blocks))
    parsed = doc.address
    level = breadcrumbs.LEVELS.get(parsed.view or "")
    base = Reading(
        doc.capture.source,
        doc.url,
        "other",
        "",
        mirror=doc.capture.mirror,
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
    if doc.capture.status and doc.capture.status >= 400:
        return replace(base, kind="error", reason=f"status {doc.capture.status}", status="skipped")
    if owner := comment_systems.fetched(doc.address):
        harvest = _harvest(doc, [owner[0]])
        return replace(
            base,
            kind="other",
            reason=f"{len(harvest.comments)} comments that a script fetched",
            key=owner[1],
            part="fragment",
            comment_system=harvest.system,
            comments=harvest.comments,
            comments_stated=harvest.stated,
        )
    kind, reason, article = kinds.classify(doc, recognition, blocks, read_options)
    base = replace(base, kind=kind, reason=reason)
    if article:
        systems = [declared] if declared else comment_systems.found(doc)
        return _article(
            doc,
            recognition,
            base,
            *article,
            blocks=blocks,
            systems=systems,
            site=read_options.site.article,
        )
    if (
        kind == "other"
        and (apart := _harvest(doc, comment_systems.of_component(recognition.component))).comments
    ):
        return replace(
            base,
            reason=f"{len(apart.comments)} comments on a page of their own",
            key=f"{recognition.component}:{doc.address.id or 0}",
            part="fragment",
            comment_system=apart.system,
            comments=apart.comments,
        )
    if kind in ("listing", "front", "archive"):
        return replace(
            base,
            mentions=listing.mentions(doc, blocks),
            fields=listing.fields(doc),
            menus=menus.read(doc),
        )
    if kind in ("forum", "item") and (
        own_page := comment_systems.own_page(doc, recognition.component)
    ):
        return (
            _topic(doc, base, own_page[0])
            if kind == "forum"
            else _guest_book(doc, base, own_page[0])
        )
    if kind == "forum" and (harvest := _harvest(doc, comment_systems.found(doc))).comments:
        return replace(
            base,
            fields=_title_of(doc, "forum"),
            comments=harvest.comments,
            comment_system=harvest.system,
            comments_stated=harvest.stated,
            notes=base.notes + harvest.notes,
        )
    if reason == DECLARED:  # what is left on the page, a person has seen
        return base
    if kind in ("other", "not-joomla"):
        base = replace(base, words=ledger.of_other(doc))
    if not recognition.joomla and kind == "other":
        return replace(base, kind="not-joomla", reason="nothing of Joomla is on the page")
    return base


def _article(
    doc: Document,
    recognition: Recognition,
    base: Reading,
    reader: Reader,
    item: Element,
    blocks: frozenset[Element],
    systems: Sequence[CommentSystem],
    site: ArticleSelectors,
) -> Reading:
    harvest = _harvest(doc, systems)
    blocks |= frozenset(e for s in systems if harvest.comments for e in s.taken(doc, item))
    ends = comment_systems.ends(doc)
    part = reader.read(doc, item, blocks | _after(ends, item))
    if site != NOTHING_KNOWN.site.article and part.reader != configured_article.OWN:
        part = configured_article.with_declared(doc, part, site)
    number, total = pathway.page_of(doc, item)
    notes = base.notes + harvest.notes
    if part.reader == "generic":
        how = (
            "by what the site's pages have in common"
            if doc.context.survey
            else "alone, by its heading and its prose"
        )
        base = replace(base, generic="survey" if doc.context.survey else "alone")
        notes += (
            Note(
                "reading-generic",
                f"no known structure is on the page; it was read {how}",
                "warning",
            ),
        )
    if part.doubtful:
        words = text_of(part.doubtful[0])[:60]
        notes += (
            Note(
                "reading-left-out",
                (
                    f"{len(part.doubtful)} lists of links or forms around the text were "
                    f"left out, the first: {words!r}"
                ),
            ),
        )
    fields = _fields(doc, part)
    ident = pathway.number_of(doc, part, recognition)
    showall = doc.address.showall
    place = "print" if recognition.printed else "page" if total > 1 and not showall else "whole"
    if place == "whole" and number == 0 and doc.address.start and not showall:
        place = "comments"
    body = "".join(_html(doc, c, part.without, ends) for c in part.containers)
    if any(trees.is_large(c) for c in part.containers):
        notes += (
            Note(
                "reading-size",
                "the article is too large to be cleaned by rules; it was only sanitised",
                "warning",
            ),
        )
    body = body.strip()
    key = f"{part.component}:{ident}" if ident else comment_systems.owner(doc, systems)
    return replace(
        base,
        url=base.url or pathway.own_address(doc, part),
        key=key,
        part=place,
        number=number,
        fields=fields,
        custom_fields=article_extras.custom_fields(doc, item, blocks),
        article_links=article_extras.links(doc, item),
        body=body,
        text_mark=letters.mark(body),
        sketch=letters.sketch(body),
        edge_links=edge_links.marks(body, doc.address.host),
        words=ledger.of_article(doc, part, body, harvest.comments, blocks, ends),
        comment_system=harvest.system or None,
        comments=harvest.comments,
        comments_stated=harvest.stated,
        pages=total,
        printed=recognition.printed,
        notes=notes,
    )


def _html(
    doc: Document, box: Element, without: frozenset[Element], ends: frozenset[Element]
) -> str:
    """The clean HTML of a box of the body; a figure (the full article's image) stays one."""
    html = sanitise.clean(doc, box, without, ends)
    return f"<figure>{html}</figure>" if box.tag == "figure" else html


def _topic(doc: Document, base: Reading, system: CommentSystem) -> Reading:
    """A page of a forum; where it shows a topic, its posts."""
    harvest = system.read(doc)
    fields = _own_title(doc, system)
    if crumbs := breadcrumbs.breadcrumbs(doc):
        fields["breadcrumbs"] = Value(crumbs, "breadcrumbs")
    return replace(
        base,
        fields=fields,
        comments=harvest.comments,
        comment_system=harvest.system or None,
        comments_stated=harvest.stated,
        notes=base.notes + harvest.notes,
    )


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


def _guest_book(doc: Document, base: Reading, system: CommentSystem) -> Reading:
    """A page of a guest book: an item whose body is what its owner says before the first entry,
    and whose comments are the entries."""
    harvest = system.read(doc)
    intro = [e for _, elements in doc.each(system.intro) for e in elements]
    body = "".join(sanitise.clean(doc, e) for e in intro).strip()
    component, number = system.component[0], doc.address.id
    fields = _own_title(doc, system) | {
        "body": Value(None, f"{system.name}: intro"),
        "own section": Value(system.own_section, f"component {component}"),
    }
    if doc.title:
        fields["page title"] = Value(doc.title, "title element")
    if language := doc.context.date_style.language:
        fields["language"] = Value(language, "html lang")
    return replace(
        base,
        key=f"{component}:{number}" if number else None,
        part="comments" if doc.address.start else "whole",
        fields=fields,
        body=body,
        text_mark=letters.mark(body),
        comment_system=harvest.system,
        comments=harvest.comments,
        comments_stated=harvest.stated,
        notes=base.notes + harvest.notes,
    )


def _after(ends: frozenset[Element], item: Element) -> frozenset[Element]:
    """What follows, within `item` and within one cell of a table, the places where an article
    ends."""
    elements: set[Element] = set()
    for end in ends:
        elements.add(end)
        for level in (end, *end.iterancestors()):
            if level is item or level.tag in ("td", "th") or level not in item.iterdescendants():
                break
            elements.update(e for e in level.itersiblings() if isinstance(e.tag, str))
    return frozenset(elements)


def _harvest(doc: Document, systems: Sequence[CommentSystem]) -> PageComments:
    """The comments of the first system that has any, else the first system that is there. What a
    general one found on a page of a known one, in a template of the site's own, is the known
    one's."""
    harvests = [s.read(doc) for s in systems]
    first = next((h for h in harvests if h.comments), next(iter(harvests), PageComments("")))
    of_known_system = next(
        (h for s, h in zip(systems, harvests, strict=True) if not s.general), None
    )
    return (
        replace(first, system=of_known_system.system, stated=of_known_system.stated)
        if of_known_system and of_known_system is not first and not of_known_system.comments
        else first
    )


def _fields(doc: Document, part: Part) -> Fields:
    """The fields of the region, then what the page's head tells."""
    fields = {name: Value(f.value, f"{part.reader}: {f.rule}") for name, f in part.fields.items()}
    for name, f in part.extra.items():
        fields[f"extra {name}"] = Value(f.value, f"{part.reader}: {f.rule}")
    if part.own_section:
        fields["own section"] = Value(part.own_section, f"component {part.component}")
    fields["body"] = Value(None, f"{part.reader}: {part.rule}")
    for name, key in (
        ("description", "description"),
        ("keywords", "keywords"),
        ("meta author", "author"),
        ("meta title", "title"),
        ("og title", "og:title"),
    ):
        if content := doc.meta(key):
            fields[name] = Value(content, f"meta {key}")
    if doc.title:
        fields["page title"] = Value(doc.title, "title element")
    stated = (
        next((e.get("content") for e in doc.find("meta[itemprop=inLanguage]")), None)
        or doc.context.date_style.language
    )
    if stated:
        fields["language"] = Value(stated, "meta inLanguage or html lang")
    if "category" in part.fields and (
        link := breadcrumbs.category_link(doc, part.fields["category"])
    ):
        fields["category link"] = Value(link, "link of the category")
    if crumbs := breadcrumbs.breadcrumbs(doc):
        fields["breadcrumbs"] = Value(crumbs, "breadcrumbs")
    if "title" not in fields and (crumb := breadcrumbs.own_crumb(doc)):
        fields["own crumb"] = Value(crumb, "breadcrumbs")
    return fields
