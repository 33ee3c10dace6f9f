"""Dialects: what the engine of a target reads otherwise than CommonMark, and how it is written for
it.

Most of what engines differ in is not here: `markdown/escaping.py` writes a common form that all of
them read alike. A dialect is a table of the rest. Each row names where it was seen and holds an
example; `tests/test_dialects.py` gives that to the real engine, as it stands (where it must differ)
and as it is written (where it must not)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from migrator.guard import escape
from migrator.markdown import footnotes, proof
from migrator.markdown.skeleton import skeleton
from migrator.writing import code_regions


@dataclass(frozen=True)
class Difference:
    """One thing that an engine acts on, and CommonMark does not: `name`, the program and version in
    which it was `seen`, an `example` in Markdown, and `write`, which gives a text that the engine
    reads as CommonMark reads the one before."""

    name: str
    seen: str
    example: str
    write: Callable[[str], str]


@dataclass(frozen=True)
class Dialect:
    """The Markdown of an engine: `engine` is the program that was tried, `differences` the table,
    `has_footnotes` whether it knows `[^1]`, and `python` gives the engine, or its port, where it is
    a Python package: with it a run proves what it writes."""

    name: str
    engine: str
    differences: tuple[Difference, ...] = ()
    has_footnotes: bool = False
    python: Callable[[], proof.Render] | None = None

    def text(self, markdown: str) -> str:
        """CommonMark as the engine reads it."""
        if not self.has_footnotes:
            markdown = footnotes.as_links(markdown)
        for difference in self.differences:
            markdown = difference.write(markdown)
        return markdown

    def losses(self, markdown: str) -> Sequence[str]:
        """What the engine does not show of `markdown`, written in its dialect, or shows besides;
        empty where all is whole, and where the engine is not at hand."""
        if self.render is None:
            return ()
        plain = footnotes.plain(markdown) if self.has_footnotes else footnotes.as_links(markdown)
        return self._losses(skeleton(plain)) and self._losses(plain)

    def _losses(self, plain: str) -> Sequence[str]:
        assert self.render is not None
        want, have = proof.render(plain), self.render(self.text(plain))
        return () if want == have else proof.compare(proof.features(want), proof.features(have))

    @cached_property
    def render(self) -> proof.Render | None:
        """The engine, None where no installed Python package is that."""
        try:
            return self.python() if self.python else None
        except ImportError:
            return None


def _markdown_it() -> proof.Render:
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return lambda text: str(reader.render(text))


def _python_markdown() -> proof.Render:
    import markdown

    reader = markdown.Markdown(extensions=["extra"])
    return lambda text: reader.reset().convert(text)


_EMPTY_HEAD = re.compile(r"^(?P<before>[ >]*)\|(?:  \|)+\n(?=(?P=before)\|(?: --- \|)+$)", re.M)


def _without_empty_heads(markdown: str) -> str:
    if not _EMPTY_HEAD.search(markdown):
        return markdown
    return "".join(
        piece if is_code else _EMPTY_HEAD.sub("", piece)
        for piece, is_code in code_regions.regions(markdown)
    )


_HUGO_TOKEN = re.compile(r"\{\{(?=[<%])")
#: The second sign of what Zola reads as a shortcode (`content.pest` of its source).
_ZOLA_TOKEN = re.compile(r"(?<=\{)[{%](?=\s*\w+\s*\(|\s*end\s*%\}|/\*)")


def _without_zola_tokens(markdown: str) -> str:
    """Code with a token becomes HTML: only there can a character of it be written otherwise."""
    if not _ZOLA_TOKEN.search(markdown):
        return markdown
    return "".join(
        _ZOLA_TOKEN.sub(
            lambda match: f"&#{ord(match[0])};",
            code_regions.as_html(piece) if is_code and _ZOLA_TOKEN.search(piece) else piece,
        )
        for piece, is_code in code_regions.regions(markdown)
    )


def _without_zola_links(markdown: str) -> str:
    if "](@/" not in markdown:
        return markdown
    return "".join(
        piece if is_code else piece.replace("](@/", "](%40/")
        for piece, is_code in code_regions.regions(markdown)
    )


_COLONS = re.compile(r":{3,}")


def _uncomputed(markdown: str) -> str:
    """Text in a container that no line within ends: it has more colons than any of those."""
    if not markdown.strip():
        return markdown
    longest = max((len(colons) for colons in _COLONS.findall(markdown)), default=2)
    fence = ":" * (longest + 1)
    return f"{fence} v-pre\n\n{markdown.rstrip()}\n\n{fence}\n"


_HEADING_ID = re.compile(
    r"^[ >]*(?P<fence>`{3,})[^\n]*\n(?s:.*?)^[ >]*(?P=fence)[ ]*$"
    r"|^[ >\d.-]*#{1,6} [^\n]*#[^}\n]*\}[^\w\n]*$",
    re.M,
)


def _without_heading_ids(markdown: str) -> str:
    """A comment stands behind what would be an id: only the last part of a heading loses it."""
    if "}" not in markdown:
        return markdown
    return _HEADING_ID.sub(lambda m: m[0] if m["fence"] else f"{m[0]}<!-- -->", markdown)


_MORE = "a `<!--more-->` b\n\nc\n"

#: Text that is written as it is.
COMMONMARK = Dialect("commonmark", "CommonMark 0.31.2", has_footnotes=True)
#: What stands in Markdown files that any program may read.
COMMON = Dialect(
    "common", "Python-Markdown 3.11.3 (extra)", has_footnotes=True, python=_python_markdown
)
GOLDMARK = Dialect(
    "goldmark",
    "Goldmark in Hugo 0.168.0",
    (
        Difference(
            "a shortcode, which stops the build where no template has its name",
            "Hugo 0.168.0",
            "see `{{< nosuch x >}}` and {{% nosuch %}}\n",
            # a shortcode of the theme writes the braces
            lambda text: _HUGO_TOKEN.sub("{{< braces >}}", text),
        ),
        Difference(
            "the mark that ends a summary is looked for in code too",
            "Hugo 0.168.0",
            _MORE,
            lambda text: escape.undivided(text, "{{< nothing >}}"),
        ),
    ),
    has_footnotes=True,
)
KRAMDOWN = Dialect(
    "kramdown",
    "kramdown 2.4.0 with kramdown-parser-gfm 1.1.0 in Jekyll 4.3.1",
    (
        Difference(
            "a tag of Liquid, in code too",
            "Jekyll 4.3.1, Liquid 4.0.3",
            "a {{ site.title }} `{% comment %}` b {% endcomment %}\n",
            escape.liquid,
        ),
        Difference(
            "the mark that ends an excerpt is looked for in code too",
            "Jekyll 4.3.1",
            _MORE,
            lambda text: escape.undivided(text, '{{ "" }}'),
        ),
        Difference(
            "a table needs no head: an empty one is a row of empty cells",
            "kramdown 2.4.0",
            "|  |  |\n| --- | --- |\n| a | b |\n| c | d |\n",
            _without_empty_heads,
        ),
    ),
    has_footnotes=True,
)
PULLDOWN_CMARK = Dialect(
    "pulldown-cmark",
    "pulldown-cmark in Zola 0.22.0",
    (
        Difference(
            "a shortcode, and an end of one, which alone stops the build",
            "Zola 0.22.0",
            "a {{ nosuch(x=1) }} `{% end %}` b\n",
            _without_zola_tokens,
        ),
        Difference(
            "a link that begins with @/ names a file of the source",
            "Zola 0.22.0",
            "[a](@/b.md)\n",
            _without_zola_links,
        ),
    ),
    has_footnotes=True,
    python=lambda: proof.render,
)
#: markdown-it with its commonmark preset, tables and strikethrough; in Python its port.
MARKDOWN_IT = Dialect("markdown-it", "markdown-it 14 and markdown-it-py 4.0.0", python=_markdown_it)
VUE = Dialect(
    "vue",
    "markdown-it in VitePress 1.6.4",
    (
        Difference(
            "braces are computed, in code too",
            "VitePress 1.6.4, Vue 3",
            "a {{ 1 + 1 }} `{{ 2 + 2 }}` b\n",
            _uncomputed,
        ),
    ),
)
REMARK = Dialect("remark", "remark-gfm 4.0.1 in Astro 5.18.2", has_footnotes=True)
MDX = Dialect(
    "mdx",
    "@mdx-js/mdx 3 with `format: md` in Docusaurus 3.10.2",
    (
        Difference(
            "an id at the end of a heading goes out of its words, escaped and in code too",
            "Docusaurus 3.10.2 (mdx-loader, remark/headings)",
            "## Title \\{#myid}\n\n## `{#code}`\n",
            _without_heading_ids,
        ),
    ),
    has_footnotes=True,
)
DIALECTS = {
    dialect.name: dialect
    for dialect in (
        COMMONMARK,
        COMMON,
        GOLDMARK,
        KRAMDOWN,
        PULLDOWN_CMARK,
        MARKDOWN_IT,
        VUE,
        REMARK,
        MDX,
    )
}
