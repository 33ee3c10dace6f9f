"""What kind of page a page is: an article, a list, a form, a forum, an error; told by its address,
its structure, and what is left."""

from __future__ import annotations

import re

from migrator.comments import registry as comment_systems
from migrator.document.document import Document, Element, is_in
from migrator.document.text import says_anything
from migrator.joomla import notices
from migrator.layout import boilerplate as furniture
from migrator.layout.reader import Reader
from migrator.model import DECLARED
from migrator.readers import configured, generic
from migrator.readers import registry as article_readers
from migrator.reading import listing
from migrator.reading import recognition as recognise
from migrator.reading.no_article import reason
from migrator.reading.recognition import Recognition
from migrator.settings import ReadOptions

Found = tuple[Reader, Element]
#: The kind of a page that refuses, as `classify` gives it.
_REFUSED = ("error", "says that what was asked for is not there or not allowed", None)


def classify(
    doc: Document, recognition: Recognition, blocks: frozenset[Element], read_options: ReadOptions
) -> tuple[str, str, Found | None]:
    """The kind of a page, why, and for an article the reader and the region."""
    if declared := _configured(doc, read_options):
        if declared != "article":
            return declared, DECLARED, None
        if region := _declared_article(doc, recognition, read_options):
            return declared, DECLARED, region
    if other := recognise.other_system(doc):
        return "not-joomla", f"made by {other}, as its generator and its files say", None
    structures = _structures(doc, recognition, read_options)
    if item := _item(structures, recognition):
        return "item", f"structure {item[0].name}", item
    kinds = ("listing", "front", "archive", "search", "form", "other")
    decided = recognition.kind if recognition.kind in kinds else None
    if decided in (None, "other"):  # a component of profiles may have threads
        own_page = comment_systems.own_page(doc, recognition.component)
        if own_page and (
            own_page[0].items(doc) or (own_page[0].page_kind == "forum" and not decided)
        ):
            return own_page[0].page_kind, own_page[1], None
    if decided:
        return decided, _decisive_evidence(recognition), None
    single = next(
        (
            (r, texts)
            for r, items in structures
            if (texts := [i for i in items if _has_content(doc, r, i)])
        ),
        None,
    )
    if single and furniture.is_missing_page(single[1][0]):
        return _REFUSED
    marks = listing.marks(doc, blocks)
    if recognition.kind == "article":
        return _called_article(doc, recognition, read_options, single, marks)
    return _by_structure(doc, recognition, read_options, single, marks)


Single = tuple[Reader, list[Element]] | None


def _called_article(
    doc: Document,
    recognition: Recognition,
    read_options: ReadOptions,
    single: Single,
    marks: list[str],
) -> tuple[str, str, Found | None]:
    """A page that its address or its classes call an article: one, a list after all, a refusal."""
    if single and single[0].general and notices.REFUSALS.search(doc.title):
        return _REFUSED
    if single and not (marks and len(single[1]) > 1):
        return (
            "article",
            f"{_decisive_evidence(recognition)}; structure {single[0].name}",
            (single[0], single[1][0]),
        )
    if marks and single:
        return "listing", f"shows several articles ({marks[0]})", None
    if furniture.refuses(doc):
        return _REFUSED
    if read_options.survey and (region := generic.alone(doc)) is not None and says_anything(region):
        # all of its text stands on other pages too
        return (
            "article",
            f"{_decisive_evidence(recognition)}; read alone",
            (generic.Generic(), region),
        )
    return "other", f"{_decisive_evidence(recognition)}, but no article is on the page", None


def _by_structure(
    doc: Document,
    recognition: Recognition,
    read_options: ReadOptions,
    single: Single,
    marks: list[str],
) -> tuple[str, str, Found | None]:
    """A page whose address tells nothing: by what is on it."""
    if marks:
        front = (
            doc.url and doc.address.path.rstrip("/") in ("", "/index.php") and not doc.address.query
        )
        return "front" if front else "listing", f"structure of a list ({marks[0]})", None
    if kind := recognise.by_structure(doc):
        return *kind, None
    if (
        single
        and single[0].general
        and (why := reason(doc, single[1][0], recognition, read_options))
    ):
        return why[0], why[1], None
    if single and len(single[1]) == 1:
        return "article", f"structure {single[0].name}", (single[0], single[1][0])
    if single:
        return "listing", f"{len(single[1])} regions of {single[0].name}", None
    if furniture.refuses(doc):
        return _REFUSED
    return "other", "no article is on the page", None


#: What an article may consist of without a word: idnk.ru has two of one film each.
_MEDIA = ("img", "iframe", "object", "embed", "video", "audio")


def _has_content(doc: Document, reader: Reader, region: Element) -> bool:
    """Whether a region has words; in a known structure, also whether its text is a picture or a
    film."""
    if says_anything(region) or reader.general:
        return says_anything(region)
    without = furniture.parts(doc, region) | doc.all(reader.drop, region)
    boxes, _ = reader.containers(doc, region, without)
    return any(
        element not in without and not is_in(element, without)
        for box in boxes
        for element in box.iter(*_MEDIA)
    )


def _item(structures: list[tuple[Reader, list[Element]]], recognition: Recognition) -> Found | None:
    """The reader and the region of what another component than a writer's shows; not where the
    page is one of another component."""
    for reader, items in structures:
        if reader.own_section and recognition.component in (None, reader.component):
            for region in items:
                if says_anything(region) or next(region.iter("img"), None) is not None:
                    return reader, region
    return None


def _structures(
    doc: Document, recognition: Recognition, read_options: ReadOptions
) -> list[tuple[Reader, list[Element]]]:
    """The readers whose structure is on the page: the site's own first; the general one only where
    no other is."""
    declared = read_options.site.article
    configured_reader = configured.reader(declared)
    items = configured_reader.items(doc) if configured_reader else []
    if configured_reader and items and declared.of("item"):
        return [(configured_reader, items)]
    if not items and article_readers.is_no_article(doc, recognition.component):
        return []
    structures = article_readers.find(doc, recognition.component, read_options.known_readers)
    if (
        configured_reader and items
    ):  # a body is declared: a known structure around it tells the rest
        return [
            (reader, regions)
            for reader, regions in structures
            if not reader.general and is_in(items[0], regions)
        ] or [(configured_reader, items)]
    return structures


def _declared_article(
    doc: Document, recognition: Recognition, read_options: ReadOptions
) -> Found | None:
    """The region of the article on a page of which site.yaml says that it is one."""
    structures = _structures(doc, recognition, read_options) or article_readers.find(
        doc, recognition.component
    )
    return next(
        ((r, region) for r, items in structures for region in items if says_anything(region)), None
    )


def _configured(doc: Document, read_options: ReadOptions) -> str | None:
    """The kind that site.yaml gives the page's address or file."""
    names = (doc.address.place, doc.capture.source) if doc.url else (doc.capture.source,)
    for kind, patterns in read_options.site.kinds.items():
        if any(re.search(pattern, name) for pattern in patterns for name in names):
            return kind
    return None


def _decisive_evidence(recognition: Recognition) -> str:
    return next(
        (e for e in reversed(recognition.evidence) if e.startswith(("view", "component"))),
        "address",
    )
