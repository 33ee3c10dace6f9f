"""What is true of one site only: `site.yaml`, with the same field names as readers and no verbs; and `probe`, which looks a
capture over and writes one to start from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml

from migrator import frontmatter
from migrator.errors import UsageError
from migrator.fields import Html, Rest, number, person, text, texts, when
from migrator.headings import heading
from migrator.readers import Reader
from migrator.reading import Hints
from migrator.sources import Source

_MAKERS = {"title": heading, "author": person, "created": when, "modified": when, "published": when, "category": text, "section": text, "hits": number,
    "tags": texts}
_KEYS = {"article", "zone", "date_order", "kinds"}
_ARTICLE = {"item", "body", "drop", *_MAKERS}


def load(path: Path) -> dict[str, Any]:
    """The configuration in `path`. Raises UsageError with what is wrong and where."""
    try:
        data = yaml.safe_load(path.read_text("utf-8")) or {}
    except yaml.YAMLError as error:
        raise UsageError(f"{path}: is no YAML ({str(error).splitlines()[0]}); compare it with what `migrator probe` writes") from error
    if not isinstance(data, dict):
        raise UsageError(f"{path}: holds no keys; known are {', '.join(sorted(_KEYS))}")
    for key in data:
        if key not in _KEYS:
            raise UsageError(f"{path}: {key!r} is not known; known are {', '.join(sorted(_KEYS))}")
    for key in data.get("article") or {}:
        if key not in _ARTICLE:
            raise UsageError(f"{path}: article: {key!r} is not known; known are {', '.join(sorted(_ARTICLE))}")
    if data.get("date_order") not in (None, "dmy", "mdy"):
        raise UsageError(f"{path}: date_order is {data['date_order']!r}; it is dmy or mdy")
    if zone := data.get("zone"):
        try:
            ZoneInfo(str(zone))
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise UsageError(f"{path}: zone {zone!r} is not known; use a name such as Europe/Berlin") from error
    return data


def hints(path: Path | None, no_known_readers: bool = False) -> Hints:
    """What a run is told before it reads: the site's configuration, whether known readers are used."""
    config = load(path) if path else {}
    return Hints(date_order=config.get("date_order", "dmy"), known_readers=not no_known_readers, site=config)


def reader(config: dict[str, Any]) -> Reader | None:
    """The reader that `article:` declares, or None where it declares none."""
    declared = {k: [v] if isinstance(v, str) else list(v) for k, v in (config.get("article") or {}).items() if v}
    if "item" not in declared and "body" not in declared:
        return None
    made = Reader()
    vars(made).update(name="site", item=tuple(declared.get("item") or declared["body"]), drop=tuple(declared.get("drop", ())),
                      body=Html(tuple(declared["body"])) if "body" in declared else Rest())
    for name, make in _MAKERS.items():
        if name in declared:
            setattr(made, name, make(*declared[name]))
    return made


@dataclass(slots=True)
class Found:
    """What a look over a capture found."""

    label: str
    pages: int = 0
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    order: str = "dmy"
    doubts: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        yield f"{self.label}: {self.pages} files"
        for name, counter in self.counts.items():
            told = ", ".join(f"{k} ({n})" for k, n in counter.most_common(8))
            yield f"  {name:<16} {told or 'none found'}"
        yield f"  {'date order':<16} {self.order}"
        for doubt in self.doubts:
            yield f"  doubtful: {doubt}"


def probe(source: Source, jobs: int = 1) -> Found:
    """Reads all of `source` and sums up what it is."""
    from migrator import address, extraction, survey
    from migrator.store import Store

    store = Store(None)
    extraction.extract(source, store, jobs)
    readings = [reading for _, reading in store.readings()]
    found = Found(source.label, len(readings))
    for name, values in (("kinds", [r.kind for r in readings]), ("Joomla", [r.joomla for r in readings]), ("template", [r.template for r in readings]),
                         ("comments", [r.comment_system for r in readings]), ("hosts", [address.read(r.url).host for r in readings if r.url]),
                         ("read by", [r.fields["body"].rule.partition(":")[0] for r in readings if "body" in r.fields]),
                         ("languages", [str(r.fields["language"].value) for r in readings if "language" in r.fields])):
        found.counts[name] = Counter(v for v in values if v)
    found.order = survey.date_order(sum((survey.votes(r) for r in readings), Counter()))
    generic = found.counts["read by"]["generic"]
    if generic:
        found.doubts.append(f"{generic} pages have no known structure; name the article's box in site.yaml if what `migrator explain PAGE` shows is wrong")
    nowhere = [r.source for r in readings if not r.url and r.kind == "article"]
    if nowhere:
        found.doubts.append(f"{len(nowhere)} articles have no address, for example {nowhere[0]}; links between articles cannot be told")
    failed = [r.source for r in readings if r.status == "failed"]
    if failed:
        found.doubts.append(f"{len(failed)} files could not be read, for example {failed[0]}")
    return found


_HEAD = """\
# What is true of this site only. Every key may be left out; `migrator explain PAGE` shows what a page gives.
#
# article:                 # selectors (CSS), best first, where the known structures do not fit
#   item: "#content"       # the box of one article
#   title: "h1"
#   body: ".text"
#   author: ".by"
#   created: ".date"
#   drop: [".share", ".print"]
# zone: Europe/Berlin      # of the dates that the pages print without one
# kinds:                   # what pages are, by patterns of their address
#   listing: ["^/news/?$"]
"""


def write(found: Found, path: Path) -> None:
    """A commented site.yaml with what was found."""
    if path.exists():
        raise UsageError(f"{path}: is there already; remove it, or name another file with -o")
    path.write_text(_HEAD + "\n" + frontmatter.dump({"date_order": found.order}), "utf-8")
