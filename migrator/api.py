"""The Python interface: what the command line does, as calls.

Imports stand inside the functions because the command line loads this package for `--help` too.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from migrator.errors import UsageError
from migrator.model import Capture, PageResult, Site

if TYPE_CHECKING:
    from migrator.settings import ReadOptions, Settings
    from migrator.sources.source import Source

PathName = str | PathLike[str]


def read_page(
    data: bytes | str, url: str | None = None, settings: Settings | PathName | None = None
) -> PageResult:
    """What one saved page is, and the article on it.

    `data` is the page as saved (text is taken as UTF-8), `url` its address on the old site,
    `settings` the settings of the site or the path of a site.yaml.

    >>> page = '''<body class="com_content view-article"><div class="item-page">
    ...   <div class="page-header"><h2>Harvest</h2></div><p>Apples and pears.</p></div>'''
    >>> result = read_page(page, "https://old.example/news/7-harvest")
    >>> result.kind, result.article.title, result.article.alias
    ('article', 'Harvest', 'harvest')
    >>> read_page("<p>hello</p>").article is None
    True
    """
    from migrator.assemble import single_page
    from migrator.reading.page import read

    reading = read(_capture(data, url), _read_options(settings))
    return PageResult(reading.kind, reading.reason, reading.notes, single_page.article(reading))


def inspect_page(data: bytes | str, url: str | None = None) -> list[str]:
    """How one page is read, as `migrator explain` prints it: a line for each piece of evidence and
    each field, with the rules that were tried.

    >>> print(inspect_page("<p>hello</p>")[2])
      kind      not-joomla: nothing of Joomla is on the page
    """
    from migrator.report.explain import explain

    return list(explain(_capture(data, url)))


def migrate(
    source: PathName | Iterable[PathName] | Iterable[Capture],
    out: PathName | None = None,
    to: Iterable[str] = ("markdown", "json"),
    *,
    jobs: int = 1,
    settings: Settings | PathName | None = None,
    redact_comments: bool = False,
    bag: bool = False,
) -> Site:
    r"""The site that `source` tells of, written to `out` in the forms `to` where `out` is given.

    `source` is what the command line takes (a path, an address, several of them), or captures.
    Beside what is written stand the report and `run.json`, as after the command.
    The site frees its lock and its database when it is closed: use it in a `with` statement.
    Raises MigratorError where there is nothing to read, nowhere to write, or a name is wrong.

    >>> page = b'<body class="com_content view-article"><div class="item-page"><p>Apples.</p></div>'
    >>> with migrate([Capture("harvest.html", page)]) as site:
    ...     [(article.sources, article.body_markdown) for article in site.articles]
    [(('harvest.html',), 'Apples.\n')]
    """
    from migrator.pipeline import run as pipeline
    from migrator.report.leaving import leave
    from migrator.sources.opening import refuse_as_output
    from migrator.targets.registry import check_names

    begun = datetime.now(UTC)
    names = tuple(to)
    check_names(names)
    opened = _source(source, Path(out) if out is not None else None)
    if out is not None:
        refuse_as_output(opened, Path(out))
    options_ = _read_options(settings)
    if out is None:
        return pipeline.in_memory(opened, jobs, options_)
    written = pipeline.run(opened, Path(out), names, jobs, None, options_, redact_comments)
    options: dict[str, Any] = {
        "targets": names,
        "jobs": jobs,
        "redact_comments": redact_comments,
        "bag": bag,
    }
    if settings is not None and isinstance(settings, (str, PathLike)):
        options["site"] = Path(settings)
    leave(written, opened, Path(out), begun, options, redact_comments, bag)
    return written.site


def _capture(data: bytes | str, url: str | None) -> Capture:
    if isinstance(data, bytes):
        return Capture(url or "page", data, url)
    raw = data.encode("utf-8", "replace")
    return Capture(url or "page", raw, url, content_type="text/html; charset=utf-8")


def _read_options(settings: Settings | PathName | None) -> ReadOptions:
    from migrator.settings import NOTHING_KNOWN, ReadOptions

    if settings is None:
        return NOTHING_KNOWN
    if isinstance(settings, (str, PathLike)):
        from migrator.site_yaml import read_options

        return read_options(Path(settings))
    return ReadOptions(settings.date_order or "dmy", site=settings)


def _source(source: PathName | Iterable[PathName] | Iterable[Capture], out: Path | None) -> Source:
    from migrator.sources.opening import open_sources
    from migrator.sources.source import Captures

    if isinstance(source, (str, PathLike)):
        return open_sources([str(source)], out)
    items = list(source)
    paths = [str(item) for item in items if isinstance(item, (str, PathLike))]
    captures = [item for item in items if isinstance(item, Capture)]
    if paths and captures:
        raise UsageError("migrate: give paths or captures, not both in one call")
    return open_sources(paths, out) if paths else Captures(captures)
