"""E-mail addresses that Joomla hid from robots, read without running a script.

Joomla 1.0 and 1.5 write the link by `document.write` with a sentence for readers without JavaScript
between two scripts; 1.6 to 3 fill `span#cloakNNN`; 4 and later print `<joomla-hidden-mail>` with
base64. Variables are concatenations of quoted strings and other variables: they are evaluated as
such."""

from __future__ import annotations

import base64
import binascii
import html

from bs4.element import NavigableString, Tag

from migrator.document.soup import soup
from migrator.patterns import lazy_pattern

_ASSIGN = lazy_pattern(
    r"(?:var\s+)?([A-Za-z_]\w*)\s*(\+?=)\s*((?:\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|[\w$]+|\s|\+)+);?"
)
_TERM = lazy_pattern(r"\"((?:\\.|[^\"\\])*)\"|'((?:\\.|[^'\\])*)'|([\w$]+)")
_TARGET = lazy_pattern(r"getElementById\(\s*['\"](cloak\w+)['\"]\s*\)")


def reveal(tag: Tag) -> int:
    """Puts the hidden addresses of `tag` back as links; how many there were."""
    count = sum(map(_hidden_mail, tag.find_all("joomla-hidden-mail")))
    for script in tag.find_all("script"):
        code = _code(script)
        if script.parent is None or "addy" not in code:
            continue
        mail, words = _evaluate(code)
        if not mail:
            continue
        target = _TARGET.search(code)
        count += 1
        if target:
            _fill(tag, script, target[1], mail, words)
        else:
            _write(script, mail, words)
    return count


def _code(script: Tag) -> str:
    return "".join(str(c) for c in script.contents)


def _evaluate(code: str) -> tuple[str | None, str | None]:
    """The address and the link's words that the variables of a cloaking script hold."""
    values: dict[str, str] = {}
    for name, how, expression in _ASSIGN.findall(code):
        text = ""
        for double, single, variable in _TERM.findall(expression):
            text += (
                values.get(variable, "")
                if variable
                else (double or single).replace("\\'", "'").replace('\\"', '"').replace("\\/", "/")
            )
        values[name] = values.get(name, "") + text if how == "+=" else text
    mail = next(
        (
            v
            for k, v in values.items()
            if k.startswith("addy") and not k.startswith("addy_text") and "@" in html.unescape(v)
        ),
        None,
    )
    words = next((v for k, v in values.items() if k.startswith("addy_text")), None)
    return (html.unescape(mail) if mail else None), words


def _link(mail: str, words: str | None, linked: bool = True) -> Tag | NavigableString:
    shown = words if words and words.strip() else html.escape(mail)
    if not linked:
        return NavigableString(html.unescape(shown))
    link = soup(f'<a href="mailto:{html.escape(mail)}">{shown}</a>').find("a")
    return link if isinstance(link, Tag) else NavigableString(mail)


def _fill(tag: Tag, script: Tag, ident: str, mail: str, words: str | None) -> None:
    span = tag.find(id=ident)
    link = _link(mail, words, "<a " in _code(script))
    if isinstance(span, Tag):
        span.replace_with(link)
        script.decompose()
    else:
        script.replace_with(link)


def _write(script: Tag, mail: str, words: str | None) -> None:
    """1.0 and 1.5: the link stands where the script does; what follows up to the script that closes
    the hidden span goes."""
    linked = "<a " in _code(script)
    doomed: list[Tag | NavigableString] = []
    node = script.next_sibling
    is_written = False
    while node is not None and len(doomed) < 8:
        nxt = node.next_sibling
        doomed.append(node)  # type: ignore[arg-type]
        if (
            isinstance(node, Tag)
            and node.name == "script"
            and "span>" in _code(node)
            and "<span" not in _code(node)
        ):
            is_written = True
            break
        if isinstance(node, Tag) and node.name not in ("script", "noscript", "br", "span"):
            break
        node = nxt
    if is_written:
        for element in doomed:
            element.extract()
    tail = script.next_sibling
    if isinstance(tail, NavigableString) and tail.lstrip(" ").startswith("\\n"):
        tail.replace_with(NavigableString(tail.replace("\\n", "", 1)))
    script.replace_with(_link(mail, words, linked))


def _hidden_mail(tag: Tag) -> bool:
    """`<joomla-hidden-mail first= last= text= is-link= is-email=>` of Joomla 4 and later."""
    try:
        first, last, text = (
            base64.b64decode(str(tag.get(k) or "")).decode("utf-8")
            for k in ("first", "last", "text")
        )
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return False
    mail = f"{first}@{last}"
    if "@" not in mail or not first or not last:
        return False
    tag.replace_with(_link(mail, text or None, tag.get("is-link") == "1"))
    return True
