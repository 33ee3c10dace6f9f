"""DOCman 2 and 3 documents (com_docman, Joomla 2.5 and 3).

Read off bmanga20/sfdumitru (2.0, components/com_docman/views/document/tmpl/default.php) and
stichtingjoomlanederland/joomlacommunity.nl at 2db1500d (3.3, document_default.html.php)."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.joomla import labels
from migrator.layout.fields import Field, Found, first_number, html
from migrator.layout.reader import Reader
from migrator.layout.titles import heading
from migrator.normalise import dates


class DOCman2(Reader):
    """3: `.docman_document` in the layout of one document, with microdata. 2: `.docman-document`,
    whose details are labels, each followed by a value in no element of its own."""

    component = "com_docman"
    views = frozenset(("document",))
    own_section = "Downloads"
    item = (".docman_document_layout .docman_document", ".docman-document")
    title = heading(".koowa_header [itemprop=name]", "h1.docman-document-header")
    hits = Field((".hits-label",), lambda e, doc: first_number(text_of(e)))
    extra = (
        (
            "file",
            Field(
                ("a.docman_download__button", "a.docman-download"),
                lambda e, doc: doc.absolute(e.get("href") or ""),
            ),
        ),
        (
            "file name",
            Field((".docman_download__filename", ".detail-name"), lambda e, doc: text_of(e)),
        ),
    )
    body = html(".docman_description", ".docman-document-description")

    def author(self, doc: Document, item: Element) -> Found | None:
        owner = doc.first(".owner-label [itemprop=author]", item)
        if owner is not None:
            return Found(text_of(owner), ".owner-label", (owner,))
        label, name = _labelled(doc, item, "author", "owner")
        return Found(name, "label of the owner", (label,)) if label is not None else None

    def created(self, doc: Document, item: Element) -> Found | None:
        return _date(doc, item, "created", "datePublished")

    def modified(self, doc: Document, item: Element) -> Found | None:
        return _date(doc, item, "modified", "dateModified")


def _date(doc: Document, item: Element, field: str, name: str) -> Found | None:
    stamp = doc.first(f"time[itemprop={name}]", item)
    if stamp is not None and (date := dates.parse(stamp.get("datetime") or "")):
        return Found(date, f"time of {name}", (stamp,))
    label, words = _labelled(doc, item, field, f"{field} date")
    date = dates.parse(words, *doc.context.date_style)
    return Found(date, f"label of {field}", (label,)) if label is not None and date else None


def _labelled(doc: Document, item: Element, field: str, name: str) -> tuple[Element | None, str]:
    """The label called `name`, or of `field` in another language, and the words behind it."""
    for label in doc.find("span.detail-label", item):
        words, value = text_of(label), " ".join((label.tail or "").split())
        if value and (words.lower() == name or labels.field_of_label(words) == field):
            return label, value
    return None, ""
