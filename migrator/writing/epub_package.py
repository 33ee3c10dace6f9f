"""An EPUB 3 file, packed: the zip, the package document and the table of contents."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import NamedTuple

from migrator.guard.paths import Folder
from migrator.writing.labels import direction
from migrator.writing.wxr import without_forbidden

#: Zips have no time that tells of no clock but this: the same book has the same bytes.
_TIME = (1980, 1, 1, 0, 0, 0)
#: Pictures that every reading system shows (EPUB 3.2, core media types), by suffix.
PICTURES = {"gif": "image/gif", "jpeg": "image/jpeg", "jpg": "image/jpeg", "png": "image/png"}
_CONTAINER = """\
<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""
_PAGE = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"{language}>
<head><meta charset="UTF-8"/><title>{title}</title>
<link rel="stylesheet" type="text/css" href="style.css"/></head>
<body{kind}>
{body}
</body>
</html>
"""
_STYLE = """\
img { max-width: 100%; height: auto; }
table { border-collapse: collapse; }
td, th { border: 1px solid; padding: 0.2em 0.4em; vertical-align: top; }
pre { white-space: pre-wrap; }
.details { font-style: italic; }
.comments ol { list-style: none; padding-left: 1em; }
"""


class Entry(NamedTuple):
    """A line of the table of contents: its depth (0 outermost), its words, its file."""

    depth: int
    title: str
    file: str


class Metadata(NamedTuple):
    """What the package document says of the book; `modified` is `YYYY-MM-DDThh:mm:ssZ`."""

    identifier: str
    title: str
    language: str
    modified: str
    source: str | None
    description: str | None
    contributors: tuple[str, ...]


class EpubPackage:
    """A book that is written to `path`."""

    def __init__(self, path: Path, language: str | None) -> None:
        self._zip = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED)
        self._language = language
        self._direction = direction(language)
        self._items: list[tuple[str, str, str]] = []
        self._put("mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
        self._put("META-INF/container.xml", _CONTAINER.encode())
        self.add("style.css", _STYLE.encode(), "text/css")

    def _put(self, name: str, data: bytes, how: int = zipfile.ZIP_DEFLATED) -> None:
        info = zipfile.ZipInfo(name, _TIME)
        info.compress_type = how
        info.external_attr = 0o644 << 16
        self._zip.writestr(info, data)

    def add(self, name: str, data: bytes, media_type: str, properties: str = "") -> None:
        """Adds a file of the book."""
        self._put(f"EPUB/{name}", data, self._how(media_type))
        self._items.append((name, media_type, properties))

    @staticmethod
    def _how(media_type: str) -> int:
        return zipfile.ZIP_STORED if media_type in PICTURES.values() else zipfile.ZIP_DEFLATED

    def page(self, name: str, title: str, body: str, kind: str = "", properties: str = "") -> None:
        """Adds a page: `body` is XHTML, `kind` an attribute of the body element."""
        code = self._language and escape(self._language)
        text = _PAGE.format(
            language=f' lang="{code}" xml:lang="{code}" dir="{self._direction}"' if code else "",
            title=escape(title, quote=False),
            body=body,
            kind=kind,
        )
        self.add(name, _encoded(text), "application/xhtml+xml", properties)

    def close(self, metadata: Metadata, contents: Iterable[Entry], heading: str) -> None:
        """Writes the table of contents, which is the order of reading too, and the package
        document."""
        entries = list(contents)
        body = (
            f'<nav epub:type="toc" id="toc"><h1>{escape(heading)}</h1>\n{_nested(entries)}\n</nav>'
        )
        self.page("nav.xhtml", heading, body, properties="nav")
        self._put("EPUB/package.opf", _encoded(self._package(metadata, entries)))
        self._zip.close()

    def abandon(self) -> None:
        """Closes a book that is not to be."""
        self._zip.close()

    def _package(self, about: Metadata, entries: list[Entry]) -> str:
        ids = {name: f"item-{number}" for number, (name, *_) in enumerate(self._items, 1)}
        lines = [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">',
            '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">',
            f'<dc:identifier id="id">{escape(about.identifier)}</dc:identifier>',
            *(_element("dc:title", about.title), _element("dc:language", about.language)),
            *(_element("dc:contributor", name) for name in about.contributors),
            *(_element("dc:source", text) for text in (about.source,) if text),
            *(_element("dc:description", text) for text in (about.description,) if text),
            f'<meta property="dcterms:modified">{about.modified}</meta>',
            "</metadata>",
            "<manifest>",
        ]
        for name, media_type, properties in self._items:
            extra = f' properties="{properties}"' if properties else ""
            lines.append(f'<item id="{ids[name]}" href="{name}" media-type="{media_type}"{extra}/>')
        spine = f'<spine page-progression-direction="{self._direction}">'
        lines += ["</manifest>", spine, f'<itemref idref="{ids["nav.xhtml"]}" linear="no"/>']
        lines += [f'<itemref idref="{ids[entry.file]}"/>' for entry in entries]
        return "\n".join([*lines, "</spine>", "</package>", ""])


def _encoded(text: str) -> bytes:
    return without_forbidden(text).encode("utf-8", "replace")


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(text, quote=False)}</{name}>"


def _nested(entries: list[Entry]) -> str:
    """Entries as lists within lists; a depth is at most one more than that before it."""
    lines = ["<ol>"]
    depth = 0
    for position, entry in enumerate(entries):
        if entry.depth > depth:
            lines.append("<ol>")
        elif position:
            lines += ["</li>", *["</ol></li>"] * (depth - entry.depth)]
        depth = entry.depth
        lines.append(f'<li><a href="{entry.file}">{escape(entry.title, quote=False)}</a>')
    lines += ["</li>" if entries else "", *["</ol></li>"] * depth, "</ol>"]
    return "\n".join(lines)


class PicturesOfBook(Folder):
    """The folder of the book's pictures, for what copies files into a folder; files that reading
    systems do not show are not packed."""

    def __init__(self, package: EpubPackage, root: Path) -> None:
        super().__init__(root)
        self._package = package

    def write(self, name: str, text: str | bytes) -> None:
        media_type = PICTURES.get(name.rpartition(".")[2])
        if media_type and isinstance(text, bytes):
            self._package.add(f"media/{name}", text, media_type)
