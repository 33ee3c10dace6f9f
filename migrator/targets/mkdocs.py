"""A complete MkDocs site with the Material theme that builds with no edit:
`pip install -r requirements.txt`, then `mkdocs build`.

Checked with MkDocs 1.6.1 and mkdocs-material 9.7.7. Articles are pages and no posts of Material's
blog: that stops at an article without a date, and of two posts of one name keeps one.
"""

from __future__ import annotations

from typing import Any

from migrator.writing import front_matter, menus, static_site
from migrator.writing.dialects import MARKDOWN_IT
from migrator.writing.names import UNTITLED
from migrator.writing.static_site import Builder
from migrator.writing.target import Target
from migrator.writing.writer import TargetWriter

#: The languages of mkdocs-material 9.7.7 (`templates/partials/languages`); it stops at others.
_LANGUAGES = (
    "af ar az be bg bn ca cs cy da de el en eo es et eu fa fi fr gl he hi hr hu hy id is it ja ka "
    "kn ko ku-IQ lb lt lv mk mn ms my nb nl nn pl pt-BR pt ro ru sa sh si sk sl sq sr sv ta te th "
    "tl tr uk ur uz vi zh-Hant zh-TW zh"
)

BUILDER = Builder(
    themes=(("mkdocs", ""), ("jinja-text", "overrides/"), ("feed-python", "hooks/")),
    articles="docs",
    pages="docs",
    static="docs",
    data="site.json",
)


class Mkdocs(Target):
    """A complete MkDocs site (Material) that builds with no edit."""

    companions = ("redirects",)
    is_site = True
    dialect = MARKDOWN_IT
    folders_only = True

    def write(self, writer: TargetWriter) -> None:
        """docs/, overrides/, hooks/ and mkdocs.yml."""
        static_site.write(writer, BUILDER, self.dialect)
        writer.folder.write("mkdocs.yml", front_matter.dump(_config(writer)))


def _config(writer: TargetWriter) -> dict[str, Any]:
    about = writer.site.structure
    language = next(
        (name for name in _names(about.language or "en") if name in _LANGUAGES.split()), "en"
    )
    entries = menus.tree(writer.site, writer.new)
    config = {
        "site_name": about.title or UNTITLED,
        "site_url": writer.site_address(),
        "site_description": about.description,
        "docs_dir": "docs",
        "use_directory_urls": True,
        "theme": {
            "name": "material",
            "custom_dir": "overrides",
            "language": language,
            "font": False,  # else readers' computers ask Google for one
            "palette": [
                {"media": f"(prefers-color-scheme: {kind})", "scheme": scheme}
                for kind, scheme in (("light", "default"), ("dark", "slate"))
            ],
        },
        "extra_css": ["assets/archive.css"],
        "hooks": ["hooks/site.py"],
        "plugins": ["search"],
        "validation": {"nav": {"omitted_files": "ignore"}},
        "nav": [_entry(entry) for entry in entries] or [{about.title or UNTITLED: "index.md"}],
    }
    return {key: value for key, value in config.items() if value is not None}


def _names(language: str) -> tuple[str, str]:
    """How Material may call a language: `pt-br` is `pt-BR`, else `pt`."""
    main, _, region = language.partition("-")
    return f"{main.lower()}-{region.upper()}", main.lower()


def _entry(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry of `nav`; one with others below it cannot lead anywhere itself, so that it is the
    first of those."""
    page = static_site.source_name(entry["url"]) if "url" in entry else ""
    items = [_entry(item) for item in entry.get("items", [])]
    if not items:
        return {entry["title"]: page}
    return {entry["title"]: [{entry["title"]: page}, *items] if page else items}
