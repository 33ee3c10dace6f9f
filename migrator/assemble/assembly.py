"""Readings of single pages to a site: one article from its many pages and addresses, nothing twice.
Only this room knows more than one page.

One pass over all readings learns what they have in common and which of them are one article; then
each article is made from its own readings alone, by several processes, so that a large site needs
no more memory than a small one."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from dataclasses import replace

from migrator import errors
from migrator.assemble import addresses, gaps, ledger, linked_addresses, threads
from migrator.assemble import article as whole
from migrator.assemble.addresses import AddressLookup
from migrator.assemble.date_settings import Calendar
from migrator.assemble.identity import Group
from migrator.assemble.plan import Plan, leave_out, plan_of
from migrator.assemble.site_facts import Common
from migrator.errors import OverdueError
from migrator.guard import limits
from migrator.markdown import conversion
from migrator.model import Article, Note, Site, Structure
from migrator.parallel import Deadline, in_batches
from migrator.settings import Settings
from migrator.store import queries, site_rows, site_tables
from migrator.store.database import Store
from migrator.store.site_tables import ArticleRows

#: How many articles are done, of how many.
Progress = Callable[[int, int], None]


def assemble(
    store: Store,
    jobs: int = 1,
    progress: Progress | None = None,
    comment_components: frozenset[str] = frozenset(),
) -> Site:
    """The site that the readings in `store` tell of, kept in the store; addresses of
    `comment_components` are no gaps."""
    if not site_tables.is_assembled(store):
        _make(store, jobs if store.path else 1, progress, comment_components)
    return site_rows.site(store)


def _make(
    store: Store, jobs: int, progress: Progress | None, comment_components: frozenset[str]
) -> None:
    settings = Settings.from_json(store.settings)
    plan = plan_of(store, settings)
    died = _make_articles(store, plan, settings, jobs, progress)
    unwanted = site_tables.articles_in(store, settings.categories_off)
    empty = [name for name in settings.categories_off if name not in unwanted.values()]
    if unwanted:
        # which articles they are is known when all are made; links to them lead elsewhere now
        leave_out(plan, unwanted)
        died = _make_articles(store, plan, settings, jobs, progress)
    _make_rest(store, plan, settings, comment_components, empty)
    if not died:  # else the next run tries again
        site_tables.mark_assembled(store)


def _make_articles(
    store: Store, plan: Plan, settings: Settings, jobs: int, progress: Progress | None
) -> int:
    """Fills the tables with what the plan tells and with its articles; how many were not made for
    reasons outside of the program."""
    site_tables.clear(store)
    _add_addresses(store, plan)
    site_tables.add_captures_of_articles(
        store,
        (
            (n, group.id, index == 0)
            for group, _ in plan.groups
            for index, n in enumerate((*group.pages, *group.fragments))
        ),
    )
    site_tables.add_withheld(store, plan.withheld)
    site_tables.add_words(
        store,
        (
            (
                number,
                ledger.words(reading.words, plan.common.repeated),
                ledger.left_over(reading.words, plan.common.repeated),
            )
            for number, reading in store.readings()
            if reading.words
        ),
    )
    site_tables.add_page_titles(store, plan.titles)
    assembler = _Assembler(store, plan.common, plan.calendar, _markdown_options(settings))
    done = died = 0
    for batch in in_batches(assembler, (group for group, _ in plan.groups), jobs, size=8):
        site_tables.add_articles(store, [article for article, _ in batch])
        died += sum(again for _, again in batch)
        done += len(batch)
        if progress:
            progress(done, len(plan.groups))
    return died


def _add_addresses(store: Store, plan: Plan) -> None:
    """Keeps what every address of the plan leads to; the first word on an address counts."""
    site_tables.add_addresses(
        store, (row for group, stubs in plan.groups for row in addresses.of_article(group, stubs))
    )
    site_tables.add_addresses(store, plan.fragment_addresses)
    site_tables.add_addresses(store, plan.other_addresses)
    site_tables.add_addresses(store, addresses.computed(plan.groups))
    site_tables.add_addresses(store, addresses.aliases(plan.groups))
    moved = list(addresses.moved(store, AddressLookup(store, plan.common.hosts), plan.moved))
    site_tables.add_addresses(store, moved)


def _make_rest(
    store: Store,
    plan: Plan,
    settings: Settings,
    comment_components: frozenset[str],
    empty: Sequence[str],
) -> None:
    """Fills the tables with what holds the articles together: structure, threads, gaps."""
    lookup = AddressLookup(store, plan.common.hosts)
    site_tables.add_addresses(store, linked_addresses.linked(store, lookup))
    site_tables.update_redirects(store, linked_addresses.resolved_redirects(store, lookup))
    structure = plan.builder.structure(
        plan.common, site_tables.category_paths(store), queries.listed_articles(store), lookup
    )
    everything = structure
    structure = replace(
        structure,
        title=settings.title or structure.title,
        url=settings.url or structure.url,
        language=settings.language or structure.language,
        categories=tuple(
            category
            for category in structure.categories
            if not site_tables.category_of(category.path, settings.categories_off)
        ),
    )
    paths = [category.path for category in everything.categories]
    unknown = [c for c in empty if not any(site_tables.category_of(path, [c]) for path in paths)]
    site_tables.keep_settings_notes(store, [_unknown_category(name, paths) for name in unknown])
    site_tables.keep_structure(store, _described(structure, _markdown_options(settings)))
    site_tables.add_threads(
        store,
        threads.threads((plan.calendar.settle(r) for _, r in store.readings(plan.topics)), lookup),
    )
    site_tables.add_gaps(
        store, gaps.find(store, lookup, plan.orphans, comment_components, everything.url)
    )
    site_tables.add_gaps(
        store,
        ledger.gaps((r for _, r in store.readings(plan.unread)), plan.common.repeated, store),
    )


def _unknown_category(name: str, paths: Sequence[tuple[str, ...]]) -> Note:
    """What is told of a name in `categories_off` that no category has."""
    names = [" / ".join(path) for path in paths]
    similar = difflib.get_close_matches(name, names, 3, 0.5)
    hint = f"; there is {', '.join(map(repr, similar))}" if similar else ""
    message = f"`categories_off` has {name!r}, and no category is called so{hint}"
    return Note("settings-category", message, "warning")


def _markdown_options(settings: Settings) -> conversion.MarkdownOptions:
    return conversion.MarkdownOptions(frozenset(settings.rules_off), settings.footnotes)


def _described(structure: Structure, markdown_options: conversion.MarkdownOptions) -> Structure:
    """The structure, what its categories say of themselves made Markdown; notes tell what was
    lost."""
    categories = []
    for category in structure.categories:
        if category.description:
            text, notes = conversion.convert(category.description, markdown_options)
            category = replace(category, description_markdown=text, notes=(*category.notes, *notes))
        categories.append(category)
    return replace(structure, categories=tuple(categories))


#: The rows of an article, and whether the next run is to try again: what failed lies outside of the
#: program.
_Result = tuple[ArticleRows, bool]


class _Assembler:
    """Makes articles of groups; every process has one, with a store of its own to read from."""

    def __init__(
        self, store: Store, common: Common, calendar: Calendar, wanted: conversion.MarkdownOptions
    ) -> None:
        self.path, self.common, self.calendar, self.wanted = store.path, common, calendar, wanted
        self.store: Store | None = store

    def __getstate__(self) -> dict[str, object]:
        return {**vars(self), "store": None}

    def __call__(self, groups: Sequence[Group]) -> list[_Result]:
        if self.store is None:
            self.store = Store(self.path, reader=True)
        return [self._made(group, self.store) for group in groups]

    def _made(self, group: Group, store: Store) -> _Result:
        """The rows of an article; what goes wrong with it is a note of its own."""
        try:
            with Deadline(limits.PAGE_SECONDS):
                article = whole.article(group, store, self.common, self.calendar, self.wanted)
                return site_tables.rows_of(article), False
        except errors.MigratorError:  # the store cannot be read: that is no article's fault
            raise
        except OverdueError:
            why = f"took longer than {limits.PAGE_SECONDS:.0f} s"
            return _unmade(group, "assemble-overdue", why), False
        except MemoryError as error:
            return _unmade(group, "assemble-memory", errors.place(error)), True
        except Exception as error:
            return _unmade(group, "assemble-failed", errors.place(error)), False

    def on_worker_death(self, group: Group) -> _Result:
        why = "the process that put the article together died"
        return _unmade(group, "assemble-died", why), True


def _unmade(group: Group, code: str, why: str) -> ArticleRows:
    note = Note(code, f"{why}; its pages are in site.db", "loss")
    return site_tables.rows_of(Article(group.id, group.main, (), None, notes=(note,)))
