"""A complete Astro site that builds with no edit: `npm install`, then `npx astro build`.

Checked with Astro 5.18.2. Each page is a folder with an `index.html`; what was `/a.html` leads on
to `/a/`.
"""

from __future__ import annotations

from migrator.writing import static_site
from migrator.writing.dialects import REMARK
from migrator.writing.static_site import Builder
from migrator.writing.target import Target
from migrator.writing.writer import TargetWriter

BUILDER = Builder(
    themes=(("astro", ""), ("common", "public/assets/")),
    articles="src/content/articles",
    pages="src/content/pages",
    static="public",
    data="src/site.json",
    menu="src/layouts/menu.html",
)


class Astro(Target):
    """A complete Astro site that builds with no edit."""

    companions = ("redirects",)
    is_site = True
    dialect = REMARK
    folders_only = True

    def write(self, writer: TargetWriter) -> None:
        """src/, public/ and astro.config.mjs."""
        static_site.write(writer, BUILDER, self.dialect)
