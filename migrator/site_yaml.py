"""`site.yaml`: what a person says of one site, loaded and checked.

A wrong key, type, pattern, selector, kind or name is one SettingsError with the file, the line, the
wrong value and what is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import get_args, get_type_hints
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
import yaml

from migrator.document import selectors
from migrator.errors import SettingsError, UsageError
from migrator.markdown import rules as markdown_rules
from migrator.normalise import comment_rules, page_rules
from migrator.settings import (
    ArticleSelectors,
    CommentSelectors,
    Kind,
    ReadOptions,
    Settings,
    TargetSettings,
)
from migrator.targets import registry


def load(path: Path) -> Settings:
    """The settings in the file at `path`; raises SettingsError with what is wrong and where."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"{path}: cannot be read ({error}); name a text file in UTF-8"
        ) from error
    return parse(text, path)


def parse(text: str, path: Path) -> Settings:
    """The settings in the `text` of a file; raises SettingsError that names it as `path`."""
    try:
        data = yaml.safe_load(text) or {}
        lines = _lines(yaml.compose(text, Loader=yaml.SafeLoader))
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
    for place, message in wrong_values(settings):
        raise _fault(path, lines, place, message)
    return settings


def read_options(
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


def wrong_values(settings: Settings) -> Iterator[tuple[str, str]]:
    """What no type tells: place and complaint of each wrong value."""
    yield from _wrong_patterns(settings)
    yield from _wrong_selectors(settings)
    yield from _wrong_names(settings)
    for number, pages in enumerate(settings.same):
        if len(pages) < 2:
            yield f"same[{number}]", "names one page; write two or more that are one article"


def _wrong_patterns(settings: Settings) -> Iterator[tuple[str, str]]:
    lists = {f"kinds.{kind}": patterns for kind, patterns in settings.kinds.items()}
    lists |= {"include": settings.include, "exclude": settings.exclude}
    for key, patterns in lists.items():
        for number, pattern in enumerate(patterns):
            if complaint := _pattern_complaint(pattern):
                yield f"{key}[{number}]", complaint


def _wrong_selectors(settings: Settings) -> Iterator[tuple[str, str]]:
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


def _wrong_names(settings: Settings) -> Iterator[tuple[str, str]]:
    for number, rule in enumerate(settings.rules_off):
        if rule not in rule_names():
            yield f"rules_off[{number}]", f"{rule!r} is not a rule; {_known(rule_names())}"
    for target in settings.targets:
        if target not in registry.names():
            yield f"targets.{target}", f"{target!r} is not a target; {_known(registry.names())}"
    if settings.zone:
        try:
            ZoneInfo(settings.zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            yield "zone", f"{settings.zone!r} is not a time zone; write a name as Europe/Berlin"


def _fault(path: Path, lines: dict[str, int], place: str, message: str) -> SettingsError:
    """The error for a complaint at a place such as `article.item[0]`."""
    if match := re.match(r"Object contains unknown field `(.*)`", message):
        record = _PARTS.get(re.split(r"[.[]", place)[0], Settings)
        place = f"{place}.{match[1]}" if place else match[1]
        message = f"{match[1]!r} is not a key; {_known(record.__struct_fields__)}"
    elif match := re.match(r"Invalid enum value '?(.*?)'?$", message):
        allowed = ("dmy", "mdy") if place == "date_order" else get_args(Kind)
        message = f"{match[1]!r} is not allowed; {_known(allowed)}"
    elif match := re.match(r"Expected `(.*?)`, got `(.*?)`", message):
        example = _example(re.split(r"[.[]", place)[0])
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
    "targets": TargetSettings,
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


def _example(key: str) -> str:
    """A line of YAML that shows how a key is written."""
    about = get_type_hints(Settings, include_extras=True).get(key)
    examples = [example for meta in get_args(about)[1:] for example in meta.examples or ()]
    return examples[0] if examples else ""


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
