"""Which other program a database belongs to, by the names of its tables.

Names are those of the programs' own `CREATE TABLE`, as public dumps have them; each program is told
by tables that no other has together.
"""

from __future__ import annotations

from collections.abc import Collection

#: program -> names of its tables without their prefix
_PROGRAMS: dict[str, tuple[str, ...]] = {
    "WordPress": ("posts", "postmeta", "options"),
    "Drupal 7 or later": ("node", "node_revision"),
    "Drupal 6 or earlier": ("node", "node_revisions"),
    "phpBB": ("forums", "topics", "posts"),
    "SMF": ("boards", "topics", "messages"),
    "TYPO3": ("tt_content", "pages"),
    "MediaWiki": ("page", "revision", "recentchanges"),
    "Moodle": ("course_modules", "course_sections"),
    "osCommerce or a shop made from it": ("products_description", "configuration_group"),
    "PrestaShop": ("product_lang", "category_lang"),
    "OpenCart": ("product_description", "category_description"),
}


def program_of(tables: Collection[str]) -> str | None:
    """The program whose tables, all with the same prefix, are among `tables`; None where none of
    the programs above has."""
    for program, (first, *others) in _PROGRAMS.items():
        prefixes = (name.removesuffix(first) for name in tables if name.endswith(first))
        if any(all(prefix + other in tables for other in others) for prefix in prefixes):
            return program
    return None
