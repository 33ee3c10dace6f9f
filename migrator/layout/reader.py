"""Article readers, one structure a file. A reader is a small class whose body reads as data; it is
found by its file.

    class K2(Reader):
        \"\"\"K2 2.x items.\"\"\"
        component = "com_k2"
        # the region of one article; also what proves that the structure is here
        item = (".itemView",)
        title = text(".itemTitle")
        body = html(".itemIntroText", ".itemFullText", all=True)

What a reader does not declare is read as com_content prints it (`detail_classes.FIELDS`). Any field
may be a method of the same name, `def title(self, doc, item) -> Found | None`. A name that is no
field is a TypeError at import."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from migrator.document.document import Document, Element, is_in
from migrator.document.text import is_long, is_prose, is_words
from migrator.joomla.field_names import FieldName
from migrator.layout import boilerplate as furniture
from migrator.layout import detail_classes, details, tag_lines
from migrator.layout import titles as headings
from migrator.layout.fields import Field, Found, Html, Rest

#: The fields that a reader may declare.
FIELDS: tuple[FieldName, ...] = (
    "title",
    "author",
    "created",
    "modified",
    "published",
    "parent category",
    "category",
    "section",
    "tags",
    "hits",
    "rating",
)


_SETTINGS = {
    "component",
    "views",
    "reprints",
    "no_article",
    "own_section",
    "extra",
    "item",
    "drop",
    "body",
    "name",
    "general",
    "versions",
}


@dataclass(frozen=True, slots=True)
class Part:
    """What a reader made of one article region: its fields, the elements that hold the body, and
    what to leave out; `doubtful` is what was left out by its looks alone."""

    reader: str
    component: str
    item: Element
    fields: dict[FieldName, Found]
    containers: tuple[Element, ...]
    without: frozenset[Element]
    rule: str
    doubtful: tuple[Element, ...] = ()
    extra: dict[str, Found] = field(default_factory=dict)
    own_section: str = ""


class Reader:
    """One structure of article pages. `general` readers are asked after all others."""

    component: ClassVar[str] = "com_content"
    #: the views or tasks of the component that show one article, as its addresses name them
    views: ClassVar[frozenset[str]] = frozenset()
    #: whether a plugin prints the whole article anew, around what com_content prints
    reprints: ClassVar[bool] = False
    #: what proves that a page of the component is of another kind than an article, whatever its
    #: address says
    no_article: ClassVar[tuple[str, ...]] = ()
    #: the section of the new site, for what is no article: products, events, downloads
    own_section: ClassVar[str] = ""
    #: what such an item tells beside its text: name -> field ("where" of an event)
    extra: ClassVar[tuple[tuple[str, Field], ...]] = ()
    item: ClassVar[tuple[str, ...]] = ()
    drop: ClassVar[tuple[str, ...]] = ()
    body: ClassVar[Rest | Html] = Rest()
    general: ClassVar[bool] = False
    name: ClassVar[str] = ""

    def __init_subclass__(cls) -> None:
        cls.name = cls.__module__.rpartition(".")[2]
        for key, value in vars(cls).items():
            known = (
                key in _SETTINGS
                or key.replace("_", " ") in FIELDS
                or key in ("items", "containers", "read")
            )
            if not known and not key.startswith("_"):
                raise TypeError(
                    f"{cls.__name__}: {key!r} is no field of a reader; known are "
                    f"{', '.join(FIELDS)}"
                )
            if isinstance(value, (Field, Html, Rest)) and not known:
                raise TypeError(f"{cls.__name__}: {key!r} is declared but is no field")

    def items(self, doc: Document) -> list[Element]:
        """The regions of `doc` that have this structure, outermost ones only."""
        for _, named in doc.each(self.item):
            items = [e for e in named if not furniture.in_module(doc, e)]
            if items:
                inside = set(items)
                return [e for e in items if not is_in(e, inside)]
        return []

    def read(self, doc: Document, item: Element, blocks: frozenset[Element]) -> Part:
        """The article in `item`; `blocks` are elements that belong to comment systems."""
        blocks = blocks - {item, *item.iterancestors()}
        without = set(blocks) | furniture.parts(doc, item)
        beside = doc.all(self.drop, item)
        without |= beside
        containers, rule = self.containers(doc, item, without)
        if containers != (item,):
            without -= furniture.authors_own(doc, containers)
            containers = (*_full_images(doc, item, containers), *containers)
        foreign = frozenset(e for block in blocks for e in block.iter())
        others = (_body_elements(containers, item) or _amid_prose(doc, item, without)) | foreign
        fields = self._declared(doc, item, foreign)
        for name, detail in detail_classes.by_class(doc, item, others).items():
            fields.setdefault(name, detail)
        if "tags" not in fields and (tags := tag_lines.find(doc, item, foreign)):
            fields["tags"] = tags
        if "title" not in fields and (heading := headings.title(doc, item, others | beside)):
            fields["title"] = heading
        extra = {
            name: value
            for name, rule in self.extra
            if (value := rule.find(doc, item, foreign)) is not None
        }
        taken = {e for f in (*fields.values(), *extra.values()) for e in f.elements}
        for name, detail in details.by_label(doc, item, taken | others).items():
            if name not in fields:
                fields[name] = detail
                taken.update(detail.elements)
            elif not set(detail.elements) & set(containers):
                taken.update(detail.elements)
        for name, detail in details.by_comment(doc, item).items():
            fields.setdefault(name, detail)
        for name, detail in (
            details.by_name(doc, item, taken | others | without) if self.general else {}
        ).items():
            if name not in fields:
                fields[name] = detail
                taken.update(detail.elements)
        if "category" not in fields:
            for name, detail in details.by_place(
                doc,
                item,
                taken | others | {e for e in without if "info" not in (e.get("class") or "")},
            ).items():
                fields.setdefault(name, detail)
                taken.update(detail.elements)
        taken |= headings.shell(fields.get("title"), item)
        if date := headings.date_within(doc, fields.get("title")):
            fields.setdefault("created", date)
        if containers == (item,):
            taken |= headings.before(doc, item, fields.get("title"))
        elif (outer := _with_rest(containers[-1], item, taken | without)) is not None:
            without.update(containers[-1].itersiblings(preceding=True))
            containers = (*containers[:-1], outer)
        return Part(
            self.name,
            self.component,
            item,
            fields,
            containers,
            frozenset((without | taken) - set(containers)),
            rule,
            extra=extra,
            own_section=self.own_section,
        )

    def containers(
        self, doc: Document, item: Element, without: set[Element]
    ) -> tuple[tuple[Element, ...], str]:
        """The elements that hold the body, and the rule: the declared containers, or all of the
        item."""
        declared = self.body
        if isinstance(declared, Html):
            if declared.all:
                elements = doc.all(declared.selectors, item)
                if elements:
                    return tuple(
                        e for e in item.iter() if e in elements and not is_in(e, elements)
                    ), ", ".join(declared.selectors)
            else:
                for selector, hits in doc.each(declared.selectors, item):
                    return (hits[0],), selector
        return (item,), "what remains of the item"

    def has_box(self, doc: Document, item: Element) -> bool:
        """Whether the body has one of the declared boxes of its own in `item`."""
        return isinstance(self.body, Html) and bool(doc.any(self.body.selectors, item))

    def _declared(
        self, doc: Document, item: Element, blocks: frozenset[Element]
    ) -> dict[FieldName, Found]:
        fields: dict[FieldName, Found] = {}
        for name in FIELDS:
            rule = getattr(self, name.replace(" ", "_"), None)
            if rule is None:
                continue
            field = rule.find(doc, item, blocks) if isinstance(rule, Field) else rule(doc, item)
            if field is not None:
                fields[name] = field
        return fields


#: The image of the full article (2.5 on), which stands beside the body's box.
_FULL_IMAGE = (
    "[class*=img-fulltext]",
    ".item-image",
    ".article-full-image",
    ".article-image.full-image",
    ".itemImageBlock",  # K2's item image with its caption and credits
)


def _full_images(
    doc: Document, item: Element, containers: tuple[Element, ...]
) -> tuple[Element, ...]:
    inside = {e for c in containers for e in c.iter()}
    images = {
        e: None
        for _, named in doc.each(_FULL_IMAGE, item)
        for e in named
        if e not in inside and next(e.iter("img"), None) is not None
    }
    return tuple(e for e in images if not is_in(e, images))


#: Details of Joomla's own that templates print within the body's box.
_CORE = {"createdate", "modifydate", "createdby", "article-info"}


def _body_elements(containers: tuple[Element, ...], item: Element) -> frozenset[Element]:
    """The elements of the body's own containers, where no detail is looked for; none where the body
    is what remains."""
    if containers == (item,):
        return frozenset()
    inside = {e for c in containers for e in c.iter()}
    core = {e for e in inside if _CORE & set((e.get("class") or "").split())}
    return frozenset(inside - {d for e in core for d in e.iter()})


#: What authors write without a class; a template's own boxes have one.
_AUTHORS = ("p", "div", "ul", "ol", "table", "blockquote", "pre", "center", "span", "font")


def _with_rest(box: Element, item: Element, without: set[Element]) -> Element | None:
    """The parent of the body's box, where an author's stray end tag closed the box early: prose in
    elements without a class, or loose, follows it; None where none does."""
    parent = box.getparent()
    if box is item or parent is None or parent not in (item, *item.iterdescendants()):
        return None
    if any(is_words(e.tail) for e in box.itersiblings(preceding=True)) or is_words(parent.text):
        return None
    loose = is_long(box.tail) or any(is_long(e.tail) for e in box.itersiblings())
    written = any(
        e.tag in _AUTHORS
        and not (e.get("class") or e.get("id"))
        and e not in without
        and any(is_prose(inner) and inner.tag != "a" for inner in e.iter(*_AUTHORS, "li", "td"))
        for e in box.itersiblings(*_AUTHORS)
    )
    return parent if loose or written else None


def _amid_prose(doc: Document, item: Element, without: set[Element]) -> frozenset[Element]:
    """The elements between the first and the last prose of `item`: an author or a date there is
    that of something quoted."""
    prose: list[int] = []
    for element in doc.within(item, set(without)):
        if is_long(element.text):
            prose.append(doc.places[element])
        if element is not item and is_long(element.tail) and (span := doc.span(element)):
            prose.append(span[1])
    return frozenset(doc.elements[min(prose) + 1 : max(prose)]) if prose else frozenset()
