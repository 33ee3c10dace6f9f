"""The facts of one Joomla database that its tables share: version, users, categories, who may see
what, when it was dumped.

Columns and codings are those of Joomla's own `CREATE TABLE` in 1.0, 1.5, 2.5, 3.10, 4.4, 5.3 and
6.0.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from migrator.database.text_coding import without_references
from migrator.store.row_tables import Record, SiteTables

_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d))?)?")
#: What stands for "no date": MySQL's zero, FLEXIcontent's (4.0 on) and SQL Server's first day,
#: PostgreSQL's.
_NO_DATES = (
    *("0000-00-00", "1000-01-01 00:00:00", "1000-01-01T00:00:00"),
    *("1900-01-01 00:00:00", "1900-01-01T00:00:00", "1970-01-01 00:00:00"),
)
#: Seconds since 1970 up to the year 2100.
_LAST_SECOND = 4_102_444_800

#: Tables of articles: the column of their state and the values of what was public.
_PUBLIC_STATES = {
    "content": ("state", "1", "-1", "2"),
    "k2_items": ("published", "1"),
    "easyblog_post": ("published", "1"),
}


def stored_date(value: str | None) -> str | None:
    """A date of a table as `YYYY-MM-DD HH:MM:SS`, None where it stands for no date or is none."""
    if not value or value.startswith(_NO_DATES) or not (match := _DATE.match(value)):
        return None
    numbers = [int(n or 0) for n in match.groups()]
    try:
        return f"{datetime(*numbers):%Y-%m-%d %H:%M:%S}" if numbers[0] > 0 else None  # type: ignore[arg-type]
    except ValueError:
        return None


def unix_date(value: str | None) -> str | None:
    """Seconds since 1970 as `YYYY-MM-DD HH:MM:SS` in UTC."""
    seconds = number(value)
    if not seconds or not 0 < seconds < _LAST_SECOND:
        return None
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M:%S}"


def comment_date(value: str | None) -> str | None:
    """When a comment was written: a date, or seconds since 1970 (RSComments! for Joomla 1.5; nine
    or ten digits, since 1973: `20090501` is none)."""
    is_seconds = re.fullmatch(r"\d{9,10}", value or "")
    return unix_date(value) if is_seconds else stored_date(value)


def number(value: str | None) -> int | None:
    """A whole number of a table."""
    try:
        return int(float(value)) if value else None
    except ValueError:
        return None


def json_object(value: str | None) -> dict[str, Any]:
    """What a column with JSON holds; empty where it holds none."""
    if not value or not value.lstrip().startswith("{"):
        return {}
    try:
        stored = json.loads(value)
    except (ValueError, RecursionError):
        return {}
    return stored if isinstance(stored, dict) else {}


def parameters(value: str | None) -> dict[str, str]:
    """Parameters of an item or extension: lines `name=value` (to 1.5), JSON (from 1.6 on)."""
    if values := json_object(value):
        return {k: str(v) for k, v in values.items() if isinstance(v, str | int | float | bool)}
    lines = (line.partition("=") for line in (value or "").splitlines())
    return {name.strip(): content.strip() for name, mark, content in lines if mark}


@dataclass(frozen=True, slots=True)
class Category:
    """A category or section: its number, name, alias and parent's key; whether it and all above it
    are published and public."""

    key: str
    title: str
    alias: str
    parent: str | None
    published: bool
    public: bool
    description: str | None


class JoomlaSite:
    """One database: `tables` are its rows, `created` the columns of all its tables by name without
    prefix, `dumped` when it was dumped, `pictures` the paths of the picture files that no row
    names and that are at hand."""

    def __init__(
        self,
        tables: SiteTables,
        created: Mapping[str, Collection[str]],
        dumped: str | None = None,
        pictures: Collection[str] = (),
    ) -> None:
        self.tables, self._created, self.pictures = tables, created, pictures
        self.moment = stored_date(dumped) or f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}"

    @cached_property
    def version(self) -> str:
        """The generation: 1.0, 1.5, 2.5, 3, 4, 5 or 6, by the tables and columns that only it
        has."""
        content = self.tables.columns("content")
        if (
            "mambots" in self._created
            or "template_positions" in self._created
            or ("sectionid" in content and "alias" not in content)
        ):
            return "1.0"
        if "sectionid" in content and "asset_id" not in content:
            return "1.5"
        if "sectionid" in content:
            return "2.5"
        return self._recent(content)

    def _recent(self, content: frozenset[str]) -> str:
        """The generation from 3 on, by tables that only it has."""
        created = set(self._created)
        if "workflows" in created:
            return (
                "6" if self._is_six() else "5" if created & {"schemaorg", "scheduler_logs"} else "4"
            )
        if created & {"tags", "contentitem_tag_map", "content_types"} or "asset_id" in content:
            return "3"
        return "1.5" if "sections" in created else "3"

    def _is_six(self) -> bool:
        """Whether the versions of texts are marked as Joomla 6 marks them."""
        return {"is_current", "is_legacy"} <= set(self._created.get("history", ())) or any(
            (row.get("version_id") or "").startswith("6.") for row in self.tables.all("schemas")
        )

    @property
    def old(self) -> bool:
        """Whether sections stand above categories: to 1.5."""
        return self.version in ("1.0", "1.5")

    def name(self, value: str | None) -> str:
        """A title or name as it was meant: 1.0 stored letters outside the page's charset as
        `&#N;`."""
        return (
            without_references(value or "").strip()
            if self.version == "1.0"
            else (value or "").strip()
        )

    @cached_property
    def people(self) -> dict[str, str]:
        """Names by number of user."""
        return {
            row["id"] or "": self.name(row.get("name")) or self.name(row.get("username"))
            for row in self.tables.all("users")
        }

    @cached_property
    def _shown_authors(self) -> frozenset[str]:
        """Numbers of the users whose names stood under public articles."""
        return frozenset(
            row.get("created_by") or ""
            for table, states in _PUBLIC_STATES.items()
            for row in self.tables.all(table)
            if not row.get("created_by_alias") and row.get(states[0]) in states[1:]
        )

    def public_name(self, user: str | None) -> str | None:
        """The name of a user, None where no public article shows it."""
        return self.people.get(user or "") or None if user in self._shown_authors else None

    def author(self, row: Record) -> str | None:
        """The name that an article shows: the alias of its row, else its user's."""
        return (
            self.name(row.get("created_by_alias"))
            or self.people.get(row.get("created_by") or "")
            or None
        )

    def is_public(self, access: str | None) -> bool:
        """Whether everybody saw what has this level: 0 to 1.5, 1 (Public) and 5 (Guest) from 1.6
        on."""
        if access is None or access == "":
            return True
        return access == "0" if self.old else access in ("0", "1", "5")

    def withheld(
        self, row: Record, state: str | None, category: str | None = None
    ) -> tuple[str, str]:
        """State of an item and why: `state` is what its own column says (`published`, …),
        `category` the key of its category."""
        if state != "published" and state != "archived":
            return state or "unpublished", f"its row says {state or 'unpublished'}"
        start, end = stored_date(row.get("publish_up")), stored_date(row.get("publish_down"))
        if end and end <= self.moment:
            return "expired", f"it was to be shown until {end}"
        if start and start > self.moment:
            return "unpublished", f"it was to be shown from {start} on"
        published, public = self.chain(category)
        if not published:
            return "unpublished", "its category is unpublished"
        if not self.is_public(row.get("access")) or not public:
            return "restricted", "only some users were to see it"
        return (
            state,
            "a row of the database"
            if state == "published"
            else "archived; archived articles were public",
        )

    # ---- categories

    @cached_property
    def categories(self) -> dict[str, Category]:
        """Categories and sections by key: `section:3`, `com_content:12`."""
        categories = {}
        for row in self.tables.all("sections"):
            key = f"section:{row['id']}"
            categories[key] = self._category(key, row, None)
        for row in self.tables.all("categories"):
            if row.get("alias") == "root" and row.get("level") == "0":
                continue
            extension = row.get("extension") or self._extension(row.get("section"))
            parent = row.get("parent_id") or "0"
            above = (
                f"{extension}:{parent}"
                if parent not in ("0", "1") or (parent == "1" and self.old)
                else None
            )
            if self.old and (section := row.get("section") or "").isdigit() and parent == "0":
                above = f"section:{section}"
            categories[f"{extension}:{row['id']}"] = self._category(
                f"{extension}:{row['id']}", row, above
            )
        return categories

    @staticmethod
    def _extension(section: str | None) -> str:
        """To 1.5 the column `section` names the component, or is the number of a section of
        articles."""
        return section if section and not section.isdigit() else "com_content"

    def _category(self, key: str, row: Record, parent: str | None) -> Category:
        title = self.name(row.get("title")) or self.name(row.get("name"))
        return Category(
            key,
            title,
            row.get("alias") or "",
            parent,
            row.get("published", "1") != "0" and row.get("published") != "-2",
            self.is_public(row.get("access")),
            row.get("description"),
        )

    def line(self, key: str | None) -> list[Category]:
        """A category and those above it, outermost first."""
        line: list[Category] = []
        while key and (category := self.categories.get(key)) and category not in line:
            line.insert(0, category)
            key = category.parent
        return line

    def chain(self, key: str | None) -> tuple[bool, bool]:
        """Whether a category and all above it are published, and public."""
        line = self.line(key)
        return all(c.published for c in line), all(c.public for c in line)

    def path(self, key: str | None) -> tuple[str, ...]:
        """The names of a category and those above it; a section and a category of one name are
        one."""
        names = [c.title for c in self.line(key)]
        return tuple(n for i, n in enumerate(names) if n and (i == 0 or n != names[i - 1]))

    # ---- settings of extensions

    @cached_property
    def content_settings(self) -> dict[str, str]:
        """The parameters of com_content, which tell how its addresses are made."""
        for table, column in (("extensions", "element"), ("components", "option")):
            for row in self.tables.where(table, column, "com_content"):
                if row.get("params"):
                    return parameters(row["params"])
        return {}
