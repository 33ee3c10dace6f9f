"""WXR: the RSS that WordPress exports, in the dialects that importers of comments read too.

WordPress Importer 0.9.5 and Isso 0.14.0 take the version of the `wp:` names from the first address
`wordpress.org/export/1.x` in the file, so all names of a file have one version.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from html import escape

from migrator.model import Article, Comment, When
from migrator.writing.writer import TargetWriter

#: What XML 1.0 may not hold.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def without_forbidden(text: str) -> str:
    """Text without characters that XML forbids."""
    return _NO_XML.sub("", text)


def cdata(text: str | None) -> str:
    """Text as a CDATA section, without characters that XML forbids."""
    return f"<![CDATA[{without_forbidden(text or '').replace(']]>', ']]]]><![CDATA[>')}]]>"


def element(name: str, text: str | None, attributes: str = "") -> str:
    """An element that holds text."""
    return f"<{name}{attributes}>{cdata(text)}</{name}>"


def plain(name: str, text: object) -> str:
    """An element whose text is a number, a date or an address."""
    return f"<{name}>{escape(_NO_XML.sub('', str(text)), quote=False)}</{name}>"


def wall_clock(when: When | None) -> str:
    """A date as `YYYY-MM-DD HH:MM:SS`, "" where there is none; what is finer than told is zero."""
    if when is None:
        return ""
    day, _, clock = when.value.partition("T")
    clock = re.split(r"[+Z-]", clock)[0]
    return f"{day} {clock[:8] if len(clock) >= 8 else (clock or '00:00') + ':00'}"


def utc(when: When | None) -> str:
    """The same in UTC where the date tells its offset, else ""."""
    if when is None or "T" not in when.value:
        return ""
    try:
        moment = datetime.fromisoformat(when.value)
    except ValueError:
        return ""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S") if moment.tzinfo else ""


def document(
    title: str, link: str, items: Iterable[str], version: str = "1.2", names: str = ""
) -> Iterator[bytes]:
    """The pieces of a file; `names` declares further XML namespaces."""
    base = f"http://wordpress.org/export/{version}/"
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<rss version="2.0" xmlns:excerpt="{base}excerpt/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:wp="{base}"{names}>\n<channel>\n'
        f"{element('title', title)}\n{plain('link', link)}\n"
        f"{plain('wp:wxr_version', version)}\n"
        f"{plain('wp:base_site_url', link)}\n{plain('wp:base_blog_url', link)}\n"
    ).encode()
    for item in items:
        yield item.encode("utf-8", "replace") + b"\n"
    yield b"</channel>\n</rss>\n"


def comment_item(
    number: int,
    parent: int,
    author: str,
    content: str,
    date: tuple[str, str],
    website: str | None = None,
    email: str = "",
) -> str:
    """One approved comment; `date` is its wall clock time and the time in UTC."""
    return "".join(
        (
            "<wp:comment>",
            plain("wp:comment_id", number),
            element("wp:comment_author", author),
            plain("wp:comment_author_email", email),
            plain("wp:comment_author_url", website or ""),
            "<wp:comment_author_IP></wp:comment_author_IP>",
            plain("wp:comment_date", date[0]),
            plain("wp:comment_date_gmt", date[1] or date[0]),
            element("wp:comment_content", content),
            "<wp:comment_approved>1</wp:comment_approved>",
            "<wp:comment_type></wp:comment_type>",
            plain("wp:comment_parent", parent),
            "<wp:comment_user_id>0</wp:comment_user_id>",
            "</wp:comment>",
        )
    )


def comment_time(comment: Comment, article: Article) -> str:
    """When a comment was written, in UTC where that is told: importers refuse one without a date.

    A comment without a date takes that of its article, or the first second of 1970.
    """
    when = comment.created or article.created or article.published
    return utc(when) or wall_clock(when) or "1970-01-01 00:00:00"


def post_time(article: Article) -> str:
    """The wall clock time of a post, or the first second of 1970 where the article tells none."""
    return wall_clock(article.created or article.published) or "1970-01-01 00:00:00"


def undated_posts(writer: TargetWriter, platform: str) -> None:
    """Notes how many articles tell no date: importers give them today's, this writes 1970."""
    count = sum(not (a.created or a.published) for a in writer.outline.articles)
    if count:
        writer.limit(f"{platform}: {count} articles tell no date; they have 1970-01-01")


def undated(count: int, platform: str) -> str:
    """The line of the account for comments that tell no date."""
    return (
        f"{platform}: {count} comments tell no date; they have the date of their article, "
        "or 1970 where it tells none"
    )
