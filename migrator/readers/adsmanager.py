"""AdsManager 3 advertisements (com_adsmanager, Joomla 3).

Read off cuongnd/banhangonline88_joomla at 8eb3d57b,
components/com_adsmanager/views/details/tmpl/default.php."""

from __future__ import annotations

from migrator.layout.fields import html, person
from migrator.layout.reader import Reader
from migrator.layout.titles import heading


class AdsManager(Reader):
    """`.adsmanager-details`: heading, advertiser, fields in columns by number, pictures beside."""

    component = "com_adsmanager"
    views = frozenset(("details",))
    own_section = "Advertisements"
    item = (".adsmanager-details",)
    title = heading(".page-header h1")
    author = person(".page-header a > b")
    body = html(".adsmanager-images", ".adsmanager-infos", all=True)
