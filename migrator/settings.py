"""What is known of a site before its pages are read: `site.yaml`, as a typed record.

`site.yaml` says what is true of one site only, with the field names that readers have and no verbs.
It is checked when it is loaded: a wrong key, type, pattern, selector or kind is one SettingsError
with the file, the line, the wrong value and what is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
import yaml

from migrator.document import selectors
from migrator.document.context import Survey, TextSurvey
from migrator.errors import SettingsError, UsageError
from migrator.markdown import rules as markdown_rules
from migrator.normalise import comment_rules, page_rules

#: The kinds of pages that `kinds:` may name; CONTRACT.md lists them.
Kind = Literal[
    "article",
    "listing",
    "front",
    "archive",
    "search",
    "feed",
    "forum",
    "form",
    "error",
    "other",
    "not-joomla",
]
#: One selector, or several in the order in which they are tried.
Selectors = str | list[str]


class ArticleSelectors(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Where an article's parts stand: CSS selectors, a string or a list each."""

    item: Selectors = []
    body: Selectors = []
    drop: Selectors = []
    title: Selectors = []
    author: Selectors = []
    created: Selectors = []
    modified: Selectors = []
    published: Selectors = []
    category: Selectors = []
    section: Selectors = []
    hits: Selectors = []
    tags: Selectors = []

    def of(self, name: str) -> tuple[str, ...]:
        """The selectors of a part, in the order in which they are tried."""
        declared: Selectors = getattr(self, name)
        return (declared,) if isinstance(declared, str) else tuple(declared)


class CommentSelectors(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Where the parts of a comment stand, in a system of the site's own: CSS selectors, a string or
    a list each. `block` is what belongs to the system and not to the article."""

    item: Selectors = []
    block: Selectors = []
    drop: Selectors = []
    body: Selectors = []
    author: Selectors = []
    website: Selectors = []
    created: Selectors = []
    title: Selectors = []
    votes: Selectors = []
    stated: Selectors = []

    def of(self, name: str) -> tuple[str, ...]:
        """The selectors of a part, in the order in which they are tried."""
        declared: Selectors = getattr(self, name)
        return (declared,) if isinstance(declared, str) else tuple(declared)


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The keys of `site.yaml`.

    `kinds` maps a kind of page to patterns (regular expressions) of its addresses, `hosts` are
    names that the site had before, `rules_off` cleaning rules not to be used. `include` and
    `exclude` are patterns of addresses or file names: which pages are wanted, and which are not.
    `title`, `url` and `language` are the name of the site, its main address and its language, where
    the pages tell them wrong or not at all.
    """

    article: ArticleSelectors = ArticleSelectors()
    comments: CommentSelectors = CommentSelectors()
    zone: str | None = None
    date_order: Literal["dmy", "mdy"] | None = None
    kinds: dict[Kind, list[str]] = {}
    hosts: list[str] = []
    rules_off: list[str] = []
    footnotes: bool = False
    include: list[str] = []
    exclude: list[str] = []
    title: str | None = None
    url: str | None = None
    language: str | None = None

    def as_json(self) -> str:
        """The settings as JSON with keys in order: equal settings, equal text."""
        return msgspec.json.encode(self, order="sorted").decode()

    @staticmethod
    def from_json(text: str) -> Settings:
        return msgspec.json.decode(text, type=Settings)


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What is known of the site before a page is read: whether known readers are used, the site's
    settings, the order of numeric dates, at the second look what the surveys of pages and of texts
    learned, which states of a database's rows are wanted beside the public ones, the `key` of the
    run, with which hashes of e-mail addresses are made so that nobody else can confirm one, and how
    many captures are read at most (None: all)."""

    date_order: str = "dmy"
    known_readers: bool = True
    site: Settings = field(default_factory=Settings)
    survey: Survey | None = None
    texts: TextSurvey | None = None
    include: frozenset[str] = frozenset()
    key: bytes = b""
    limit: int | None = None


NOTHING_KNOWN = ReadOptions()


def load(path: Path) -> Settings:
    """The settings in the file at `path`; raises SettingsError with what is wrong and where."""
    try:
        text = path.read_text("utf-8")
        data = yaml.safe_load(text) or {}
        lines = _lines(yaml.compose(text, Loader=yaml.SafeLoader))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"{path}: cannot be read ({error}); name a text file in UTF-8"
        ) from error
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        raise SettingsError(
            f"{path}:{line}: is not YAML ({getattr(error, 'problem', error)}); "
            "compare it with what `migrator probe` writes"
        ) from error
    try:
        settings = msgspec.convert(data, Settings)
    except msgspec.ValidationError as error:
        message, _, place = str(error).partition(" - at ")
        place = place.rpartition("`$")[2].strip("`").lstrip(".")
        raise _fault(path, lines, place, message) from error
    for place, message in _wrong_values(settings):
        raise _fault(path, lines, place, message)
    return settings


def hints(
    path: Path | None,
    no_known_readers: bool = False,
    states: Iterable[str] = (),
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    limit: int | None = None,
) -> ReadOptions:
    """What a run knows before it reads: the site's settings, whether known readers are used, which
    `states` of a database's articles are wanted, further patterns of pages to `include` and
    `exclude`, how many captures are read at most. Raises UsageError for a wrong pattern."""
    for pattern in (*include, *exclude):
        if complaint := _pattern_complaint(pattern):
            raise UsageError(complaint)
    settings = load(path) if path else Settings()
    settings = msgspec.structs.replace(
        settings,
        include=[*settings.include, *include],
        exclude=[*settings.exclude, *exclude],
    )
    return ReadOptions(
        settings.date_order or "dmy",
        not no_known_readers,
        settings,
        include=frozenset(states),
        limit=limit,
    )


def _pattern_complaint(pattern: str) -> str | None:
    """Why `pattern` is no regular expression; None where it is one."""
    try:
        re.compile(pattern)
    except re.error as error:
        return (
            f"{pattern!r} is not a regular expression ({error}); an address is matched "
            "with it, for example ^/news/?$"
        )
    return None


def rule_names() -> tuple[str, ...]:
    """The names of all cleaning rules that `rules_off` may list."""
    return (*markdown_rules.RULES, *page_rules.RULES, *comment_rules.COMMENT_RULES)


def _wrong_values(settings: Settings) -> Iterator[tuple[str, str]]:
    """What no type tells: place and complaint of patterns, selectors, rules and zones."""
    for kind, patterns in settings.kinds.items():
        for number, pattern in enumerate(patterns):
            if complaint := _pattern_complaint(pattern):
                yield f"kinds.{kind}[{number}]", complaint
    for key, patterns in (("include", settings.include), ("exclude", settings.exclude)):
        for number, pattern in enumerate(patterns):
            if complaint := _pattern_complaint(pattern):
                yield f"{key}[{number}]", complaint
    for key, part in (("article", settings.article), ("comments", settings.comments)):
        for name in part.__struct_fields__:
            for selector in part.of(name):
                if (complaint := selectors.complaint(selector)) is not None:
                    yield (
                        f"{key}.{name}",
                        f"{selector!r} is not a CSS selector ({complaint}); write for example "
                        "h1.title",
                    )
    if settings.comments != CommentSelectors() and not settings.comments.of("item"):
        yield "comments", "names no item; write which element one comment is, for example .comment"
    for number, rule in enumerate(settings.rules_off):
        if rule not in rule_names():
            yield (
                f"rules_off[{number}]",
                f"{rule!r} is not a rule; {_known(rule_names())}",
            )
    if settings.zone:
        try:
            ZoneInfo(settings.zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            yield "zone", f"{settings.zone!r} is not a time zone; write a name as Europe/Berlin"


def _fault(path: Path, lines: dict[str, int], place: str, message: str) -> SettingsError:
    """The error for a complaint at a place such as `article.item[0]`."""
    if match := re.match(r"Object contains unknown field `(.*)`", message):
        known = _PARTS.get(place, Settings)
        place = f"{place}.{match[1]}" if place else match[1]
        message = f"{match[1]!r} is not a key; {_known(known.__struct_fields__)}"
    elif match := re.match(r"Invalid enum value '?(.*?)'?$", message):
        allowed = ("dmy", "mdy") if place == "date_order" else get_args(Kind)
        message = f"{match[1]!r} is not allowed; {_known(allowed)}"
    elif match := re.match(r"Expected `(.*?)`, got `(.*?)`", message):
        example = _EXAMPLES.get(place.partition(".")[0].partition("[")[0], "")
        message = f"holds {_PLAIN.get(match[2], match[2])} where {_plain(match[1])} is expected"
        message += f"; write for example {example}" if example else ""
    near = place
    while near and near not in lines:
        near = near.rpartition("[")[0] or near.rpartition(".")[0]
    line = f":{lines[near]}" if near in lines else ""
    return SettingsError(f"{path}{line}: {f'{place}: ' if place else ''}{message}")


#: The keys of `site.yaml` that have keys of their own.
_PARTS: dict[str, type[msgspec.Struct]] = {
    "article": ArticleSelectors,
    "comments": CommentSelectors,
}


def _known(names: Iterable[str]) -> str:
    return f"known are {', '.join(names)}"


#: Types as a person calls them.
_PLAIN = {
    "str": "text",
    "int": "a number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "keys",
    "null": "nothing",
}
_EXAMPLES = {
    "hosts": "hosts: [www.older.example]",
    "include": 'include: ["^/news/"]',
    "exclude": 'exclude: ["^/shop/"]',
    "rules_off": "rules_off: [bold-headings]",
    "kinds": 'kinds: {listing: ["^/news/?$"]}',
    "article": 'article: {title: "h1.headline"}',
    "comments": 'comments: {item: ".comment", author: ".name", body: ".text"}',
    "zone": "zone: Europe/Berlin",
    "footnotes": "footnotes: true",
}


def _plain(types: str) -> str:
    return " or ".join(_PLAIN.get(name.strip(), name.strip()) for name in types.split("|"))


def _lines(node: yaml.Node | None, place: str = "") -> dict[str, int]:
    """The line, from 1, of each key and list item, by its place."""
    lines: dict[str, int] = {}
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = f"{place}.{key.value}" if place else str(key.value)
            lines[inner] = key.start_mark.line + 1
            lines |= _lines(value, inner)
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            inner = f"{place}[{number}]"
            lines[inner] = value.start_mark.line + 1
            lines |= _lines(value, inner)
    return lines
