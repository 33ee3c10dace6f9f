"""One escaper for each dialect that is written: what comes from a page arrives there as text.

Threat: redirect maps are programs, and templates are: a quote, a dollar, a brace or a line break of
an old address ends a string, names a variable, or begins a rule of its own. Promise: whatever text
goes in, the program that reads the file takes it for that text (`tests/test_redirects.py` loads
hostile addresses into the real servers). What a dialect cannot say at all is refused by
`is_plain`, and the rule is left out.
"""

from __future__ import annotations

import re
from urllib.parse import quote

#: What stands for itself in all dialects.
_PLAIN = re.compile(r"[A-Za-z0-9_.-]*")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def is_plain(text: str) -> bool:
    """Whether a name (of a component, a view) stands for itself in all dialects."""
    return bool(_PLAIN.fullmatch(text))


def terminal(text: str) -> str:
    """`text` without characters that would act on a terminal."""
    return _CONTROL.sub("�", text)


def location(place: str) -> str:
    """A path of the new site as the target of a redirect: nothing in it is a variable, a reference
    or a pattern for any server. Raises ValueError where it would lead to another site."""
    if not place.startswith("/") or place.startswith(("//", "/\\")):
        raise ValueError(f"{place!r} is no path of the new site")
    return quote(place, safe="/-._~!,;:@=+")


def nginx_string(text: str) -> str:
    """A string in double quotes, as nginx reads it in the keys of a map."""
    return f'"{text.translate(_NGINX)}"'


_NGINX = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def apache_pattern(text: str) -> str:
    """A part of a pattern that matches `text` itself, for an argument in double quotes. Apache
    reads `${…}` in any line and a backslash before a quote or a backslash, then PCRE reads the
    rest: only letters, digits and what neither knows stand as they are."""
    return "".join(
        char if char.isalnum() or char in "/-_~" else _bytes_as_hex(char) for char in text
    )


def _bytes_as_hex(char: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in char.encode("utf-8", "replace"))


def apache_location(place: str) -> str:
    """The target of a RewriteRule; a percent sign with a digit behind it would be a reference to a
    condition."""
    return location(place).replace("%", r"\%")


def caddy_key(text: str) -> str:
    """The input of a map: itself in double quotes, or where a character acts in a Caddyfile (a
    quote, a back-tick, a brace) a pattern of it."""
    if all(char.isalnum() or char in "/-_.~?:!+,;=@ " for char in text):
        return f'"{text}"'
    pattern = "".join(
        char if char.isalnum() or char in "/-_~" else f"\\x{{{ord(char):x}}}" for char in text
    )
    return f"`~^{pattern}$`"


def redirects_path(path: str) -> str:
    """A path in Netlify's and Cloudflare's `_redirects`: no white space, star or placeholder."""
    return quote(path, safe="/-._~")


def liquid(text: str) -> str:
    """Text in which Liquid sees no tag: the braces that begin one are written by Liquid itself, so
    that no word within (`endraw` too) means anything. Liquid 4 and 5."""
    return re.sub(r"\{(?=[{%])", '{{ "{" }}', text)


def undivided(markdown: str, instead: str) -> str:
    """Markdown in which only the author's own mark divides the intro from the rest: generators look
    for `<!--more-->` anywhere, in code and in attributes too. There `instead`, which comes out as
    nothing, is put into it."""
    if markdown.count(_MORE) == 0:
        return markdown
    out, fence, divided, before = [], "", False, ""
    for line in markdown.split("\n"):
        if match := re.match(r"[ >]*(`{3,}|~{3,})", line):
            fence = "" if fence and match[1].startswith(fence) else fence or match[1]
        is_mark = line == _MORE and not fence and not divided and not before.strip()
        divided = divided or is_mark
        out.append(line if is_mark else line.replace(_MORE, f"<!--{instead}more-->"))
        before = line
    return "\n".join(out)


_MORE = "<!--more-->"
