"""Old addresses that lead elsewhere, from Joomla's own redirects and from the tables of SEF
extensions.

404SEF, sh404SEF and JoomSEF before 3.3: `oldurl` is the address that visitors saw, `newurl`
Joomla's raw one; empty `newurl` is a log of addresses that were asked for and not there. JoomSEF
from 3.3 on: `sefurl` and `origurl`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from migrator.database.joomla_site import JoomlaSite
from migrator.joomla import uri

#: table -> the column of the old address, that of what it leads to, the columns that must have a
#: value for it to count
_TABLES: dict[str, tuple[str, str, dict[str, str]]] = {
    "redirect_links": ("old_url", "new_url", {"published": "1"}),
    "redirection": ("oldurl", "newurl", {}),
    "sh404sef_urls": ("oldurl", "newurl", {}),
    "sh404sef_aliases": ("alias", "newurl", {}),
    "sefurls": ("sefurl", "origurl", {"enabled": "1", "trashed": "0"}),
    "sefmoved": ("old", "new", {}),
    "acesef_urls": ("url_sef", "url_real", {}),
    "acesef_urls_moved": ("url_old", "url_new", {}),
    "mijosef_urls": ("url_sef", "url_real", {}),
    "mijosef_urls_moved": ("url_old", "url_new", {}),
    "migration_backlinks": ("url", "newurl", {}),
    "opensef_sef": ("external", "internal", {}),
}


def moved(site: JoomlaSite) -> Iterator[tuple[str, str, str]]:
    """Table, old address, and what it leads to, as they are stored."""
    for table, (old, new, needed) in _TABLES.items():
        for row in site.tables.all(table):
            source, target = (row.get(old) or "").strip(), (row.get(new) or "").strip()
            if source and target and all(row.get(c) in (None, v) for c, v in needed.items()):
                yield table, source, target


def logged(site: JoomlaSite) -> int:
    """How many addresses the tables name that lead nowhere: a log of pages that were not there."""
    return sum(
        bool((row.get(old) or "").strip()) and not (row.get(new) or "").strip()
        for table, (old, new, _) in _TABLES.items()
        for row in site.tables.all(table)
    )


def outside(site: JoomlaSite, host: str) -> Counter[str]:
    """How many redirects lead to each other host. The site's own are `host` and those of the old
    addresses; where neither is known, none counts."""
    pairs = [(uri.parts(old).host, uri.parts(new).host) for _, old, new in moved(site)]
    own_hosts = {name.removeprefix("www.") for name in (host, *(old for old, _ in pairs)) if name}
    others = (new for _, new in pairs if new and new.removeprefix("www.") not in own_hosts)
    return Counter(others if own_hosts else ())
