"""VirtueMart 1 and 2 products (com_virtuemart, Joomla 1.5 and 2.5).

Read off bbarclay/myzenvei at b094b7b1, components/com_virtuemart/themes/default/templates (1.1.4),
and microwises/virtuemart at df3ff312 (2.0, May 2012)."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.document.text import is_prose
from migrator.layout.fields import html, text
from migrator.layout.reader import Reader
from migrator.layout.titles import heading


class VirtueMart(Reader):
    """2: `.productdetails-view`. 1: `#vmMainPage` with one `h1` and a price, the text in a table
    without classes."""

    component = "com_virtuemart"
    views = frozenset(("productdetails",))
    own_section = "Products"
    item = (".productdetails-view", "#vmMainPage")
    title = heading("h1")
    extra = (
        ("price", text(".productPrice", ".PricesalesPrice", ".product-price .PricesalesPrice")),
    )
    body = html(".product-short-description", ".product-description", all=True)
    drop = (
        ".product-description > span.title",
        ".pathway",
        ".vmCartContainer",
        ".addtocart-area",
        "a.button",
        ".back-to-category",
        ".product-neighbours",
        ".product-price",
        ".list-reviews",
        ".customer-reviews",
    )

    def items(self, doc: Document) -> list[Element]:
        """Of 1 only the page of one product: it has a form that puts it into the cart, or a
        price."""
        items = super().items(doc)
        if items and items[0].get("id") == "vmMainPage":
            is_single = len(doc.find("#vmMainPage h1")) == 1 and doc.find(
                "#vmMainPage .productPrice"
            )
            return (
                items if is_single and not doc.find("#vmMainPage .browseProductContainer") else []
            )
        return items

    def containers(
        self, doc: Document, item: Element, without: set[Element]
    ) -> tuple[tuple[Element, ...], str]:
        """Of 1 the cells with pictures or prose, not those of price, cart and reviews."""
        if item.get("id") != "vmMainPage":
            return super().containers(doc, item, without)
        other = doc.all((".productPrice", ".vmCartContainer", "a.button", "h1", "blockquote"), item)
        cells = [
            cell
            for cell in item.iter("td")
            if next(cell.iterdescendants("td"), None) is None
            and not any(e in other for e in cell.iter())
            and (next(cell.iter("img"), None) is not None or any(map(is_prose, cell.iter("*"))))
        ]
        return tuple(cells), "cells with pictures or prose"
