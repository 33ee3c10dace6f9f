"""What stands in a line: text, emphasis, links, images, code.

A line break is a newline here: text has none of its own. What a break becomes (two spaces at the
end of a line, a space, an element) is up to the block."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from migrator.document.nodes import Tag, Text, holds
from migrator.markdown.escaping import destination, escape, escape_html
from migrator.markdown.escaping import title as escape_title
from migrator.markdown.inline_images import image, image_html

#: elements that Markdown has no mark for and that mean something: they stay as HTML
_HTML = frozenset(("sup", "sub", "ins", "abbr", "q", "cite", "dfn", "ruby", "rt", "rp", "bdo"))
#: those in which kramdown reads no Markdown (2.4, lib/kramdown/parser/html.rb), so none is written
_HTML_ONLY = frozenset(["u", "kbd", "mark", "var", "samp", "bdi", "time"])
_EMPHASIS = {"strong": "**", "b": "**", "em": "*", "i": "*"}
_NAMES = {"**": "strong", "*": "em"}
_STRUCK = frozenset(("del", "s", "strike"))
_SPACES = re.compile(r"[ \t\n\r\f\xa0]+")


class Piece(NamedTuple):
    """A part of a line: Markdown, or with a `mark` (`*`, `**` or a back-tick) what stands in it."""

    text: str
    mark: str = ""


def children(node: Tag, cell: bool = False) -> str:
    """The Markdown of all that `node` holds; in a table's `cell` no bar stands in code."""
    return _join(_pieces(node, cell), cell)


def _pieces(node: Tag, cell: bool) -> Iterator[Piece]:
    """The parts of a line; neighbouring texts are one part."""
    text: list[str] = []
    for child in _flat(node):
        if isinstance(child, Text):
            text.append(str(child))
            continue
        piece = _piece(child, cell)
        if piece.text:
            if text:
                yield Piece(escape(_SPACES.sub(" ", "".join(text))))
                text.clear()
            yield piece
    if text:
        yield Piece(escape(_SPACES.sub(" ", "".join(text))))


def _flat(node: Tag) -> Iterator[Tag | Text]:
    """The children of a node, and those of elements among them that mean nothing in a line."""
    open_ = [iter(node.children)]
    while open_:
        for child in open_[-1]:
            if isinstance(child, Tag) and child.name not in _MEANT:
                open_.append(iter(child.children))
                break
            if isinstance(child, (Tag, Text)):
                yield child
        else:
            open_.pop()


_MEANT = {*_HTML, *_HTML_ONLY, *_EMPHASIS, *_STRUCK, "code", "br", "img", "fn", "a"}


def _piece(tag: Tag, cell: bool) -> Piece:
    name = tag.name
    if name == "br":
        return Piece("\n")
    if name == "img":
        return Piece(image(tag))
    if name == "code" and not holds(tag, ("a", "img")):
        return _code_piece(tag.get_text())
    if name == "fn":
        return Piece(tag.get_text())
    if name in _HTML_ONLY or name == "code":
        return Piece(as_html(tag))
    inner = children(tag, cell)
    if name in _EMPHASIS:
        return Piece(inner, _EMPHASIS[name] if inner.strip(" \n") else "")
    if name == "a":
        return Piece(link(tag, inner))
    if name in _STRUCK:
        return Piece(_between(inner, "del"))
    title = f' title="{escape_html(tag.attrs["title"])}"' if tag.get("title") else ""
    empty = not inner.strip() and name not in ("rt", "rp")
    return Piece(inner if empty else f"<{name}{title}>{inner}</{name}>")


def _join(pieces: Iterable[Piece], cell: bool) -> str:
    """The parts as one text, with emphasis that would not be read as such written as HTML."""
    out: list[str] = []
    waiting: Piece | None = None
    for piece in (*pieces, None):
        if waiting is not None:
            before = out[-1] if out else ""
            text = _written(waiting, before, _first(piece), cell)
            if before:
                out[-1], text = _met(before, text)
            if text:
                out.append(text)
        waiting = piece
    return "".join(out)


def _first(piece: Piece | None) -> str:
    """The first character that a part is going to be written with."""
    if piece is None or not piece.text:
        return ""
    return piece.mark[:1] if piece.mark and piece.text[0] not in " \n" else piece.text[0]


def _written(piece: Piece, before: str, after: str, cell: bool) -> str:
    if not piece.mark:
        return piece.text
    if piece.mark == "`":
        return code(piece.text, as_element=before.endswith("`") or (cell and "|" in piece.text))
    return emphasis(piece, before, after)


def _met(before: str, after: str) -> tuple[str, str]:
    """Two neighbours with one space where both have one, and no `!` that makes a link a picture."""
    if before.endswith((" ", "\n")) and after.startswith(" "):
        after = after[1:]
    if before.endswith("!") and after.startswith("["):
        before = before[:-1] + "\\!"
    return before, after


#: Bold alone or slanted alone; with the other one around it there are three marks, which are read
#: as both.
_BOTH = re.compile(r"(\*{1,2})([^\s*](?:[^*\n]*[^\s*\\])?)\1")


def emphasis(piece: Piece, before: str, after: str) -> str:
    """Text between marks, with white space and line breaks left outside; between tags where
    the marks would not be read as such: where they meet others, or touch a letter outside and
    punctuation inside. marked 18 reads none either that close after the mark of an inner one and
    a punctuation mark."""
    head, core, tail = edges(piece.text)
    mark = piece.mark
    inner = _BOTH.fullmatch(core)
    both = inner is not None and inner[1] != mark
    words = inner[2] if inner and both else core
    outside = (before if not head else "", after if not tail else "")
    bare = (
        (both or "*" not in (core[0], core[-1]))
        and not (outside[0].endswith("*") and not outside[0].endswith("\\*"))
        and not (outside[0] and _word(outside[0][-1]) and not _word(words[0]))
        and not (outside[1] and _word(outside[1][0]) and not _word(words[-1]))
        and not (not both and "*" in core and not _word(core[-1]))
    )
    if bare:
        return f"{head}{mark}{core}{mark}{tail}"
    if both and inner:
        name = _NAMES[inner[1]]
        core = f"<{name}>{words}</{name}>"
    return f"{head}<{_NAMES[mark]}>{core}</{_NAMES[mark]}>{tail}"


def _word(char: str) -> bool:
    return (
        not char.isspace()
        and (char.isalnum() or ord(char) > 127)
        and not re.match(r"[^\w\s]", char)
    )


def edges(inner: str) -> tuple[str, str, str]:
    """What stands before, in and after: line breaks and spaces at the edges of marks belong outside
    of them."""
    core = inner.strip(" \n")
    if not core:
        return inner, "", ""
    start = inner.index(core[0])
    return inner[:start], core, inner[start + len(core) :]


def _between(inner: str, name: str) -> str:
    head, core, tail = edges(inner)
    return f"{head}<{name}>{core}</{name}>{tail}" if core else inner


#: An address that all engines read as a link between `<` and `>`; Showdown 2.1 ends it at a quote.
#: An address that all engines show as it stands in `<…>`: markdown-it shows `%C4%85` as `ą`.
_BARE = re.compile(r"https?://[^\s<>\"'`\\{}|&^%\[\]]+", re.I)


def link(tag: Tag, inner: str) -> str:
    """`[words](target "title")`, `<target>` where the words are the target; an anchor without a
    target stays an anchor."""
    target = tag.get("href")
    if target is None:
        ident = tag.get("id")
        return f'<a id="{entities.escape(str(ident))}"></a>{inner}' if ident else inner
    head, words, tail = edges(inner)
    if not words:
        return inner
    title = str(tag.get("title") or "")
    if not title.strip() and _BARE.fullmatch(str(target)) and _shown(words) == str(target):
        return f"{head}<{target}>{tail}"
    shown = f' "{escape_title(title)}"' if title.strip() else ""
    return f"{head}[{_balanced(words)}]({destination(str(target))}{shown}){tail}"


def _shown(words: str) -> str:
    """What a reader sees of a link's words that hold no mark of emphasis or code."""
    return entities.unescape(re.sub(r"\\([^\w\s])", r"\1", words))


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


def _code_piece(text: str) -> Piece:
    text = re.sub(r"\s+", " ", text)
    return Piece(text, "`") if text.strip() else Piece(text)


def code(text: str, as_element: bool = False) -> str:
    """Text between enough back-ticks, its outer spaces left outside; `as_element` where a bar
    would end a table's cell, or where two codes meet."""
    core = text.strip()
    head, tail = " " * text.startswith(" "), " " * text.endswith(" ")
    if as_element:
        return f"{head}<code>{escape_html(core)}</code>{tail}"
    runs = [len(m) for m in re.findall(r"`+", core)]
    ticks = "`" * (max(runs, default=0) + 1)
    pad = " " if core.startswith("`") or core.endswith("`") else ""
    return f"{head}{ticks}{pad}{core}{pad}{ticks}{tail}"


def as_html(node: Tag | Text) -> str:
    """A part of a line as HTML in which no Markdown stands."""
    if isinstance(node, Text):
        return escape_html(_SPACES.sub(" ", str(node)))
    name = node.name
    if name == "br":
        return "<br />"
    if name == "img":
        return image_html(node) if node.get("src") else ""
    inner = "".join(as_html(c) for c in node.children if isinstance(c, (Tag, Text)))
    if name == "a":
        href, ident = node.get("href"), node.get("id")
        if href is None:
            return f'<a id="{entities.escape(str(ident))}"></a>{inner}' if ident else inner
        address = entities.escape(destination(str(href)))
        title = f' title="{escape_html(node.attrs["title"])}"' if node.get("title") else ""
        return f'<a href="{address}"{title}>{inner}</a>' if inner.strip() else inner
    element_name = _NAMES.get(_EMPHASIS.get(name, "")) or ("del" if name in _STRUCK else name)
    return (
        f"<{element_name}>{inner}</{element_name}>"
        if element_name in _SHOWN and inner.strip()
        else inner
    )


_SHOWN = {*_HTML, *_HTML_ONLY, *_NAMES.values(), "del", "code"}
