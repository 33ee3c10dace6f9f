"""Dialects: what the engine of a target reads otherwise than CommonMark, and how it is written for
it.

Most of what engines differ in is not here: `markdown/escaping.py` writes a common form that all of
them read alike. A dialect is a table of the rest. Each row names where it was seen and holds an
example; `tests/test_dialects.py` gives that to the real engine, as it stands (where it must differ)
and as it is written (where it must not)."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from migrator.guard import escape
from migrator.markdown import footnotes, proof
from migrator.markdown.skeleton import skeleton
from migrator.parallel import BATCH
from migrator.writing import engines
from migrator.writing.engine_escapes import (
    HUGO_TOKEN,
    MORE,
    uncomputed,
    without_empty_heads,
    without_heading_ids,
    without_zola_links,
    without_zola_tokens,
)

#: Texts for one start of a program: Hugo takes 0.2 s to start and 1 ms a text, Ruby 0.4 s and 3 ms.
PROGRAM_BATCH = 250


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
    `has_footnotes` whether it knows `[^1]`. `python` gives the engine, or its port, where it is a
    Python package, `program` where it is a program of its own that is installed, and goes before a
    port: with it a run proves what it writes. `attributes` are what the target adds in the engine's
    own syntax, which CommonMark would show as words."""

    name: str
    engine: str
    differences: tuple[Difference, ...] = ()
    has_footnotes: bool = False
    python: Callable[[], proof.Render] | None = None
    program: Callable[[], engines.RenderAll | None] | None = None
    attributes: re.Pattern[str] | None = None

    def text(self, markdown: str) -> str:
        """CommonMark as the engine reads it."""
        if not self.has_footnotes:
            markdown = footnotes.as_links(markdown)
        for difference in self.differences:
            markdown = difference.write(markdown)
        return markdown

    def losses(self, texts: Sequence[str]) -> list[Sequence[str]]:
        """What the engine does not show of each of some texts in Markdown, written in its dialect,
        or shows besides; empty where all is whole, and where the engine is not at hand. Where it
        fails, the first of them says so."""
        losses: list[Sequence[str]] = [()] * len(texts)
        render = self.render
        if render is None or not texts:
            return losses
        change = footnotes.plain if self.has_footnotes else footnotes.as_links
        plain = [change(text) for text in texts]
        try:
            doubtful = self._compared(render, [skeleton(text) for text in plain])
            numbers = [number for number, lost in enumerate(doubtful) if lost]
            compared = self._compared(render, [plain[number] for number in numbers])
        except (OSError, subprocess.SubprocessError) as error:
            why = f"it could not be run, {len(texts)} texts are not proven: {_last_words(error)}"
            return [(why,), *losses[1:]]
        for number, lost in zip(numbers, compared, strict=True):
            losses[number] = lost
        return losses

    def _compared(self, render: engines.RenderAll, texts: Sequence[str]) -> list[Sequence[str]]:
        if not texts:
            return []
        rendered = render([self.text(text) for text in texts])
        if self.attributes:
            texts = [self.attributes.sub("", text) for text in texts]
        pairs = zip(map(proof.render, texts), rendered, strict=True)
        return [() if want == have else differences(want, have) for want, have in pairs]

    @property
    def is_engine(self) -> bool:
        """Whether it is the Markdown of one builder, which a run looks for."""
        return self.program is not None

    @property
    def batch(self) -> int:
        """How many texts are worth one start of the engine."""
        return PROGRAM_BATCH if self.program and self.program() else BATCH

    @property
    def render(self) -> engines.RenderAll | None:
        """The engine, None where it is not installed."""
        return (self.program and self.program()) or self._package

    @cached_property
    def _package(self) -> engines.RenderAll | None:
        try:
            render = self.python() if self.python else None
        except ImportError:
            return None
        return (lambda texts: [render(text) for text in texts]) if render else None


def differences(want: str, have: str) -> tuple[str, ...]:
    """What an engine's HTML has otherwise, but for links that it made of bare addresses."""
    wanted, rendered = proof.features(want), proof.features(have)
    links, wanted_links = (f.counts.get("link", Counter()) for f in (rendered, wanted))
    for words, target in list(links):
        if words.lower().startswith(("http", "www", "ftp")) or target.startswith("mailto:"):
            links[words, target] = min(links[words, target], wanted_links[words, target])
    return proof.compare(wanted, rendered)


def _last_words(error: Exception) -> str:
    """What a program said before it failed."""
    lines = str(getattr(error, "stderr", "") or error).strip().splitlines()
    return lines[-1] if lines else type(error).__name__


def _markdown_it() -> proof.Render:
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return lambda text: str(reader.render(text))


def _python_markdown() -> proof.Render:
    import markdown

    reader = markdown.Markdown(extensions=["extra"])
    return lambda text: reader.reset().convert(text)


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
            lambda text: HUGO_TOKEN.sub("{{< braces >}}", text),
        ),
        Difference(
            "the mark that ends a summary is looked for in code too",
            "Hugo 0.168.0",
            MORE,
            lambda text: escape.undivided(text, "{{< nothing >}}"),
        ),
    ),
    has_footnotes=True,
    program=engines.hugo,
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
            MORE,
            lambda text: escape.undivided(text, '{{ "" }}'),
        ),
        Difference(
            "a table needs no head: an empty one is a row of empty cells",
            "kramdown 2.4.0",
            "|  |  |\n| --- | --- |\n| a | b |\n| c | d |\n",
            without_empty_heads,
        ),
    ),
    has_footnotes=True,
    program=engines.jekyll,
    # how a picture is shown (`targets/jekyll.py`); a brace of a text is never written so
    attributes=re.compile(r'(?<=\))\{:(?: \.\w+)?(?: (?:width|height)="\d+")*\}'),
)
PULLDOWN_CMARK = Dialect(
    "pulldown-cmark",
    "pulldown-cmark in Zola 0.22.0",
    (
        Difference(
            "a shortcode, and an end of one, which alone stops the build",
            "Zola 0.22.0",
            "a {{ nosuch(x=1) }} `{% end %}` b\n",
            without_zola_tokens,
        ),
        Difference(
            "a link that begins with @/ names a file of the source",
            "Zola 0.22.0",
            "[a](@/b.md)\n",
            without_zola_links,
        ),
    ),
    has_footnotes=True,
    python=lambda: proof.render,
)
#: markdown-it with its commonmark preset, tables and strikethrough, in its port to Python.
MARKDOWN_IT = Dialect("markdown-it", "markdown-it-py 4.0.0", python=_markdown_it)
ELEVENTY = Dialect(
    "eleventy",
    "markdown-it 14 in Eleventy 3.1.8",
    python=_markdown_it,
    program=partial(engines.node, "eleventy"),
)
HEXO = Dialect(
    "hexo",
    "markdown-it 13 in hexo-renderer-markdown-it 7.1.1",
    python=_markdown_it,
    program=partial(engines.node, "hexo"),
)
VUE = Dialect(
    "vue",
    "markdown-it in VitePress 1.6.4",
    (
        Difference(
            "braces are computed, in code too",
            "VitePress 1.6.4, Vue 3",
            "a {{ 1 + 1 }} `{{ 2 + 2 }}` b\n",
            uncomputed,
        ),
    ),
    program=partial(engines.node, "vitepress"),
)
REMARK = Dialect(
    "remark",
    "remark-gfm 4.0.1 in Astro 5.18.2",
    has_footnotes=True,
    program=partial(engines.node, "astro"),
)
MDX = Dialect(
    "mdx",
    "@mdx-js/mdx 3 with `format: md` in Docusaurus 3.10.2",
    (
        Difference(
            "an id at the end of a heading goes out of its words, escaped and in code too",
            "Docusaurus 3.10.2 (mdx-loader, remark/headings)",
            "## Title \\{#myid}\n\n## `{#code}`\n",
            without_heading_ids,
        ),
    ),
    has_footnotes=True,
    program=partial(engines.node, "docusaurus"),
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
        ELEVENTY,
        HEXO,
        VUE,
        REMARK,
        MDX,
    )
}
