"""Phoca Gallery pictures (com_phocagallery, Joomla 1.5 to 4): a picture with its comments.

Read off EleuterioZM/Projecto_Sistemas_Multimedia at cc720019,
components/com_phocagallery/views/comment/tmpl and detail (5.0.0)."""

from __future__ import annotations

from migrator.layout.fields import html
from migrator.layout.reader import Reader
from migrator.layout.titles import heading


class PhocaGallery(Reader):
    """`#phocagallery-comments` with the picture in `#image-box`, or a detail's box."""

    component = "com_phocagallery"
    views = frozenset(("detail", "comment"))
    own_section = "Gallery"
    item = ("#phocagallery-comments", "#phocagallery.pg-detail-item-box")
    title = heading("#phocagallery h1", "h1", "h2")
    body = html("#image-box", ".pg-detail-item-image", ".pg-detail-desc", all=True)
