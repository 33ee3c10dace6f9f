"""The page of an article: its regions, fields, body and comments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from migrator.comments import registry as comment_systems
from migrator.document import parsing as trees
from migrator.document.document import Document, Element
from migrator.document.text import squeeze, text_of
from migrator.joomla import labels
from migrator.joomla.field_names import FieldName
from migrator.layout import article_extras, breadcrumbs
from migrator.layout import titles as headings
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import Found
from migrator.layout.reader import Part, Reader
from migrator.model import Fields, Note, Reading, Value
from migrator.normalise import dates, edge_links, sanitise
from migrator.normalise import word_digest as letters
from migrator.readers import configured as configured_article
from migrator.readers import registry as article_readers
from migrator.reading import article_number as pathway
from migrator.reading import comment_pages, ledger
from migrator.reading.recognition import Recognition
from migrator.settings import NOTHING_KNOWN, ArticleSelectors


def read(
    doc: Document,
    recognition: Recognition,
    base: Reading,
    reader: Reader,
    item: Element,
    blocks: frozenset[Element],
    systems: Sequence[CommentSystem],
    site: ArticleSelectors,
) -> Reading:
    """The reading of a page whose article stands in `item` and has the structure of `reader`.

    `blocks` are what is not the article's, `systems` may have its comments, `site` is what a user
    declared.
    """
    harvest = comment_pages.harvest(doc, systems)
    blocks |= frozenset(e for s in systems if harvest.comments for e in s.taken(doc, item))
    ends = comment_systems.ends(doc)
    part = reader.read(doc, item, blocks | _after(ends, item))
    if site != NOTHING_KNOWN.site.article and part.reader != configured_article.OWN:
        part = configured_article.with_declared(doc, part, site)
    number, total = pathway.page_of(doc, item)
    if part.reader == "generic":
        base = replace(base, generic="survey" if doc.context.survey else "alone")
    ident = pathway.number_of(doc, part, recognition)
    body = "".join(_html(doc, c, part.without, ends) for c in part.containers).strip()
    component = _component(part, recognition)
    key = f"{component}:{ident}" if ident else comment_systems.owner(doc, systems)
    return replace(
        base,
        url=_address(doc, part, base.url),
        key=key,
        part=_place(doc, recognition, number, total),
        number=number,
        fields=_fields(doc, part),
        extra={n: _value(f, part) for n, f in part.extra.items()},
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
        comment_pages=harvest.pages,
        pages=total,
        printed=recognition.printed,
        notes=(*base.notes, *harvest.notes, *_notes(doc, part)),
    )


def _address(doc: Document, part: Part, url: str | None) -> str | None:
    """The article's address: `url`; where only the page's place in a mirror tells that, the one of
    its print view. wget gives the target of a redirect the name that it asked for."""
    if url is None:
        return pathway.own_address(doc, part) or pathway.printed_address(doc, part)
    by_place = doc.capture.answered and url == doc.capture.mirror and doc.address.id is None
    return (by_place and pathway.printed_address(doc, part)) or url


def _component(part: Part, recognition: Recognition) -> str:
    """The component whose article a page shows: the structure's; where that is com_content's, or
    none is known, the one that the page names, if it is known to show articles (K2 in a template
    that renames all of its classes)."""
    named = recognition.component
    if part.component == "com_content" and recognition.kind == "article" and named:
        return named if named in article_readers.views() else part.component
    return part.component


def _notes(doc: Document, part: Part) -> Iterator[Note]:
    """What a user should know of how the page was read."""
    if part.reader == "generic":
        how = (
            "by what the site's pages have in common"
            if doc.context.survey
            else "alone, by its heading and its prose"
        )
        why = f"no known structure is on the page; it was read {how}"
        yield Note("reading-generic", why, "warning")
    if part.doubtful:
        words = text_of(part.doubtful[0])[:60]
        yield Note(
            "reading-left-out",
            f"{len(part.doubtful)} lists of links or forms around the text were left out, the "
            f"first: {words!r}",
        )
    if any(trees.is_large(container) for container in part.containers):
        why = "the article is too large to be cleaned by rules; it was only sanitised"
        yield Note("reading-size", why, "warning")


def _place(doc: Document, recognition: Recognition, number: int, pages: int) -> str:
    """How the page belongs to its article: a view to print, one of its `pages`, further comments,
    or the whole."""
    if recognition.printed:
        return "print"
    if doc.address.showall:
        return "whole"
    if pages > 1:
        return "page"
    return "comments" if number == 0 and doc.address.start else "whole"


def _html(
    doc: Document, box: Element, without: frozenset[Element], ends: frozenset[Element]
) -> str:
    """The clean HTML of a box of the body; a figure (the full article's image) stays one."""
    html = sanitise.clean(doc, box, without, ends)
    return f"<figure>{html}</figure>" if box.tag == "figure" else html


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


def _fields(doc: Document, part: Part) -> Fields:
    """The fields of the region, then what the page's head tells."""
    fields: Fields = {name: _value(f, part) for name, f in part.fields.items()}
    if part.own_section:
        fields["own section"] = Value(part.own_section, f"component {part.component}")
    fields["body"] = Value(None, f"{part.reader}: {part.rule}")
    fields |= _of_head(doc)
    for name, value in _of_open_graph(doc).items():
        fields.setdefault(name, value)
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
    crumb = breadcrumbs.own_crumb(doc)
    title = fields.get("title")
    above = [name for name, _, _ in crumbs if title and name == title.value]
    if above and crumb and headings.is_said(crumb, doc) and not headings.is_said(above[0], doc):
        # the menu's page heading over an article that hides its title: the path leads on from
        # that name to `crumb`, and the page calls itself so
        del fields["title"]
    if crumb and "title" not in fields:
        fields["own crumb"] = Value(crumb, "breadcrumbs")
    return fields


def _value(match: Found, part: Part) -> Value:
    return Value(match.value, f"{part.reader}: {match.rule}")


def _of_open_graph(doc: Document) -> Fields:
    """What OpenGraph tells of an article, which templates hide and TZ Portfolio, SP Page Builder
    and plugins for search engines print (https://ogp.me/#type_article). An author that is an
    address is a profile and no name."""
    fields: Fields = {}
    if published := dates.parse(doc.meta("article:published_time") or ""):
        fields["published"] = Value(published, "meta article:published_time")
    if modified := dates.parse(doc.meta("article:modified_time") or ""):
        fields["modified"] = Value(modified, "meta article:modified_time")
    if (author := labels.person(doc.meta("article:author") or "")) and "/" not in author:
        fields["author"] = Value(author, "meta article:author")
    if section := doc.meta("article:section"):
        fields["category"] = Value(section, "meta article:section")
    stated = [e.get("content") or "" for e in doc.find("meta[property='article:tag']")]
    if tags := tuple(t for tag in ",".join(stated).split(",") if (t := squeeze(tag))):
        fields["tags"] = Value(tags, "meta article:tag")
    return fields


def _of_head(doc: Document) -> Fields:
    """What the elements of the page's head tell."""
    fields: Fields = {}
    names: tuple[tuple[FieldName, str], ...] = (
        ("description", "description"),
        ("keywords", "keywords"),
        ("meta author", "author"),
        ("meta title", "title"),
        ("og title", "og:title"),
    )
    for name, key in names:
        if content := doc.meta(key):
            fields[name] = Value(content, f"meta {key}")
    if doc.title:
        fields["page title"] = Value(doc.title, "title element")
    return fields
