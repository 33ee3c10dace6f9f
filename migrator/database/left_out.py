"""What a database holds of a site and the new site does not get, counted: earlier versions of
texts, translations that an extension keeps apart, addresses of logs.

Versions: `#__ucm_history` (3.2 to 3.10), `#__history` (4 on), whose `item_id` begins with the
type. Joom!Fish and FaLang translate columns of rows (`reference_table`, `reference_id`). A log of
addresses that were asked for and not there (Joomla's redirect component, 404SEF, sh404SEF) tells of
no page that the site had: mostly they are what robots tried.
"""

from __future__ import annotations

from collections.abc import Iterator

from migrator.database.joomla_site import JoomlaSite
from migrator.database.moved import logged


def left_out(site: JoomlaSite) -> Iterator[tuple[str, str]]:
    """Code and words for each kind of row that is left out."""
    versions = list(_versions(site))
    if versions:
        yield (
            "versions",
            f"{len(versions)} stored versions of {len(set(versions))} articles: the current text "
            "of each is read, the earlier ones are left out",
        )
    for table, name in (("jf_content", "Joom!Fish"), ("falang_content", "FaLang")):
        pairs = {
            (row.get("language_id"), row.get("reference_id"))
            for row in site.tables.where(table, "reference_table", "content")
            if row.get("published", "1") == "1"
        }
        if pairs:
            yield (
                "translations",
                f"{len(pairs)} translations of articles by {name} are left out; save their pages, "
                "or make articles of them in Joomla before you dump the database",
            )
    if count := logged(site):
        yield (
            "error-log",
            f"{count} addresses of a log of missing pages are no redirects and are left out",
        )


def _versions(site: JoomlaSite) -> Iterator[str]:
    """The article of each stored version."""
    for row in site.tables.all("history"):
        kind, _, ident = (row.get("item_id") or "").rpartition(".")
        if kind == "com_content.article":
            yield ident
    kinds = site.tables.where("content_types", "type_alias", "com_content.article")
    for row in (
        r for k in kinds for r in site.tables.where("ucm_history", "ucm_type_id", k["type_id"])
    ):
        yield row.get("ucm_item_id") or ""
    for row in site.tables.all("flexicontent_versions"):
        yield row.get("item_id") or ""
    for row in site.tables.all("easyblog_revisions"):
        yield f"easyblog {row.get('post_id')}"
