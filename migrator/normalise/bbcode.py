"""BBCode that a comment system left in its text: what it means becomes HTML, brackets that mean
nothing stay.

Only text is looked at, never what stands in a tag; the sanitiser is the last step, so that nothing
that is put together here comes alive."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from migrator.normalise import sanitise
from migrator.patterns import lazy_pattern

_SIMPLE = {"b": "strong", "i": "em", "u": "u", "s": "s", "sub": "sub", "sup": "sup"}
_PAIRS = {
    name: re.compile(rf"\[{name}\](.*?)\[/{name}\]", re.I | re.S)
    for name in ("b", "i", "u", "s", "sub", "sup")
}
_CODE = lazy_pattern(r"\[code(?:=\w+)?\](.*?)\[/code\]", re.I | re.S)
_QUOTE = lazy_pattern(
    r"\[quote(?:\s+name=|=)?(?:\"([^\"\]]*)\"|&quot;(.*?)&quot;|([^\]\"]*))?\s*\]((?:(?!\[quote).)*?)\[/quote\]",
    re.I | re.S,
)
_URL = lazy_pattern(
    r"\[url\s*=\s*(?:<a[^>]*href=\"([^\"]*)\"[^>]*>.*?</a>|\"?([^\[\]\"<>]+?)\"?)\s*\](.*?)\[/url\]",
    re.I | re.S,
)
_BARE_URL = lazy_pattern(
    r"\[url\]\s*(?:<a[^>]*href=\"([^\"]*)\"[^>]*>.*?</a>|([^\[<]+?))\s*\[/url\]", re.I | re.S
)
_IMG = lazy_pattern(
    r"\[img[^\]]*\]\s*(?:<a[^>]*href=\"([^\"]*)\"[^>]*>.*?</a>|([^\[<]+?))\s*\[/img\]", re.I | re.S
)
_EMAIL = lazy_pattern(r"\[email\](.*?)\[/email\]", re.I | re.S)
_LIST = lazy_pattern(r"\[list(?:=\w+)?\](.*?)\[/list\]", re.I | re.S)
_LOST = lazy_pattern(
    r"\[/?(?:size|color|font|center|left|right|align|hide|youtube|video)(?:=[^\]]*)?\]", re.I
)


_BROKEN = lazy_pattern(r"\[/ +(?=(?:b|i|u|s|sub|sup|code|quote|url|img|email|list)\])", re.I)


#: A tag of sanitised HTML, whose values stand in double quotes.
_TAG = lazy_pattern(r"<[^<>\"]*(?:\"[^\"]*\"[^<>\"]*)*>")


def to_html(text: str) -> str:
    """The HTML of a comment (sanitised) with its BBCode turned into elements, sanitised again."""
    if "[" not in text:
        return text
    text = _TAG.sub(lambda tag: tag[0].replace("[", "&#91;").replace("]", "&#93;"), text)
    text = _BROKEN.sub("[/", text)  # systems that break long words put a space into closing tags
    text = _closed(_CODE, "code", r"<pre><code>\1</code></pre>", text)
    for _ in range(8):
        changed = _closed(_QUOTE, "quote", _quote, text)
        if changed == text:
            break
        text = changed
    text = _closed(_URL, "url", lambda m: _link(m[1] or m[2], m[3]), text)
    text = _closed(_BARE_URL, "url", _bare, text)
    text = _closed(_IMG, "img", _bare, text)
    text = _closed(_EMAIL, "email", r"\1", text)
    text = _closed(_LIST, "list", _list, text)
    for _ in range(4):
        before = text
        for name, pattern in _PAIRS.items():
            element = _SIMPLE[name]
            text = _closed(pattern, name, rf"<{element}>\1</{element}>", text)
        if text == before:
            break
    return sanitise.sanitise(_LOST.sub("", text))


def _closed(
    pattern: re.Pattern[str], name: str, change: str | Callable[[re.Match[str]], str], text: str
) -> str:
    """`text` changed up to the last closing tag of the `name`: behind it every opening one would
    be followed to the end of the text in vain."""
    end = text.lower().rfind(f"[/{name}]")
    if end < 0:
        return text
    end += len(name) + 3
    return pattern.sub(change, text[:end]) + text[end:]


def _bare(match: re.Match[str]) -> str:
    target = match[1] or match[2]
    return _link(target, html.unescape(target))


def _quote(match: re.Match[str]) -> str:
    name = (match[1] or match[2] or match[3] or "").strip()
    title = f' title="{html.escape(html.unescape(name))}"' if name else ""
    return f"<blockquote{title}>{match[4].strip()}</blockquote>"


def _link(target: str, words: str) -> str:
    target = html.unescape(target).strip()
    if not re.match(r"(?:https?:)?//|www\.|/|mailto:", target, re.I):
        return words
    return f'<a href="{html.escape(target)}">{words.strip()}</a>'


def _list(match: re.Match[str]) -> str:
    items = [
        i.strip()
        for i in re.split(r"\[\*\]|\[li\]|\[/li\]", match[1])
        if re.sub(r"<br\s*/?>", "", i).strip()
    ]
    return "<ul>" + "".join(f"<li>{i}</li>" for i in items) + "</ul>"
