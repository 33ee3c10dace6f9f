"""HTML of the report: every text is escaped here, and no page of it runs or loads anything.

Threat: titles, addresses and texts come from old pages, some of which were broken into. Promise:
the report has no script, asks no host, and shows what comes from a page only as text, or in a frame
that may do nothing.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from urllib.parse import quote, urlencode

from migrator.guard.escape import terminal

#: Nothing but the report's own style sheet; frames inherit it and have a stricter one of their own.
_POLICY = "default-src 'none'; style-src 'self' 'unsafe-inline' file:; img-src data:"
#: For what comes from a page: its styles, and pictures that are in the page itself.
FRAME_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"


def text(value: object) -> str:
    """`value` as text of an element or an attribute."""
    return html.escape(terminal(str(value)), quote=True)


def link(place: str, label: object) -> str:
    """A link to another page of the report."""
    return f'<a href="{text(quote(place, safe="/#.-_"))}">{text(label)}</a>'


def query_link(place: str, label: object, **values: str) -> str:
    """A link to a page that is asked for with some values."""
    return f'<a href="{text(quote(place))}?{text(urlencode(values))}">{text(label)}</a>'


def plain(value: str) -> str:
    """What `text` was made of."""
    return html.unescape(value)


def outside(address: str, label: object) -> str:
    """A link to `address`, or its label alone where it is none of the web."""
    if not address.startswith(("http://", "https://")):
        return text(label)
    return f'<a href="{text(address)}" rel="noopener noreferrer">{text(label)}</a>'


def table(head: Iterable[str], rows: Iterable[Iterable[str]], caption: str = "") -> str:
    """A table whose cells are HTML."""
    title = f"<caption>{text(caption)}</caption>" if caption else ""
    names = "".join(f'<th scope="col">{text(name)}</th>' for name in head)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>\n" for row in rows)
    return (
        f'<div class="wide"><table>{title}<thead><tr>{names}</tr></thead>\n'
        f"<tbody>{body}</tbody></table></div>"
    )


def items(lines: Iterable[str]) -> str:
    """A list whose items are HTML; nothing where there are none."""
    content = "".join(f"<li>{line}</li>\n" for line in lines)
    return f"<ul>{content}</ul>" if content else ""


def section(title: str, content: str, ident: str = "") -> str:
    """A part of a page with a heading; nothing where it has no content."""
    name = f' id="{text(ident)}"' if ident else ""
    return f"<section{name}><h2>{text(title)}</h2>\n{content}\n</section>\n" if content else ""


def frame(document: str, label: str) -> str:
    """A frame that shows an HTML document and lets it do nothing."""
    return f'<iframe sandbox="" title="{text(label)}" srcdoc="{html.escape(document)}"></iframe>'


def frame_document(
    content: str, style: str = "", body: str = "", language: str | None = None
) -> str:
    """The document of a frame; `content` is sanitised HTML, `style` a style sheet, `body` the
    attributes of its body, escaped."""
    lang = f' lang="{text(language)}"' if language else ""
    return (
        f'<!doctype html><html{lang}><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{FRAME_POLICY}">'
        f"<style>{style}</style></head><body{body}>{content}</body></html>"
    )


def page(
    title: str,
    content: str,
    up: str = "",
    crumbs: str = "",
    capture: str | None = None,
    policy: str = _POLICY,
    referrer: str = "no-referrer",
) -> str:
    """A whole page of the report; `up` leads to the report's folder, `capture` is the source of the
    page that it shows, `policy` what it may load, `referrer` what links tell of it."""
    shown = f'<meta name="capture" content="{text(capture)}">\n' if capture else ""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f'<meta name="referrer" content="{referrer}">\n{shown}'
        '<meta name="robots" content="noindex">\n'
        f'<title>{text(title)}</title>\n<link rel="stylesheet" href="{up}style.css">\n</head>\n'
        f"<body>\n<header>{crumbs}</header>\n<main>\n<h1>{text(title)}</h1>\n{content}</main>\n"
        "</body>\n</html>\n"
    )


def pager(name: str, number: int, count: int) -> str:
    """Links to the pages of a list; `name` is what its files are called, `number` counts from 1."""
    if count < 2:
        return ""
    near = [n for n in range(1, count + 1) if n in (1, count) or abs(n - number) < 3]
    links = [
        f'<strong aria-current="page">{n}</strong>' if n == number else link(f"{name}-{n}.html", n)
        for n in near
    ]
    return f'<nav class="pager" aria-label="pages of the list">page {" ".join(links)}</nav>'
