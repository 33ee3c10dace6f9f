"""An article and its comments as plain data, as generators of sites take them: what the pages do
not tell is left out."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Mapping
from typing import Any

from migrator.model import Article, Comment, When
from migrator.writing import link_rewriting as relink
from migrator.writing.comment_threads import file_links, parents_first, rating_text

_LOCAL = re.compile(r"^(\d{4}-\d\d-\d\dT\d\d:\d\d)(?!:)")


def front(article: Article) -> dict[str, Any]:
    """The front matter that all generators share."""
    values: dict[str, Any] = {
        "title": article.title or article.alias or article.id,
        "date": moment(article.created or article.published),
        "lastmod": moment(article.modified),
        "author": article.author,
        "tags": list(article.tags),
        "language": article.language,
        "description": article.description,
        "keywords": article.keywords,
        "extra": {k: _plain(v) for k, v in article.extra.items()},
        "state": article.state if article.state != "published" else None,
        "draft": True if article.state not in ("published", "archived") else None,
        "fields": [{"name": f.name, "label": f.label, "value": f.value} for f in article.fields],
        "links": [{"url": link.url, "label": link.label} for link in article.links],
    }
    return {k: v for k, v in values.items() if v not in (None, [], "", {})}


def _plain(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


_IMAGE = re.compile(r"<img\s[^>]*>")
_ATTRIBUTE = re.compile(r'\s(src|width|height|align|style|class)="([^"]*)"')
_SIDE = re.compile(r"float\s*:\s*(left|right)|\b(?:pull|float|align|img|image)-?_?(left|right)\b")


def looks(article: Article, leads: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """How pictures of an article were shown where Markdown cannot say it: width and height in
    pixels, and the `side` on which text flows past; by their new addresses."""
    by_address: dict[str, dict[str, str]] = {}
    for tag in _IMAGE.findall(article.body_html):
        attributes = {
            name: entities.unescape(value).strip() for name, value in _ATTRIBUTE.findall(tag)
        }
        look = {
            name: attributes[name].removesuffix("px")
            for name in ("width", "height")
            if attributes.get(name, "").removesuffix("px").isdigit()
        }
        side = _SIDE.search(f"{attributes.get('style', '')} {attributes.get('class', '')}".lower())
        if attributes.get("align", "").lower() in ("left", "right"):
            look["side"] = attributes["align"].lower()
        elif side:
            look["side"] = side[1] or side[2]
        source = attributes.get("src", "")
        if look and source:
            by_address.setdefault(leads.get(source) or source, look)
    return by_address


def comment(posted: Comment, leads: Mapping[str, str] | None = None) -> dict[str, Any]:
    """One comment; `leads` are the new addresses of links in it."""
    values = {
        "id": posted.id,
        "parent": posted.parent,
        "author": posted.author,
        "website": posted.website,
        "date": moment(posted.created),
        "title": posted.title,
        "votes": posted.votes,
        "rating": posted.rating,
        "attachments": [{"url": a.url, "name": a.name} for a in posted.attachments],
        "url": posted.url,
        "html": relink.in_html(posted.html, leads or {}),
        "text": posted.text,
    }
    return {k: v for k, v in values.items() if v not in (None, "", [])}


def shown(article: Article, leads: Mapping[str, str]) -> list[dict[str, Any]]:
    """The comments as a theme shows them: each names its parent, an empty one where it answers the
    article or what is not there, and `when` and `rating` in words; `files` are what it brings."""
    ordered = parents_first(article.comments)
    ids = {n.number: n.comment.id for n in ordered}
    keep = ("id", "parent", "author", "website", "date", "title", "html")
    parents = {n.comment.id: n.parent and ids[n.parent] for n in ordered}
    return [
        {
            **{k: v for k, v in comment(c, leads).items() if k in keep},
            "parent": parents[c.id] or "",
            **({"when": c.created.value[:16].replace("T", " ")} if c.created else {}),
            **({"rating": rating_text(c.rating)} if c.rating else {}),
            **({"files": file_links(c, leads)} if c.attachments else {}),
        }
        for c in article.comments
    ]


def moment(when: When | None) -> str | None:
    """A date as all generators read it: to the day, or with seconds."""
    return _LOCAL.sub(r"\1:00", when.value) if when else None
