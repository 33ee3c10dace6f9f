"""Kunena 1.6 to 6 (Joomla 1.5 to 4): topics of a forum, and topics that discuss an article.

Read off Kunena/Kunena-1.6 (1.7.2), Kunena/Kunena-Forum (tags 2.0.4 and 3.0.8, blue_eagle and
mirage; 3.0 to 5.1 crypsis; 5.2.13 crypsisb4; 6 aurelia at 473573b8 and tag 6.2.6),
Kunena/Kunena-Addons (3.0.7 and 6.0.5, plugins/content/kunenadiscuss/tmpl) and, of templates made of
blue_eagle, stilero/tmpl_kunena_bootstrap at 72446956 (html/topic/default_left.php)."""

from __future__ import annotations

import copy
import re

import lxml.etree

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.layout.comment_items import boxes_around
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import Field, first_number, html
from migrator.model import When
from migrator.normalise import dates


def _topic(element: Element, doc: Document) -> str | None:
    """The topic's title, without the word for one before it: "TOPIC: Clocks"."""
    return re.sub(r"^[^\s:]{2,20}:\s+", "", text_of(element)) or None


class Kunena(CommentSystem):
    """`.kmsgtext` or `.kmsg` is the text; author, date and number stand in the box around it, up to
    3 (blue_eagle) in a row before it. Flat, or set in; topics come in pages."""

    component = ("com_kunena",)
    page_kind = "forum"
    own_section = "Forum"
    pages = ("#kunena", "#Kunena")
    marks = (
        "#kunena .kmsg",
        "#Kunena .kmsg",
        "#Kunena .kmsgtext",
        "#kdiscuss",
        ".kunenadiscuss",
        ".kdiscuss-item",
        ".kunena-discuss",
        "#Kunena .kmsgbody",
    )
    heading = Field((".kheader h2 span", ".kblock > .kheader > span"), _topic)
    block = (
        ".kunenadiscuss",
        "#kdiscuss",
        ".kunena-discuss",
        ".kdiscuss",
        "#kdiscuss-quickpost-container",
        ".kdiscuss-link",
    )
    body = html(".kmsgtext", ".kmsg", "li.kpost-body", ".kdiscuss-text", ".panel-body")
    attached = (".kmsgattach", ".kattachments", ".kattach", ".kpost-body-attach")
    drop = (
        ".kmsgsignature",
        ".kmsg-signature",
        ".kmessage-editmarkup-cover",
        ".kmessage-editmarkup",
        ".kmsgtext-hide",
        ".ksignature",
        ".kreply-form",
        ".kpost-body-lastedit",
        ".kpost-body-editreason",
        ".kpost-body-sig",
    )

    def items(self, doc: Document) -> list[Element]:
        """The boxes of the messages, around their texts; of blue_eagle the row before is the
        head."""
        topic = doc.find("li.topic-row")
        if topic:
            return topic
        texts = doc.any(
            (".kmsgtext", ".kmsg", ".kdiscuss-text", ".kunenadiscuss .card .panel-body")
        )
        boxes = boxes_around(texts)
        heads = {e: e.getprevious() for e in boxes}
        return [
            _with_head(head, box) if head is not None and _is_head(head) else box
            for box, head in heads.items()
        ]

    def id(self, doc: Document, item: Element) -> int | None:
        """The number of the message, an anchor `#1002`."""
        for link in item.iter("a"):
            for name in (link.get("id"), link.get("name")):
                if name and name.isdigit():
                    return int(name)
        link = next((a for a in item.iter("a") if re.fullmatch(r"#\d+", text_of(a))), None)
        return first_number(text_of(link)) if link is not None else None

    def url(self, doc: Document, item: Element) -> str | None:
        number = self.id(doc, item)
        return f"#{number}" if number else None

    def author(self, doc: Document, item: Element) -> str | None:
        element = next(
            (
                e
                for s in (
                    ".kpost-username",
                    "[class*='kwho-']",
                    ".kdiscuss-username a",
                    ".card-header .float-start a",
                    "[class*=kpost-user_details] a",
                    ".kusername",
                    ".kavatar-name",
                    ".view-username",
                )
                for e in doc.find(s, item)
                if text_of(e)
            ),
            None,
        )
        return text_of(element) if element is not None else None

    def created(self, doc: Document, item: Element) -> When | None:
        """The date in the title of a relative one, else the date that is printed."""
        for element in (
            e
            for _, elements in doc.each(
                (
                    ".kdate",
                    ".kmsgdate",
                    ".kpost-date",
                    ".kdiscuss-date",
                    ".kposthead-posttime",
                    "h5 small span[title]",
                    ".msgdate",
                    "time",
                    ".card-header .text-muted",
                ),
                item,
            )
            for e in elements
        ):
            for text in (
                element.get("title") or "",
                element.get("datetime") or "",
                text_of(element),
            ):
                if elements := dates.parse(text, *doc.context.date_style):
                    return elements
        return None

    def title(self, doc: Document, item: Element) -> str | None:
        """The link to the topic in a sentence (5 and 6: "Ann replied to the topic Re: Clocks", in
        any language), else what stands behind the last colon-like word."""
        element = next(
            iter(
                doc.any(
                    (
                        ".mykmsg-header a.topictitle",
                        ".kmsgtitle",
                        ".kmsg-title-left",
                        ".mykmsg-header",
                        ".kposthead-replytitle",
                        ".chat h4",  # crypsis of 3.0
                    ),
                    item,
                )
            ),
            None,
        )
        if element is None:
            return None
        text = text_of(element)
        return (
            re.sub(
                (
                    r"^.*?\b(?:replied the topic|created the topic|replied to "
                    r"topic|antwortete auf das Thema|erstellte das Thema)\s*:\s*"
                ),
                "",
                text,
            )
            or None
        )


def _is_head(element: Element) -> bool:
    """Whether a row holds title, date or number of a message; templates made of blue_eagle give it
    other classes than `kmsg-header`."""
    names = {name for e in element.iter() for name in (e.get("class") or "").split()}
    is_head = names & {"kmsg-header", "kmsgtitle", "kmsgdate"}
    return bool(is_head) and not names & {"kmsgtext", "kmsg"}


def _with_head(head: Element, box: Element) -> Element:
    """A box of copies of a message and of the row with its title, date and number before it."""
    post = lxml.etree.Element("div")
    for element in (head, box):
        twin = copy.deepcopy(element)
        twin.tail = None
        post.append(twin)
    if (outer := box.getparent()) is not None and outer.get("style"):
        post.set("style", outer.get("style"))
    return post
