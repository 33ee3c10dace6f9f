"""What is known of a site before its pages are read: `site.yaml` says what is true of this site
only, with the field names that readers have and no verbs; a survey tells at the second look what
its pages have in common."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml

from migrator.document.context import Survey
from migrator.errors import UsageError
from migrator.layout.fields import number, person, text, texts, when
from migrator.layout.titles import heading
from migrator.markdown import rules as legacy
from migrator.normalise import comment_rules, page_rules

_MAKERS = {
    "title": heading,
    "author": person,
    "created": when,
    "modified": when,
    "published": when,
    "category": text,
    "section": text,
    "hits": number,
    "tags": texts,
}
_KEYS = {"article", "zone", "date_order", "kinds", "hosts", "rules_off", "footnotes"}
_LISTS = ("hosts", "rules_off")
_ARTICLE = {"item", "body", "drop", *_MAKERS}


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of the site before a page is read: the order of numeric dates, whether known
    readers are used, the site's configuration; at the second look what the survey learned; which
    states of a database's rows are wanted beside the public ones."""

    date_order: str = "dmy"
    known_readers: bool = True
    site: dict[str, Any] = field(default_factory=dict)
    survey: Survey | None = None
    include: frozenset[str] = frozenset()


NOTHING_KNOWN = Hints()


def load(path: Path) -> dict[str, Any]:
    """The configuration in `path`. Raises UsageError with what is wrong and where."""
    try:
        data = yaml.safe_load(path.read_text("utf-8")) or {}
    except yaml.YAMLError as error:
        raise UsageError(
            f"{path}: is no YAML ({str(error).splitlines()[0]}); compare it with what "
            f"`migrator probe` writes"
        ) from error
    if not isinstance(data, dict):
        raise UsageError(f"{path}: holds no keys; known are {', '.join(sorted(_KEYS))}")
    for key in data:
        if key not in _KEYS:
            raise UsageError(f"{path}: {key!r} is not known; known are {', '.join(sorted(_KEYS))}")
    for key in data.get("article") or {}:
        if key not in _ARTICLE:
            raise UsageError(
                f"{path}: article: {key!r} is not known; known are {', '.join(sorted(_ARTICLE))}"
            )
    for key in _LISTS:
        if not isinstance(data.get(key, []), list):
            raise UsageError(
                f"{path}: {key} is {data[key]!r}; it is a list, for example {key}: [{data[key]}]"
            )
    for rule in data.get("rules_off", []):
        if rule not in (*legacy.RULES, *page_rules.RULES, *comment_rules.COMMENT_RULES):
            raise UsageError(
                f"{path}: rules_off: {rule!r} is no rule; rules are "
                f"{', '.join((*legacy.RULES, *page_rules.RULES, *comment_rules.COMMENT_RULES))}"
            )
    if data.get("date_order") not in (None, "dmy", "mdy"):
        raise UsageError(f"{path}: date_order is {data['date_order']!r}; it is dmy or mdy")
    if zone := data.get("zone"):
        try:
            ZoneInfo(str(zone))
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise UsageError(
                f"{path}: zone {zone!r} is not known; use a name such as Europe/Berlin"
            ) from error
    return data


def hints(path: Path | None, no_known_readers: bool = False) -> Hints:
    """What a run is told before it reads: the site's configuration, whether known readers are
    used."""
    config = load(path) if path else {}
    return Hints(
        date_order=config.get("date_order", "dmy"), known_readers=not no_known_readers, site=config
    )
