"""Comment systems, one a file. A system is a small class whose body reads as data; it is found by
its file.

    class JComments(CommentSystem):
        \"\"\"JComments 2 to 4.\"\"\"
        marks = ("#comments-list .comment-body",)   # what proves that it is here
        block = ("#jc",)                            # what is not the article
        item = "[id^=comment-item-]"                # one comment
        author = text(".comment-author")
        body = html(".comment-body")
        def parent(self, doc, item): ...

Items may stand inside one another: each is read without the ones inside it, so that a comment that
lacks a field never takes its reply's. The parent is the item around it unless the class declares
`parent` (the id that the item names) or `depth` (how far it is indented). A name that is no field
is a TypeError at import."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, ClassVar

from lxml import etree

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.joomla import notices
from migrator.joomla.address import Address
from migrator.layout import comment_items
from migrator.layout.address_hashes import email_hash
from migrator.layout.comment_contents import attachments, loose_text, with_fragment
from migrator.layout.comment_ids import fingerprint, unique
from migrator.layout.fields import Field, Html, first_number
from migrator.model import Comment, Note
from migrator.normalise import bbcode, sanitise

#: The fields of a comment that a system may declare.
# fmt: off
FIELDS = (
    "id", "author", "website", "email", "created", "title", "body", "votes", "rating", "url",
    "parent", "depth",
)
# fmt: on

#: Comments that are looked at to see whether a system reads its own: one may be a placeholder.
_FIRST = 3


@dataclass(frozen=True, slots=True)
class PageComments:
    """What one page told of comments: the system, the comments in page order, how many comments
    and pages of them there are said to be."""

    system: str
    comments: tuple[Comment, ...] = ()
    stated: int | None = None
    notes: tuple[Note, ...] = ()
    pages: int = 1


class CommentSystem:
    """One comment system. `external_service` names the service that holds the words, where the page
    has none."""

    #: the components that are the system: an address of one of them is a page of its own
    component: ClassVar[tuple[str, ...]] = ()
    #: whether addresses of its components lead to forms and scripts alone
    trap: ClassVar[bool] = True
    #: what finds in the page's source the number of the article, as its only group
    number_signs: ClassVar[tuple[str, ...]] = ()
    #: what tells it in a line of a text dump (a regular expression; upper and lower case are alike)
    text_sign: ClassVar[str] = ""
    #: what only pages of its own have, where no address names the component
    pages: ClassVar[tuple[str, ...]] = ()
    #: what a page of its own is: `forum` (a thread), `item` (a guest book), `other` (no content)
    page_kind: ClassVar[str] = "other"
    #: where its pages stand in the new site, and what they show before the first entry
    own_section: ClassVar[str] = ""
    heading: ClassVar[Field | None] = None
    intro: ClassVar[tuple[str, ...]] = ()
    marks: ClassVar[tuple[str, ...]] = ()
    block: ClassVar[tuple[str, ...]] = ()
    #: names that templates and other systems use too: the system's only where it is there
    shared_block: ClassVar[tuple[str, ...]] = ()
    #: where the article ends for sure: all that follows in its region is the system's
    end: ClassVar[tuple[str, ...]] = ()
    item: ClassVar[str] = ""
    drop: ClassVar[tuple[str, ...]] = ()
    #: the boxes of the files that a post brings, which are no text
    attached: ClassVar[tuple[str, ...]] = ()
    #: what the site's owner answered within a comment's box: a reply of its own, without the label
    owner_answer: ClassVar[Html | None] = None
    owner_label: ClassVar[tuple[str, ...]] = ()
    body: ClassVar[Html] = Html(())
    stated: ClassVar[Field | None] = None
    external_service: ClassVar[str | None] = None
    #: for comments elsewhere: what finds in the page's source the name that the service knows the
    #: article by, as its only group
    identifiers: ClassVar[tuple[str, ...]] = ()
    general: ClassVar[bool] = False
    bbcode: ClassVar[bool] = True
    #: the component whose addresses a script fetches comments from, and its parameters for article
    #: id and component
    fetched_by: ClassVar[tuple[str, str, str] | None] = None
    name: ClassVar[str] = ""

    def __init_subclass__(cls) -> None:
        if "name" not in vars(cls):
            cls.name = cls.__module__.rpartition(".")[2]
        for key in vars(cls):
            if key not in FIELDS and key not in vars(CommentSystem) and not key.startswith("_"):
                raise TypeError(
                    f"{cls.__name__}: {key!r} is no field of a comment; known are "
                    f"{', '.join(FIELDS)}"
                )

    def evidence(self, doc: Document) -> str | None:
        """The first mark that the page has, or None."""
        return next((mark for mark, _ in doc.each(self.marks)), None)

    def blocks(self, doc: Document) -> set[Element]:
        """The elements that belong to the system and never to an article."""
        return doc.all(self.block)

    def ends(self, doc: Document) -> set[Element]:
        """The elements at which an article ends, whatever follows."""
        return doc.all(self.end)

    def taken(self, doc: Document, item: Element) -> set[Element]:
        """What a general system takes out of the article in `item`; known ones have told it by
        `blocks`."""
        return set()

    def items(self, doc: Document) -> list[Element]:
        """The elements of the comments, in page order."""
        return doc.find(self.item) if self.item else []

    def has_texts(self, doc: Document) -> bool:
        """Whether the first comments have a text where the system prints it; a template of the
        site's own may keep the list's class and call all that is in it anew."""
        items = self.items(doc)
        if isinstance(self.body, Html) and not self.body.selectors:
            return bool(items)
        first = comment_items.alone(doc, items[:_FIRST], {})
        return any(self._body(doc, *first[item])[0] for item in items[:_FIRST])

    def read(self, doc: Document) -> PageComments:
        """All comments of the page."""
        items = self.items(doc)
        outer = comment_items.outer(items)
        seen = comment_items.alone(doc, items, outer)
        idents = {item: self._id(*seen[item], item) for item in items}
        comments, depths = [], []
        for item in items:
            around = outer.get(item)
            comment = self._comment(
                doc, item, *seen[item], idents[item], idents[around] if around is not None else None
            )
            if outer and not comment.id:  # replies in it must name it
                comment = replace(comment, id=fingerprint(comment))
                idents[item] = comment.id
            if (comment.text or comment.html) and not notices.is_placeholder(comment.text):
                comments.append(comment)
                depths.append(self._field("depth", *seen[item]))
            if answer := self._answer_of_owner(*seen[item], comment):
                comments.append(answer)
                depths.append(None)
        comments = comment_items.by_depth(comments, depths)
        notes = () if comments or not self.external_service else (self._elsewhere(doc),)
        return PageComments(self.name, tuple(unique(comments)), self._stated(doc), notes)

    def _elsewhere(self, doc: Document) -> Note:
        """The note that the comments live at another service, and under which name."""
        names = [m[1] for pattern in self.identifiers if (m := re.search(pattern, doc.text))]
        known_as = f", where the article is {' / '.join(names)!r}" if names else ""
        return Note(
            f"{self.name}-elsewhere",
            f"the comments live at {self.external_service}{known_as}; the page does not hold them",
            "warning",
        )

    def answer(
        self, data: bytes, url: str | None, off: Collection[str] = ()
    ) -> PageComments | None:
        """The comments of what a script fetched in another form than HTML, where the system has
        such; `off`: rules not to clean them by."""
        return None

    def feed(self, address: Address) -> str | None:
        """The key of the article whose comments a feed at `address` holds; None where it is no such
        feed."""
        return None

    def scripted(self, doc: Document) -> Iterator[str]:
        """The addresses from which a script of the page fetches its comments."""
        yield from ()

    def _stated(self, doc: Document) -> int | None:
        field = self.stated.find(doc, doc.tree) if self.stated else None
        return field.value if field else None

    def _field(self, name: str, doc: Document, block: Element) -> Any:
        rule = getattr(self, name, None)
        if rule is None:
            return None
        if isinstance(rule, Field):
            value = rule.find(doc, block)
            return value.value if value else None
        return rule(doc, block)

    def _id(self, doc: Document, block: Element, item: Element) -> str | None:
        ident = self._field("id", doc, block) or first_number(item.get("id") or "")
        return str(ident) if ident is not None else None

    def _comment(
        self,
        page: Document,
        item: Element,
        doc: Document,
        block: Element,
        ident: str | None,
        around: str | None,
    ) -> Comment:
        """The comment of `item` on `page`, read from `block` in `doc`: the item without its
        replies; `around` is the id of the item that it stands in."""
        html, text = self._body(page, doc, block)
        rule = getattr(self, "parent", None)
        parent = (
            around
            if rule is None
            else self._field("parent", doc, block)
            if isinstance(rule, Field)
            else rule(page, item)
        )
        email, website, url = (
            self._field(name, doc, block) for name in ("email", "website", "url")
        )
        return Comment(
            id=ident or "",
            author=self._field("author", doc, block),
            website=website
            if website and website.startswith(("http://", "https://", "www."))
            else None,
            email_hash=email_hash(email, doc) if email else None,
            created=self._field("created", doc, block),
            title=self._field("title", doc, block),
            html=html,
            text=text,
            votes=self._field("votes", doc, block),
            rating=self._field("rating", doc, block),
            attachments=attachments(doc, doc.all(self.attached, block)),
            url=with_fragment(doc, url) if url else None,
            parent=str(parent) if parent not in (None, "") else None,
        )

    def _answer_of_owner(self, doc: Document, block: Element, comment: Comment) -> Comment | None:
        """What the owner of the site answered to `comment`, within its box; who that is, no page
        tells."""
        if self.owner_answer is None:
            return None
        boxes = doc.any(self.owner_answer.selectors, block)
        label = doc.all(self.owner_label, block)
        html = "".join(sanitise.clean(doc, e, label, comment=True) for e in boxes).strip()
        text = sanitise.plain_text(html)
        if not text:
            return None
        return Comment(f"{comment.id}-answer", html=html, text=text, parent=comment.id)

    def _body(self, page: Document, doc: Document, block: Element) -> tuple[str, str]:
        rule: Any = self.body
        if isinstance(rule, Html):
            elements = doc.any(rule.selectors, block)
            elements = elements if rule.all else elements[:1]
        else:
            elements = rule(doc, block)
        without = doc.all(self.drop, block)
        loose = not elements and self._field("author", doc, block)
        if loose:
            # the first that shows each: a later one may be a word of the comment
            for shown in filter(None, (loose, self._field("title", doc, block))):
                inner = block.iterdescendants(etree.Element)
                without |= set(islice((e for e in inner if text_of(e) == shown), 1))
            elements, beside = loose_text(doc, block, without)
            without |= beside
        without |= doc.all(self.attached, block)
        if self.owner_answer:
            without |= doc.all(self.owner_answer.selectors, block)
        html = "".join(sanitise.clean(doc, e, without, comment=True) for e in elements).strip()
        if loose:
            html = html.lstrip("\u2013\u2014-:| \n")  # what stood between title and name
        if self.bbcode:
            html = bbcode.to_html(html)
        return html, sanitise.plain_text(html)
