"""What became of every page that came in, as plain data; the sum is the number of pages."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from migrator.errors import OWN_FAULT, SourceError
from migrator.model import WORDS_LEFT, Gap, Note, Written

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
    "withheld": "row of a database that was not public: written with --include STATE",
    "private": "database dump, backup, configuration or log: neither published nor archived",
    "not-joomla": "not made by Joomla",
    "failed": "could not be read",
}


@dataclass(frozen=True, slots=True)
class Account:
    """Counts by outcome, articles and comments, and every loss with the page or article it stands
    for; `failed` and `private` files with the reason; the gaps by their kind, files that are not
    what they claim, files that a user has edited, what could not be written, and how many files
    that are no pages there are, by what they are."""

    outcomes: dict[str, int]
    articles: int
    comments: int
    threads: int
    whole: int
    losses: tuple[tuple[str, Note], ...]
    failed: tuple[tuple[str, str], ...]
    private: tuple[tuple[str, str], ...]
    gaps: dict[str, int]
    spoilt: tuple[Gap, ...]
    edited: tuple[str, ...]
    faults: tuple[str, ...] = ()
    files: dict[str, int] = field(default_factory=dict)

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
        unread = self.is_empty and not set(self.outcomes) - {"media", "failed"}
        if unread and not any(OWN_FAULT in reason for _, reason in self.failed):
            return SourceError.exit_code
        return 2 if self.is_empty or self.losses or self.failed or self.faults else 0


def account(written: Written) -> Account:
    """The account of a run."""
    site = written.site
    counts: Counter[str] = Counter()
    failed: list[tuple[str, str]] = []
    private: list[tuple[str, str]] = []
    files: Counter[str] = Counter()
    for page in site.pages:
        if page.status == "failed":
            counts["failed"] += 1
            failed.append((page.source, page.reason))
        elif page.origin in ("dump", "private"):
            counts["private"] += 1
            private.append((page.source, page.reason))
        elif page.origin == "program":
            counts["program"] += 1
        elif page.kind == "record" and page.status == "skipped":
            counts["withheld"] += 1
        elif page.article:
            outcome = "item" if page.kind == "item" else "article"
            counts["merged" if page.status == "merged" else outcome] += 1
        else:
            counts[page.kind if page.kind in OUTCOMES else "other"] += 1
            if page.kind == "media":
                files[page.reason.partition(",")[0]] += 1
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
    gaps = Counter(gap.kind for gap in site.gaps)
    return Account(
        {k: counts[k] for k in OUTCOMES if counts[k]},
        articles,
        comments,
        len(site.threads),
        whole,
        tuple(losses),
        tuple(failed),
        tuple(private),
        dict(sorted(gaps.items())),
        written.spoilt,
        written.edited,
        written.faults,
        dict(files.most_common()),
    )
