"""What became of every page that came in, as plain data; the sum is the number of pages."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from migrator.errors import OWN_FAULT, SourceError
from migrator.model import DECLARED, LEFT_OUT, WORDS_LEFT, Gap, Note, Page, Written

#: Troubles of a kind that the account shows by name, and gaps of a kind that it has by name.
NAMED = 10

#: outcome -> what it means, in the order of the table
OUTCOMES = {
    "article": "became an article",
    "merged": "belongs to an article (another address, print view, page, comments)",
    "item": "became an item of another component (product, event, download, guest book)",
    "listing": "lists articles",
    "front": "front page",
    "archive": "archive page",
    "search": "search page",
    "feed": "feed",
    "forum": "forum page",
    "form": "form",
    "media": "picture or other file",
    "redirect": "leads elsewhere",
    "error": "error page",
    "other": "no article",
    "record": "row of a database",
    "program": "part of Joomla or an extension in an installation or backup",
    "withheld": "row of a database that was not public: written with --include-state STATE",
    "excluded": "left out by the patterns of --include, --exclude or site.yaml",
    "private": "database dump, backup, configuration or log: neither published nor archived",
    "not-joomla": "not made by Joomla",
    "failed": "could not be read",
}


@dataclass(frozen=True, slots=True)
class Account:
    """Counts by outcome, articles and comments, and every loss with the page or article it stands
    for; `failed` and `private` files with the reason; how many gaps there are by their kind, with
    the first of each by name (`missing`); the pages without an article that have most words of
    their own (`others`); files that are not what they claim, files that a user has edited, what
    could not be written, and how many files that are no pages there are, by what they are;
    `source_notes` tell of dumps and settings what is no loss."""

    outcomes: dict[str, int]
    articles: int
    comments: int
    threads: int
    whole: int
    losses: tuple[tuple[str, Note], ...]
    failed: tuple[tuple[str, str], ...]
    private: tuple[tuple[str, str], ...]
    gaps: dict[str, int]
    damaged_files: tuple[Gap, ...]
    edited: tuple[str, ...]
    faults: tuple[str, ...] = ()
    files: dict[str, int] = field(default_factory=dict)
    missing: tuple[Gap, ...] = ()
    others: tuple[Page, ...] = ()
    source_notes: tuple[tuple[str, Note], ...] = ()

    @property
    def pages(self) -> int:
        return sum(self.outcomes.values())

    @property
    def is_empty(self) -> bool:
        """Whether the run found no article and no thread: it is no success, whatever came in."""
        return not self.articles and not self.threads

    @property
    def exit_code(self) -> int:
        """0: nothing is known to be lost; 66: nothing could be read; else 2."""
        unread = self.is_empty and not set(self.outcomes) - {"media", "failed", "private"}
        if unread and not any(OWN_FAULT in reason for _, reason in self.failed):
            return SourceError.exit_code
        return 2 if self.is_empty or self.losses or self.failed or self.faults else 0


def account(written: Written) -> Account:
    """The account of a run."""
    site = written.site
    pages = _Pages()
    for page in site.pages:
        pages.take(page)
    articles = comments = whole = 0
    losses: list[tuple[str, Note]] = []
    for article in site.articles:
        articles += 1
        comments += len(article.comments)
        whole += not any(n.code == "markdown-loss" for n in article.notes)
        losses += [
            (article.id, n) for n in article.notes if n.level == "loss" or n.code == WORDS_LEFT
        ]
    losses += [
        (" / ".join(category.path), n)
        for category in site.structure.categories
        for n in category.notes
        if n.level == "loss"
    ]
    losses += [(source, n) for source, n in site.source_notes if n.level == "loss"]
    gaps, missing = _gaps(site.gaps)
    return Account(
        {k: pages.counts[k] for k in OUTCOMES if pages.counts[k]},
        articles,
        comments,
        len(site.threads),
        whole,
        tuple(losses),
        tuple(pages.failed),
        tuple(pages.private),
        gaps,
        written.damaged_files,
        written.edited,
        written.faults,
        dict(pages.files.most_common()),
        missing,
        pages.others(),
        tuple((source, note) for source, note in site.source_notes if note.level != "loss"),
    )


def outcome(page: Page) -> str:
    """What became of a page: a key of OUTCOMES."""
    if page.status == "failed":
        return "failed"
    if page.origin in ("dump", "private"):
        return "private"
    if page.origin == "program":
        return "program"
    if page.status == "skipped" and page.kind == "record":
        return "withheld"
    if page.status == "skipped" and page.reason.startswith(LEFT_OUT):
        return "excluded"
    if page.article:
        whole = "item" if page.kind == "item" else "article"
        return "merged" if page.status == "merged" else whole
    return page.kind if page.kind in OUTCOMES else "other"


class _Pages:
    """Counts pages by what became of them, and keeps the names of those to look at."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.files: Counter[str] = Counter()
        self.failed: list[tuple[str, str]] = []
        self.private: list[tuple[str, str]] = []
        self._others: list[tuple[int, int, Page]] = []

    def take(self, page: Page) -> None:
        name = outcome(page)
        self.counts[name] += 1
        if name == "failed":
            self.failed.append((page.source, page.reason))
        elif name == "private":
            self.private.append((page.source, page.reason))
        elif name == "media":
            self.files[page.reason.partition(",")[0]] += 1
        elif name == "other" and page.reason != DECLARED:
            entry = (words_left(page), -self.counts[name], page)
            if len(self._others) < NAMED:
                heapq.heappush(self._others, entry)
            else:
                heapq.heappushpop(self._others, entry)

    def others(self) -> tuple[Page, ...]:
        """The pages without an article, those with most words of their own first."""
        return tuple(page for *_, page in sorted(self._others, reverse=True))


def words_left(page: Page) -> int:
    """How many words of a page are in no record and on no other page."""
    return (page.words or {}).get("left", 0)


def _gaps(gaps: Iterable[Gap]) -> tuple[dict[str, int], tuple[Gap, ...]]:
    """How many gaps of each kind there are, and the first of each kind."""
    counts: Counter[str] = Counter()
    first: list[Gap] = []
    for gap in gaps:
        counts[gap.kind] += 1
        if counts[gap.kind] <= NAMED:
            first.append(gap)
    return dict(sorted(counts.items())), tuple(first)
