"""A complete Pelican site that builds with no edit: `pip install -r requirements.txt`, then
`pelican content`.

Checked with Pelican 4.12.0. Its own categories and tags are not used: of two whose slugs are alike
it keeps one, and drops the other's list without a word.
"""

from __future__ import annotations

from migrator.writing import static_site
from migrator.writing.dialects import MARKDOWN_IT
from migrator.writing.static_site import Builder, Front
from migrator.writing.target import Target
from migrator.writing.writer import TargetWriter


def _front(front: Front) -> Front:
    address = front["address"].lstrip("/")
    file = f"{address}index.html" if address.endswith("/") or not address else address
    return {**front, "slug": address.strip("/") or "index", "url": address, "save_as": file}


BUILDER = Builder(
    themes=(
        ("pelican", ""),
        ("jinja", "theme/templates/"),
        ("jinja-text", "theme/templates/"),
        ("common", "content/static/assets/"),
    ),
    articles="content/articles",
    pages="content/pages",
    static="content/static",
    data="site.json",
    menu="theme/templates/menu.html",
    not_found=True,
    front=_front,
)


class Pelican(Target):
    """A complete Pelican site that builds with no edit."""

    companions = ("redirects",)
    is_site = True
    dialect = MARKDOWN_IT

    def write(self, writer: TargetWriter) -> None:
        """content/, theme/, plugins/ and pelicanconf.py."""
        static_site.write(writer, BUILDER, self.dialect)
