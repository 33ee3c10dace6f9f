"""How Markdown is written for engines that read it otherwise than CommonMark does."""

from __future__ import annotations

import re

from migrator.writing import code_regions

_EMPTY_HEAD = re.compile(r"^(?P<before>[ >]*)\|(?:  \|)+\n(?=(?P=before)\|(?: --- \|)+$)", re.M)


def without_empty_heads(markdown: str) -> str:
    """Markdown without the empty heads of tables."""
    if not _EMPTY_HEAD.search(markdown):
        return markdown
    return "".join(
        piece if is_code else _EMPTY_HEAD.sub("", piece)
        for piece, is_code in code_regions.regions(markdown)
    )


HUGO_TOKEN = re.compile(r"\{\{(?=[<%])")


#: The second sign of what Zola reads as a shortcode (`content.pest` of its source).
_ZOLA_TOKEN = re.compile(r"(?<=\{)[{%](?=\s*\w+\s*\(|\s*end\s*%\}|/\*)")


def without_zola_tokens(markdown: str) -> str:
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


def without_zola_links(markdown: str) -> str:
    """Markdown in which no link begins as those do that Zola follows itself."""
    if "](@/" not in markdown:
        return markdown
    return "".join(
        piece if is_code else piece.replace("](@/", "](%40/")
        for piece, is_code in code_regions.regions(markdown)
    )


_COLONS = re.compile(r":{3,}")


def uncomputed(markdown: str) -> str:
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


def without_heading_ids(markdown: str) -> str:
    """A comment stands behind what would be an id: only the last part of a heading loses it."""
    if "}" not in markdown:
        return markdown
    return _HEADING_ID.sub(lambda m: m[0] if m["fence"] else f"{m[0]}<!-- -->", markdown)


MORE = "a `<!--more-->` b\n\nc\n"
