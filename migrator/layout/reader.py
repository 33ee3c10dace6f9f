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

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from lxml import etree

from migrator.document.document import Document, Element, is_in
from migrator.document.text import text_of
from migrator.joomla.field_names import FieldName
from migrator.layout import body_box, detail_classes, detail_signs, details, tag_lines
from migrator.layout import boilerplate as furniture
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


def _with_label(value: Element) -> Iterator[Element]:
    """The elements of a value, and the list that holds nothing but it and its label."""
    yield from value.iter(etree.Element)
    around = value.getparent()
    if value.tag == "dd" and around is not None and len(around) == 2:
        yield around


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
            is_declarable = (
                key in vars(Reader) or key.replace("_", " ") in FIELDS or key == "versions"
            )
            if not is_declarable and not key.startswith("_"):
                raise TypeError(
                    f"{cls.__name__}: {key!r} is no field of a reader; known are "
                    f"{', '.join(FIELDS)}"
                )
            if isinstance(value, (Field, Html, Rest)) and not is_declarable:
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
            containers = (*body_box.full_images(doc, item, containers), *containers)
        foreign = frozenset(e for block in blocks for e in block.iter())
        others = (
            body_box.body_elements(containers, item) or body_box.amid_prose(doc, item, without)
        ) | foreign
        values = {name: rule.find(doc, item, foreign) for name, rule in self.extra}
        extra = {name: value for name, value in values.items() if value is not None}
        # when an event is, in whatever elements, is no date of the page
        others |= {e for v in extra.values() for box in v.elements for e in _with_label(box)}
        fields = self._by_structure(doc, item, foreign, others, beside)
        taken = {e for f in (*fields.values(), *extra.values()) for e in f.elements}
        self._by_words(doc, item, fields, taken, containers, others, without)
        title = fields.get("title")
        taken |= headings.shell(title, item) | headings.repeated(doc, item, title, others)
        taken |= details.headings(item, taken)
        if date := headings.date_within(doc, title):
            fields.setdefault("created", date)
        if containers == (item,):
            taken |= headings.before(doc, item, title)
        elif (outer := body_box.with_rest(containers[-1], item, taken | without)) is not None:
            without.update(containers[-1].itersiblings(preceding=True))
            containers = (*containers[:-1], outer)
        elif not any(text_of(b, without) or b.find(".//img") is not None for b in containers):
            containers += body_box.behind_item(item)
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

    def _by_structure(
        self,
        doc: Document,
        item: Element,
        foreign: frozenset[Element],
        others: frozenset[Element],
        beside: set[Element],
    ) -> dict[FieldName, Found]:
        """The fields that are declared, then what class names, tags and headings tell; `foreign`
        are comments, `others` also the body, `beside` what the reader drops."""
        fields = self._declared(doc, item, foreign)
        for name, detail in detail_classes.by_class(doc, item, others).items():
            fields.setdefault(name, detail)
        if "tags" not in fields and (tags := tag_lines.find(doc, item, foreign)):
            fields["tags"] = tags
        if "title" not in fields and (heading := headings.title(doc, item, others | beside)):
            fields["title"] = heading
        return fields

    def _by_words(
        self,
        doc: Document,
        item: Element,
        fields: dict[FieldName, Found],
        taken: set[Element],
        containers: tuple[Element, ...],
        others: frozenset[Element],
        without: set[Element],
    ) -> None:
        """Adds to `fields` what labels, names and places tell, and to `taken` where that stands."""
        for name, detail in details.by_label(doc, item, taken | others).items():
            if name not in fields:
                fields[name] = detail
                taken.update(detail.elements)
            elif not set(detail.elements) & set(containers):
                taken.update(detail.elements)
        signs, elements = detail_signs.find(doc, item, taken | others)
        taken |= elements
        for name, detail in (*signs.items(), *details.by_comment(doc, item).items()):
            fields.setdefault(name, detail)
        dated = any(name in fields for name in ("created", "published", "modified"))
        unsaid = self.general or not dated or "author" not in fields
        by_name = details.by_name(doc, item, taken | others | without) if unsaid else {}
        for name, detail in by_name.items():
            if name not in fields:
                fields[name] = detail
                taken.update(detail.elements)
        if "category" not in fields:
            infos = {e for e in without if "info" not in (e.get("class") or "")}
            for name, detail in details.by_place(doc, item, taken | others | infos).items():
                fields.setdefault(name, detail)
                taken.update(detail.elements)

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
