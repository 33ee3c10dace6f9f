"""SobiPro 1 entries (com_sobipro, Joomla 1.5 to 3).

Read off smartin23's copy of a site at f9558770, components/com_sobipro, details.xsl (partly the
site's own)."""

from __future__ import annotations

from migrator.layout.fields import html
from migrator.layout.reader import Reader
from migrator.layout.titles import heading


class SobiPro(Reader):
    """`.SPDetails .SPDetailEntry`, one `.spField` a field."""

    component = "com_sobipro"
    views = frozenset(("entry",))
    own_section = "Directory"
    item = (".SPDetails .SPDetailEntry",)
    title = heading(".SPTitle", "h1")
    body = html(".spField", all=True)
