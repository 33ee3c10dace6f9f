"""One capture to one Reading: what kind of page it is, what it tells of its article, which comments it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from migrator import address, comments, document, feed, furniture, headings, listing, media, readers, recognise, survey, textdump
from migrator import fields as fields_
from migrator.comments import Harvest
from migrator.document import Document, Element, region, text_of
from migrator.fields import first_number, once
from migrator.model import Capture, Comment, Fields, Note, Reading, Value
from migrator.normalise import markup
from migrator.readers import Part, Reader
from migrator.recognise import Recognition
from migrator.survey import Survey


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of the site before a page is read: the order of numeric dates, the site's configuration, and at the second
    look what the survey learned."""

    date_order: str = "dmy"
    known_readers: bool = True
    site: dict[str, Any] = field(default_factory=dict)
    survey: Survey | None = None


NOTHING_KNOWN = Hints()


def read(capture: Capture, hints: Hints = NOTHING_KNOWN) -> Reading:
    """The reading of `capture`; whatever it is, it ends in one."""
    what = media.kind(capture)
    if what == "feed":
        return _feed(capture)
    if what == "data":
        return _answer(capture)
    if what == "text" and textdump.looks_like(capture.data.decode("utf-8", "replace")):
        return textdump.read(capture)
    if what != "page":
        return Reading(capture.source, capture.url, "media", f"{what}, kept as a file", status="skipped")
    if capture.status and 300 <= capture.status < 400:
        target = f" to {capture.location}" if capture.location else ""
        return Reading(capture.source, capture.url, "redirect", f"status {capture.status}{target}", status="skipped")
    doc = document.read(with_address(capture))
    doc.memo["date order"] = hints.date_order
    doc.memo["language"] = language_of(doc)
    doc.memo["survey"] = hints.survey
    return _page(doc, hints)


def with_address(capture: Capture) -> Capture:
    """`capture` with the address that the page itself gives, where the capture knows none."""
    if capture.url:
        return capture
    found = media.stated_address(capture.data)
    return replace(capture, url=found) if found else capture


def language_of(doc: Document) -> str | None:
    """The language that the page states."""
    said = doc.tree.get("lang") or doc.tree.get("{http://www.w3.org/XML/1998/namespace}lang") or doc.tree.get("xml:lang") \
        or doc.meta("content-language")
    return said.strip().lower() if said and re.fullmatch(r"[A-Za-z]{2,3}(?:[-_]\w+)*", said.strip()) else None


def _feed(capture: Capture) -> Reading:
    key = feed.comments_of(capture.url)
    if key:
        found = tuple(_untitled(c) for c in reversed(feed.comments(capture)))
        return Reading(capture.source, capture.url, "feed", f"comments of {key}, {len(found)} of them", key=key, part="fragment",
                       comment_system="jcomments", comments=tuple(comments._unique(list(found))))
    told = feed.mentions(capture)
    return Reading(capture.source, capture.url, "feed", f"a feed of {len(told)} items", mentions=told)


def _untitled(comment: Comment) -> Comment:
    """A feed's title "Ann says:" is no title."""
    title = comment.title or ""
    if comment.author and title.startswith(comment.author) and len(title) - len(comment.author) < 20:
        return replace(comment, title=None)
    return comment


def _answer(capture: Capture) -> Reading:
    """What a script fetched: a comment system may know it."""
    owner = comments.fetched(address.read(capture.url or ""))
    harvest = owner[0].answer(capture.data, capture.url) if owner else None
    if not owner or harvest is None:
        return Reading(capture.source, capture.url, "other", "data for a script", status="skipped")
    return Reading(capture.source, capture.url, "other", f"{len(harvest.comments)} comments that a script fetched", key=owner[1], part="fragment",
                   comment_system=harvest.system, comments=harvest.comments, comments_stated=harvest.stated)


def _page(doc: Document, hints: Hints) -> Reading:
    known = recognise.recognise(doc)
    blocks = comments.blocks(doc)
    base = Reading(doc.capture.source, doc.url, "other", "", joomla=known.joomla, template=known.template, canonical=_canonical(doc),
                   links=_links(doc), facts=_facts(doc), notes=tuple(doc.notes))
    if doc.capture.status and doc.capture.status >= 400:
        return replace(base, kind="error", reason=f"status {doc.capture.status}", status="skipped")
    if owner := comments.fetched(doc.address):
        harvest = _harvest(doc, [owner[0]])
        return replace(base, kind="other", reason=f"{len(harvest.comments)} comments that a script fetched", key=owner[1], part="fragment",
                       comment_system=harvest.system, comments=harvest.comments, comments_stated=harvest.stated)
    kind, reason, found = classify(doc, known, blocks, hints)
    base = replace(base, kind=kind, reason=reason)
    if kind == "article" and found:
        return _article(doc, known, base, *found, blocks=blocks)
    if kind in ("listing", "front", "archive"):
        return replace(base, mentions=listing.mentions(doc, blocks))
    if kind == "forum":
        return _topic(doc, base)
    if not known.joomla and kind == "other":
        return replace(base, kind="not-joomla", reason="nothing of Joomla is on the page")
    return base


def _facts(doc: Document) -> dict[str, Any]:
    """What assembly needs of every page to tell the site's own values from an article's."""
    said = doc.address
    number = said.id if _LEVELS.get(said.view or "") == "category" else first_number(said.get("catid") or "")
    return {"blocks": survey.facts(doc), "description": doc.meta("description"), "title": doc.title, "taxonomy": taxonomy(doc), "catid": number,
            "sectionid": said.id if _LEVELS.get(said.view or "") == "section" else None}


Found = tuple[Reader, Element]


def classify(doc: Document, known: Recognition, blocks: frozenset[Element], hints: Hints) -> tuple[str, str, Found | None]:
    """The kind of a page, why, and for an article the reader and the region."""
    structures = _structures(doc, known, hints)
    single = next(((r, [i for i in items if text_of(i)]) for r, items in structures if any(text_of(i) for i in items)), None)
    marks = listing.marks(doc, blocks)
    if (told := _configured(doc, hints)) and told != "article":
        return told, "site.yaml", None
    if known.kind in ("listing", "front", "archive", "search", "form", "forum", "other"):
        return known.kind, _why(known), None
    if known.kind == "article":
        if single and single[0].general and known.component != "com_content" and hints.survey and known.template in hints.survey.templates:
            return "other", f"{_why(known)}, but articles of this template have a structure that the page has not", None
        if single and not (marks and len(single[1]) > 1):
            return "article", f"{_why(known)}; structure {single[0].name}", (single[0], single[1][0])
        if marks and single:
            return "listing", f"shows several articles ({marks[0]})", None
        if furniture.refuses(doc):
            return "error", "says that what was asked for is not there or not allowed", None
        return "other", f"{_why(known)}, but no article is on the page", None
    if marks:
        return "listing", f"structure of a list ({marks[0]})", None
    if kind := recognise.by_structure(doc):
        return kind[0], kind[1], None
    if single and single[0].general and (why := _no_article(doc, single[1][0], hints)):
        return why[0], why[1], None
    if single and len(single[1]) == 1:
        return "article", f"structure {single[0].name}", (single[0], single[1][0])
    if single:
        return "listing", f"{len(single[1])} regions of {single[0].name}", None
    if furniture.refuses(doc):
        return "error", "says that what was asked for is not there or not allowed", None
    return "other", "no article is on the page", None


def _no_article(doc: Document, item: Element, hints: Hints) -> tuple[str, str] | None:
    """Why a page of no known structure is no article, as far as that can be told; None where it may be one."""
    if furniture.refuses(doc):
        return "error", "says that what was asked for is not there or not allowed"
    if hints.survey and recognise.template(doc) in hints.survey.templates:
        return "other", "articles of this template have a structure that the page has not"
    fields_of = {(e.get("type") or "text") for e in item.iter("input")}
    if "password" in fields_of or (list(item.iter("textarea")) and len(text_of(item)) < 1500):
        return "form", "a form is what the page is for"
    heads = [a for h in item.iter("h1", "h2", "h3", "h4") for a in h.iter("a") if a.get("href") and text_of(a)]
    if len({a.get("href") for a in heads}) > 2:
        return "listing", f"{len(heads)} headings lead to other pages"
    said = len(text_of(item))
    linked = sum(len(text_of(a)) for a in item.iter("a"))
    if said < 60 or linked > 0.6 * said:
        return "other", "no prose of its own"
    if not recognise.is_joomla(doc):
        return "not-joomla", "nothing of Joomla is on the page"
    return None


def _structures(doc: Document, known: Recognition, hints: Hints) -> list[tuple[Reader, list[Element]]]:
    """The readers whose structure is on the page: the site's own first; the general one only where no other is."""
    from migrator import siteconfig

    own = siteconfig.reader(hints.site) if hints.site else None
    if own is not None and (items := own.items(doc)):
        return [(own, items)]
    return readers.find(doc, known.component, hints.known_readers)


def _configured(doc: Document, hints: Hints) -> str | None:
    """The kind that site.yaml gives the page's address."""
    for kind, patterns in (hints.site.get("kinds") or {}).items():
        for pattern in [patterns] if isinstance(patterns, str) else patterns:
            if re.search(pattern, doc.address.place):
                return str(kind)
    return None


def _why(known: Recognition) -> str:
    return next((e for e in reversed(known.evidence) if e.startswith(("view", "component"))), "address")


def _article(doc: Document, known: Recognition, base: Reading, reader: Reader, item: Element, blocks: frozenset[Element]) -> Reading:
    systems = comments.find(doc)
    if any(s.general for s, _ in systems):
        blocks |= frozenset(i for s, _ in systems for i in s.items(doc) if item not in set(i.iter()))
    ends = comments.ends(doc)
    part = reader.read(doc, item, blocks | _after(ends, item))
    harvest = _harvest(doc, [s for s, _ in systems])
    number, total = page_of(doc, item)
    notes = base.notes + harvest.notes
    if part.reader == "generic":
        how = "by what the site's pages have in common" if doc.memo.get("survey") else "alone, by its heading and its prose"
        base = replace(base, facts={**base.facts, "how": "by survey" if doc.memo.get("survey") else "read alone"})
        notes += (Note("reading-generic", f"no known structure is on the page; it was read {how}", "warning"),)
    fields = _fields(doc, part)
    ident = _identity(doc, part, known)
    showall = doc.address.showall
    place = "print" if known.printed else "page" if total > 1 and not showall else "whole"
    if place == "whole" and number == 0 and doc.address.start and not showall:
        place = "comments"
    body = "".join(markup.clean(region(c, part.without, ends), doc.url) for c in part.containers)
    return replace(base, key=f"{part.component}:{ident}" if ident else None, part=place, number=number, fields=fields, body=body.strip(),
                   comment_system=harvest.system or None, comments=harvest.comments, comments_stated=harvest.stated,
                   facts={**base.facts, "pages": total, "printed": known.printed}, notes=notes)


def _topic(doc: Document, base: Reading) -> Reading:
    """A page of a forum; where it shows a topic, its posts."""
    systems = [s for s, _ in comments.find(doc) if s.name == "kunena"]
    harvest = _harvest(doc, systems)
    heading = next((text_of(h) for h in doc.tree.iter("h1", "h2", "h3") if text_of(h) and headings.is_said(text_of(h), doc)), None)
    heading = heading or next((text_of(h) for h in doc.tree.iter("h1") if text_of(h)), None)
    fields = {"title": Value(heading, "forum: heading")} if heading else {}
    if crumbs := breadcrumbs(doc):
        fields["breadcrumbs"] = Value(crumbs, "breadcrumbs")
    return replace(base, fields=fields, comments=harvest.comments, comment_system=harvest.system or None)


def _after(ends: frozenset[Element], item: Element) -> frozenset[Element]:
    """What follows, within `item` and within one cell of a table, the places where an article ends."""
    found: set[Element] = set()
    for end in ends:
        found.add(end)
        for level in (end, *end.iterancestors()):
            if level is item or level.tag in ("td", "th") or level not in item.iterdescendants():
                break
            found.update(e for e in level.itersiblings() if isinstance(e.tag, str))
    return frozenset(found)


def _harvest(doc: Document, systems: list[comments.CommentSystem]) -> Harvest:
    """The comments of the first system that has any, else the first system that is there."""
    harvests = [s.read(doc) for s in systems]
    with_words = [h for h in harvests if h.comments]
    return (with_words or harvests or [Harvest("")])[0]


def _fields(doc: Document, part: Part) -> Fields:
    """The fields of the region, then what the page's head tells."""
    fields = {name: Value(f.value, f"{part.reader}: {f.rule}") for name, f in part.fields.items()}
    fields["body"] = Value(None, f"{part.reader}: {part.rule}")
    for name, key in (("description", "description"), ("keywords", "keywords"), ("meta author", "author"), ("meta title", "title"),
                      ("og title", "og:title")):
        if content := doc.meta(key):
            fields[name] = Value(content, f"meta {key}")
    if doc.title:
        fields["page title"] = Value(doc.title, "title element")
    stated = next((e.get("content") for e in doc.find("meta[itemprop=inLanguage]")), None) or doc.memo.get("language")
    if stated:
        fields["language"] = Value(stated, "meta inLanguage or html lang")
    if "category" in part.fields and (link := _category_link(doc, part.fields["category"])):
        fields["category link"] = Value(link, "link of the category")
    if crumbs := breadcrumbs(doc):
        fields["breadcrumbs"] = Value(crumbs, "breadcrumbs")
    return fields


def taxonomy(doc: Document) -> list[list[Any]]:
    """The names of sections and categories that links of the page tell: level, number, name, number of the section, weight.

    A section's own list names its categories surest (`a.category`), then the pathway; menus call them what they like."""
    found = []
    for link in doc.tree.iter("a"):
        said = address.read(address.absolute(doc.url, link.get("href") or "") or "")
        level = _LEVELS.get(said.view or "") if said.option == "com_content" else None
        if not level or said.id is None or said.start is not None or said.format:
            continue
        classes = link.get("class") or ""
        weight = 3 if classes == "category" else 2 if "pathway" in classes or (level == "section" and not classes) else 0
        if weight and (name := text_of(link)):
            found.append([level, said.id, once(name), first_number(said.get("sectionid") or ""), weight])
    return found


_LEVELS = {"category": "category", "blogcategory": "category", "section": "section", "blogsection": "section"}

_CRUMBS = ("#kunena .breadcrumb", ".breadcrumbs", ".breadcrumb", ".pathway", "#breadcrumbs", ".mod-breadcrumbs", ".uk-breadcrumb", "#pathway",
    ".rt-breadcrumbs", "#ja-pathway")


def breadcrumbs(doc: Document) -> tuple[tuple[str, bool], ...]:
    """The names of the path to the page, outermost first, as far as they are links; and whether one is a category's."""
    box = next((e for s in _CRUMBS if (e := doc.first(s)) is not None and len(list(e.iter("a"))) > 0), None)
    if box is None:
        return ()
    return tuple((t, _is_category(doc, a)) for a in box.iter("a") if (t := text_of(a)))


def _is_category(doc: Document, link: Element) -> bool:
    said = address.read(address.absolute(doc.url, link.get("href") or "") or "")
    return said.view in ("category", "section", "blogcategory", "blogsection", "itemlist") or (
        said.option is None and said.path not in ("/", "/index.php") and doc.address.path.startswith(said.path.rstrip("/") + "/"))


def _category_link(doc: Document, found: fields_.Found) -> str | None:
    """The place of the category's own list, by the link on its name."""
    for element in found.elements:
        link = next((a for a in (*element.iter("a"), *element.iterancestors("a"))), None)
        if link is not None and (url := address.absolute(doc.url, link.get("href") or "")):
            said = address.read(url)
            return said.place if not said.query else None
    return None


_COUNTER = re.compile(r"(\d+)\D+(\d+)")


def page_of(doc: Document, item: Element) -> tuple[int, int]:
    """Which page of a page-break article this is, from 0, and how many there are (1: no page-break)."""
    counter = doc.first(".pagenavcounter")
    if counter is not None and (match := _COUNTER.search(text_of(counter))):
        return int(match[1]) - 1, int(match[2])
    toc = next((e for s in ("table.contenttoc", "#article-index", ".article-index", ".contenttoc") if (e := doc.first(s)) is not None), None)
    if toc is None:
        return 0, 1
    links = [a.get("href") or "" for a in toc.iter("a")]
    numbers = [address.read(address.absolute(doc.url, h) or "") for h in links]
    pages = len([n for n in numbers if not n.showall])
    return doc.address.start or 0, max(pages, 2)


_IDS = (
    re.compile(r"new JComments\(\s*(\d+)\s*,\s*'com_content'"), re.compile(r"jcomments\.showPage\(\s*(\d+)\s*,\s*'com_content'"),
    re.compile(r"name=\"(?:cid|content_id|contentid|article_id)\"\s+value=\"(\d+)\""),
)


def _identity(doc: Document, part: Part, known: Recognition) -> int | None:
    """The article's number: from the address, from print and edit links in the region, from forms of comment systems."""
    said = doc.address
    if said.id is not None and (known.kind == "article" or said.view in (None, "article", "item", "entry")):
        return said.id
    if part.component == "com_easyblog":
        return first_number((part.item.get("id") or "").removeprefix("entry-")) or first_number(part.item.get("data-id") or "")
    for link in part.item.iter("a"):
        target = address.read(address.absolute(doc.url, link.get("href") or "") or "")
        if target.printed and target.id is not None:
            return target.id
    if canonical := _canonical(doc):
        target = address.read(canonical)
        if target.id is not None and target.view in (None, "article", "item") and target.alias:
            return target.id
    for pattern in _IDS:
        if part.component == "com_content" and (match := pattern.search(doc.text)):
            return int(match[1])
    return None


def _canonical(doc: Document) -> str | None:
    link = next((e for e in doc.tree.iter("link") if (e.get("rel") or "").lower() == "canonical" and e.get("href")), None)
    return address.absolute(doc.url, link.get("href")) if link is not None else None


def _links(doc: Document) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for link in doc.tree.iter("a"):
        url = address.absolute(doc.url, link.get("href") or "")
        if url:
            found.setdefault(url)
    return tuple(found)


