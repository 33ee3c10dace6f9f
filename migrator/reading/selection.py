"""Which pages a person wants: patterns of `include` and `exclude` (options, or site.yaml)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from migrator.joomla import address
from migrator.model import LEFT_OUT, Reading
from migrator.settings import Settings


def select(reading: Reading, settings: Settings) -> Reading:
    """`reading`, or where the settings leave its page out, a reading that says so and why.

    A pattern (a regular expression) is searched in the address below the host, as that of `kinds`,
    in the whole address, and in the name of the file. Files that are no pages stay: a wanted
    article needs its pictures. What is private or damaged is told in any case.
    """
    if not settings.include and not settings.exclude:
        return reading
    if reading.kind == "media" or reading.origin in ("dump", "private", "program"):
        return reading
    if reading.status == "failed":
        return reading
    if settings.include and _match(reading, settings.include) is None:
        return _left_out(reading, "no pattern of `include` fits it")
    if (pattern := _match(reading, settings.exclude)) is not None:
        return _left_out(reading, f"`exclude` has {pattern}")
    return reading


def _match(reading: Reading, patterns: Sequence[str]) -> str | None:
    """The first of the `patterns` that fits the page."""
    names = [reading.source]
    if reading.url:
        names += [reading.url, address.read(reading.url).place]
    return next((p for p in patterns if any(re.search(p, name) for name in names)), None)


def _left_out(reading: Reading, reason: str) -> Reading:
    return replace(
        Reading(reading.source, reading.url, "other", f"{LEFT_OUT}: {reason}", status="skipped"),
        mirror=reading.mirror,
        origin=reading.origin,
        page_title=reading.page_title,
    )
