"""An Atom feed of the newest articles that tell a date."""

from html import escape
from urllib.parse import quote

MOST = 20


def feed(about, articles):
    """The feed, of the front matter of articles."""
    dated = [article for article in articles if article.get("when")]
    newest = sorted(dated, key=lambda article: str(article["when"]), reverse=True)[:MOST]
    updated = moment(newest[0]["when"]) if newest else "1970-01-01T00:00:00Z"
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>{escape(about['title'])}</title><id>{escape(about['url'])}/</id>\n"
        f'<link href="{escape(about["url"])}/feed.xml" rel="self"/><updated>{updated}</updated>\n'
        + "".join(entry(about, article) for article in newest)
        + "</feed>\n"
    )


def entry(about, article):
    """One article."""
    address = escape(about["url"] + quote(article["address"]))
    author = escape(str(article.get("author_name") or about["title"]))
    return (
        f"<entry><title>{escape(str(article['title']))}</title><id>{address}</id>"
        f'<link href="{address}"/><updated>{moment(article["when"])}</updated>'
        f"<author><name>{author}</name></author></entry>\n"
    )


def moment(when):
    """`YYYY-MM-DD`, with or without an hour, as a moment."""
    day, _, hour = str(when)[:16].partition(" ")
    return f"{day}T{hour or '00:00'}:00Z"
