"""HTML to Markdown that loses nothing, and the proof of it.

A body becomes CommonMark (with GFM tables and strikethrough), is rendered again and compared with
the HTML it came from. Where the two differ it is done block by block, and a block that does not
come back whole stays as clean HTML, as one does that Markdown cannot say: a decision a block, never
the whole page. What did not survive even so is a note."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from migrator import errors
from migrator.document import nodes
from migrator.document.nodes import Tag
from migrator.errors import OverdueError
from migrator.markdown import blocks, division, footnotes, proof
from migrator.markdown import rules as legacy
from migrator.model import Note

_PRE = re.compile(r"<pre\b.*?</pre>", re.S)


#: Bodies that are longer stay HTML: a person would not read them as Markdown either.
MAX_LENGTH = 2_000_000
#: The same for bodies with more tags: 40,000 elements take one to three seconds.
MAX_TAGS = 200_000


@dataclass(frozen=True, slots=True)
class MarkdownOptions:
    """What a site wants of its Markdown: rules of `legacy.RULES` that are `off`, and whether
    footnotes are written as such."""

    off: frozenset[str] = frozenset()
    footnotes: bool = False


PLAIN = MarkdownOptions()


def convert(html: str, wanted: MarkdownOptions = PLAIN) -> tuple[str, tuple[Note, ...]]:
    """The Markdown of some sanitised HTML, and notes: what had to stay HTML (info), what was lost
    (loss)."""
    if not html.strip():
        return "", ()
    if len(html) > MAX_LENGTH or html.count("<") > MAX_TAGS:
        size = f"{len(html)} characters and {html.count('<')} tags"
        return _unchanged(html), (Note("markdown-size", f"a body of {size} stays HTML", "warning"),)
    try:
        return _converted(html, wanted)
    except OverdueError:
        return _unchanged(html), (
            Note("markdown-overdue", "took too long to be converted; the body stays HTML", "loss"),
        )
    except Exception as error:
        return _unchanged(html), (
            Note("markdown-failed", f"{errors.place(error)}; the body stays HTML", "warning"),
        )


def _unchanged(html: str) -> str:
    """HTML as Markdown leaves it: on one line, in which preformatted text keeps its own."""
    html = _PRE.sub(lambda pre: pre[0].replace("\n", "&#10;"), html)
    return re.sub(r"\s*\n\s*", " ", html).strip() + "\n"


def _converted(html: str, wanted: MarkdownOptions) -> tuple[str, tuple[Note, ...]]:
    root = nodes.parse(html)
    if wanted.footnotes and 'href="#' in html:
        footnotes.gather(root)
    notes = list(legacy.clean(root, wanted.off))
    whole = nodes.inner_html(root)
    markdown, as_html, near = _written(root, proven=False)
    lost = proof.differences(whole, footnotes.plain(markdown))
    if lost:
        markdown, as_html, near = _written(nodes.parse(whole), proven=True)
        lost = proof.differences(whole, footnotes.plain(markdown))
    notes += [
        Note("markdown-html", f"{count} × {reason}: kept as HTML")
        for reason, count in as_html.items()
    ]
    notes += [
        Note("markdown-loss", f"{what}, at {near!r}" if near else what, "loss") for what in lost
    ]
    return markdown, tuple(notes)


def _written(root: Tag, proven: bool) -> tuple[str, Counter[str], str]:
    """The Markdown of a region, how many of its blocks stayed HTML for which reason, and the first
    words of the first that even so is not whole. `proven`: each block is compared."""
    out: list[tuple[Tag, str]] = []
    as_html: Counter[str] = Counter()
    near = ""
    for block in division.split(root):
        reason = blocks.not_expressible_reason(block)
        text = (
            ""
            if reason
            else blocks.write(block.copy() if proven else block, out[-1][1] if out else "")
        )
        html = nodes.outer_html(block) if proven else ""
        if proven and not reason and proof.differences(html, footnotes.plain(text)):
            reason = "block that Markdown changes"
        if reason:
            as_html[reason] += 1
            text = blocks.as_html(block)
        if proven and reason and not near and proof.differences(html, text):
            near = proof.place(html)
        if text:
            out.append((block, text))
    return blocks.joined(out) + ("\n" if out else ""), as_html, near
