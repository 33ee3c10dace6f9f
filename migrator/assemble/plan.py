"""The plan of an assembly: which captures make which article, and what addresses lead to."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from migrator.assemble import addresses, identity, redirected_pages, visibility
from migrator.assemble.date_settings import Calendar
from migrator.assemble.identity import Group, Stub
from migrator.assemble.site_facts import Common, Learner
from migrator.assemble.structure import Builder
from migrator.joomla import address
from migrator.layout import survey
from migrator.model import LEFT_OUT, Reading
from migrator.settings import Settings
from migrator.store.database import Store


@dataclass(slots=True)
class Plan:
    """What one pass over all readings tells."""

    #: What the pages of the site have in common.
    common: Common
    #: How dates of the site are to be read.
    calendar: Calendar
    #: The captures of each article.
    groups: list[tuple[Group, list[Stub]]]
    #: Captures of comments alone, by the key of an article of which no page was captured.
    orphans: dict[str, list[int]]
    #: What holds the site together: menus, categories, lists.
    builder: Builder
    #: Captures of forum topics.
    topics: list[int]
    #: Addresses of comments alone, and of what is no article.
    fragment_addresses: list[addresses.Row]
    other_addresses: list[addresses.Row]
    #: Pairs of an old address and the one that it moved to.
    moved: list[tuple[str, str]]
    #: Captures that are no article because of what a database says, and why.
    withheld: list[tuple[int, str]]
    #: Captures without an article that have words.
    unread: list[int]
    #: Titles of pages that are no article.
    titles: list[tuple[int, str]]


def leave_out(plan: Plan, unwanted: dict[str, str]) -> None:
    """Takes articles out of the plan: their pages are no articles, and their addresses are known
    and no gaps."""
    for group, stubs in plan.groups:
        if category := unwanted.get(group.id):
            why = f"{LEFT_OUT}: `categories_off` has {category}"
            plan.withheld += [(number, why) for number in (*group.pages, *group.fragments)]
            rows = addresses.of_article(group, stubs)
            plan.other_addresses += [(key, url, "other", stubs[0].source) for key, url, *_ in rows]
    plan.groups = [entry for entry in plan.groups if entry[0].id not in unwanted]
    plan.fragment_addresses = [row for row in plan.fragment_addresses if row[3] not in unwanted]


def plan_of(store: Store, settings: Settings) -> Plan:
    """The plan that one pass over all readings of a store makes."""
    planner = _Planner(Learner(settings.hosts))
    for number, reading in store.readings():
        planner.take(number, reading)
    stubs = identity.with_keys(planner.stubs, planner.moved)
    planner.stubs = redirected_pages.renamed(stubs, store)
    return planner.plan(settings)


@dataclass(slots=True)
class _Planner:
    """Collects from the readings what a plan is made of."""

    learner: Learner
    builder: Builder = field(default_factory=Builder)
    date_votes: Counter[str] = field(default_factory=Counter)
    stubs: list[Stub] = field(default_factory=list)
    fragments: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    fragment_urls: list[tuple[str, str]] = field(default_factory=list)
    topics: list[int] = field(default_factory=list)
    other_addresses: list[addresses.Row] = field(default_factory=list)
    moved: list[tuple[str, str]] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    titles: list[tuple[int, str]] = field(default_factory=list)

    def take(self, number: int, reading: Reading) -> None:
        """Adds the reading of the capture with a number."""
        self.moved += reading.moved
        self.learner.take(reading)
        self.builder.take(reading)
        self.date_votes += survey.votes(reading)
        if reading.kind in ("article", "item"):
            self.stubs.append(identity.stub(number, reading))
            return
        if reading.part == "fragment" and reading.key:
            self.fragments[reading.key].append(number)
            self.fragment_urls += [(reading.key, reading.url)] if reading.url else []
        if reading.kind == "forum" and reading.comments and reading.status == "read":
            self.topics.append(number)
        if reading.words:
            self.unread.append(number)
        if reading.page_title:
            self.titles.append((number, reading.page_title))
        self.other_addresses += addresses.of_capture(reading)

    def plan(self, settings: Settings) -> Plan:
        """The plan of what was taken."""
        groups, withheld = visibility.shown(
            identity.groups(self.stubs, self.fragments, settings.same)
        )
        articles = {s.key: group.id for group, members in groups for s in members if s.key}
        return Plan(
            common=self.learner.common(),
            calendar=Calendar(
                settings.date_order or survey.date_order(self.date_votes), settings.zone
            ),
            groups=groups,
            orphans={key: n for key, n in self.fragments.items() if key not in articles},
            builder=self.builder,
            topics=self.topics,
            fragment_addresses=[
                (address.key(url), url, "article", articles[key])
                for key, url in self.fragment_urls
                if key in articles
            ],
            other_addresses=self.other_addresses,
            moved=self.moved,
            withheld=withheld,
            unread=self.unread,
            titles=self.titles,
        )
