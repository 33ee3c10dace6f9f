"""A complete VitePress site that builds with no edit: `npm install`, then `npx vitepress build`.

Checked with VitePress 1.6.4. Each page is a component of Vue: `{{ x }}` is computed, in code too,
unless a container `v-pre` is around the text.
"""

from __future__ import annotations

import json
import re

from migrator.writing import static_site
from migrator.writing.static_site import Builder
from migrator.writing.target import Target
from migrator.writing.writer import TargetWriter

_COLONS = re.compile(r":{3,}")


def _text(text: str) -> str:
    """Text in a container that no line within ends: it has more colons than any of those."""
    if not text.strip():
        return text
    longest = max((len(colons) for colons in _COLONS.findall(text)), default=2)
    fence = ":" * (longest + 1)
    return f"{fence} v-pre\n\n{text.rstrip()}\n\n{fence}\n"


BUILDER = Builder(
    themes=(("vitepress", ".vitepress/"), ("feed", ".vitepress/")),
    articles="docs",
    pages="docs",
    static="docs/public",
    data=".vitepress/site.json",
    menu=".vitepress/menu.json",
    text=_text,
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

    def write(self, writer: TargetWriter) -> None:
        """docs/, .vitepress/ and package.json."""
        static_site.write(writer, BUILDER)
        writer.folder.write("package.json", json.dumps(_PACKAGE, indent=2) + "\n")
