"""Where code stands in the Markdown that `markdown/` writes: fences of back-ticks, and spans."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_CODE = re.compile(
    r"(?:^[ >]*(?P<fence>`{3,})[^\n]*\n.*?^[ >]*(?P=fence)[ ]*$"
    r"|(?<![`\\])(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`))",
    re.M | re.S,
)


def regions(markdown: str) -> Iterator[tuple[str, bool]]:
    """The pieces of a text in their order, and of each whether it is code."""
    end = 0
    for match in _CODE.finditer(markdown):
        yield markdown[end : match.start()], False
        yield match[0], True
        end = match.end()
    yield markdown[end:], False


def as_html(code: str) -> str:
    """A piece of code as HTML, for engines that act on words in code: in HTML a character can be
    written as a reference."""
    match = _CODE.fullmatch(code)
    if match is None:
        return code
    if ticks := match["ticks"]:
        text = code[len(ticks) : -len(ticks)]
        if text.startswith(" ") and text.endswith(" ") and text.strip():
            text = text[1:-1]
        return f"<code>{html.escape(text, quote=False)}</code>"
    first, *lines = code.split("\n")
    start = re.match(r"[ >]*", first)
    indent = len(start[0]) if start else 0
    outer = first[:indent]
    inner = "\n".join(
        line[:indent] + html.escape(line[indent:], quote=False) for line in lines[:-1]
    )
    return f"{outer}<pre><code>{inner[indent:]}\n{outer}</code></pre>"
