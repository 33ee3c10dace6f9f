"""An article and its comments as plain data, as generators of sites take them: what the pages do not tell is left out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from migrator import relink
from migrator.model import Article, Comment, When

_LOCAL = re.compile(r"^(\d{4}-\d\d-\d\dT\d\d:\d\d)(?!:)")


def front(article: Article) -> dict[str, Any]:
    """The front matter that all generators share."""
    told: dict[str, Any] = {
        "title": article.title or article.alias or article.id,
        "date": moment(article.created or article.published),
        "lastmod": moment(article.modified),
        "author": article.author,
        "tags": list(article.tags),
        "language": article.language,
        "description": article.description,
        "keywords": article.keywords,
    }
    return {k: v for k, v in told.items() if v not in (None, [], "")}


def comment(one: Comment, leads: Mapping[str, str] | None = None) -> dict[str, Any]:
    """One comment; `leads` are the new addresses of links in it."""
    told = {"id": one.id, "parent": one.parent, "author": one.author, "website": one.website, "date": moment(one.created), "title": one.title,
            "votes": one.votes, "url": one.url, "html": relink.in_html(one.html, leads or {}), "text": one.text}
    return {k: v for k, v in told.items() if v not in (None, "")}


def shown(article: Article, leads: Mapping[str, str]) -> list[dict[str, Any]]:
    """The comments as a theme shows them: each names its parent, an empty one where it answers the article, and `when` in words."""
    keep = ("id", "parent", "author", "website", "date", "title", "html")
    return [{"parent": "", **{k: v for k, v in comment(c, leads).items() if k in keep},
             **({"when": c.created.value[:16].replace("T", " ")} if c.created else {})} for c in article.comments]


def moment(when: When | None) -> str | None:
    """A date as all generators read it: to the day, or with seconds."""
    return _LOCAL.sub(r"\1:00", when.value) if when else None
