"""The report of a run: `OUT/report/index.html`, lists in pages, and a page for each article that
needs a look. Plain HTML that works from the disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from itertools import groupby, islice
from pathlib import Path

from migrator.assemble.addresses import AddressLookup
from migrator.guard.paths import Folder
from migrator.model import Site
from migrator.report import article_page, lists, look, markup, overview
from migrator.report.account import Account
from migrator.report.lists import ListShape
from migrator.report.look import Look
from migrator.report.saved_page import CaptureFiles
from migrator.settings import Settings
from migrator.sources.source import Source
from migrator.store import report_queries as queries
from migrator.store.database import Store
from migrator.store.report_queries import ArticleRow

FOLDER = "report"
#: Articles and pages that have a page of their own in the report, at most: those that need a look,
#: then the first articles. `migrator review` shows any.
PAGES = 300
#: Of a site of more than ALL pages, one in SHARE has one: it takes 6 ms of CPU and 50 kB, a run to
#: JSON takes 17 ms a page of the site, so the report stays below a twentieth of it.
ALL, SHARE = 60, 10
#: So many articles that need no look have one as well, to be compared by eye: pages for all of them
#: were a tenth of the CPU of a whole run on small sites. `migrator review` shows any.
COMPARED = 20
#: Entries of a list on one page.
ENTRIES = 200


@dataclass(frozen=True, slots=True)
class Run:
    """What a report is made of. Where names of comments' authors are `redacted`, it shows counts,
    titles and addresses and no text of a page; `command` are the words that began the run."""

    account: Account
    site: Site
    store: Store
    source: Source | None
    out: Path
    targets: tuple[str, ...] = ()
    redacted: bool = False
    not_read: int = 0
    shown: dict[str, str] = field(default_factory=dict)


def write(run: Run) -> Path:
    """Writes the report of a run; the path of its first page."""
    folder = Folder(run.out / FOLDER)
    accepted = Settings.from_json(run.store.settings).accepted
    looks = look.pages(run.store) + look.articles(run.store, not run.redacted, accepted)
    looks.sort(key=lambda entry: -entry.weight)
    if not run.redacted:
        lookup = AddressLookup(run.store, frozenset(run.site.structure.hosts))
        capture_files = CaptureFiles(run.source, lookup) if run.source else None
        for entry in _with_a_page(run, looks):
            name = folder.name(entry.about, ".html", entry.about)
            document = _own_page(run, entry, capture_files)
            if document:
                folder.write(f"pages/{name}", document)
                run.shown[entry.about] = f"pages/{name}"
    reasons = {entry.about: entry.reasons for entry in looks}
    _write_list(folder, "look", lists.LOOK, lists.looks(looks, run.shown), len(looks))
    _write_articles(folder, run, reasons)
    gaps = lists.gaps(run.site.gaps, run.shown)
    _write_list(folder, "gaps", lists.GAPS, gaps, len(run.site.gaps))
    style = resources.files(__package__ or "").joinpath("style.css").read_bytes()
    folder.write("style.css", style)
    folder.write("index.html", overview.page(run, looks))
    folder.remove_others()
    return run.out / FOLDER / "index.html"


def _with_a_page(run: Run, looks: Sequence[Look]) -> Iterator[Look]:
    """What has a page of its own: the worst first, then some of the first articles of the site."""
    most = min(PAGES, max(ALL, run.account.pages // SHARE))
    chosen = looks[:most]
    yield from chosen
    listed = {entry.about for entry in chosen}
    rows = (row.id for row in queries.article_rows(run.store, "site") if row.id not in listed)
    compared = min(COMPARED, most - len(chosen))
    yield from (Look(ident, None, True, 0, ()) for ident in islice(rows, compared))


def _own_page(run: Run, entry: Look, capture_files: CaptureFiles | None) -> str | None:
    """The page of an article, or of a page without one; None where the store no longer has it."""
    source = queries.first_source(run.store, entry.about) if entry.is_article else entry.about
    words = queries.page_words(run.store, source) if source else None
    left = queries.left_over(run.store, source) if source else []
    if entry.is_article:
        article = queries.article(run.store, entry.about)
        if article is None:
            return None
        return article_page.article_page(
            article, source or "", capture_files, entry.reasons, left, words
        )
    page = queries.other_page(run.store, entry.about)
    if page is None:
        return None
    return article_page.other_page(page, capture_files, entry.reasons, left, words)


def _write_articles(folder: Folder, run: Run, reasons: Mapping[str, Sequence[str]]) -> None:
    """Writes the list of all articles, and one of each year and of each category."""

    def cells(rows: Iterable[ArticleRow]) -> Iterator[Sequence[str]]:
        return lists.articles(rows, run.shown, reasons)

    rows = queries.article_rows(run.store, "site")
    _write_list(folder, "articles", lists.ARTICLES, cells(rows), len(run.site.articles))
    for year, rows in groupby(queries.article_rows(run.store, "year"), lists.year_of):
        name = f"year-{year}" if year else "undated"
        shape = lists.part(f"Articles of {year}" if year else "Articles without a date")
        count = queries.articles_per_year(run.store)[year]
        _write_list(folder, name, shape, cells(rows), count)
    counts = queries.articles_per_category(run.store)
    for path, rows in groupby(queries.article_rows(run.store, "category"), lists.category_of):
        shape = lists.part(f"Articles in {' / '.join(path) or 'no category'}")
        _write_list(folder, lists.category_file(path), shape, cells(rows), counts[path])


def _write_list(
    folder: Folder, name: str, shape: ListShape, rows: Iterator[Sequence[str]], total: int
) -> None:
    """Writes a list in pages of so many entries."""
    count = -(-total // ENTRIES)
    for number in range(1, count + 1):
        pager = markup.pager(name, number, count)
        content = markup.table(shape.head, islice(rows, ENTRIES))
        crumbs = f"<nav>{markup.link('index.html', 'Report')}</nav>"
        head = f'<p class="lead">{shape.summary} {total:,} in all.</p>'
        page = markup.page(shape.title, f"{head}{pager}{content}{pager}", "", crumbs)
        folder.write(f"{name}-{number}.html", page)
