"""Text whose links lead elsewhere than before: the same Markdown or HTML, other addresses; and
pictures that the capture does not hold named in their place.

It knows how `markdown/` writes addresses, and `normalise/sanitise.py` HTML; code is left alone.
"""

from __future__ import annotations

import html as entities
import posixpath
import re
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

from migrator.markdown.escaping import destination, escape_html

#: What it begins with stands before it: most characters of a text are passed over at once.
_MARKDOWN = re.compile(
    r"(?=[\\`!<\]\s])(?:\\.|(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)"
    r"|!\[(?P<alt>(?:\\.|[^\]\\])*)\]\((?P<picture>[^()\s]+)(?P<title> \"[^\"]*\")?\)"
    r"|(?P<img><img\s[^>]*>)"
    r"|(?P<before>\]\()(?P<target>[^()\s]+)(?=[ )])"
    r"|<(?P<bare>https?://[^<>\s]+)>"
    r"|(?P<attribute>\s(?:href|src|poster)=\")(?P<value>[^\"]*)(?=\"))",
    re.S,
)
_HTML = re.compile(
    r"(?P<img><img\s[^>]*>)|(?P<attribute>\s(?:href|src|poster)=\")(?P<value>[^\"]*)(?=\")"
)
_ATTRIBUTE = re.compile(r"\s(src|alt)=\"([^\"]*)\"")


def in_markdown(text: str, leads: Mapping[str, str]) -> str:
    """`text` with each address that `leads` names replaced; places within a page (`#x`) stay behind
    the new address. A picture that leads to "" is named instead of shown; a link stays."""
    if not leads or ("](" not in text and "<" not in text):
        return text
    written = {destination(old): destination(new) for old, new in leads.items()}

    def change(match: re.Match[str]) -> str:
        if picture := match["picture"]:
            if written.get(picture) == "":
                return _named(picture, match["alt"])
            return f"![{match['alt']}]({_led(picture, written)}{match['title'] or ''})"
        if match["img"]:
            return _img(match["img"], leads)
        if match["before"]:
            return match["before"] + _led(match["target"], written)
        if bare := match["bare"]:
            place = _led(bare, leads)
            return match[0] if place == bare else f"[{_words(bare)}]({destination(place)})"
        return (
            match["attribute"] + _escaped(match["value"], leads) if match["attribute"] else match[0]
        )

    return _MARKDOWN.sub(change, text)


def _words(address: str) -> str:
    """An address as the words of a link: nothing in it is a mark."""
    return re.sub(r"([*_~])", r"\\\1", address).replace("://", "&#58;//", 1)


def in_html(html: str, leads: Mapping[str, str]) -> str:
    """`html` (sanitised) with each address that `leads` names replaced; a picture that leads to ""
    is named instead of shown."""
    if not leads or '="' not in html:
        return html

    def change(match: re.Match[str]) -> str:
        if match["img"]:
            return _img(match["img"], leads)
        return match["attribute"] + _escaped(match["value"], leads)

    return _HTML.sub(change, html)


def _img(tag: str, leads: Mapping[str, str]) -> str:
    """An element `img` that leads to the new address, or what stands for a missing picture."""
    values = {name: entities.unescape(value) for name, value in _ATTRIBUTE.findall(tag)}
    if leads.get(source := values.get("src", "")) == "":
        return _named(source, escape_html(values.get("alt", "")))
    return re.sub(r"(\ssrc=\")([^\"]*)(?=\")", lambda m: m[1] + _escaped(m[2], leads), tag, count=1)


def _named(address: str, words: str) -> str:
    """What stands for a picture that is missing: its words or the name of its file, and where it
    was."""
    name = words.strip() or escape_html(unquote(posixpath.basename(urlsplit(address).path)))
    where = escape_html(address)
    return f'<span class="missing-picture" title="{where}">&#91;{name}&#93;</span>'


def _led(target: str, leads: Mapping[str, str]) -> str:
    address, mark, place = target.partition("#")
    return (leads.get(address) or address) + mark + place


def _escaped(value: str, leads: Mapping[str, str]) -> str:
    return entities.escape(_led(entities.unescape(value), leads))
