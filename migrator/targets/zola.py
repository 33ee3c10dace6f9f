"""A complete Zola site that builds with no edit: `zola build`.

Checked with Zola 0.22.0. Each page is a folder with an `index.html`. What Zola acts on in a text is
a shortcode: `{{ name(…) }}`, `{% name(…) %}`, and `{% end %}`, which alone stops the build; other
braces are words. Pages of a section that is sorted by date are left out where they tell none, so
those have a section of their own.
"""

from __future__ import annotations

import json
import re
from typing import Any

from migrator.writing import code_regions, static_site
from migrator.writing.static_site import Builder, Front
from migrator.writing.target import Target
from migrator.writing.writer import TargetWriter

#: What Zola itself reads of a page's front matter; all else is `extra`.
_OWN = ("title", "description", "date")
#: The second sign of what Zola reads as a shortcode (`content.pest` of its source).
_TOKEN = re.compile(r"(?<=\{)[{%](?=\s*\w+\s*\(|\s*end\s*%\}|/\*)")


def _front(front: Front) -> Front:
    of_zola = {name: front[name] for name in _OWN if name in front}
    if front["kind"] == "home":
        return {**of_zola, "extra": front}
    if "date" not in of_zola:
        of_zola["weight"] = front.get("order", 0)
    return {**of_zola, "path": front["address"].strip("/"), "extra": front}


def _text(text: str) -> str:
    """Text in which Zola sees no shortcode, and no link to a file of its own (`@/`)."""
    if not _TOKEN.search(text):
        return text.replace("](@/", "](%40/")
    return "".join(
        _inert(code_regions.as_html(piece) if _TOKEN.search(piece) else piece)
        if is_code
        else _inert(piece).replace("](@/", "](%40/")
        for piece, is_code in code_regions.regions(text)
    )


def _inert(text: str) -> str:
    return _TOKEN.sub(lambda match: f"&#{ord(match[0])};", text)


BUILDER = Builder(
    themes=(("zola", ""), ("common", "static/assets/")),
    articles="content/dated",
    undated="content/undated",
    flat=True,
    pages="content",
    static="static",
    data="site.json",
    menu="templates/menu.html",
    home="_index.md",
    front=_front,
    text=_text,
)


class Zola(Target):
    """A complete Zola site that builds with no edit."""

    companions = ("redirects",)
    is_site = True
    folders_only = True

    def write(self, writer: TargetWriter) -> None:
        """content/, templates/, static/ and config.toml."""
        static_site.write(writer, BUILDER)
        writer.folder.write("config.toml", _config(static_site.about(writer)))


def _config(about: dict[str, Any]) -> str:
    """Zola's settings. Its own language stays English, so that the index for the search is written
    for sites of all languages: Zola has no index for most."""
    return f"""base_url = {_toml(about["url"])}
title = {_toml(about["title"])}
description = {_toml(about["description"])}
default_language = "en"
generate_feeds = true
feed_limit = 20
build_search_index = true

[search]
index_format = "fuse_json"

[slugify]
paths = "off"

[markdown]
smart_punctuation = false
render_emoji = false

[extra.missing]
kind = "missing"
"""


def _toml(text: str) -> str:
    """A string of TOML: that of JSON, in which TOML has DEL escaped too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
