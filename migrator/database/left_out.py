"""What a database holds of a site and the new site does not get, counted: earlier versions of
texts, translations that an extension keeps apart, addresses of logs.

Joom!Fish and FaLang translate columns of rows (`reference_table`, `reference_id`). A log of
addresses that were asked for and not there (Joomla's redirect component, 404SEF, sh404SEF) tells of
no page that the site had: mostly they are what robots tried.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from migrator.database.joomla_site import JoomlaSite
from migrator.database.moved import logged, outside

#: So many hosts are named in a note.
_HOSTS = 3
_VERSIONS = ("history", "ucm_history", "flexicontent_versions", "easyblog_revisions")


def left_out(site: JoomlaSite, host: str = "") -> Iterator[tuple[str, str]]:
    """Code and words for each kind of row that is left out; `host` is the site's, where it is
    known."""
    if count := sum(site.tables.count(table) for table in _VERSIONS):
        yield (
            "versions",
            f"{count} stored versions of texts: the dates of articles' versions are in `versions` "
            "of articles.jsonl; the current text of each article is read, earlier ones are left "
            "out",
        )
    for table, name in (("jf_content", "Joom!Fish"), ("falang_content", "FaLang")):
        if count := _translations(site, table):
            yield (
                "translations",
                f"{count} translations of articles by {name} are left out; save their pages, "
                "or make articles of them in Joomla before you dump the database",
            )
    if site.tables.count("k2_items") and not site.pictures:
        yield (
            "pictures",
            "K2 names the main pictures of its items in no table; add the site's folder "
            "media/k2/items to the source, and they stand before their texts",
        )
    if count := logged(site):
        yield (
            "error-log",
            f"{count} addresses of a log of missing pages are no redirects and are left out",
        )
    if hosts := outside(site, host):
        yield "redirects-outside", _redirects_outside(hosts)


def _translations(site: JoomlaSite, table: str) -> int:
    """How many translations of articles an extension's table has that are published."""
    rows = site.tables.where(table, "reference_table", "content")
    return len(
        {
            (row.get("language_id"), row.get("reference_id"))
            for row in rows
            if row.get("published", "1") == "1"
        }
    )


def _redirects_outside(hosts: Counter[str]) -> str:
    names = ", ".join(f"{name} ({count})" for name, count in hosts.most_common(_HOSTS))
    more = ", …" if len(hosts) > _HOSTS else ""
    return (
        f"{hosts.total()} redirects lead to other hosts and are left out: {names}{more}; put those "
        "that are still wanted into the new server's own rules"
    )
