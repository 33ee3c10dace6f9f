"""J2XML: the export of Joomla articles by the extension of that name, as rows like those of
Joomla's tables.

Values are escaped for HTML and then put into CDATA, in every version but 19.2.0. An article names
its category by its path, its writer by the user name, its tags by their paths, and its address on
the old site (`canonical`). What is not in the file was not chosen: it was not deleted.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import count
from typing import Any

import lxml.etree

from migrator.database.exports import _File
from migrator.database.sql_buffer import Stream
from migrator.database.sql_dump import Loss

Rows = Iterator[tuple[str, dict[str, str | None]]]
_UNICODE = re.compile(r"%u([0-9A-Fa-f]{4})")
_TAGS = ("user", "category", "tag", "field", "content", "weblink", "j2xml")


def rows(stream: Stream, losses: list[Loss]) -> Rows:
    """The rows of an export, with Joomla's table names and no prefix."""
    parsing = lxml.etree.iterparse(
        _File(stream),
        events=("start", "end"),
        tag=_TAGS,
        recover=True,
        huge_tree=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
    )
    reader = _Reader()
    try:
        for event, element in parsing:
            if event == "start":
                if element.tag == "j2xml":
                    reader.version = element.get("version") or ""
                continue
            parent = element.getparent()
            if parent is not None and parent.tag == "j2xml":
                yield from reader.rows(element)
                element.clear()
    except lxml.etree.XMLSyntaxError as error:
        losses.append(Loss("", 0, f"the XML is damaged ({error})"))
    yield from reader.rest()


class _Reader:
    """Gives numbers to what the file calls by names."""

    def __init__(self) -> None:
        self.version = ""
        self._categories: dict[str, str] = {}
        self._users: set[str] = set()
        self._tags: dict[str, str] = {}
        self._numbers = count(1_000_000)
        self._named: set[str] = set()

    def text(self, element: Any) -> str | None:
        """The text of an element, unescaped as its version wants."""
        value = "".join(element.itertext()) if element is not None else ""
        if not value:
            return None
        if self.version != "19.2.0":
            value = html.unescape(value)
        return _UNICODE.sub(lambda m: chr(int(m[1], 16)), value)

    def rows(self, element: Any) -> Rows:
        """The rows of one element of the export."""
        values = {
            str(child.tag): self.text(child) for child in element if isinstance(child.tag, str)
        }
        if element.tag == "user" and (name := values.get("username")):
            self._users.add(name)
            yield "users", {"id": name, "name": values.get("name") or name}
        elif element.tag == "category" and (path := values.get("path")):
            yield from self._category(path, values)
        elif element.tag == "tag" and (path := values.get("path")):
            self._tags[path] = ident = values.get("id") or str(next(self._numbers))
            yield (
                "tags",
                {
                    "id": ident,
                    "title": values.get("title"),
                    "published": values.get("published", "1"),
                },
            )
        elif element.tag == "field" and (name := values.get("name")):
            yield "fields", {**values, "id": name, "access": _level(values.get("access"))}
        elif element.tag == "content" and values.get("title"):
            yield from self._content(element, values)

    def _category(self, path: str, values: dict[str, str | None]) -> Rows:
        ident = self._categories.setdefault(path, values.get("id") or str(next(self._numbers)))
        above = path.rpartition("/")[0]
        parent = self._categories.setdefault(above, str(next(self._numbers))) if above else "1"
        self._named.add(path)
        yield (
            "categories",
            {
                **{k: values.get(k) for k in ("title", "alias", "published", "description")},
                "id": ident,
                "parent_id": parent,
                "extension": values.get("extension") or "com_content",
                "path": path,
                "access": _level(values.get("access")),
                "level": "1",
            },
        )

    def _content(self, element: Any, values: dict[str, str | None]) -> Rows:
        number = values.get("id")
        ident = number if number not in (None, "", "0") else str(next(self._numbers))
        path = values.get("catid") or ""
        row = dict(values)
        row["id"] = ident
        row["catid"] = self._categories.setdefault(path, str(next(self._numbers))) if path else None
        row["access"] = _level(values.get("access"))
        row["sectionid"] = None
        if (user := values.get("created_by")) and user not in self._users:
            self._users.add(user)
            yield "users", {"id": user, "name": user}
        yield (
            "content",
            {
                k: v
                for k, v in row.items()
                if k not in ("rating_sum", "rating_count") and v is not None
            },
        )
        if values.get("rating_count"):
            yield (
                "content_rating",
                {
                    "content_id": ident,
                    "rating_sum": values.get("rating_sum"),
                    "rating_count": values["rating_count"],
                },
            )
        yield from self._field_values(element, ident)
        yield from self._translations(element, ident, f"{path}/{values.get('alias')}")
        for tag in element.iter("tag"):
            name = self.text(tag) or ""
            if name:
                yield (
                    "contentitem_tag_map",
                    {
                        "type_alias": "com_content.article",
                        "content_item_id": ident,
                        "tag_id": self._tag(name),
                    },
                )

    def _field_values(self, element: Any, ident: str) -> Rows:
        """The values of custom fields, which name their field. J2XML takes them by the article's
        number alone: those of other things (a user, a contact) of that number come along, so that
        a field counts only where the file says what it is a field of."""
        for field in element.iter("field"):
            name, value = self.text(field.find("name")), self.text(field.find("value"))
            if name and value:
                yield "fields_values", {"field_id": name, "item_id": ident, "value": value}

    def _translations(self, element: Any, ident: str, language: str) -> Rows:
        """An article names its translations by category and alias: all of a group are one key."""
        others = {self.text(a) or "" for a in element.iter("association")} - {""}
        if others:
            key = min(language, *others)
            yield "associations", {"id": ident, "context": "com_content.item", "key": key}

    def _tag(self, path: str) -> str:
        return self._tags.setdefault(path, str(next(self._numbers)))

    def rest(self) -> Rows:
        """Categories that articles name and the file does not hold, by the last part of their
        path."""
        for path, ident in self._categories.items():
            if path and path not in self._named:
                name = path.rpartition("/")[2]
                parent = self._categories.get(path.rpartition("/")[0], "1")
                yield (
                    "categories",
                    {
                        "id": ident,
                        "title": name,
                        "alias": name,
                        "parent_id": parent,
                        "extension": "com_content",
                        "path": path,
                        "published": "1",
                        "level": "1",
                    },
                )


def _level(value: str | None) -> str | None:
    """A level by its number; by its title where it is the site's own (then it is not the public
    one)."""
    return value if value is None or value.isdigit() else "1" if value == "Public" else "99"
