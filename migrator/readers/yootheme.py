"""com_content under YOOtheme Pro (Joomla 3 and 4).

Read off templates/yootheme/templates/article.php, article-page.php and meta.php of 1.18.8
(Golembivskyi/jci-lviv.org), 1.19.1 (AVKostin/site-kdr.kiev.ua), 1.21.10 (tyfairclough/wakootours),
2.0.13 (MACossette/RencontresHexagram) and 4.3.5 (emilrustamov/container)."""

from __future__ import annotations

from dataclasses import replace

from migrator.document.document import Document, Element, is_in
from migrator.document.text import text_of
from migrator.joomla import labels
from migrator.joomla.field_names import FieldName
from migrator.layout import detail_lines
from migrator.layout.fields import Found, attr, html, when
from migrator.layout.reader import Part, Reader
from migrator.layout.titles import heading
from migrator.patterns import lazy_pattern

#: Where name, date of publication and category are printed: as a list, or as a sentence.
_DETAILS = (".uk-subnav-divider", ".uk-article-meta")
#: Dates of creation and change, and hits, with their labels, behind the text.
_LINES = "ul.uk-list > li"
_COMMAS = lazy_pattern(r"[\s,]*")


class YOOthemePro(Reader):
    """`article.uk-article` with RDFa: the text in a box that is called so, the details in hidden
    elements whatever of them is printed. The date that is printed is that of publication; those of
    creation and of the last change stand below the text with their labels."""

    item = ("article.uk-article[typeof=Article]",)
    title = heading("[property=headline]", ".uk-article-title")
    body = html("[property=text]")
    modified = when("meta[property=dateModified]")
    published = when("meta[property=datePublished]")
    category = attr("meta[property=articleSection]", "content")
    drop = ("p > .uk-button", ".uk-pagination")

    def tags(self, doc: Document, item: Element) -> Found | None:
        """The paragraph of links behind the text, which has no name of its own."""
        box = doc.first("[property=text]", item)
        for line in box.itersiblings("p") if box is not None else doc.find("p", item):
            links = [link for link in line.iter("a") if "uk-button" not in link.get("class", "")]
            beside = "".join((line.text or "", *(link.tail or "" for link in links)))
            if links and _COMMAS.fullmatch(beside):
                names = tuple(name for link in links if (name := text_of(link)))
                return Found(names, "links behind [property=text]", (line,))
        return None

    def read(self, doc: Document, item: Element, blocks: frozenset[Element]) -> Part:
        """As declared; the author is the one that is printed, who may have another name there than
        in the hidden element."""
        part = super().read(doc, item, blocks)
        body = set(part.containers)
        inside = {e for box in body - {item} for e in box.iter()}
        fields = dict(part.fields)
        boxes = [e for _, named in doc.each(_DETAILS, item) for e in named if e not in inside]
        for box in boxes:
            _read_details(box, fields)
        for line in doc.find(_LINES, item):
            if line in inside:
                continue
            for field, value in detail_lines.sentence(text_of(line), doc).items():
                if field not in ("modified", "published"):  # the hidden ones are finer
                    fields[field] = Found(value, _LINES, (line,))
                    boxes.append(line)
        hidden = doc.first("meta[property=author]", item)
        name = (hidden.get("content") or "") if hidden is not None else ""
        if name and _is_name_and_label(name, fields.get("author"), boxes):
            fields["author"] = Found(name, "meta[property=author]", (hidden, *boxes))
        return replace(part, fields=fields, without=part.without | set(boxes))


def _is_name_and_label(name: str, printed: Found | None, boxes: list[Element]) -> bool:
    """Whether no author is printed, or `name` and a label after it ("Edda Holm Dátum:")."""
    if printed is None:
        return True
    rest = str(printed.value).removeprefix(name).strip()
    return rest != printed.value and any(f"{rest}:" in text_of(box) for box in boxes if rest)


def _read_details(box: Element, fields: dict[FieldName, Found]) -> None:
    """Adds the author of a list of details: the entry that is in a `span`, the others are a date
    and a link. A date in `box` is none of creation."""
    created = fields.get("created")
    if created and any(e is box or is_in(e, {box}) for e in created.elements):
        del fields["created"]
    for entry in box.iterchildren("li"):
        inner = next(iter(entry), None)
        if inner is not None and inner.tag == "span" and (name := labels.person(text_of(inner))):
            fields["author"] = Found(name, ".uk-subnav-divider span", (box,))
