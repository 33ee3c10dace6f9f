"""BBCode that a comment system left in its text: what it means becomes HTML, brackets that mean
nothing stay.

Only text is looked at, never what stands in a tag; the sanitiser is the last step, so that nothing
that is put together here comes alive."""

from __future__ import annotations

import html
import re

from migrator.normalise import sanitise

_SIMPLE = {"b": "strong", "i": "em", "u": "u", "s": "s", "sub": "sub", "sup": "sup", "code": "code"}
_PAIR = re.compile(r"\[(b|i|u|s|sub|sup)\](.*?)\[/\1\]", re.I | re.S)
_CODE = re.compile(r"\[code(?:=\w+)?\](.*?)\[/code\]", re.I | re.S)
_QUOTE = re.compile(
    r"\[quote(?:\s+name=|=)?(?:\"([^\"\]]*)\"|&quot;(.*?)&quot;|([^\]\"]*))?\s*\]((?:(?!\[quote).)*?)\[/quote\]",
    re.I | re.S,
)
_URL = re.compile(
    r"\[url\s*=\s*(?:<a[^>]*href=\"([^\"]*)\"[^>]*>.*?</a>|\"?([^\]\"<>]+?)\"?)\s*\](.*?)\[/url\]",
    re.I | re.S,
)
_BARE_URL = re.compile(
    r"\[url\]\s*(?:<a[^>]*href=\"([^\"]*)\"[^>]*>.*?</a>|([^\[<]+?))\s*\[/url\]", re.I | re.S
)
_IMG = re.compile(
    r"\[img[^\]]*\]\s*(?:<a[^>]*href=\"([^\"]*)\"[^>]*>.*?</a>|([^\[<]+?))\s*\[/img\]", re.I | re.S
)
_EMAIL = re.compile(r"\[email\](.*?)\[/email\]", re.I | re.S)
_LIST = re.compile(r"\[list(?:=\w+)?\](.*?)\[/list\]", re.I | re.S)
_LOST = re.compile(
    r"\[/?(?:size|color|font|center|left|right|align|hide|youtube|video)(?:=[^\]]*)?\]", re.I
)


_BROKEN = re.compile(r"\[/ +(?=(?:b|i|u|s|sub|sup|code|quote|url|img|email|list)\])", re.I)


#: A tag of sanitised HTML, whose values stand in double quotes.
_TAG = re.compile(r"<[^<>\"]*(?:\"[^\"]*\"[^<>\"]*)*>")


def to_html(text: str) -> str:
    """The HTML of a comment (sanitised) with its BBCode turned into elements, sanitised again."""
    if "[" not in text:
        return text
    text = _TAG.sub(lambda tag: tag[0].replace("[", "&#91;").replace("]", "&#93;"), text)
    text = _BROKEN.sub("[/", text)  # systems that break long words put a space into closing tags
    text = _CODE.sub(r"<pre><code>\1</code></pre>", text)
    for _ in range(8):
        changed = _QUOTE.sub(_quote, text)
        if changed == text:
            break
        text = changed
    text = _URL.sub(lambda m: _link(m[1] or m[2], m[3]), text)
    text = _BARE_URL.sub(lambda m: _link(m[1] or m[2], html.unescape(m[1] or m[2])), text)
    text = _IMG.sub(lambda m: _link(m[1] or m[2], html.unescape(m[1] or m[2])), text)
    text = _EMAIL.sub(r"\1", text)
    text = _LIST.sub(_list, text)
    for _ in range(4):
        changed = _PAIR.sub(
            lambda m: f"<{_SIMPLE[m[1].lower()]}>{m[2]}</{_SIMPLE[m[1].lower()]}>", text
        )
        if changed == text:
            break
        text = changed
    return sanitise.sanitise(_LOST.sub("", text))


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
