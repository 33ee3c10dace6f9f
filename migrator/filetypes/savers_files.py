"""Files that programs which save sites write for themselves."""

from __future__ import annotations

import re

from migrator.patterns import lazy_pattern

_SAVERS_OWN = lazy_pattern(
    r"(?:^|/)(?:hts-cache/[^/]*|hts-(?:log|err)\.txt|hts-in_progress\.lock|hts-nodeleted|cookies\.txt"
    r"|wget-log(?:\.\d+)?|[^/]*\.log|[^/]*\.cdxj?|backblue\.gif|fade\.gif|index\.dat|scrapbook\.rdf"
    r"|_vti_(?:bin|cnf|pvt|script|txt)/[^/]*"  # what FrontPage keeps of each file
    r"|(?:readme|license|copying|changelog|install|authors)(?:\.(?:txt|md|rst))?)$",
    re.I,
)


def is_named_like_a_log(name: str) -> bool:
    """Whether a file is called like one that a saver or a crawler writes for itself: logs, lists,
    caches; or like one that goes with a set of files (README)."""
    return bool(_SAVERS_OWN.search(name))


#: Pages that HTTrack 3.42 to 3.49 writes beside the sites that it mirrors: its index of them, of
#: several projects, and the page that stands for what it did not fetch.
_SAVERS_PAGE = lazy_pattern(
    rb"<title>(?:Local index|List of available projects|Page not retrieved!) - HTTrack Website "
    rb"Copier</title>",
    re.I,
)


def is_savers_page(data: bytes) -> bool:
    """Whether a page is a saver's own and none of the site."""
    head = data[:3000]
    return b"HTTrack" in head and _SAVERS_PAGE.search(head) is not None
