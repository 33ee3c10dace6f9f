"""What com_content, K2 and TZ Portfolio print beside an article's text that its author wrote too:
custom fields and links."""

from __future__ import annotations

import re
from collections.abc import Collection

from migrator.document.document import Document, Element, is_in
from migrator.document.text import text_of
from migrator.model import CustomField, LabelledLink
from migrator.normalise import sanitise

_FIELDS = (".fields-container .field-entry", ".itemExtraFields li", ".tp_extrafield-item")
_LABELS = (".field-label", ".itemExtraFieldsLabel", ".tp_extrafield-label")
_VALUES = (".field-value", ".itemExtraFieldsValue", ".tp_extrafield-value")
#: Classes of an entry that are no name: K2 counts rows and names the kind and the group.
_UNNAMED = re.compile(r"field-entry|odd|even|type[A-Z]\w*|group\d*|tp_extrafield-item")
_LINKS = (".content-links a",)


def custom_fields(
    doc: Document, item: Element, elsewhere: Collection[Element]
) -> tuple[CustomField, ...]:
    """The custom fields that the article in `item` shows, in page order: of com_content (3.7 to 6:
    `.fields-container`, an entry each, whose second class is the field's name), of K2
    (`.itemExtraFields`) or of TZ Portfolio Plus (`.tpExtraFields`); those in `elsewhere`
    (comments) are not the article's."""
    fields = []
    for entry in doc.any(_FIELDS, item):
        value = next(iter(doc.any(_VALUES, entry)), None)
        if value is None or entry in elsewhere or is_in(entry, elsewhere):
            continue
        label = next((text_of(e) for e in doc.any(_LABELS, entry)), "")
        names = [n for n in (entry.get("class") or "").split() if not _UNNAMED.fullmatch(n)]
        fields.append(
            CustomField(
                names[0] if names else None,
                label.rstrip(" :") or None,
                text_of(value),
                sanitise.clean(doc, value),
            )
        )
    return tuple(f for f in fields if f.html)


def links(doc: Document, item: Element) -> tuple[LabelledLink, ...]:
    """The links A, B and C of the article in `item` (2.5 to 6: `.content-links`)."""
    return tuple(
        LabelledLink(url, text_of(a))
        for a in doc.any(_LINKS, item)
        if text_of(a) and (url := doc.absolute(a.get("href") or ""))
    )
