"""jDownloads 3 files (com_jdownloads, Joomla 3).

Read off angeljason/duMonde, components/com_jdownloads (3.x). What is within the region is a text of
the site's own with placeholders, so only title and text are read."""

from __future__ import annotations

from migrator.layout.reader import Reader


class JDownloads(Reader):
    """`.jd-item-page`."""

    component = "com_jdownloads"
    views = frozenset(("download",))
    own_section = "Downloads"
    item = (".jd-item-page",)
