"""Where a page stands in its site: the pathway to it, the categories that it names, its article's
number, which page of a page-break article it is, its canonical address, its links."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, quote, urlencode

from migrator.comments import registry as comment_systems
from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.joomla import address, uri
from migrator.joomla.address import Address
from migrator.layout import titles as headings
from migrator.layout.fields import first_number
from migrator.layout.reader import Part
from migrator.normalise import word_digest as letters
from migrator.reading.recognition import Recognition

_COUNTER = re.compile(r"(\d+)\D+(\d+)")


def page_of(doc: Document, item: Element) -> tuple[int, int]:
    """Which page of a page-break article this is, from 0, and how many there are (1: no
    page-break)."""
    counter = doc.first(".pagenavcounter")
    if counter is not None and (match := _COUNTER.search(text_of(counter))):
        return int(match[1]) - 1, int(match[2])
    toc = next(
        iter(doc.any(("table.contenttoc", "#article-index", ".article-index", ".contenttoc"))), None
    )
    if toc is None:
        return 0, 1
    links = [a.get("href") or "" for a in toc.iter("a")]
    numbers = [doc.target(h) for h in links]
    pages = len([n for n in numbers if not n.showall])
    return doc.address.start or 0, max(pages, 2)


#: The article's number in a form: Joomla's own, and of comment systems that share its names.
_IN_FORM = re.compile(r"name=\"(?:cid|content_id|contentid|article_id)\"\s+value=\"(\d+)\"")
#: The article's entry in the JSON-LD that Joomla 5 and 6 print (plg_system_schemaorg).
_SCHEMA = re.compile(r"#\\?/schema\\?/com_content\\?/article\\?/(\d+)")
_ARTICLE_VIEWS = (None, "article", "item", "entry")


def number_of(doc: Document, part: Part, recognition: Recognition) -> int | None:
    """The article's number: from the address, from links in the region that lead to the article
    itself (print, e-mail, its title), from JSON-LD and forms of comment systems."""
    parsed = doc.address
    if (
        parsed.id is not None
        and (recognition.kind == "article" or parsed.view in _ARTICLE_VIEWS)
        and not _is_of_title(doc, part)
    ):
        return parsed.id
    if part.component == "com_easyblog":
        return first_number((part.item.get("id") or "").removeprefix("entry-")) or first_number(
            part.item.get("data-id") or ""
        )
    for target in _own_links(doc, part):
        if target.id is not None and target.view in _ARTICLE_VIEWS and target.option:
            return target.id
    if stated := canonical(doc):
        target = address.read(stated)
        if target.id is not None and target.view in (None, "article", "item") and target.alias:
            return target.id if target.option or target.alias not in (parsed.alias, None) else None
    if part.component != "com_content":
        return None
    if len(numbers := set(_SCHEMA.findall(doc.text))) == 1:
        return int(numbers.pop())
    number = comment_systems.number_of_article(doc)
    match = _IN_FORM.search(doc.text) if number is None else None
    return int(match[1]) if match else number


_LEADING_NUMBER = re.compile(r"\W*(\d+(?:[.,/ -]\d+)*)")


def _is_of_title(doc: Document, part: Part) -> bool:
    """Whether the number that heads the last piece of the page's address is the title's: "1.2.1
    Flat Boats" gives the alias `121-flat-boats`. With an article's number the piece would be
    `345-121-flat-boats`."""
    parsed = doc.address
    if (parsed.query and parsed.get("id") is not None) or (
        parsed.view == "article" and parsed.option
    ):
        return False
    title = part.fields.get("title")
    names = [title.value] if title else list(headings.said_by_page(doc))
    piece, alias = letters.of(f"{parsed.id}{parsed.alias or ''}"), parsed.alias or ""
    for name in names:
        number = _LEADING_NUMBER.match(name)
        if number and (
            letters.of(name) == piece
            or (
                re.sub(r"\D", "", number[1]) == str(parsed.id)
                and not alias.startswith(str(parsed.id))
            )
        ):
            return True
    return False


def _own_links(doc: Document, part: Part) -> Iterator[Address]:
    """Where the links of the article's region lead that lead to the article itself: print view, PDF
    and e-mail (1.0 to 3), the title (1.5 on), `data-permalink`."""
    for link in part.item.iter("a"):
        target = doc.target(link.get("href") or "")
        if target.printed or target.format == "pdf":
            yield target
        elif target.option == "com_mailto" and (url := _decoded(target.get("link"))):
            yield address.read(url)
    for element in part.fields["title"].elements if "title" in part.fields else ():
        links = (*element.iter("a"), *element.iterancestors("a"))
        link = next((a for a in links if text_of(a) == text_of(element)), None)
        if link is not None and (url := doc.absolute(link.get("href") or "")):
            yield address.read(url)
    for element in doc.find("[data-permalink]", part.item):
        if url := doc.absolute(element.get("data-permalink") or ""):
            yield address.read(url)


def _decoded(link: str | None) -> str | None:
    """The address that com_mailto of 1.5 was given in base64; later versions print a digest."""
    try:
        text = base64.b64decode((link or "").encode(), validate=True).decode("ascii")
    except (binascii.Error, UnicodeError, ValueError):
        return None
    return text if text.startswith(("http://", "https://")) else None


_PAGE_URL = re.compile(r'"@type"\s*:\s*"WebPage"[^{}]*?"url"\s*:\s*"(https?:[^"]+)"')


def own_address(doc: Document, part: Part) -> str | None:
    """The article's own address as a whole, as the page tells it; None where it does not."""
    for target in _own_links(doc, part):
        if target.host and not (target.printed or target.bare or target.format):
            return target.url
    if match := _PAGE_URL.search(doc.text):
        return match[1].replace("\\/", "/")
    returned = next((e.get("value") for e in doc.find("form input[name=return]")), None)
    return _decoded(returned)


#: What stands in a path as it is.
_IN_PATH = "/:@!$&'()*+,;=~"
#: What a link to a print view has more than the article's own address (1.0, 1.5).
_OF_PRINT = ("pop", "print", "tmpl", "layout", "page")


def printed_address(doc: Document, part: Part) -> str | None:
    """The article's address, out of the link to its print view: `/news/12-lamps` where that is
    `/news/12-lamps?tmpl=component&print=1` (2.5, 3), `index.php?option=com_content&task=view&id=12`
    where that is `index2.php?option=com_content&task=view&id=12&pop=1` (1.0); None without one."""
    for target in _own_links(doc, part):
        if not (target.printed and target.host and (target.alias or target.id is not None)):
            continue
        parts = uri.parts(target.url)
        path = quote(target.path.replace("/index2.php", "/index.php"), safe=_IN_PATH)
        if target.get("id") is None:
            return f"{parts.scheme}://{parts.netloc}{path}"
        pairs = parse_qsl(parts.query.replace("&amp;", "&"))  # `Itemid` in its own spelling
        query = [(key, value) for key, value in pairs if key.lower() not in _OF_PRINT]
        return f"{parts.scheme}://{parts.netloc}{path}?{urlencode(query, safe=_IN_PATH)}"
    return None


#: Pieces of a path before the number of something that is no article: categories of components,
#: pictures of Phoca Gallery, files of Phoca Download.
_OTHER_NUMBERS = frozenset(
    ("category", "categories", "detail", "tag", "file", "download", "section")
)


def named_article(doc: Document) -> str | None:
    """The key of the article that the page's address names by its number (`address.article_key`);
    None where it names none, or a category, below whose address the page's links lead to
    articles."""
    parsed = doc.address
    if (
        doc.url is None
        or parsed.view not in (None, "article", "item")
        or parsed.option not in (None, "com_content", "com_k2")
    ):
        return None
    path = parsed.path.removesuffix(".html").rstrip("/")
    if _OTHER_NUMBERS.intersection(path.split("/")[:-1]):
        return None
    below = (address.read(url) for url in links(doc))
    if any(there.path.startswith(f"{path}/") and there.id is not None for there in below):
        return None
    return address.article_key(doc.url)


def canonical(doc: Document) -> str | None:
    """The address that the page calls its canonical one."""
    link = next(
        (
            e
            for e in doc.tagged("link")
            if (e.get("rel") or "").lower() == "canonical" and e.get("href")
        ),
        None,
    )
    return doc.absolute(link.get("href")) if link is not None else None


def links(doc: Document) -> tuple[str, ...]:
    """Where the page's links lead, each address once."""
    return tuple(dict.fromkeys(url for _, url in doc.links))
