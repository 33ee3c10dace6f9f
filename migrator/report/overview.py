"""The first page of the report: what came in and what became of it, what to look at, how to go
on."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from migrator.report import charts, lists, markup
from migrator.report.account import OUTCOMES
from migrator.report.look import Look
from migrator.report.markup import link, section, text
from migrator.store import report_queries as queries

if TYPE_CHECKING:
    from migrator.report.site_report import Run

#: Entries of each list on the first page; the whole lists have pages of their own.
_SHOWN, _CATEGORIES = 20, 15


def page(run: Run, looks: Sequence[Look]) -> str:
    """The whole page; `looks` is what needs a look, the worst first."""
    account = run.account
    title = run.site.structure.title or run.store.label or "the site"
    parts = {name: (count, OUTCOMES[name]) for name, count in account.outcomes.items()}
    content = (
        f'<p class="lead">{text(_origin(run))}</p>'
        + _tiles(run, looks)
        + section("What came in and what became of it", charts.stacked_bar(parts), "pages")
        + section("Pages that need a look", _looks(looks, run), "look")
        + section("Over the years", _years(run), "years")
        + section("Categories", _categories(run), "categories")
        + section("Gaps", _gaps(run), "gaps")
        + section("Pictures that are missing", _pictures(run), "pictures")
        + section("Repaired and noted", _notes(run), "notes")
        + section("How to go on", _commands(run), "go-on")
    )
    return markup.page(f"What became of {title}", content)


def _origin(run: Run) -> str:
    lines = [f"From {run.store.label}" if run.store.label else ""]
    if run.not_read:
        lines.append(
            f"This is a first look: {run.not_read} captures were not read. The same command "
            "without --limit reads them."
        )
    if run.redacted:
        lines.append(
            "Names of comments' authors are redacted: this report shows no text of any page."
        )
    return ". ".join(line.rstrip(".") for line in lines if line) + "."


def _tiles(run: Run, looks: Sequence[Look]) -> str:
    account = run.account
    tiles = [
        (account.pages, "pages came in", "#pages", False),
        (account.articles, "articles", "#years", False),
        (account.whole, "articles proven whole in Markdown", "#notes", False),
        (account.comments, "comments", "#years", False),
        (account.threads, "forum threads", "", False),
        (len(looks), "need a look", "#look", True),
        (sum(account.gaps.values()), "gaps", "#gaps", False),
        (len(account.failed), "could not be read", "#look", True),
    ]
    content = "".join(
        f"<li{' class=warn' if is_bad else ''}><strong>{count:,}</strong>"
        f"<span>{f'<a href={place}>{label}</a>' if place else label}</span></li>"
        for count, label, place, is_bad in tiles
        if count
    )
    return f'<ul class="tiles">{content}</ul>'


def _looks(looks: Sequence[Look], run: Run) -> str:
    if not looks:
        return "<p>None: nothing is known to be lost or doubtful.</p>"
    rows = lists.looks(looks[:_SHOWN], run.shown)
    return markup.table(lists.LOOK.head, rows) + _more("look", len(looks))


def _more(name: str, count: int) -> str:
    return f"<p>{link(f'{name}-1.html', f'The whole list ({count:,})')}</p>"


def _years(run: Run) -> str:
    articles = queries.articles_per_year(run.store)
    comments = queries.comments_per_year(run.store)
    years = sorted(year for year in {*articles, *comments} if year)
    whole = _without_holes(years)
    values = {year: (articles.get(year, 0), comments.get(year, 0)) for year in whole}
    links = {year: link(f"year-{year}-1.html", year) for year in articles if year}
    notes = []
    if published := queries.dated_by_publication(run.store):
        stand = "article stands" if published == 1 else "articles stand"
        notes.append(f"{published:,} {stand} under the date of publication.")
    if undated := articles.get(None, 0):
        tell = "article tells" if undated == 1 else "articles tell"
        notes.append(link("undated-1.html", f"{undated:,} {tell} no date."))
    note = f'<p class="soft">{" ".join(notes)}</p>' if notes else ""
    return charts.columns(values, ("articles", "comments"), links) + note


def _without_holes(years: Sequence[str]) -> Sequence[str]:
    """All years between the first and the last, where that is a time that a chart can show."""
    if not years or not all(year.isdecimal() for year in years):
        return years
    first, last = int(years[0]), int(years[-1])
    return [f"{year:04}" for year in range(first, last + 1)] if last - first < 60 else years


def _categories(run: Run) -> str:
    articles = queries.articles_per_category(run.store)
    comments = queries.comments_per_category(run.store)
    order = sorted(articles, key=lambda path: (-articles[path], path))
    values = [
        (
            link(f"{lists.category_file(path)}-1.html", " / ".join(path) or "no category"),
            articles[path],
            comments.get(path, 0),
        )
        for path in order
    ]
    names = ("articles", "comments")
    chart = charts.rows(values[:_CATEGORIES], names)
    if rest := values[_CATEGORIES:]:
        summary = f"{len(rest)} more categories"
        chart += f"<details><summary>{summary}</summary>{charts.rows(rest, names)}</details>"
    return chart + (_more("articles", run.account.articles) if chart else "")


def _gaps(run: Run) -> str:
    counts = run.account.gaps
    if not counts:
        return ""
    kinds = ", ".join(
        f"{count:,} {text(kind)}{'s' if count > 1 and kind != 'comments' else ''}"
        for kind, count in counts.items()
    )
    wanted = [gap for gap in run.account.missing if gap.kind in ("article", "comments", "page")]
    return (
        f"<p>Known to have been on the site and not in the capture: {kinds}.</p>"
        + (
            markup.table(lists.GAPS.head, lists.gaps(wanted, run.shown), "the first of each kind")
            if wanted
            else ""
        )
        + _more("gaps", sum(counts.values()))
    )


def _pictures(run: Run) -> str:
    wanted = [gap for gap in run.account.missing if gap.kind in ("image", "file")]
    count = run.account.gaps.get("image", 0) + run.account.gaps.get("file", 0)
    if not wanted:
        return ""
    return (
        f"<p>{count:,} pictures and files that articles show or offer are not in the capture.</p>"
        + markup.table(lists.GAPS.head, lists.gaps(wanted, run.shown), "the first of each kind")
    )


def _notes(run: Run) -> str:
    rows = [
        (
            f"<code>{text(note.code)}</code>",
            text(note.level),
            f"{note.articles:,}",
            link(run.shown[note.about], note.about)
            if note.about in run.shown
            else text(note.about),
            "" if run.redacted else text(note.message),
        )
        for note in queries.note_counts(run.store)
    ]
    return markup.table(("note", "level", "articles", "for example", ""), rows) if rows else ""


def _commands(run: Run) -> str:
    return "".join(
        f"<p>{text(why)}</p><pre><code>{text(command)}</code></pre>"
        for why, command in _next_steps(run)
    )


def _next_steps(run: Run) -> Iterator[tuple[str, str]]:
    out = shlex.quote(str(run.out))
    source = run.store.label or "SOURCE"
    if "hugo" in run.targets:
        yield "To see the new site at http://localhost:1313:", f"cd {out}/hugo && hugo server"
    elif "jekyll" in run.targets:
        yield "To see the new site:", f"cd {out}/jekyll && jekyll serve"
    else:
        yield (
            "To make a site of it, with redirects from every old address:",
            f"migrator write -o {out} --to hugo",
        )
    if run.account.others or run.account.losses:
        yield (
            "Where a page was not read right: see how it is read, then say in site.yaml what is "
            "true of this site.",
            f"migrator explain PAGE\nmigrator probe {source} -o site.yaml\n"
            f"migrator run {source} -o {out} --site site.yaml",
        )
    if run.account.gaps.get("image") or run.account.gaps.get("file"):
        yield (
            "To fetch the pictures and files that are missing, where the old site still answers:",
            f"migrator run {source} -o {out} --fetch-missing",
        )
    yield "To check later that all is as it was written:", f"migrator verify {out}"
