"""What stands in a line: text, emphasis, links, images, code."""

from __future__ import annotations

import html as entities
import re
from urllib.parse import quote

from bs4.element import NavigableString, Tag

#: elements that Markdown has no mark for and that mean something: they stay as HTML
KEPT = {
    "sup",
    "sub",
    "u",
    "ins",
    "kbd",
    "mark",
    "abbr",
    "acronym",
    "q",
    "cite",
    "dfn",
    "var",
    "samp",
    "ruby",
    "rt",
    "rp",
    "bdo",
    "bdi",
    "time",
}
_STRONG, _EM, _STRUCK, _CODE = {"strong", "b"}, {"em", "i"}, {"del", "s", "strike"}, {"code", "tt"}
BREAK = "\\\n"


_SPACES = re.compile(r"[ \t\n\r\f\xa0]+")


def render(node: Tag | NavigableString, cell: bool = False) -> str:
    """The Markdown of a node and what it holds, as part of a line; in a table's `cell` nothing may
    break the line."""
    if isinstance(node, NavigableString):
        return escape(_SPACES.sub(" ", str(node)), cell)
    name = node.name
    if name == "br":
        return "<br>" if cell else BREAK
    if name == "img":
        return image(node, cell)
    if name in _CODE:
        return code(node.get_text(), cell)
    if name == "fn":
        return node.get_text()
    inner = children(node, cell)
    if name == "a":
        return link(node, inner, cell)
    if name in _STRONG:
        return wrap(inner, "**", "strong")
    if name in _EM:
        return wrap(inner, "*", "em")
    if name in _STRUCK:
        return wrap(inner, "~~", "del")
    if name in KEPT:
        title = f' title="{entities.escape(str(node["title"]))}"' if node.get("title") else ""
        return (
            f"<{name}{title}>{inner}</{name}>" if inner.strip() or name in ("rt", "rp") else inner
        )
    return inner


def children(node: Tag, cell: bool = False) -> str:
    """The Markdown of all that `node` holds, with emphasis that would not be read as such written
    as HTML."""
    parts = [render(c, cell) for c in node.children if isinstance(c, (Tag, NavigableString))]
    out = ""
    for at, part in enumerate(parts):
        after = next((p for p in parts[at + 1 :] if p), "")
        out = _meet(out, _flank(part, out, after))
    return out


def _meet(before: str, after: str) -> str:
    """The two joined, with one space where both have one, and no marks that run into one
    another."""
    if before.endswith((" ", "\n")) and after.startswith(" "):
        after = after[1:]
    if (
        before
        and after
        and before[-1] == after[0]
        and before[-1] in "*~`"
        and not before.endswith("\\" + before[-1])
    ):
        return f"{before}<!-- -->{after}"
    if before.endswith("!") and after.startswith("["):
        return f"{before[:-1]}\\!{after}"
    return before + after


_MARKED = re.compile(r"^(\s*)(\*\*|\*|~~)(?=\S)(.+?)(?<=\S)\2(\s*)$", re.S)
_NAMES = {"**": "strong", "*": "em", "~~": "del"}


def _flank(part: str, before: str, after: str) -> str:
    """Emphasis whose marks touch a letter outside and punctuation inside is not read as emphasis:
    HTML says it."""
    match = _MARKED.match(part)
    if not match or match[3].startswith(("*", "~")) or match[3].endswith("*"):
        return part
    opens = not match[1] and before[-1:] and _word(before[-1]) and not _word(match[3][0])
    closes = not match[4] and after[:1] and _word(after[0]) and not _word(match[3][-1])
    if opens or closes:
        name = _NAMES[match[2]]
        return f"{match[1]}<{name}>{match[3]}</{name}>{match[4]}"
    return part


def _word(char: str) -> bool:
    return (
        not char.isspace()
        and (char.isalnum() or ord(char) > 127)
        and not re.match(r"[^\w\s]", char)
    )


_HEAD = re.compile(r"(?:\\\n|<br>|[ \n])*")


def edges(inner: str) -> tuple[str, str, str]:
    """What stands before, in and after: line breaks and spaces at the edges of marks belong outside
    of them."""
    head = _HEAD.match(inner)
    start = head.end() if head else 0
    end = len(inner)
    while end > start:
        if inner[end - 1] == " " or inner[end - 1] == "\n":
            end -= 2 if inner.startswith(BREAK, end - 2) and end - 2 >= start else 1
        elif inner.startswith("<br>", end - 4) and end - 4 >= start:
            end -= 4
        else:
            break
    return inner[:start], inner[start:end], inner[end:]


#: Bold alone or slanted alone; with the other one around it there are three marks, which are read
#: as both.
_BOTH = re.compile(r"(\*{1,2})[^\s*](?:[^*\n]*[^\s*\\])?\1")


def wrap(inner: str, mark: str, name: str) -> str:
    """`inner` between marks, white space and line breaks left outside; as HTML where the marks
    would nest into themselves."""
    head, core, tail = edges(inner)
    if not core:
        return inner
    inner_mark = _BOTH.fullmatch(core)
    if mark[0] in (core[0], core[-1]) and not (inner_mark and inner_mark[1] != mark):
        return f"{head}<{name}>{core}</{name}>{tail}"
    return f"{head}{mark}{core}{mark}{tail}"


def link(node: Tag, inner: str, cell: bool) -> str:
    """`[words](target "title")`; an anchor without a target stays an anchor."""
    target = node.get("href")
    if target is None:
        return (
            f'<a id="{entities.escape(str(node["id"]))}"></a>{inner}' if node.get("id") else inner
        )
    head, words, tail = edges(inner)
    if not words:
        return inner
    title = str(node.get("title") or "")
    shown = f' "{escape_title(title)}"' if title.strip() else ""
    return f"{head}[{_balanced(words)}]({destination(str(target), cell)}{shown}){tail}"


def _balanced(words: str) -> str:
    """Brackets inside a link's words are escaped unless they are an image's."""
    out, depth = [], 0
    for match in re.finditer(
        r"\\.|!\[|\]\([^()\s]*(?:\s\"[^\"]*\")?\)|[\[\]]|[^\\!\[\]]+|.", words, re.S
    ):
        piece = match[0]
        if piece == "![":
            depth += 1
        elif piece.startswith("](") and depth:
            depth -= 1
        elif piece == "[" or piece == "]" or piece.startswith("]("):
            piece = "\\" + piece
        out.append(piece)
    return "".join(out)


def image(node: Tag, cell: bool) -> str:
    """`![alt](src "title")`."""
    source = str(node.get("src") or "").strip()
    if not source:
        return ""
    alt = re.sub(r"\s+", " ", str(node.get("alt") or "")).strip()
    if source.lower().startswith("file:"):  # renderers refuse such an address in Markdown
        return (
            f'<img src="{entities.escape(destination(source, cell))}" alt="{entities.escape(alt)}">'
        )
    title = str(node.get("title") or "").strip()
    shown = f' "{escape_title(title)}"' if title and title != alt else ""
    text = escape(alt, cell).replace("[", "\\[").replace("]", "\\]")
    return f"![{text}]({destination(source, cell)}{shown})"


def destination(target: str, cell: bool = False) -> str:
    """An address where Markdown wants one: nothing in it that ends it."""
    target = re.sub(
        r"[\s\x00-\x1f]+",
        lambda m: quote(m[0].strip("\n\r\t") or " ") if m[0].strip("\n\r\t") else "",
        target.strip(),
    )
    target = (
        target.replace("\\", "%5C")
        .replace("<", "%3C")
        .replace(">", "%3E")
        .replace("(", "%28")
        .replace(")", "%29")
    )
    target = re.sub(r"&(?=#?\w+;)", "&amp;", target)
    return target.replace("|", "%7C") if cell else target


def escape_title(title: str) -> str:
    title = re.sub(r"\s+", " ", title)
    return re.sub(r"([\"\\])", r"\\\1", re.sub(r"&(?=#?\w+;)", r"\\&", title))


def code(text: str, cell: bool = False) -> str:
    """Text between enough backticks."""
    text = re.sub(r"\s+", " ", text)
    if not text.strip():
        return text
    runs = [len(m) for m in re.findall(r"`+", text)]
    ticks = "`" * (max(runs, default=0) + 1)
    pad = (
        " "
        if text.startswith("`")
        or text.endswith("`")
        or (text.startswith(" ") and text.endswith(" "))
        else ""
    )
    return f"{ticks}{pad}{text.replace('|', chr(92) + '|') if cell else text}{pad}{ticks}"


_SPECIAL = re.compile(
    r"\\(?=[!-/:-@\[-`{-~]|$)|`|\*|~(?=~)|(?<=~)~|<(?=[a-zA-Z/!?])|&(?=#?\w+;)|_|\[|\]|\{(?=[{%<])|(?<=\{)%"
)


def escape(text: str, cell: bool = False) -> str:
    """`text` with a backslash before what Markdown would act on, and no more."""
    if not _SPECIAL.search(text):
        return text.replace("|", "\\|") if cell else text
    bracketed = re.search(r"\][(\[:]", text) is not None

    def mark(match: re.Match[str]) -> str:
        char = match[0]
        if char == "_":
            inside = (
                match.start() > 0
                and match.end() < len(text)
                and text[match.start() - 1].isalnum()
                and text[match.end()].isalnum()
            )
            return char if inside else "\\_"
        if char in "[]":
            return "\\" + char if bracketed else char
        if (
            char == "*"
            and match.start() > 0
            and text[match.start() - 1] == " "
            and text[match.end() : match.end() + 1] == " "
        ):
            return char
        if char in "{%":
            return char
        return "\\" + char

    text = _SPECIAL.sub(mark, text)
    return text.replace("|", "\\|") if cell else text
