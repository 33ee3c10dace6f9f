"""The stored source of an article, as one body: intro and full text joined, Joomla's own marks made
HTML.

`{mosimage}` stands for the next line of the column `images` (to 1.5); `{mospagebreak}` and
`hr.system-pagebreak` part pages. Columns `images` and `urls` are JSON from 1.6 on.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import parse_qs

from migrator.database.joomla_site import JoomlaSite, json_object, parameters
from migrator.normalise import word_digest
from migrator.store.row_tables import Record

_MOSIMAGE = re.compile(r"\{mosimage\}", re.I)
_PAGE_BREAK = re.compile(r"\{mospagebreak(?:\s+([^}]*))?\}", re.I)
_WORDS = re.compile(r"\w")


def body_of(row: Record) -> str:
    """The body of an article from its columns `introtext`, `fulltext`, `attribs`, `images`."""
    intro, full = row.get("introtext") or "", row.get("fulltext") or ""
    if (
        full.strip()
        and parameters(row.get("attribs")).get("show_intro") == "0"
        and _holds(full, intro)
    ):
        intro = ""
    body = "\n".join(t for t in (intro, full) if t.strip())
    return _PAGE_BREAK.sub(_page_break, _with_images(body, row.get("images") or ""))


def _holds(full: str, intro: str) -> bool:
    """Whether the full text says all that the intro does: then the intro was a teaser alone."""
    return word_digest.of_html(intro) in word_digest.of_html(full)


def _with_images(body: str, images: str) -> str:
    """`body` with the pictures of 1.0's list in place of its marks:
    `src|align|alt|border|caption|…` a line, under images/stories."""
    if not _MOSIMAGE.search(body):
        return body
    lines = iter(line for line in images.splitlines() if line.strip() and not line.startswith("{"))

    def picture(match: re.Match[str]) -> str:
        line = next(lines, None)
        if line is None:
            return match[0]
        source, align, alt, _, caption = (*line.split("|"), "", "", "", "")[:5]
        side = f' align="{html.escape(align)}"' if align in ("left", "right") else ""
        name, words = html.escape(source.strip()), html.escape(alt)
        image = f'<img src="images/stories/{name}" alt="{words}"{side} />'
        return (
            f"<figure>{image}<figcaption>{html.escape(caption)}</figcaption></figure>"
            if _WORDS.search(caption)
            else image
        )

    return _MOSIMAGE.sub(picture, body)


def _page_break(match: re.Match[str]) -> str:
    """1.0's mark between pages, as 1.5 on writes it."""
    named = parse_qs(html.unescape(match[1] or "").replace(" &", "&").strip())
    title = next(iter(named.get("title", [])), "")
    return f'<hr class="system-pagebreak" title="{html.escape(title)}" />'


def image_html(images: str | None) -> str:
    """The picture that stands before the text of an article (1.6 on), as HTML."""
    settings = json_object(images)
    for kind in ("fulltext", "intro"):
        source = str(settings.get(f"image_{kind}") or "").partition("#joomlaImage")[0]
        if source:
            alt, caption = (
                str(settings.get(f"image_{kind}_{name}") or "") for name in ("alt", "caption")
            )
            return picture_html(source, alt, html.escape(caption))
    return ""


def picture_html(source: str, alt: str, caption: str) -> str:
    """The HTML of a picture that stands before a text; `caption` is HTML."""
    words = f"<figcaption>{caption}</figcaption>" if caption else ""
    image = f'<img src="{html.escape(source)}" alt="{html.escape(alt)}" />'
    return f"<figure>{image}{words}</figure>\n"


def item_links(urls: str | None) -> tuple[tuple[str, str], ...]:
    """Links A, B and C of an article (1.6 on): address and words."""
    return tuple(_links(json_object(urls)))


def _links(settings: dict[str, object]) -> Iterator[tuple[str, str]]:
    for letter in "abc":
        target = settings.get(f"url{letter}")
        if isinstance(target, str) and target:
            yield target, str(settings.get(f"url{letter}text") or target)


def attachments_of(site: JoomlaSite, component: str, ident: str) -> tuple[tuple[str, str], ...]:
    """The files that the extension Attachments shows under an article: address and words."""
    files = []
    for row in site.tables.where("attachments", "parent_id", ident):
        if (
            row.get("parent_type", component) == component
            and row.get("state", "1") == "1"
            and site.is_public(row.get("access"))
            and row.get("url")
        ):
            files.append(
                (
                    row["url"] or "",
                    row.get("display_name") or row.get("filename") or row["url"] or "",
                )
            )
    return tuple(files)
