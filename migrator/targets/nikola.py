"""A complete Nikola site that builds with no edit: `pip install -r requirements.txt`, then
`nikola build`.

Checked with Nikola 8.3.3. Articles are pages of Nikola: a post wants a date, and of two tags that
differ in case only the build stops.
"""

from __future__ import annotations

from migrator.writing import static_site
from migrator.writing.dialects import MARKDOWN_IT
from migrator.writing.static_site import Builder, Front
from migrator.writing.target import Target
from migrator.writing.writer import TargetWriter


def _front(front: Front) -> Front:
    """The address is the place of the file, whose name is `index.md` but for `404.html`."""
    return {**front, "slug": "404" if front["kind"] == "missing" else "index"}


BUILDER = Builder(
    themes=(
        ("nikola", ""),
        ("jinja", "themes/plain/templates/"),
        ("jinja-text", "themes/plain/templates/"),
        ("common", "files/assets/"),
        ("feed-python", "plugins/feed/"),
    ),
    articles="pages",
    pages="pages",
    static="files",
    data="site.json",
    menu="themes/plain/templates/menu.html",
    not_found=True,
    front=_front,
)


class Nikola(Target):
    """A complete Nikola site that builds with no edit."""

    companions = ("redirects",)
    is_site = True
    dialect = MARKDOWN_IT
    folders_only = True

    def write(self, writer: TargetWriter) -> None:
        """pages/, files/, themes/, plugins/ and conf.py."""
        static_site.write(writer, BUILDER, self.dialect)
