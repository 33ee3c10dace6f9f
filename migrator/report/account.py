"""What became of every page that came in, as plain data; the sum is the number of pages."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from migrator.model import Note, Site

#: outcome -> what it means, in the order of the table
OUTCOMES = {
    "article": "became an article",
    "merged": "belongs to an article (another address, print view, page, comments)",
    "listing": "lists articles", "front": "front page", "archive": "archive page", "search": "search page", "feed": "feed", "forum": "forum page",
    "form": "form", "media": "picture or other file", "redirect": "leads elsewhere", "error": "error page", "other": "no article",
    "not-joomla": "not made by Joomla", "failed": "could not be read",
}


@dataclass(frozen=True, slots=True)
class Account:
    """Counts by outcome, articles and comments, and every loss with the page or article it stands for."""

    outcomes: dict[str, int]
    articles: int
    comments: int
    threads: int
    whole: int
    losses: tuple[tuple[str, Note], ...]
    failed: tuple[tuple[str, str], ...]

    @property
    def pages(self) -> int:
        return sum(self.outcomes.values())


def account(site: Site) -> Account:
    """The account of a site."""
    counts: Counter[str] = Counter()
    for page in site.pages:
        if page.status == "failed":
            counts["failed"] += 1
        elif page.article:
            counts["merged" if page.status == "merged" else "article"] += 1
        else:
            counts[page.kind if page.kind in OUTCOMES else "other"] += 1
    losses = tuple((a.id, n) for a in site.articles for n in a.notes if n.level == "loss")
    unproven = {i for i, n in losses if n.code == "markdown-loss"}
    return Account(
        outcomes={k: counts[k] for k in OUTCOMES if counts[k]}, articles=len(site.articles), comments=sum(len(a.comments) for a in site.articles),
        threads=len(site.threads), whole=len(site.articles) - len(unproven), losses=losses,
        failed=tuple((p.source, p.reason) for p in site.pages if p.status == "failed"))
