"""A complete Docusaurus site that builds with no edit: `npm install`, then `npx docusaurus build`.

Checked with Docusaurus 3.10.2. Articles are documents and no posts of its blog: that takes the
first heading out of a text, and wants dates. Texts are Markdown and no MDX (`format: md`).
"""

from __future__ import annotations

from migrator.writing import static_site
from migrator.writing.dialects import MDX
from migrator.writing.static_site import Builder, Front
from migrator.writing.target import Target
from migrator.writing.writer import TargetWriter


def _front(front: Front) -> Front:
    """The title is shown by the layout: a heading of the text is never taken for it."""
    written = {**front, "slug": front["address"], "hide_title": True}
    if words := written.pop("keywords", None):
        written["keywords"] = [word.strip() for word in words.split(",") if word.strip()]
    return written


BUILDER = Builder(
    themes=(("docusaurus", ""), ("feed", "")),
    articles="docs",
    pages="docs",
    static="static",
    data="site.json",
    menu="menu.json",
    front=_front,
)


class Docusaurus(Target):
    """A complete Docusaurus site that builds with no edit."""

    companions = ("redirects",)
    is_site = True
    dialect = MDX
    folders_only = True

    def write(self, writer: TargetWriter) -> None:
        """docs/, src/, static/ and docusaurus.config.js."""
        static_site.write(writer, BUILDER, self.dialect)
