"""Why a page of no known structure is no article, as far as its content tells."""

from __future__ import annotations

import re

from lxml import etree

from migrator.comments import registry as comment_systems
from migrator.document.context import Survey
from migrator.document.document import Document, Element
from migrator.document.elements import _SILENT
from migrator.document.text import is_prose, own_text, text_of
from migrator.layout import block_parts
from migrator.layout import boilerplate as furniture
from migrator.layout import dated_blocks as dated
from migrator.layout import titles as headings
from migrator.readers import registry as article_readers
from migrator.reading import recognition as recognise
from migrator.reading.recognition import Recognition
from migrator.settings import ReadOptions

#: The end of the reason why a page of no known structure is taken for a list.
LEADS_ON = "lead on to other pages"


#: The reason why a page of no known structure is taken for a form.
FORM = "the page's content is a form"


#: Letters of an intro at most, or of the words of a form.
_INTRO = 3000


def reason(
    doc: Document, item: Element, recognition: Recognition, read_options: ReadOptions
) -> tuple[str, str] | None:
    """Why a page of no known structure is no article, as far as that can be told; None where it may
    be one."""
    if furniture.refuses(doc):
        return "error", "says that what was asked for is not there or not allowed"
    prose = _own_prose(item, read_options.survey)
    if prose < _OWN_PROSE and _is_form(item) and not comment_systems.of_page(doc):
        return "form", FORM
    if boxes := _dated_links(doc, item):
        return "listing", f"{boxes} blocks with a date {LEADS_ON}"
    if (items := _led_to(doc, item, read_options.survey)) > 1 and len(
        text_of(item)
    ) < items * _INTRO:
        return "listing", f"{items} headings or texts {LEADS_ON}"
    if (below := _below(doc, item)) > 1 and prose < below * _OWN_PROSE:
        return "listing", f"{below} articles stand below this page's address"
    framed = read_options.survey and recognition.template in read_options.survey.templates
    if framed and prose < _OWN_PROSE and not comment_systems.of_page(doc):
        return "other", "no text of its own, in a template whose articles have a known structure"
    length = len(text_of(item))
    linked = sum(len(text_of(a)) for a in item.iter("a"))
    if length < 60 or linked > 0.6 * length:
        return "other", "no prose of its own"
    if (
        recognition.component
        and recognition.component not in article_readers.views()
        and not any(is_prose(e) for e in item.iter(etree.Element))
        and not comment_systems.of_page(doc)
    ):
        return "other", f"no prose, and {recognition.component} is not known to show articles"
    if not recognise.is_joomla(doc):
        return "not-joomla", "nothing of Joomla is on the page"
    return None


#: Letters of prose that a page of an unknown component has at least, where articles of its
#: template have a known structure: of 49 crawls none that is no article has more than 199.
_OWN_PROSE = 250


def _own_prose(item: Element, learned: Survey | None) -> int:
    """The letters of prose in a region, outside of forms and of what other pages share."""
    return sum(
        len(own_text(e))
        for e in item.iter(etree.Element)
        if e.tag not in _SILENT
        and is_prose(e)
        and next(e.iterancestors("form"), None) is None
        and not (learned and learned.shares(e))
    )


def _dated_links(doc: Document, item: Element) -> int:
    """How many blocks of one shape, each with a date, lead to another page each by more than a word
    or two; 0 where fewer than two thirds of the largest group do."""
    for boxes in doc.once(dated.groups):
        if len(boxes) < 2 or any(item not in box.iterancestors() for box in boxes):
            continue
        led = [
            {
                there.place
                for a in box.iter("a")
                if len(text_of(a).split()) > 1
                and not _names_author(doc, box, a)
                and (there := doc.target(a.get("href") or "")).host == doc.address.host
                and there.place != doc.address.place
                and not there.printed
            }
            for box in boxes
        ]
        targets = {place for places in led for place in places}
        return (
            len(targets)
            if 3 * len(targets) >= 2 * len(boxes) and 3 * sum(map(bool, led)) >= 2 * len(boxes)
            else 0
        )
    return 0


def _names_author(doc: Document, box: Element, link: Element) -> bool:
    """Whether a link in a dated block is its author's name, perhaps with a rank or the words for a
    picture, which leads to a profile."""
    parts = block_parts.parts(doc, box)
    if parts is None or parts.author is None:
        return False
    words = text_of(link)
    return parts.author in words and len(words.split()) <= len(parts.author.split()) + 2


_HEADINGS = ("h1", "h2", "h3", "h4")


def _led_to(doc: Document, item: Element, learned: Survey | None) -> int:
    """How many other pages of the site a region announces: by a heading that leads there and is not
    what the page calls itself, or by a title and a "Read more", which other pages have too or which
    repeats the title. One that is announced both ways counts twice."""
    headed: set[str] = set()
    worded: dict[str, set[str]] = {}
    onward: set[str] = set()
    of_heading = {a for heading in item.iter(*_HEADINGS) for a in heading.iter("a")}
    if next(item.iterancestors(*_HEADINGS), None) is not None:
        of_heading = set(item.iter("a"))
    for link in item.iter("a"):
        text, there = text_of(link), doc.target(link.get("href") or "")
        if (
            not text
            or there.host != doc.address.host
            or there.place == doc.address.place
            or there.printed
            or there.option == "com_mailto"
        ):
            continue
        worded.setdefault(there.place, set()).add(text)
        if link in of_heading and not headings.is_said(text, doc):
            headed.add(there.place)
        if learned and learned.shares(link):
            onward.add(text)
    twice = {
        place
        for place, words in worded.items()
        if len(words) > 1 and (words & onward or any(a in b for a in words for b in words - {a}))
    }
    return max(len(headed | twice), 2 * bool(headed & twice))


#: The last piece of an article's address, below that of its list: Joomla 1.5 to 3 with its number,
#: K2 with the name of its view.
_NUMBERED = re.compile(r"/(?:item/)?\d+[-:][^/]+")


def _below(doc: Document, item: Element) -> int:
    """How many articles a region leads to whose addresses are the page's own and a number: those
    that its list shows."""
    own_path = doc.address.path.removesuffix(".html").rstrip("/")
    if own_path in ("", "/index.php"):
        return 0
    targets = (doc.target(a.get("href") or "") for a in item.iter("a") if text_of(a))
    return len(
        {
            target.path
            for target in targets
            if target.host == doc.address.host
            and target.path.startswith(own_path + "/")
            and _NUMBERED.fullmatch(target.path.removeprefix(own_path))
        }
    )


def _is_form(item: Element) -> bool:
    """Whether a region is there to be filled in: it asks for a password, for a message, or most of
    its words are a form's."""
    input_types = [(e.get("type") or "text").lower() for e in item.iter("input")]
    if "password" in input_types or (
        next(item.iter("textarea"), None) is not None and len(text_of(item)) < 1500
    ):
        return True
    text_inputs = sum(kind in ("text", "email", "tel", "file") for kind in input_types)
    form_letters = sum(len(text_of(form)) for form in item.iter("form"))
    return text_inputs > 1 and 2 * form_letters > len(text_of(item)) and form_letters < _INTRO
