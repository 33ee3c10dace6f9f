"""What in the source of a page or comment asks for a rule, by the rule's name and in the order in
which rules are used.

Without any of these signs BeautifulSoup is neither asked nor imported: its import takes a third of
the instructions of a first `read_page` (BeautifulSoup 4.15, soupsieve 2.10, cachegrind)."""

from __future__ import annotations

import re
from collections.abc import Callable

#: A picture without an address, one of a pixel's width, or one that is named for it.
_SPACER = re.compile(
    r"""<img(?:(?![^>]*\ssrc\s*=\s*["']?[^"'\s>])|[^>]*?(?:\swidth\s*=\s*["']?[px\s]*[01][px\s]*["'/>]"""
    r"""|(?:spacer|blank|pixel|transparent|clear(?:dot|pixel)?)\.gif["'\s>]))""",
    re.I,
)
LED_OUT = re.compile(r"=(?:https?:|https?%3a)(?://|%2f%2f)", re.I)

PAGE_SIGNS: dict[str, Callable[[str], object]] = {
    "cloaked-addresses": lambda html: "addy" in html or "<joomla-hidden-mail" in html,
    "galleries": re.compile("sig(?:Free|Pro)Link").search,
    "tabs": re.compile("<joomla-tab-element|-sliders\\d").search,
    "toggles": re.compile("<button", re.I).search,
    "local-links": re.compile(r"""=["']?\s*file:""", re.I).search,
    "lazy-images": re.compile("<img[^>]* data-", re.I).search,
    "embeds": re.compile("<(?:object|embed)[ >]", re.I).search,
    "text-areas": re.compile("<textarea[ >]", re.I).search,
    "image-maps": re.compile("<area ", re.I).search,
    "spacer-images": _SPACER.search,
}

COMMENT_SIGNS: dict[str, Callable[[str], object]] = {
    "words-in-styles": re.compile(r"<span style=[^>]*></span>", re.I).search,
    "redirectors": LED_OUT.search,
    "smilies": re.compile("<img|markItUpButton|emoji|smiley", re.I).search,
    "quotes": re.compile("quote|<pre|<code|code", re.I).search,
    "shortened-links": re.compile("<a ", re.I).search,
    "foreign-images": re.compile(r"<img[^>]*//", re.I).search,
}
