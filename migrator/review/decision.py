"""A decision as lines of site.yaml: what a person sees, changes and keeps under version control."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from migrator import site_yaml
from migrator.errors import SettingsError, UsageError
from migrator.review import yaml_lines
from migrator.settings import ArticleSelectors, Settings

#: What a click on an element can say of it, by the key of `article:`.
FIELDS = {
    "title": "the title",
    "body": "the text",
    "author": "the author",
    "created": "the date of creation",
    "modified": "the date of the last change",
    "category": "the category",
    "drop": "no part of the text, anywhere",
}
#: What a page can be called, with what it means.
KINDS = {
    "article": "an article",
    "listing": "a list of articles",
    "front": "the front page",
    "form": "a form",
    "error": "an error page",
    "other": "no article",
}
#: Keys whose first value counts most: a new one goes before the others.
_BEST_FIRST = frozenset(FIELDS) - {"drop"}


class Decision(NamedTuple):
    """`value` is added to the list under `keys` (`article`, `title`) of site.yaml."""

    keys: tuple[str, ...]
    value: str | tuple[str, ...]

    @property
    def name(self) -> str:
        return self.keys[-1]

    @property
    def pattern(self) -> str | None:
        """The pattern of a decision on the kind of pages."""
        return str(self.value) if self.keys[0] == "kinds" else None

    @property
    def selector(self) -> str | None:
        """The selector of a decision on a part of articles."""
        return str(self.value) if self.keys[0] == "article" else None


def of_form(values: Mapping[str, str]) -> Decision:
    """The decision that a form sends; raises UsageError where it makes no sense."""
    what, value = values.get("what", ""), values.get("value", "").strip()
    if not value:
        raise UsageError("the form is empty: choose an element, or write a value")
    if what == "same":
        page = values.get("page", "")
        if not page or page == value:
            raise UsageError("a page is the same as itself; name another one")
        return Decision(("same",), (page, value))
    if what == "accepted":
        return Decision(("accepted",), value)
    if what in FIELDS:
        return Decision(("article", what), value)
    if what.startswith("kind:") and what[5:] in KINDS:
        return Decision(("kinds", what[5:]), value)
    raise UsageError(f"{what!r} is nothing that can be decided here; site.yaml can be edited")


def decided(settings: Settings, decision: Decision) -> Settings:
    """`settings` with a decision."""
    if decision.keys == ("same",):
        pages = list(decision.value)
        others = [names for names in settings.same if names != pages]
        return msgspec.structs.replace(settings, same=[*others, pages])
    value = str(decision.value)
    if decision.keys == ("accepted",):
        accepted = [code for code in settings.accepted if code != value]
        return msgspec.structs.replace(settings, accepted=[*accepted, value])
    if decision.keys[0] == "kinds":
        kinds: Any = dict(settings.kinds)
        for kind, patterns in kinds.items():  # the last word on a page counts
            kinds[kind] = [pattern for pattern in patterns if pattern != value]
        kinds[decision.name] = [*kinds.get(decision.name, []), value]
        kinds = {kind: patterns for kind, patterns in kinds.items() if patterns}
        return msgspec.structs.replace(settings, kinds=kinds)
    before = [s for s in settings.article.of(decision.name) if s != value]
    after = [value, *before] if decision.name in _BEST_FIRST else [*before, value]
    article = msgspec.structs.replace(settings.article, **{decision.name: after})
    return msgspec.structs.replace(settings, article=article)


def written(text: str, decision: Decision, comment: str, path: Path) -> str:
    """The `text` of the site.yaml at `path` with the lines of a decision; `comment` stands beside
    them. Everything else stays, comments too. Raises SettingsError where that cannot be done."""
    before = site_yaml.parse(text, path)
    wanted = decided(before, decision)
    after = _added(text, decision, " ".join(comment.split()), before)
    if _plain(site_yaml.parse(after, path)) != _plain(wanted):
        raise SettingsError(
            f"{path}: {': '.join(decision.keys)}: {decision.value!r} cannot be added among the "
            "lines that are there; add it by hand"
        )
    return after


def _plain(settings: Settings) -> Settings:
    """`settings` in which one selector and a list of one are the same."""
    article = {name: list(settings.article.of(name)) for name in ArticleSelectors.__struct_fields__}
    return msgspec.structs.replace(settings, article=ArticleSelectors(**article))


def _added(text: str, decision: Decision, comment: str, settings: Settings) -> str:
    value = decision.value
    if decision.pattern is not None:
        for kind in settings.kinds:
            text = yaml_lines.remove(text, ("kinds", kind), decision.pattern)
    elif decision.selector is not None:
        text = yaml_lines.remove(text, decision.keys, decision.selector)
    elif decision.keys == ("accepted",):
        text = yaml_lines.remove(text, decision.keys, str(value))
    elif list(value) in settings.same:
        return text
    plain = list(value) if isinstance(value, tuple) else value
    return yaml_lines.add(text, decision.keys, plain, comment, decision.name in _BEST_FIRST)


def exactly(place: str) -> str:
    """The pattern of one address (below its host) or file name."""
    escaped = re.sub(r"\\([-&~#])", r"\1", re.escape(place))
    return f"^{escaped}$"
