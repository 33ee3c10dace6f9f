"""RSS and Atom feeds: witnesses of articles, and of some comment systems the whole list of an
article's comments.

Sources: com_rss of Joomla 1.0 (RSS 0.91 to 2.0, Atom 0.3), `format=feed` of 1.5 on, the feeds that
comment systems declare (`CommentSystem.feed`)."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any

import lxml.etree

from migrator.document.text import squeeze
from migrator.joomla import address, labels, uri
from migrator.layout.fields import first_number
from migrator.model import Capture, Comment, Fields, Mention, Value
from migrator.normalise import dates, sanitise
from migrator.reading.recognition import kind_of

_NO_NUMBER = re.compile(r"\D|\d{4}")
_MAIL_NAME = re.compile(r"^\S+@\S+\s+\((.*)\)$")


def entries(capture: Capture) -> list[dict[str, str]]:
    """The items of a feed as plain names and texts; broken XML is read as far as it goes."""
    parser = lxml.etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, huge_tree=False
    )
    data = _ADDRESSES.sub(_escaped, capture.data.strip())
    try:
        root = lxml.etree.fromstring(data, parser)
    except (lxml.etree.LxmlError, ValueError):
        return []
    if root is None:
        return []
    items = [e for e in root.iter() if isinstance(e.tag, str) and _local(e) in ("item", "entry")]
    return [_entry(item) for item in items]


#: The elements that hold an address: Joomla's feed of tags does not escape them.
_ADDRESSES = re.compile(rb"(<(?:link|guid|id)\b[^>]*>)([^<]*&[^<]*)(?=</)")
_AMPERSAND = re.compile(rb"&(?![#\w]+;)")


def _escaped(match: re.Match[bytes]) -> bytes:
    return match[1] + _AMPERSAND.sub(b"&amp;", match[2])


def _local(element: Any) -> str:
    """The name without its namespace; in broken XML the prefix stays part of it."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]


def _entry(item: Any) -> dict[str, str]:
    out: dict[str, str] = {}
    for child in item:
        if not isinstance(child.tag, str):
            continue
        name, value = _local(child), (child.text or "").strip()
        if name == "link":
            value = value or child.get("href") or ""
        if name in ("author", "creator"):
            named = [
                squeeze(g.text or "")
                for g in child
                if isinstance(g.tag, str) and _local(g) == "name"
            ]
            name, value = "author", named[0] if named else value
        if value:
            out.setdefault(name, value)
    return out


def mentions(capture: Capture, off: Collection[str] = ()) -> tuple[Mention, ...]:
    """The articles that a feed tells of; `off`: rules of `normalise/markup.py` not to clean their
    intros by."""
    listed = []
    all_entries = entries(capture)
    are_categories = _tell_categories(all_entries)
    for entry in all_entries:
        link = uri.absolute(capture.url, entry.get("link") or entry.get("id") or "")
        if not link or any(_is_list(entry.get(name)) for name in ("link", "guid", "id")):
            continue
        fields: Fields = {}
        if entry.get("title"):
            fields["title"] = Value(squeeze(entry["title"]), "feed: title")
        if name := _name(entry.get("author")):
            fields["author"] = Value(name, "feed: author")
        if are_categories and entry.get("category", "frontpage").lower() != "frontpage":
            fields["category"] = Value(squeeze(entry["category"]), "feed: category")
        stamp = (
            entry.get("published")
            or entry.get("pubDate")
            or entry.get("date")
            or entry.get("issued")
            or entry.get("created")
        )
        if stamp and (when := dates.parse(stamp)):
            fields["feed date"] = Value(when, "feed: pubDate")
        intro = (
            entry.get("encoded")
            or entry.get("description")
            or entry.get("content")
            or entry.get("summary")
        )
        listed.append(
            Mention(
                link, "feed", fields, sanitise.clean_html(intro, link, off=off) if intro else None
            )
        )
    return tuple(listed)


def _tell_categories(listed: Sequence[dict[str, str]]) -> bool:
    """Whether the entries of a feed name their categories. The feed of a tag repeats each title
    (com_tags 3.1 to 5, `FeedView.php`), HikaShop's prints the category's number (seen on
    GokhanHepyetiker/Staj-Projem)."""
    named = [entry for entry in listed if entry.get("category")]
    return any(squeeze(e["category"]) != squeeze(e.get("title") or "") for e in named) and any(
        _NO_NUMBER.search(e["category"]) for e in named
    )


def _is_list(link: str | None) -> bool:
    """Whether an item of a feed is a list: the feed of all tags (com_tags) tells of tags."""
    parsed = address.read(link or "")
    return kind_of(parsed.option, parsed.view) == "listing"


def _name(author: str | None) -> str | None:
    """The name in "mail@example.org (Ann)"; a bare address is no name."""
    if not author:
        return None
    match = _MAIL_NAME.match(author.strip())
    name = squeeze(match[1] if match else author)
    return labels.person(name) if name and "@" not in name else None


def comments(capture: Capture, off: Collection[str] = ()) -> tuple[Comment, ...]:
    """The comments that a feed holds, oldest first; `off`: rules not to clean them by."""
    listed = []
    for entry in entries(capture):
        body = (
            entry.get("encoded")
            or entry.get("description")
            or entry.get("content")
            or entry.get("summary")
            or ""
        )
        html = sanitise.clean_html(body, entry.get("link"), comment=True, off=off)
        ident = first_number((entry.get("link") or entry.get("guid") or "").rpartition("#")[2])
        author, title = _name(entry.get("author")), squeeze(entry.get("title") or "")
        listed.append(
            Comment(
                id=str(ident) if ident is not None else "",
                author=author,
                html=html,
                text=sanitise.plain_text(html),
                created=dates.parse(
                    entry.get("pubDate")
                    or entry.get("published")
                    or entry.get("date")
                    or entry.get("updated")
                    or ""
                ),
                title=title or None,
                url=entry.get("link"),
            )
        )
    return tuple(listed)
