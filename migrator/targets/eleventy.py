"""A complete Eleventy site that builds with no edit: `npm install`, then `npx eleventy`.

Checked with Eleventy 3.1.8. Texts are read by Markdown alone (`templateEngineOverride: md`), so
braces in them are words. The tags of articles are no tags of Eleventy: those are collections, and a
tag "all" would take the place of its own.
"""

from __future__ import annotations

from migrator.writing import static_site
from migrator.writing.dialects import ELEVENTY
from migrator.writing.static_site import Builder, Front
from migrator.writing.target import Target
from migrator.writing.writer import TargetWriter


def _front(front: Front) -> Front:
    return {**front, "permalink": front["address"]}


BUILDER = Builder(
    themes=(
        ("eleventy", ""),
        ("jinja", "_includes/"),
        ("jinja-text", "_includes/"),
        ("common", "static/assets/"),
    ),
    articles="content/articles",
    pages="content/pages",
    static="static",
    data="_data/site.json",
    menu="_includes/menu.html",
    not_found=True,
    front=_front,
)


class Eleventy(Target):
    """A complete Eleventy site that builds with no edit."""

    companions = ("redirects",)
    is_site = True
    dialect = ELEVENTY

    def write(self, writer: TargetWriter) -> None:
        """content/, _includes/, _data/, static/ and eleventy.config.js."""
        static_site.write(writer, BUILDER, self.dialect)
