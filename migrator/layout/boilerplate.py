"""What stands inside an article's region and is not the article: Joomla's own parts and what common
extensions add.

A body is what remains when these are taken out. Class names are those of com_content 1.0 to 6 and
of the extensions' public templates; comment systems name their own blocks themselves
(`CommentSystem.block`)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from migrator.document.document import Document, Element, is_in
from migrator.document.text import short_text, text_of
from migrator.joomla import labels, notices
from migrator.layout import boilerplate_names
from migrator.patterns import lazy_pattern

_PARTS = boilerplate_names.CORE + boilerplate_names.EXTENSIONS


def parts(doc: Document, scope: Element) -> set[Element]:
    """The elements of `scope` that are not the article's own content."""
    elements = doc.all(_PARTS, scope) | set(_vote_forms(doc, scope)) | _stars(doc, scope)
    return (elements | _openers(doc, scope)) - {scope}


def _openers(doc: Document, scope: Element) -> set[Element]:
    """What opens and closes the details, and says no more than their own heading ("Details"):
    `a.article-detailer` of allrounder-j1.6, `h6` of smz/tpl_pantarei."""
    openers: set[Element] = set()
    for details in doc.find("dl.article-info", scope):
        before, term = details.getprevious(), next(details.iterchildren("dt"), None)
        if before is None or not isinstance(before.tag, str):
            continue
        words = text_of(before)
        if labels.is_details(words) or (term is not None and words == text_of(term)):
            openers.add(before)
    return openers


#: Names of Joomla's parts that authors and their editors give to boxes of their own too.
_AMBIGUOUS = ("div.icons", "ul.actions", ".pager", "div.tags", ".bookmarks", ".page-header")
_ACTS = re.compile(r"print|mail|edit|share|javascript:|start=|tag", re.I)


def authors_own(doc: Document, boxes: Iterable[Element]) -> set[Element]:
    """The elements in a body's own boxes that are only called like Joomla's parts: nothing in them
    prints, mails, edits, shares, pages or leads to a tag."""
    return {
        e
        for box in boxes
        for e in doc.all(_AMBIGUOUS, box)
        if not any(_ACTS.search(f"{a.get('href')} {a.get('onclick')}") for a in e.iter("a"))
    }


def _stars(doc: Document, scope: Element) -> set[Element]:
    """The boxes that hold the stars of a rating and few words: all generations show the same
    pictures, whatever the template calls the box."""
    boxes = {star.getparent() for star in doc.find("img[src*='rating_star']", scope)}
    return {box for box in boxes if len(text_of(box)) < 40}


def _vote_forms(doc: Document, scope: Element) -> list[Element]:
    """Forms that vote on the article: told by their fields, in all generations `user_rating` or
    task `vote`."""
    names = {"user_rating", "task"}
    forms = []
    for form in doc.find("form", scope):
        fields = {(e.get("name") or "", e.get("value") or "") for e in form.iter("input", "select")}
        if any(
            n == "user_rating" or (n in names and v in ("vote", "article.vote")) for n, v in fields
        ):
            forms.append(form)
    return forms


_MODULE = re.compile(
    r"^(?:moduletable|module(?:$|[ "
    r"_-])|mod-(?!inner)|latestnews|mostread|newsflash|sidebar|col-module|rt-block-module|archive-module|"
    r"category-module|categories-module)|\bmod-articles|\blatestnews\b|\bmoduletable"
    r"|\bart-v?(?:menu)?block\b"  # Artisteer's boxes of modules and menus
)
#: What is in every class that _MODULE matches.
_IN_MODULE = re.compile("mod|latestnews|mostread|newsflash|sidebar|art-").search


def in_module(doc: Document, element: Element) -> bool:
    """Whether an element stands in a module: a box at the page's side that tells of other things
    than the page."""
    boxes = doc.once(module_boxes)
    return element in boxes or is_in(element, boxes)


def module_boxes(doc: Document) -> frozenset[Element]:
    """The elements of the page that are themselves called a module, or one of the page's side. To
    be asked by `doc.once`."""
    names = [*_ASIDE, *(name for name in doc.index if name[0] == "." and _IN_MODULE(name))]
    holders = {above for main in doc.all(_MAIN) for above in main.iterancestors()}
    return frozenset(
        e
        for e in doc.tagged(*names)
        if e.tag not in ("html", "body")
        and (_is_aside(e) or (_is_module(e.get("class") or "") and e not in holders))
    )


#: The main column. Templates of RocketTheme for Joomla 1.5 (rt_affinity_j15) give the frame around
#: the whole page the class of a module's frame; what holds the main column is no module.
_MAIN = (
    "main",
    "[role=main]",
    "#component",
    "#maincol",
    "#maincolumn",
    "#maincontent",
    "#main-content",
    "#mainbody",
    "#main-body",
)


_ASIDE = frozenset(("aside", "nav", "footer"))


def _is_aside(element: Element) -> bool:
    """Whether an element is called one of the page's side; the footer of an `<article>` is the
    article's, or a comment's."""
    return element.tag in _ASIDE and (
        element.tag != "footer" or next(element.iterancestors("article"), None) is None
    )


@lru_cache(maxsize=4096)
def _is_module(classes: str) -> bool:
    return bool(_MODULE.search(classes))


def modules(doc: Document) -> set[Element]:
    """All elements of the page that stand in modules."""
    return {element for box in doc.once(module_boxes) for element in box.iter()}


#: Letters at most of an article that only says that what was asked for is not there: one that a
#: site (3.x) shows for every missing address has 65.
_MISSING = 200
_HEADED_404 = lazy_pattern(r"\W*(?:error )?404(?: error| not found)?\W*", re.I)


def is_missing_page(item: Element) -> bool:
    """Whether an article is the one that a site shows where a page is missing: short, and headed
    by the number of that error."""
    text = text_of(item)
    return (
        len(text) < _MISSING
        and "404" in text
        and any(
            _HEADED_404.fullmatch(text_of(heading)) for heading in item.iter("h1", "h2", "h3", "h4")
        )
    )


#: Letters at most of a page that refuses, its menus and modules among them.
_REFUSAL = 6000


def refuses(doc: Document) -> bool:
    """Whether the page says that what was asked for is not there or not allowed."""
    if notices.REFUSALS.search(doc.title):
        return True
    text = short_text(doc.body, _REFUSAL)
    return text is not None and notices.REFUSALS.search(text) is not None
