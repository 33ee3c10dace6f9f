"""What of the open words of pages the site repeats, and what is left over: in no record, on no
other page, known by no rule."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from migrator.assemble.addresses import Addresses
from migrator.joomla import address
from migrator.model import NO_ARTICLE, WORDS_LEFT, Gap, Note, OpenBlock, PageWords, Reading

#: Pages of other words that a site must have before words can be told from what it repeats.
_PAGES = 3
#: Articles at least that have a box of links before it can be no author's.
_MANY = 4
#: Left-over words from which on an article has a warning. Of the articles that were read whole, in
#: nine captures of test installations and of 15 real sites, one had so many, and 15 had 2 to 4.
LEFT = 6
#: Words of a block that is prose, and no label or menu item.
PROSE = 12
#: The code of the warning that furniture may have been kept in a text.
FURNITURE = "words-of-the-site"
#: Texts at least, and share of them, that have a block in common before it is the site's. Of the
#: pages of a restaurant eight in eleven end in the owner's own line on prices
#: (phhung1901/oysterbayseafoodrestaurant).
_TEXTS, _NEARLY_ALL = 10, 0.9
#: Titles under which one text stands before it is more than a copy.
_COPIES = 5


class Repeated:
    """The marks of blocks that stand on pages of different articles."""

    def __init__(self) -> None:
        self._owners: dict[int, str] = {}
        #: by article, and by the mark of a text, which article counts for both
        self._same: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._keys: set[str] = set()
        self.marks: set[int] = set()
        self._edges: Counter[int] = Counter()
        self._in_texts: Counter[int] = Counter()
        self._titles: defaultdict[str, set[str]] = defaultdict(set)

    def take(self, reading: Reading) -> None:
        """Learns from one page. The pages of one article count as one: its print view and its
        parts differ in words; pages of one text too: the same in two languages of the site, each
        with a footer of its own."""
        if reading.words is None or not reading.text_mark:
            return
        is_new = reading.text_mark not in self._names
        named = _owner(reading)
        self._keys.update((reading.key,) if reading.key else ())
        owner = self._same.get(named) or self._names.get(reading.text_mark) or named
        self._same.setdefault(named, owner)
        self._names.setdefault(reading.text_mark, owner)
        for mark in reading.words.marks:
            if self._owners.setdefault(mark, owner) != owner:
                self.marks.add(mark)
        if is_new:
            self._edges.update(set(reading.edge_links))
            self._in_texts.update(reading.words.marks[: reading.words.in_body])
        if (title := reading.fields.get("title")) and reading.words.record >= PROSE:
            self._titles[reading.text_mark].add(str(title.value))

    def edges(self) -> frozenset[int]:
        """The marks of boxes of links that stand at the edges of most articles."""
        least = max(_MANY, len(self._names) / 2)
        return frozenset(mark for mark, count in self._edges.items() if count >= least)

    def everywhere(self) -> frozenset[int]:
        """The marks of blocks that stand in nearly every text of the site."""
        least = max(_TEXTS, _NEARLY_ALL * len(self._names))
        return frozenset(mark for mark, count in self._in_texts.items() if count >= least)

    def copies(self) -> dict[str, int]:
        """By the mark of a text, how many titles it stands under, where these are many."""
        return {mark: len(t) for mark, t in self._titles.items() if len(t) >= _COPIES}

    def known(self) -> frozenset[int] | None:
        """The marks; None where too few texts or articles were seen to tell."""
        count = max(len(self._names), len(self._keys))
        return frozenset(self.marks) if count >= _PAGES else None


def kept_furniture(
    readings: Iterable[Reading], everywhere: frozenset[int], copies: Mapping[str, int]
) -> Iterator[Note]:
    """A warning for a text that stands under many titles, or of which a part stands in nearly every
    text of the site: a box of the template may have been taken for it, or into it."""
    for reading in readings:
        words = reading.words
        if words is None:
            continue
        blocks = len(everywhere.intersection(words.marks[: words.in_body]))
        if (count := copies.get(reading.text_mark or "", 0)) or blocks:
            text = (
                f"the text of {reading.source} stands under {count} titles"
                if count
                else f"{blocks} blocks in the text of {reading.source} stand in nearly every text"
            )
            yield Note(
                FURNITURE,
                f"{text} of the site: a box of its template may have been taken for the article's",
                "warning",
            )
            return


def _owner(reading: Reading) -> str:
    """What the pages of one article share: its number, else the path of their address where that
    names the article, else the text."""
    path = address.read(reading.url).path if reading.url else ""
    named = path.strip("/") not in ("", "index.php", "index.html", "index2.php")
    return reading.key or (path if named else "") or reading.text_mark or reading.source


def words(ledger: PageWords, repeated: frozenset[int] | None) -> dict[str, int]:
    """The line of pages.jsonl: how many words went where. Where the site has too few pages to tell,
    what is open counts as left, and no warning says so."""
    site = sum(b.words for b in ledger.open if b.mark in (repeated or ()))
    return {
        "record": ledger.record,
        "site": site,
        "known": ledger.known,
        "rules": ledger.rules,
        "left": sum(b.words for b in ledger.open) - site,
    }


#: Blocks of left-over words of a page that are kept, those with most words.
_BLOCKS = 20


def left_over(ledger: PageWords, repeated: frozenset[int] | None) -> list[OpenBlock]:
    """The blocks of a page that went nowhere, those with most words first; none where the site has
    too few pages to tell."""
    if repeated is None:
        return []
    unrecorded = [block for block in ledger.open if block.mark not in repeated]
    return sorted(unrecorded, key=lambda block: -block.words)[:_BLOCKS]


#: Words of prose of its own from which on a page that shows no article is a gap.
_OWN = 100


def gaps(
    readings: Iterable[Reading], repeated: frozenset[int] | None, addresses: Addresses
) -> Iterator[Gap]:
    """A gap for each page whose own words are in no record: a menu item whose text stands in
    modules, a component that no reader knows; and for each whose address names an article that no
    page has, by `addresses`."""
    reported: set[frozenset[int]] = set()
    numbers: set[str] = set()
    for reading in readings:
        if note := _unread_number(reading, addresses, numbers):
            yield Gap("article", reading.url, note.message, reading.page_title or None)
            continue
        blocks = reading.words.open if reading.words else ()
        unrecorded = [b for b in blocks if b.words >= PROSE and b.mark not in (repeated or ())]
        count, marks = sum(b.words for b in unrecorded), frozenset(b.mark for b in unrecorded)
        if count >= _OWN and repeated is not None and marks not in reported:
            reported.add(marks)
            reason = f"{reading.source}: {count} words of its own are in no record"
            yield Gap("page", reading.url, reason, reading.page_title or None)


def _unread_number(reading: Reading, addresses: Addresses, reported: set[str]) -> Note | None:
    """The note of a page on the article that its address names, where no page has that; each
    article once, by its key in `reported`."""
    note = next((n for n in reading.notes if n.code == NO_ARTICLE), None)
    key = address.article_key(reading.url or "")
    if note is None or key is None or key in reported:
        return None
    reported.add(key)
    keys = (key, address.numbered_alias(address.read(reading.url or "")))
    rows = (addresses.address(k) for k in keys if k)
    return None if any(row and row[0] == "article" for row in rows) else note


def notes(readings: Iterable[Reading], repeated: frozenset[int] | None) -> list[Note]:
    """A warning for each page of an article with left-over words of prose."""
    warnings = []
    for reading in readings:
        blocks = reading.words.open if reading.words else ()
        unrecorded = [b for b in blocks if b.mark == 0 or b.mark not in (repeated or ())]
        if repeated is None:
            unrecorded = [b for b in unrecorded if b.mark == 0]
        count = sum(b.words for b in unrecorded)
        if count >= LEFT or any(b.mark == 0 for b in unrecorded):
            warnings.append(
                Note(
                    WORDS_LEFT,
                    f"{count} words of {reading.source} are in no part of the record, "
                    f"the first in {unrecorded[0].where}: {unrecorded[0].start!r}",
                    "warning",
                )
            )
    return warnings
