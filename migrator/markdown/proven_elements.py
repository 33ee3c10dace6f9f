"""What elements are to the proof: headings, lists, emphasis, what breaks a line."""

from __future__ import annotations

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


LISTS = frozenset(("ul", "ol", "dir", "menu"))


EMPHASIS = {
    "strong": "strong",
    "b": "strong",
    "em": "em",
    "i": "em",
    "del": "del",
    "s": "del",
    "strike": "del",
}


# fmt: off
_BREAKS = frozenset((
    "p", "div", "li", "td", "th", "tr", "table", "br", "hr", "blockquote", "pre", "dt", "dd",
    "dl", "img", "iframe", "figure", "figcaption", "section", "center", "article", "aside",
    "header", "footer", "main", "address", "details", "summary", "video", "audio", "caption",
    "tbody", "thead", "tfoot", "fieldset", "form", "legend",
))


# fmt: on
LINES = _BREAKS | HEADINGS | LISTS


#: Of the elements that are noted, what they are noted as.
KINDS = {
    **dict.fromkeys(HEADINGS, "heading"),
    **dict.fromkeys(LISTS, "list"),
    "td": "cell",
    "th": "cell",
    "li": "item",
    "blockquote": "quote",
}
