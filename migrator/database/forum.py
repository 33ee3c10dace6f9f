"""Threads of Kunena and of its forerunner FireBoard, and which of them are the discussion of an
article.

Kunena 2 on has topics of their own; before that (and in FireBoard) a thread is called by the number
of its first message. Times are seconds since 1970; `hold` 0 is shown, others wait or are deleted;
`moved` is a stub that only leads on.
"""

from __future__ import annotations

from collections.abc import Iterator

from migrator.database.items import RowComment, Thread
from migrator.database.joomla_site import JoomlaSite, number, unix_date
from migrator.store.row_tables import Record

_FORUMS = (("kunena", "com_kunena", "topic"), ("fb", "com_fireboard", "func"))

#: How FireBoard wrote signs of HTML in posts.
_ESCAPED = (
    *(("<br><br>", "\n\n"), ("&lt;br />", "\n"), ("&lt;br>", "\n")),
    *(("&amp;#039;", "'"), ("&amp;quot;", '"'), ("&amp;nbsp;", " ")),
    *(("&amp;lt;", "<"), ("&amp;gt;", ">"), ("&amp;amp;", "&")),
)


def threads(site: JoomlaSite) -> Iterator[Thread]:
    """All threads of the site's forums, but for those that an article's comments are."""
    discussions = {row.get("thread_id") for row in site.tables.all("kunenadiscuss")}
    for name, component, _ in _FORUMS:
        if site.tables.has(f"{name}_messages"):
            forum = _Forum(site, name, component)
            yield from (t for t in forum.threads() if t.key.partition(":")[2] not in discussions)


def discussion(site: JoomlaSite, ident: str) -> tuple[RowComment, ...]:
    """The posts of the thread that discusses article `ident`, without the first, which shows the
    article."""
    for row in site.tables.where("kunenadiscuss", "content_id", ident):
        forum = _Forum(site, "kunena", "com_kunena")
        return forum.posts(row.get("thread_id") or "")[1:]
    return ()


class _Forum:
    """One forum: `name` is what its tables begin with."""

    def __init__(self, site: JoomlaSite, name: str, component: str) -> None:
        self._site, self._name, self._component = site, name, component
        self._categories = {row["id"] or "": row for row in site.tables.all(f"{name}_categories")}

    def threads(self) -> Iterator[Thread]:
        """The threads in order."""
        topics = f"{self._name}_topics"
        if self._site.tables.has(topics):
            for row in self._site.tables.all(topics):
                if row.get("moved_id") in (None, "", "0"):
                    yield self._thread(
                        row["id"] or "", row.get("subject"), row.get("category_id"), row.get("hold")
                    )
            return
        for row in self._site.tables.where(f"{self._name}_messages", "parent", "0"):
            if row.get("moved") in (None, "", "0"):
                yield self._thread(
                    _thread_of(row),
                    row.get("subject"),
                    row.get("catid"),
                    row.get("hold"),
                )

    def _thread(
        self, ident: str, subject: str | None, category: str | None, hold: str | None
    ) -> Thread:
        line = self._line(category)
        state, reason = "published", "a thread of the forum"
        if hold not in (None, "", "0"):
            state, reason = "unpublished", "it waits or was deleted"
        elif any(row.get("published") == "0" for row in line):
            state, reason = "unpublished", "its category is unpublished"
        elif not all(self._is_public(row) for row in line):
            state, reason = "restricted", "only some users were to see it"
        view = "func=view" if self._name == "fb" else "view=topic"
        address = f"index.php?option={self._component}&{view}&catid={category}&id={ident}"
        return Thread(
            f"{self._component}:{ident}",
            f"{self._name}_messages:{ident}",
            self._site.name(subject),
            tuple(self._site.name(r.get("name")) for r in line),
            self.posts(ident),
            "kunena",
            state,
            reason,
            (address,),
        )

    def _line(self, ident: str | None) -> list[Record]:
        line: list[Record] = []
        while ident and (row := self._categories.get(ident)) and row not in line:
            line.insert(0, row)
            ident = row.get("parent_id") or row.get("parent")
        return line

    @staticmethod
    def _is_public(row: Record) -> bool:
        """Kunena with levels: 1 is Public, 5 Guest; with groups: 1 is Public; FireBoard: 0 is
        everybody."""
        if row.get("accesstype") == "joomla.level":
            return row.get("access") in ("1", "5")
        return row.get("pub_access", "0") in ("0", "1", None)

    def posts(self, thread: str) -> tuple[RowComment, ...]:
        """The posts of a thread that were shown, the oldest first."""
        messages = f"{self._name}_messages"
        rows = self._site.tables.where(messages, "thread", thread)
        if not self._site.tables.has(f"{self._name}_topics"):
            first_row = self._site.tables.where(messages, "id", thread)
            rows += [r for r in first_row if r.get("thread") != thread and _thread_of(r) == thread]
        shown = [
            r
            for r in rows
            if r.get("hold") in (None, "", "0") and r.get("moved") in (None, "", "0")
        ]
        shown.sort(key=lambda r: (number(r.get("time")) or 0, number(r.get("id")) or 0))
        present = {r.get("id") for r in shown}
        first = shown[0].get("id") if shown else None
        return tuple(self._post(r, present, first) for r in shown)

    def _post(self, row: Record, present: set[str | None], first: str | None) -> RowComment:
        texts = self._site.tables.where(f"{self._name}_messages_text", "mesid", row["id"])
        parent = row.get("parent")
        return RowComment(
            row["id"] or "",
            self._site.name(row.get("name"))
            or self._site.people.get(row.get("userid") or "")
            or None,
            "\n".join(self._text(t) for t in texts) + self._attached(row["id"] or ""),
            "bbcode",
            parent=parent if parent in present and parent not in ("0", first) else None,
            email_hash=row.get("email"),
            date=unix_date(row.get("time")),
            title=self._site.name(row.get("subject")) or None,
        )

    def _text(self, row: Record) -> str:
        """The text of a post. FireBoard escaped it twice; Kunena's own upgrade from it (to 1.0.5)
        undoes just these forms."""
        text = row.get("message") or ""
        if self._name == "fb":
            for escaped, plain in _ESCAPED:
                text = text.replace(escaped, plain)
        return text

    def _attached(self, ident: str) -> str:
        rows = self._site.tables.where(f"{self._name}_attachments", "mesid", ident)
        paths = (
            f"{r.get('folder') or ''}/{r.get('filename') or ''}".strip("/")
            for r in rows
            if r.get("filename")
        )
        return "".join(f"\n[url=/{path}]{path.rpartition('/')[2]}[/url]" for path in paths)


def _thread_of(row: Record) -> str:
    """The thread of a first message; old ones are in none but their own (Kunena's upgrade to 1.6
    sets it)."""
    thread = row.get("thread")
    return (row["id"] if thread in (None, "", "0") else thread) or ""
