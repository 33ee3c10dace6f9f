"""Text whose links lead elsewhere than before: the same Markdown or HTML, other addresses.

It knows how `markdown/` writes addresses, and `normalise/markup.py` HTML; code is left alone.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Mapping

from migrator.markdown.escaping import destination

_MARKDOWN = re.compile(
    r"\\.|(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)|(?P<before>\]\()(?P<target>[^()\s]+)(?=[ )])"
    r"|(?P<attribute>\s(?:href|src|poster)=\")(?P<value>[^\"]*)(?=\")",
    re.S,
)
_HTML = re.compile(r"(?P<attribute>\s(?:href|src|poster)=\")(?P<value>[^\"]*)(?=\")")


def in_markdown(text: str, leads: Mapping[str, str]) -> str:
    """`text` with each address that `leads` names replaced; places within a page (`#x`) stay behind
    the new address."""
    if not leads:
        return text
    written = {destination(old): destination(new) for old, new in leads.items()}

    def change(match: re.Match[str]) -> str:
        if match["before"]:
            return match["before"] + _led(match["target"], written)
        return (
            match["attribute"] + _escaped(match["value"], leads) if match["attribute"] else match[0]
        )

    return _MARKDOWN.sub(change, text)


def in_html(html: str, leads: Mapping[str, str]) -> str:
    """`html` (sanitised) with each address that `leads` names replaced."""
    return (
        _HTML.sub(lambda m: m["attribute"] + _escaped(m["value"], leads), html) if leads else html
    )


def _led(target: str, leads: Mapping[str, str]) -> str:
    address, mark, place = target.partition("#")
    return leads.get(address, address) + mark + place


def _escaped(value: str, leads: Mapping[str, str]) -> str:
    return entities.escape(_led(entities.unescape(value), leads))
