"""A capture looked over: generation, template, kinds of pages, comment systems, doubtful points;
and a `site.yaml` to start from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from migrator.errors import UsageError
from migrator.guard.escape import terminal
from migrator.joomla import address
from migrator.layout import survey
from migrator.pipeline import extract as extraction
from migrator.sources.source import Source
from migrator.store.database import Store
from migrator.writing import front_matter as frontmatter


@dataclass(slots=True)
class Overview:
    """What a look over a capture tells: how often each name of a kind is there (`counts`), the
    order of its numeric dates, and what is doubtful."""

    label: str
    pages: int = 0
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    order: str = "dmy"
    doubts: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        yield f"{self.label}: {self.pages} files"
        for name, counter in self.counts.items():
            names = ", ".join(f"{k} ({n})" for k, n in counter.most_common(8))
            yield f"  {name:<16} {names or 'none found'}"
        yield f"  {'date order':<16} {self.order}"
        for doubt in self.doubts:
            yield f"  doubtful: {doubt}"


def probe(source: Source, jobs: int = 1) -> Overview:
    """Reads all of `source` and sums up what it is."""
    store = Store(None)
    extraction.extract(source, store, jobs)
    readings = [reading for _, reading in store.readings()]
    overview = Overview(source.label, len(readings))
    for name, values in (
        ("kinds", [r.kind for r in readings]),
        ("Joomla", [r.joomla for r in readings]),
        ("template", [r.template for r in readings]),
        ("comments", [r.comment_system for r in readings]),
        ("hosts", [address.read(r.url).host for r in readings if r.url]),
        (
            "read by",
            [r.fields["body"].rule.partition(":")[0] for r in readings if "body" in r.fields],
        ),
        (
            "languages",
            [str(r.fields["language"].value) for r in readings if "language" in r.fields],
        ),
    ):
        overview.counts[name] = Counter(v for v in values if v)
    overview.order = survey.date_order(sum((survey.votes(r) for r in readings), Counter()))
    generic = overview.counts["read by"]["generic"]
    if generic:
        overview.doubts.append(
            f"{generic} pages have no known structure; name the article's box in "
            f"site.yaml if what `migrator explain PAGE` shows is wrong"
        )
    nowhere = [r.source for r in readings if not r.url and r.kind in ("article", "item")]
    if nowhere:
        overview.doubts.append(
            f"{len(nowhere)} articles have no address, for example {nowhere[0]}; links "
            "between articles are not known"
        )
    failed = [r.source for r in readings if r.status == "failed"]
    if failed:
        overview.doubts.append(f"{len(failed)} files could not be read, for example {failed[0]}")
    return overview


_HEAD = """\
# What is true of this site only. Every key may be left out: take the `# ` away to use one.
# `migrator explain PAGE` shows what a page gives.
#
# article:                    # selectors (CSS), best first, where no known structure fits
#   item: "#content"          # the box of one article
#   title: "h1"
#   body: ".text"
#   author: ".by"
#   created: ".date"
#   drop: [".share", ".print"]
# zone: Europe/Berlin         # of the dates that the pages print without one
# kinds:                      # what pages are, by patterns of their addresses
#   listing: ["^/news/?$"]
# hosts: [old.example.org]    # names that the site had before: links to them stay within it
# footnotes: true             # notes as [^1], for generators that know them
# rules_off: [bold-headings]  # rules that are not to clean its texts; docs/site-yaml.md names them
"""


def write(overview: Overview, path: Path) -> None:
    """A commented site.yaml to start from, with what was seen and what is doubtful."""
    if path.exists():
        raise UsageError(f"{path}: is there already; remove it, or name another file with -o")
    seen = "".join(f"## {terminal(' '.join(line.split()))}\n" for line in overview.lines())
    settings = frontmatter.dump({"date_order": overview.order})
    path.write_text(f"{_HEAD}\n## What `migrator probe` saw:\n{seen}\n{settings}", "utf-8")
