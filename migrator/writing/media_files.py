"""The files of the capture that articles show or offer: pictures, downloads, sound and video.

Each is copied once, by what it holds, under a name that is safe everywhere; one that is not what
its name says (an error page saved as .jpg) counts as missing. Where a small picture leads to a
large one and both are there, the large one is shown."""

from __future__ import annotations

import hashlib
import html as entities
import mimetypes
import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from migrator import filetypes as media
from migrator.document import embedded
from migrator.guard.file_names import slug
from migrator.guard.paths import Folder
from migrator.joomla import address
from migrator.model import Article, Capture, Gap
from migrator.warc import saved_form

_PAIR = re.compile(r'<a\b[^>]*?\shref="([^"]+)"[^>]*>\s*<img\b[^>]*?\ssrc="([^"]+)"[^>]*>\s*</a>')
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp)$", re.I)
#: Names of files that must begin with what `media` knows their kind by.
_CLAIMS = {
    "jpg": "image",
    "jpeg": "image",
    "png": "image",
    "gif": "image",
    "webp": "image",
    "bmp": "image",
    "pdf": "pdf",
}

Load = Callable[[str], Capture]


class HeldFiles:
    """Copies the files of a capture (`load` gives one by its source) into `folder`, and knows where
    each went; what cannot be used is added to `damaged_files`. `below` gives the folder within,
    with a slash behind it, for the ending of a file's name (`png`)."""

    def __init__(
        self,
        load: Load | None,
        folder: Folder,
        damaged_files: list[Gap],
        below: Callable[[str], str] = lambda ending: "",
    ) -> None:
        self.load, self.folder, self.damaged_files = load, folder, damaged_files
        self.below = below
        self.places: dict[str, str | None] = {}
        self.by_content: dict[str, str] = {}

    def of(self, article: Article) -> dict[str, str]:
        """The files of an article: old address -> path in the folder. Copies those that are not
        there yet."""
        names = {
            link.url: link.to for link in article.references if link.kind == "file" and link.to
        }
        small = {
            s: large for s, large in _pairs(article.body_html) if s in names and large in names
        }
        copied = {}
        for url in names:
            shown = small.get(url, url)
            if place := self._place(names[shown] or "", shown, article.id):
                copied[url] = place
        return copied

    def _place(self, source: str, url: str, article: str) -> str | None:
        if source not in self.places:
            self.places[source] = self._copied(source, url, article)
        return self.places[source]

    def _copied(self, source: str, url: str, article: str) -> str | None:
        if self.load is None:
            return None
        try:
            capture = saved_form.original(embedded.load(source, self.load))
        except (OSError, KeyError) as error:
            self.damaged_files.append(
                Gap("file", url, f"{source} cannot be read: {error}", article=article)
            )
            return None
        name = embedded.file_name(url) or PurePosixPath(address.read(url).path).name
        stem, _, suffix = name.rpartition(".")
        claim = _CLAIMS.get(suffix.lower())
        if claim and media.by_magic(capture.data) != claim:
            why = f"{source} is a {media.kind(capture)}, not a file of type {suffix.lower()}"
            self.damaged_files.append(
                Gap("image" if claim == "image" else "file", url, why, article=article)
            )
            return None
        content = hashlib.sha256(capture.data).hexdigest()
        if content not in self.by_content:
            ending = _suffix(suffix if stem else "", capture)
            new_name = self.folder.name(stem or name, f".{ending}" if ending else "", content)
            new_name = f"{self.below(ending)}{new_name}"
            self.folder.write(new_name, capture.data)
            self.by_content[content] = new_name
        return self.by_content[content]


#: Suffixes of files that web servers run or obey instead of sending them (PHP, ASP.NET, JSP,
#: ColdFusion, CGI, server-side includes): a copy must never be called so.
_RUN = re.compile(
    r"ph(?:p\w*|tml?|ar|t|ps)|as[hpm]x?|asmx|asa|cer|aspx|jspx?|jspf|cf[mc]|cgi|pl|pm|py|rb|sh|"
    r"shtml?|stm|htaccess|htpasswd",
    re.I,
)


def _suffix(suffix: str, capture: Capture) -> str:
    """The suffix of a copy: that of its address where it fits what the bytes are, else the usual
    one of their type; never one that a server would run."""
    form = media.format_of(capture.data)
    if form and suffix.lower() not in form[1]:
        return form[1][0]
    if not _RUN.fullmatch(suffix):
        return slug(suffix) if suffix else ""
    declared = (capture.content_type or "").partition(";")[0].strip().lower()
    guess = (mimetypes.guess_extension(declared) or "").lstrip(".")
    return guess if guess and not _RUN.fullmatch(guess) else "bin"


def _pairs(html: str) -> Iterator[tuple[str, str]]:
    """Small pictures and the large ones that they lead to."""
    for match in _PAIR.finditer(html):
        large, small = (entities.unescape(m) for m in match.groups())
        if _PICTURE.search(address.read(large).path) and large != small:
            yield small, large
