"""Captures that are no page of the site: private files, redirects, feeds, answers of scripts, and
what was lost."""

from __future__ import annotations

from dataclasses import replace

from migrator.comments import registry as comment_systems
from migrator.joomla import address, uri
from migrator.joomla.private_files import PrivateFile
from migrator.layout import comment_ids
from migrator.model import Capture, Comment, Note, Reading
from migrator.reading import comment_pages
from migrator.reading import feed as feeds


def lost(capture: Capture, reason: str) -> Reading:
    """A page that was lost; `why` goes behind its name."""
    note = Note("source-no-page", f"{capture.source} {reason}", "loss")
    return Reading(capture.source, capture.url, "other", reason, status="failed", notes=(note,))


def private(capture: Capture, private: PrivateFile) -> Reading:
    """A file that nobody is to see: it is told of and not read here."""
    origin = "dump" if private.kind == "database" else "private"
    reason = f"{private.what}; neither published nor archived" + (
        "; it was not read" if private.kind != "private" else ""
    )
    return Reading(capture.source, None, "other", reason, status="skipped", origin=origin)


def redirect(capture: Capture) -> Reading:
    """An answer that sends on to another address, or a saver's page that stands for one."""
    status = f"status {capture.status}" if capture.status else "its saver's page for a redirect"
    if not capture.status and capture.location in (capture.mirror, capture.url):
        return lost(capture, f"is {status} that leads to itself: the page was not saved")
    return Reading(
        capture.source,
        capture.url,
        "redirect",
        f"{status} to {capture.location}" if capture.location else status,
        status="skipped",
        mirror=capture.mirror,
        location=uri.absolute(capture.url, capture.location or ""),
    )


def feed(capture: Capture, off: frozenset[str]) -> Reading:
    """A feed of comments or of articles, read without the rules in `off`."""
    if owner := comment_systems.feed(capture.url):
        system, key = owner
        comments = tuple(_untitled(c) for c in reversed(feeds.comments(capture, off)))
        return Reading(
            capture.source,
            capture.url,
            "feed",
            f"comments of {key}, {len(comments)} of them",
            key=key,
            part="fragment",
            comment_system=system.name,
            comments=tuple(comment_ids.unique(list(comments))),
        )
    mentions = feeds.mentions(capture, off)
    return Reading(
        capture.source, capture.url, "feed", f"a feed of {len(mentions)} items", mentions=mentions
    )


def _untitled(comment: Comment) -> Comment:
    """A feed's title "Ann says:" is no title."""
    title = comment.title or ""
    if (
        comment.author
        and title.startswith(comment.author)
        and len(title) - len(comment.author) < 20
    ):
        return replace(comment, title=None)
    return comment


def answer(capture: Capture, off: frozenset[str]) -> Reading:
    """What a script fetched: a comment system may know it."""
    owner = comment_systems.fetched(address.read(capture.url or ""))
    harvest = owner[0].answer(capture.data, capture.url, off) if owner else None
    if not owner or harvest is None:
        return Reading(capture.source, capture.url, "other", "data for a script", status="skipped")
    base = Reading(capture.source, capture.url, "other", "")
    return comment_pages.fragment(base, harvest, owner[1], "that a script fetched")
