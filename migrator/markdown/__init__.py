"""HTML to Markdown that loses nothing, and the proof of it.

Each block of a body becomes CommonMark (with GFM tables and strikethrough), is rendered again and compared with the HTML it
came from. A block that Markdown cannot say, or that does not come back whole, stays as clean HTML: a decision a block,
never the whole page. What did not survive even so is a note.
"""

from __future__ import annotations

import copy

from migrator import document
from migrator.markdown import blocks, legacy, proof
from migrator.model import Note

#: Bodies that are longer stay HTML: a person would not read them as Markdown either.
MAX_LENGTH = 2_000_000


def convert(html: str, off: frozenset[str] = frozenset()) -> tuple[str, tuple[Note, ...]]:
    """The Markdown of some sanitised HTML, and notes: what had to stay HTML (info), what was lost (loss).

    `off` names rules of `legacy.RULES` that are not to be used.
    """
    if not html.strip():
        return "", ()
    if len(html) > MAX_LENGTH:
        return " ".join(html.split()) + "\n", (Note("markdown-size", f"a body of {len(html)} characters stays HTML", "warning"),)
    root = document.soup(html)
    notes = list(legacy.clean(root, off))
    out: list[str] = []
    kept: dict[str, int] = {}
    whole = str(root)
    for block in blocks.split(root):
        text, reason = _block(block, out[-1] if out else "")
        if reason:
            kept[reason] = kept.get(reason, 0) + 1
        if text:
            out.append(text)
    notes += [Note("markdown-html", f"{count} {reason}: kept as HTML") for reason, count in kept.items()]
    made = "\n\n".join(out) + ("\n" if out else "")
    notes += [Note("markdown-loss", m, "loss") for m in proof.differences(whole, made)]
    return made, tuple(notes)


def _block(block: blocks.Block, before: str) -> tuple[str, str | None]:
    """The text of one block, and why it stayed HTML where it did."""
    html = str(block)
    reason = blocks.unsayable(block)
    if not reason:
        text = blocks.write(copy.copy(block), before)
        if not proof.differences(html, text):
            return text, None
        reason = "block that Markdown changes"
    return blocks.as_html(block), reason
