"""Obsidian: a vault. A note an article in the folders of its categories, with properties, wiki
links and embedded pictures; a note a category; comments as callouts.

The rules are those of Obsidian's own help (obsidian-help, 2026): properties are flat, a date has no
zone, a tag holds letters, digits, `_`, `-` and `/` and is no number, the id of a block holds
letters, digits and dashes, `%%` hides text, Markdown within HTML elements is not read. There was no
program to try it with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Any
from urllib.parse import quote

from migrator.guard.file_names import is_safe
from migrator.joomla import address
from migrator.model import Article, Category, Link
from migrator.writing import article_data, link_rewriting
from migrator.writing.comment_threads import Numbered, parents_first
from migrator.writing.labels import comments_heading
from migrator.writing.target import Target
from migrator.writing.writer import Document, TargetWriter

_MEDIA = "media"
#: What a name of a file or a wiki link may not hold (Windows, Android, Obsidian's links).
_FORBIDDEN = re.compile(r'[*"\\/<>:|?#^\[\]\x00-\x1f\x7f\ud800-\udfff]+')
#: Bytes of a name; file systems take 255 with the suffix, synced folders fewer.
_MAX_NAME = 120
#: Properties that the front matter of other targets has under other names, or nested.
_NOT_FLAT = {"date", "lastmod", "fields", "links", "extra", "tags", "draft"}


class Obsidian(Target):
    """A vault for Obsidian: notes in folders, wiki links, properties, tags, pictures."""

    def write(self, writer: TargetWriter) -> None:
        vault = _Vault(writer)
        writer.write(vault.documents())
        vault.tell_limits()


class _Names:
    """Names of notes, no two the same in the vault whatever the case: a wiki link names a note
    without its folder."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def name(self, text: str) -> str:
        """A name for `text`, not given before."""
        plain = _file_name(text)
        name, number = plain, 2
        while name.casefold() in self._given:
            name, number = f"{plain} {number}", number + 1
        self._given.add(name.casefold())
        return name


def _file_name(text: str) -> str:
    """`text` as the name of a note or folder on every system."""
    name = " ".join(_FORBIDDEN.sub(" ", text).split()).strip(". ")
    while len(name.encode()) > _MAX_NAME:
        name = name[:-1].rstrip(". ")
    return name if name and is_safe(name) else f"{name} page".strip()


class _Vault:
    def __init__(self, writer: TargetWriter) -> None:
        self.writer = writer
        names = _Names()
        site = writer.outline
        self.categories = {c.path: names.name(c.path[-1]) for c in site.structure.categories}
        self.articles = {a.id: names.name(a.title or a.alias or a.id) for a in site.articles}
        self.lists = {
            address.key(url): self.categories[c.path]
            for c in site.structure.categories
            for url in c.urls
        }
        self.files = writer.files(_MEDIA)
        self.unresolved = 0

    def documents(self) -> Iterator[Document]:
        """The notes of all articles, then those of the categories."""
        children: dict[tuple[str, ...], list[str]] = {}
        for article in self.writer.outline.articles:
            children.setdefault(article.categories, []).append(self.articles[article.id])
        yield from self.writer.documents(self._article)
        for category in self.writer.site.structure.categories:
            yield self._category(category, children.get(category.path, []))

    def tell_limits(self) -> None:
        """Notes what a vault cannot hold."""
        entries = sum(len(menu.items) for menu in self.writer.site.structure.menus)
        if entries:
            self.writer.limit(f"obsidian: a vault has no menus; {entries} entries are left out")
        if self.unresolved:
            self.writer.limit(
                f"obsidian: {self.unresolved} links and pictures within HTML (tables, mostly) do "
                "not lead to notes and files of the vault; Obsidian reads those of Markdown only"
            )

    def _document(
        self, path: tuple[str, ...], name: str, properties: dict[str, Any], body: str
    ) -> Document:
        folder = "".join(f"{_file_name(part)}/" for part in path)
        return Document(self.writer.folder, f"{folder}{name}.md", properties, body)

    def _category(self, category: Category, articles: Iterable[str]) -> Document:
        below = [
            self.categories[other.path]
            for other in self.writer.site.structure.categories
            if other.path[:-1] == category.path
        ]
        name = self.categories[category.path]
        description = _as_obsidian(category.description_markdown or "", {}).strip()
        links = "\n".join(f"- [[{note}]]" for note in (*below, *articles))
        body = "\n\n".join(part for part in (description, links) if part) + "\n"
        properties = {
            "title": category.path[-1],
            "aliases": [category.path[-1]] if name != category.path[-1] else None,
            "url": category.url,
        }
        return self._document(category.path, name, _known(properties), body)

    def _article(self, article: Article) -> Iterator[Document]:
        name = self.articles[article.id]
        notes = {
            link.url: note for link in article.references if (note := self._note_of(link)) != name
        }
        leads = {url: note for url, note in notes.items() if note}
        leads |= {url: f"{_MEDIA}/{place}" for url, place in self.files.of(article).items()}
        body = _as_obsidian(article.body_markdown, leads)
        self.unresolved += _within_html(body, leads)
        body = body.rstrip("\n") + "\n" + self._comments(article, leads)
        yield self._document(article.categories, name, _properties(article, name), body)

    def _note_of(self, link: Link) -> str | None:
        if link.kind == "article":
            return self.articles.get(link.to or "")
        return self.lists.get(address.key(link.url))

    def _comments(self, article: Article, leads: Mapping[str, str]) -> str:
        if not article.comments:
            return ""
        lines = ["", f"## {comments_heading(self.writer, len(article.comments))}", ""]
        ordered = parents_first(article.comments)
        authors = {numbered.number: numbered.comment.author for numbered in ordered}
        for numbered in ordered:
            text = self.writer.markdown(numbered.comment.html) or numbered.comment.text
            body = _as_obsidian(text, leads).strip()
            self.unresolved += _within_html(body, leads)
            title = _comment_title(numbered, authors.get(numbered.parent))
            lines += [f"> [!quote] {title}", *(f"> {line}".rstrip() for line in body.split("\n"))]
            lines += ["", f"^comment-{numbered.number}", ""]
        return "\n".join(lines)


def _comment_title(numbered: Numbered, parent_author: str | None) -> str:
    comment = numbered.comment
    when = comment.created.value[:16].replace("T", " ") if comment.created else ""
    author = _plain(comment.author or "—")
    answers = ""
    if numbered.parent:
        answers = f"[[#^comment-{numbered.parent}|→ {_label(parent_author or '—')}]]"
    return " · ".join(part for part in (author, when, answers, _plain(comment.title or "")) if part)


def _plain(text: str) -> str:
    """A name as Markdown that says no more than the name."""
    return re.sub(r"([\\`*_\[\]<>#|~=$%&!])", r"\\\1", " ".join(text.split()))


def _label(text: str) -> str:
    """A name as the label of a wiki link, which nothing escapes."""
    return " ".join(re.sub(r"[\[\]|]", " ", text).split())


def _known(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in properties.items() if value not in (None, [], "")}


def _properties(article: Article, name: str) -> dict[str, Any]:
    """Properties that Obsidian reads: flat, the day as a date, the rest of it as text."""
    shared = article_data.front(article)
    flat = {key: value for key, value in shared.items() if key not in _NOT_FLAT}
    title = article.title or article.alias or article.id
    fields = {f.label or f.name or "": f.value for f in article.fields}
    extra = {key: str(value) for key, value in shared.get("extra", {}).items()}
    properties = {
        **flat,
        "aliases": [title] if title != name else None,
        **_moment("date", shared.get("date")),
        **_moment("modified", shared.get("lastmod")),
        "tags": list(dict.fromkeys(filter(None, map(_tag, article.tags)))),
        "category": " / ".join(article.categories),
        "hits": article.hits,
        "url": article.url,
        "old_addresses": list(article.urls),
        "links": [link.url for link in article.links],
        "id": article.id,
    }
    further = {k: v for k, v in {**fields, **extra}.items() if k and k not in properties}
    return _known({**properties, **further})


def _moment(name: str, value: str | None) -> dict[str, Any]:
    """A day as a date, and its time as text: a date of Obsidian's has no zone."""
    if not value:
        return {}
    day, _, time = value.partition("T")
    with suppress(ValueError):
        return {name: date.fromisoformat(day), f"{name}_time": time or None}
    return {name: value}


def _tag(text: str) -> str:
    """A tag as Obsidian takes one, "" where nothing of it is left."""
    spelled = text.replace("+", " plus ").replace("#", " sharp ").replace("&", " and ")
    tag = re.sub(r"[^\w/-]+", "-", spelled).strip("-/")
    return f"_{tag}" if tag and not re.search(r"[^\W\d]", tag) else tag


#: Code, which stays; links and pictures of plain words; marks that only Obsidian knows.
_TOKEN = re.compile(
    r"\\.|(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)"
    r"|(?P<linked>\[!\[(?:\\.|[^\[\]\\])*\]\([^()]*\)\])"
    r"|(?P<embed>!?)\[(?P<label>[^\\*_`~<>&|\[\]\n]*)\]\((?P<to>[^()\s]+)\)"
    r"|(?P<hide>%%)|(?<!\S)(?P<tag>\#)(?=[^\s#])|(?<=\s)(?P<block>\^)(?=[A-Za-z0-9-]+$)"
    r"|(?P<callout>(?<=> )\[(?=!\w+\]))",
    re.S | re.M,
)
_SPELLED = {"hide": "&#37;&#37;", "tag": "\\#", "block": "&#94;", "callout": "\\["}


def _as_obsidian(text: str, leads: Mapping[str, str]) -> str:
    """Markdown as Obsidian reads it: what `leads` names are wiki links to notes and files of the
    vault, and nothing in the text is taken for a tag, a comment or the id of a block."""

    def change(match: re.Match[str]) -> str:
        for name, spelled in _SPELLED.items():
            if match[name]:
                return spelled
        target = leads.get(match["to"] or "")
        if not target:
            return match[0]
        row_start = text.rfind("\n", 0, match.start()) + 1
        bar = "\\|" if text[row_start : row_start + 1] == "|" else "|"
        label = f"{bar}{match['label']}" if match["label"] not in ("", target) else ""
        return f"{match['embed']}[[{target}{label}]]"

    written = _TOKEN.sub(change, text)
    paths = {
        url: quote(target if target.startswith(f"{_MEDIA}/") else f"{target}.md")
        for url, target in leads.items()
    }
    return link_rewriting.in_markdown(written, paths)


_IN_TAG = re.compile(r"<[a-z][^>]*\s(?:href|src)=\"([^\"]*)\"", re.I)


def _within_html(body: str, leads: Mapping[str, str]) -> int:
    """How many links and pictures within HTML lead to notes or files of the vault."""
    paths = {quote(t if t.startswith(f"{_MEDIA}/") else f"{t}.md") for t in leads.values()}
    return sum(value in paths for value in _IN_TAG.findall(body))
