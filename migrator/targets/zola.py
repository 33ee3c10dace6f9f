"""A complete Zola site that builds with no edit: `zola build`.

Checked with Zola 0.22.0. Each page is a folder with an `index.html`. Pages of a section that is
sorted by date are left out where they tell none, so those have a section of their own.
"""

from __future__ import annotations

import json
from typing import Any

from migrator.writing import static_site
from migrator.writing.dialects import PULLDOWN_CMARK
from migrator.writing.static_site import Builder, Front
from migrator.writing.target import Target
from migrator.writing.writer import TargetWriter

#: What Zola itself reads of a page's front matter; all else is `extra`.
_OWN = ("title", "description", "date")


def _front(front: Front) -> Front:
    of_zola = {name: front[name] for name in _OWN if name in front}
    if front["kind"] == "home":
        return {**of_zola, "extra": front}
    if "date" not in of_zola:
        of_zola["weight"] = front.get("order", 0)
    return {**of_zola, "path": front["address"].strip("/"), "extra": front}


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
)


class Zola(Target):
    """A complete Zola site that builds with no edit."""

    companions = ("redirects",)
    is_site = True
    folders_only = True
    feed = "/atom.xml"
    dialect = PULLDOWN_CMARK

    def write(self, writer: TargetWriter) -> None:
        """content/, templates/, static/ and config.toml."""
        static_site.write(writer, BUILDER, self.dialect)
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
