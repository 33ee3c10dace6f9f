"""Phoca Download 3 files (com_phocadownload, Joomla 2.5 to 3).

Read off ZDteam/emil at ee8750b9, components/com_phocadownload/views/file/tmpl (3.0.3)."""

from __future__ import annotations

from migrator.layout.fields import html, text, when
from migrator.layout.reader import Reader
from migrator.layout.titles import heading


class PhocaDownload(Reader):
    """`#phoca-dl-file-box.pd-file-view`."""

    component = "com_phocadownload"
    views = frozenset(("file",))
    own_section = "Downloads"
    item = ("#phoca-dl-file-box",)
    title = heading(".pd-filename", "h3", "h1")
    author = text(".pd-author-txt")
    created = when(".pd-date-txt")
    extra = (
        ("size", text(".pd-filesize-txt")),
        ("version", text(".pd-version-txt")),
        ("license", text(".pd-license-txt")),
        ("downloads", text(".pd-downloads-txt")),
    )
    body = html(".pd-fdesc")
