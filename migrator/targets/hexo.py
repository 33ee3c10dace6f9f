"""A complete Hexo site that builds with no edit: `npm install`, then `npx hexo generate`.

Checked with Hexo 8.1.2 and hexo-renderer-markdown-it 7.1.1. Nunjucks is switched off in each text:
`{% x %}` would stop the build and `{{ x }}` vanish. What is copied as it is lies in the theme:
Hexo puts its layout around HTML files in source/.
"""

from __future__ import annotations

from typing import Any

from migrator.writing import engines, front_matter, static_site
from migrator.writing.dialects import HEXO
from migrator.writing.names import UNTITLED
from migrator.writing.static_site import Builder, Front
from migrator.writing.target import Target
from migrator.writing.writer import TargetWriter


def _front(front: Front) -> Front:
    written: Front = {**front, "disableNunjucks": True}
    if front["kind"] == "article":
        written["permalink"] = front["address"]
    return written


BUILDER = Builder(
    themes=(
        ("hexo", ""),
        ("jinja", "themes/plain/layout/"),
        ("jinja-text", "themes/plain/layout/"),
        ("common", "themes/plain/source/assets/"),
        ("feed", ""),
    ),
    articles="source/_posts",
    pages="source",
    static="themes/plain/source",
    data="source/_data/site.json",
    menu="themes/plain/layout/menu.html",
    not_found=True,
    front=_front,
)


class Hexo(Target):
    """A complete Hexo site that builds with no edit."""

    companions = ("redirects",)
    is_site = True
    dialect = HEXO

    def write(self, writer: TargetWriter) -> None:
        """source/, themes/plain, scripts/ and _config.yml."""
        static_site.write(writer, BUILDER, self.dialect)
        writer.folder.write("_config.yml", front_matter.dump(_config(writer)))


def _config(writer: TargetWriter) -> dict[str, Any]:
    about = writer.site.structure
    return {
        "title": about.title or UNTITLED,
        "url": writer.site_address(),
        "language": about.language or "en",
        "timezone": "UTC",
        "theme": "plain",
        "permalink": ":title/",
        "new_post_name": ":title.md",
        "future": True,
        "post_asset_folder": False,
        "syntax_highlighter": "",
        "markdown": engines.HEXO,
    }
