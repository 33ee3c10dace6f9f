"""A complete VitePress site that builds with no edit: `npm install`, then `npx vitepress build`.

Checked with VitePress 1.6.4. Each page is a component of Vue.
"""

from __future__ import annotations

import json

from migrator.writing import static_site
from migrator.writing.dialects import VUE
from migrator.writing.static_site import Builder
from migrator.writing.target import Target
from migrator.writing.writer import TargetWriter

BUILDER = Builder(
    themes=(("vitepress", ".vitepress/"), ("feed", ".vitepress/")),
    articles="docs",
    pages="docs",
    static="docs/public",
    data=".vitepress/site.json",
    menu=".vitepress/menu.json",
)
_PACKAGE = {
    "private": True,
    "type": "module",
    "scripts": {"build": "vitepress build", "start": "vitepress dev"},
    "dependencies": {"vitepress": "1.6.4"},
}


class Vitepress(Target):
    """A complete VitePress site that builds with no edit."""

    companions = ("redirects",)
    is_site = True
    folders_only = True
    dialect = VUE

    def write(self, writer: TargetWriter) -> None:
        """docs/, .vitepress/ and package.json."""
        static_site.write(writer, BUILDER, self.dialect)
        writer.folder.write("package.json", json.dumps(_PACKAGE, indent=2) + "\n")
