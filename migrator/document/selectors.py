"""CSS selectors over a page's index.

What readers select by is nearly always a tag, a class, an id or an attribute, or one of them within
another: those selectors are answered from the page's index of such names, read from right to left.
Any other is compiled to XPath once. No selector searches a page that lacks one of the words that it
names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, ClassVar

import cssselect
from lxml.cssselect import CSSSelector

from migrator.document.selector_steps import INDEXED, Step, steps_of
from migrator.patterns import lazy_pattern

if TYPE_CHECKING:
    from migrator.document.document import Document

Element = Any  # lxml publishes no types

_PLAIN = lazy_pattern(r"[\w./:=()-]+")
#: A class or an id, and what may hold a dot or a `#` that is none: strings and attributes.
_NAME = lazy_pattern(r"\"[^\"]*\"|'[^']*'|\[[^\]]*\]|([.#][\w-]+)")
#: What makes a name in a selector one that need not be on the page.
_OPTIONAL = (",", ":not(", "\\")
#: Elements of which a page has few.
_FEW = frozenset(("form", "iframe", "script", "select", "body", "html", "h1"))
#: Attributes whose values are names in the index.
_NAMING = ("class", "id")


class Selector:
    """One selector: for it to name anything a page's index must have all of `names`, parts of its
    names must be called like `stems`, and `words` must stand in its source."""

    __slots__ = ("_above", "_key", "_last", "_search", "asks", "names", "stems", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        linked = (steps_of(text) if "," not in text else None) or []
        steps = [step for _, step in linked]
        self.names = frozenset(key for step in steps for key in step.keys) or _names(text)
        self.words = tuple(dict.fromkeys(word for step in steps for word in _words(step)))
        self.stems = tuple(
            dict.fromkeys(
                value
                for step in steps
                for name, _, value in step.attributes
                if name in _NAMING and _PLAIN.fullmatch(value)
            )
        )
        self.asks = bool(self.words or self.stems)
        self._key = next(iter(steps[-1].keys), None) if steps else None
        #: what is to be seen of the elements under the key, and of those above them
        self._last = steps[-1].beyond(self._key) if self._key else None
        self._above = linked if len(linked) > 1 else []
        self._search: Callable[[Element], list[Element]] | None = None

    def may(self, doc: Document) -> bool:
        """Whether the page has all that the selector names."""
        return self.names <= doc.names and self.is_said(doc)

    def is_said(self, doc: Document) -> bool:
        """Whether the page's names and its source hold the stems and words of the selector."""
        return all(map(doc.naming.__contains__, self.stems)) and all(map(doc.has, self.words))

    def find(self, doc: Document, scope: Element | None) -> list[Element]:
        """The elements of `scope` (None: the page), itself included, that the selector names, in
        page order."""
        return self.search(doc, scope) if self.may(doc) else []

    def search(self, doc: Document, scope: Element | None) -> list[Element]:
        """As `find`, on a page that may have what the selector names."""
        span = doc.span(scope) if scope is not None else None
        if self._key is None or (scope is not None and span is None):
            if self._search is None:
                self._search = CSSSelector(self.text, translator="html")
            return self._search(doc.tree if scope is None else scope)
        places = doc.index[self._key]
        if span:
            places = places[bisect_left(places, span[0]) : bisect_left(places, span[1])]
        if len(self._above) == 2:
            places = self._under(doc, span, places)
        elements = [doc.elements[place] for place in places]
        if elements and self._last:
            elements = [e for e in elements if self._last.fits(e)]
        return (
            [e for e in elements if _above(self._above, len(self._above) - 1, e, scope)]
            if elements and self._above
            else elements
        )

    def _under(self, doc: Document, span: tuple[int, int] | None, places: list[int]) -> list[int]:
        """Those of `places` that lie in an element which may be what the first step names."""
        keys = self._above[0][1].keys
        outer = doc.index[keys[0]] if keys and places else []
        if not outer or len(outer) > len(places):
            return places
        matching: list[int] = []
        after = span[0] if span else 0
        for place in outer:
            if place < after or (span and place >= span[1]):
                continue
            inner = doc.span(doc.elements[place])
            if inner:
                matching += places[bisect_left(places, place) : bisect_left(places, inner[1])]
                after = inner[1]
        return matching


def _above(
    steps: list[tuple[bool, Step]], number: int, element: Element, scope: Element | None
) -> bool:
    """Whether what the steps before the one `at` name stands above `element`, within `scope`."""
    if number == 0:
        return True
    child = steps[number][0]
    step = steps[number - 1][1]
    above = element
    while above is not scope and (above := above.getparent()) is not None:
        if step.fits(above) and _above(steps, number - 1, above, scope):
            return True
        if child:
            return False
    return False


def _names(text: str) -> frozenset[str]:
    """The classes and ids that must be on a page for a selector of no common kind
    (`div:has(> .x)`)."""
    if any(sign in text for sign in _OPTIONAL):
        return frozenset()
    return frozenset(filter(None, _NAME.findall(text)))


def _words(step: Step) -> Iterator[str]:
    """What stands as it is in the source of a page on which the step names something; old pages
    write attributes of HTML 4 in either case. Not asked for where elements of the step's tag are
    few: to look at them is quicker than at the source."""
    if step.tag in _FEW:
        return
    for name, how, value in step.attributes:
        if name == "itemprop" and how == "=":
            continue  # the index has it
        if name.startswith("data-"):
            yield "data-"  # which old pages have nowhere
        if name.startswith(("item", "data-")) and name not in INDEXED:
            yield name
        if name not in _NAMING and _PLAIN.fullmatch(value):
            yield value


class Group:
    """Several selectors that are asked together. What the names of a page rule out is worked out
    once for all groups and all pages that have the same names."""

    by_name: ClassVar[dict[str, list[tuple[Group, int, Selector]]]] = {}
    used: ClassVar[set[str]] = set()
    known: ClassVar[int] = 0

    def __init__(self, texts: tuple[str, ...]) -> None:
        self.selectors = [compiled(text) for text in texts]
        self.nameless = [
            (number, selector)
            for number, selector in enumerate(self.selectors)
            if not selector.names
        ]
        for number, selector in enumerate(self.selectors):
            if selector.names:
                Group.used |= selector.names
                rarest = min(selector.names, key=lambda name: (name[0] not in "#.=", name))
                Group.by_name.setdefault(rarest, []).append((self, number, selector))
        self.number = Group.known
        Group.known += 1

    def live(self, doc: Document) -> list[Selector]:
        """Those that may name something on the page, in the order in which they were given."""
        selectors = doc.live.get(self)
        if selectors is None:
            fitting, count = doc.fitting
            if self.number >= count:
                named = [s for s in self.selectors if s.names <= doc.names]
            else:
                named = fitting.get(self) or [selector for _, selector in self.nameless]
            selectors = doc.live[self] = [s for s in named if not s.asks or s.is_said(doc)]
        return selectors


#: Of every group that has any, the selectors whose names a page has, and how many groups there were
#: then.
Fitting = tuple[dict[Group, list[Selector]], int]
#: So many sets of names are remembered; the pages of one template and one kind share theirs.
_SETS = 500
_sets: dict[tuple[frozenset[str], int], Fitting] = {}


def fitting(names: frozenset[str]) -> Fitting:
    """What may name something on pages that have `names`, as far as their source has the words of
    it."""
    key = names & Group.used, Group.known
    if key not in _sets:
        if len(_sets) > _SETS:
            _sets.clear()
        hits: dict[Group, list[tuple[int, Selector]]] = {}
        for group, number, selector in (
            hit for name in key[0] for hit in Group.by_name.get(name, ())
        ):
            if selector.names <= names:
                hits.setdefault(group, list(group.nameless)).append((number, selector))
        _sets[key] = (
            {
                group: [selector for _, selector in sorted(numbers, key=itemgetter(0))]
                for group, numbers in hits.items()
            },
            Group.known,
        )
    return _sets[key]


@cache
def compiled(text: str) -> Selector:
    """The selector of a text, made once."""
    return Selector(text)


def complaint(text: str) -> str | None:
    """What is wrong with a selector, None where it can be used."""
    try:
        cssselect.GenericTranslator().css_to_xpath(text)
    except (cssselect.SelectorError, cssselect.ExpressionError) as error:
        return str(error)
    return None


_groups: dict[int, tuple[tuple[str, ...], Group]] = {}
_group = cache(Group)


def group(texts: tuple[str, ...]) -> Group:
    """The group of some texts, made once. Declarations are asked again and again: they are known by
    being the same object, which takes a hundredth of comparing them."""
    existing = _groups.get(id(texts))
    if existing is None or existing[0] is not texts:
        if len(_groups) > 10_000:
            _groups.clear()
        existing = _groups[id(texts)] = texts, _group(texts)
    return existing[1]
