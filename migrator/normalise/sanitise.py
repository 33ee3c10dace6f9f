"""HTML as it was written, made clean: named rules over a BeautifulSoup region, and an allow-list as
the last gate.

Each rule is one habit of old pages and editors; it can be switched off by its name. What
comes out holds no script, no handler and no address that runs anything (nh3), and all of the words.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

import nh3

from migrator.document.document import Document, Element
from migrator.document.parsing import TEXT_DEPTH, fragment, is_deep, is_large, source
from migrator.joomla import address, uri
from migrator.normalise.allowed_html import ATTRIBUTES, GONE, SCHEMES, STYLES, TAGS
from migrator.normalise.rule_signs import COMMENT_SIGNS, PAGE_SIGNS
from migrator.patterns import lazy_pattern

if TYPE_CHECKING:
    from bs4.element import Tag

_CLEANER = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags=GONE,
    attributes={k: set(v) for k, v in ATTRIBUTES.items()},
    url_schemes=SCHEMES,
    link_rel=None,
    strip_comments=True,
    filter_style_properties=STYLES,
)


def clean(
    doc: Document,
    element: Element,
    without: Collection[Element] = (),
    end: Collection[Element] = (),
    comment: bool = False,
) -> str:
    """The inner HTML of an element of a page, cleaned: without the elements of `without`, nothing
    from those of `end` on. `comment`: it is a reader's comment, whose smilies become text. Rules
    that site.yaml turns off are not used."""
    html = source(element, without, end)
    if is_large(element):
        return sanitise(html)
    if html.count("<") > TEXT_DEPTH and is_deep(element):
        return clean_html(html, doc.base, comment, doc.context.rules_off)
    return _cleaned(
        html,
        lambda: _region(element, without, end),
        doc.base,
        comment,
        doc.context.rules_off,
    )


def clean_html(
    html: str, base: str | None = None, comment: bool = False, off: Collection[str] = ()
) -> str:
    """Some HTML from elsewhere than a page (a feed, a script's answer), cleaned; its links lead
    from `base`."""
    if html.count("<") > TEXT_DEPTH:
        html = source(fragment(html))
    return _cleaned(html, lambda: _parsed(html), base, comment, off)


def _cleaned(
    html: str, tag: Callable[[], Tag], base: str | None, comment: bool, off: Collection[str]
) -> str:
    """As `clean`. An article stands at many addresses of its site: what was cleaned lately is not
    cleaned again."""
    which = html, address.read(base or "").host, comment, frozenset(off)
    if which in _LATELY:
        cleaned = _LATELY[which]
    else:
        cleaned = _by_rules(html, tag, base, comment, off)
        if len(html) < _SMALL:
            _LATELY[which] = cleaned
        if len(_LATELY) > _MANY:
            del _LATELY[next(iter(_LATELY))]
    return whole_addresses(cleaned, base) if base else cleaned


_LATELY: dict[tuple[str, str, bool, frozenset[str]], str] = {}


#: So many pieces of so many letters at most are remembered: a few megabytes.
_MANY, _SMALL = 1024, 8_000


def _by_rules(
    html: str, tag: Callable[[], Tag], base: str | None, comment: bool, off: Collection[str]
) -> str:
    signs = PAGE_SIGNS | (COMMENT_SIGNS if comment else {})
    rules = [name for name, is_asked in signs.items() if name not in off and is_asked(html)]
    return trim(sanitise(_mended(tag(), rules, base) if rules else html))


def _region(element: Element, without: Collection[Element], end: Collection[Element]) -> Tag:
    from migrator.document.soup import region  # many a page does not need BeautifulSoup

    return region(element, without, end)


def _parsed(html: str) -> Tag:
    from migrator.document.soup import soup

    return soup(html)


def _mended(tag: Tag, names: Sequence[str], base: str | None) -> str:
    """The inside of `tag` after the rules of some names."""
    from migrator.document import soup
    from migrator.normalise.comment_rules import COMMENT_RULES
    from migrator.normalise.page_rules import RULES

    rules = RULES | COMMENT_RULES
    for name in names:
        rules[name](tag, base)
    return soup.inner_html(tag)


_HEAD = lazy_pattern(r"(?:\s|&nbsp;|<br\s*/?>)+", re.I)


_LAST = lazy_pattern(r"<br\s*/?>", re.I)


def trim(html: str) -> str:
    """`html` without line breaks and spaces at its edges."""
    if head := _HEAD.match(html):
        html = html[head.end() :]
    while True:
        html = html.rstrip()
        if html.endswith("&nbsp;"):
            html = html[:-6]
        elif (start := html.rfind("<")) >= 0 and _LAST.fullmatch(html, start):
            html = html[:start]
        else:
            return html


#: What no HTML or XML may hold.
_CONTROL = lazy_pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


_HTML = TAGS | GONE


_NAME = lazy_pattern(r"</?([a-zA-Z][^\s/<>]*)")


_FOREIGN = lazy_pattern(rf"</?(?!(?:{'|'.join(sorted(_HTML))})[\s/>])[a-z][^<>]*>", re.I)


def sanitise(html: str) -> str:
    """`html` through the allow-list. Elements that HTML does not have are gone through: the cleaner
    would drop those that SVG and MathML have (`<list>`, `<set>`, `<path>`, typed by people who
    meant words) with all that follows."""
    html = _CONTROL.sub("", html)
    if not _HTML.issuperset(name.lower() for name in _NAME.findall(html)):
        html = _FOREIGN.sub("", html)
    return _CONTROL.sub("", _CLEANER.clean(html))


_WITH_ADDRESS = lazy_pattern(
    r'<(?:a|img|iframe|source|video|audio)(?:\s+[\w:-]+(?:="[^"]*")?)+\s*/?>'
)


_ADDRESS = lazy_pattern(r'\s(href|src|poster)="([^"]*)"')


def whole_addresses(html: str, base: str) -> str:
    """Sanitised HTML whose links and pictures say where they lead wherever the text stands; a link
    to a place of its own page stays `#place`."""

    def whole(match: re.Match[str]) -> str:
        written = entities.unescape(match[2])
        url = uri.absolute(base, written)
        if not url or uri.parts(url).scheme not in ("", *SCHEMES):
            return match[0]
        fragment = written.partition("#")[2].strip() if match[1] == "href" else ""
        is_own = fragment and address.key(url) == address.key(base)
        url = f"#{fragment}" if is_own else f"{url}#{fragment}" if fragment else url
        return f' {match[1]}="{entities.escape(url)}"'

    return _WITH_ADDRESS.sub(lambda tag: _ADDRESS.sub(whole, tag[0]), html)


_BLOCK_EDGE = lazy_pattern(
    r"<(?:br|hr|/?(?:p|div|ul|ol|li|table|tr|td|th|dl|dt|dd|h\d|blockquote|pre))\b[^>]*>", re.I
)


_ANY_TAG = lazy_pattern(r"<[^>]+>")


def plain_text(html: str) -> str:
    """The words of sanitised HTML, one line a block."""
    text = entities.unescape(_ANY_TAG.sub("", _BLOCK_EDGE.sub("\n", html)))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
