"""What stands on lines of its own: paragraphs, headings, lists, quotes, code, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bs4.element import NavigableString, PageElement, Tag

from migrator.document.soup import outer_html
from migrator.markdown import inline, tables
from migrator.markdown.tree_edit import first, holds, move
from migrator.normalise import sanitise

BLOCKS = {
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "dl",
    "blockquote",
    "pre",
    "table",
    "hr",
    "figure",
    "section",
    "article",
    "aside",
    "header",
    "footer",
    "main",
    "address",
    "details",
    "center",
    "dir",
    "menu",
    "iframe",
    "video",
    "audio",
    "figcaption",
    "fieldset",
    "form",
    "li",
    "dt",
    "dd",
    "caption",
    "tbody",
    "thead",
    "tfoot",
    "tr",
    "td",
    "th",
    "summary",
    "legend",
}
_SHELLS = {
    "div",
    "section",
    "article",
    "aside",
    "header",
    "footer",
    "main",
    "address",
    "center",
    "fieldset",
    "form",
    "figure",
    "figcaption",
    "td",
    "th",
    "caption",
    "tbody",
    "thead",
    "tfoot",
    "tr",
    "summary",
    "legend",
    "li",
    "dt",
    "dd",
}

Block = Tag


def split(root: Tag) -> Iterator[Block]:
    """The blocks of a region in order; shells (div and its like) are gone through, loose text
    becomes paragraphs."""
    run: list[Tag | NavigableString] = []
    for child in list(root.children):
        if isinstance(child, Tag) and (child.name in BLOCKS or _holds_blocks(child)):
            yield from _paragraphs(run)
            run = []
            if child.name not in BLOCKS:
                yield from split(_pushed_down(child))
            elif child.name in _SHELLS or (child.name == "p" and _holds_blocks(child)):
                yield from split(child)
            elif child.name == "p":
                yield from _paragraphs(list(child.children), child)
            else:
                yield child
        elif isinstance(child, (Tag, NavigableString)):
            run.append(child)
    yield from _paragraphs(run)


_MUTE = {"span", "font", "small", "big"}
_EMPTY = {"hr", "iframe", "video", "audio"}


def _pushed_down(shell: Tag) -> Tag:
    """An inline element around blocks (a link around headings), moved into each of them, inner ones
    first."""
    for child in list(shell.children):
        if isinstance(child, Tag) and child.name not in BLOCKS and _holds_blocks(child):
            _pushed_down(child).unwrap()
    if shell.name not in _MUTE:
        _put_inside(shell, shell)
    return shell


def _put_inside(box: Tag, shell: Tag) -> None:
    """Puts each line in `box`, through all blocks that it holds, into an element like `shell`."""
    run: list[Tag | NavigableString] = []
    for child in [*box.children, None]:
        if isinstance(child, Tag) and (child.name in BLOCKS or _holds_blocks(child)):
            _wrapped(run, shell)
            if child.name not in BLOCKS:
                _put_inside(_pushed_down(child), shell)
                child.unwrap()
            elif child.name not in _EMPTY:
                _put_inside(child, shell)
        elif isinstance(child, NavigableString) or (isinstance(child, Tag) and child.name != "br"):
            run.append(child)
        else:
            _wrapped(run, shell)


def _wrapped(run: list[Tag | NavigableString], shell: Tag) -> None:
    """Puts a run of nodes into an element like `shell`, unless it is nothing but space; empties
    `run`."""
    if any(isinstance(node, Tag) or node.strip() for node in run):
        inner = _new(shell.name, dict(shell.attrs))
        run[0].insert_before(inner)
        for node in run:
            inner.append(node.extract())
    run.clear()


def _new(name: str, attrs: Mapping[str, Any]) -> Tag:
    return Tag(name=name, attrs=dict(attrs), parser=None)


def _holds_blocks(tag: Tag) -> bool:
    return holds(tag, BLOCKS)


def _paragraphs(nodes: Sequence[PageElement], source: Tag | None = None) -> Iterator[Block]:
    """Paragraphs of a run of inline nodes, cut where two line breaks stand together."""
    pieces: list[list[PageElement]] = [[]]
    breaks: list[PageElement] = []
    for node in nodes:
        if (isinstance(node, Tag) and node.name == "br") or (
            isinstance(node, NavigableString) and not node.strip(" \t\n\r\f") and breaks
        ):
            breaks.append(node)
        else:
            if sum(1 for b in breaks if isinstance(b, Tag)) > 1:
                pieces.append([])
            else:
                pieces[-1] += breaks
            breaks = []
            pieces[-1].append(node)
    for at, piece in enumerate(pieces):
        paragraph = _new("p", dict(source.attrs) if source is not None and at == 0 else {})
        for node in piece:
            move(node, paragraph)
        if paragraph.get_text(strip=True).strip("\xa0") or holds(paragraph, ("img", "a", "iframe")):
            yield paragraph


def unsayable(block: Block) -> str | None:
    """Why Markdown cannot say a block, or None where it can."""
    if block.name == "table":
        return tables.unsayable(block)
    if block.name in ("dl", "details", "video", "audio"):
        return {"dl": "definition list", "details": "folded part"}.get(block.name, "player")
    if block.name == "pre" and holds(block, ("a", "img")):
        return "preformatted text with links"
    if block.name in ("ul", "ol", "dir", "menu", "blockquote"):
        inner = first(block, ("table", "dl", "details", "video", "audio", "iframe"))
        if inner is not None:
            return f"{block.name} with a {inner.name} in it"
        if block.name != "blockquote" and any(
            (isinstance(c, Tag) and c.name != "li")
            or (isinstance(c, NavigableString) and c.strip())
            for c in block.children
        ):
            return None
    return None


def write(block: Block, before: str = "") -> str:
    """The Markdown of one block; `before` is the text of the block before it, which a list must not
    run into."""
    name = block.name
    if name[0] == "h" and name[1:].isdigit():
        text = _one_line(inline.children(block))
        return f"{'#' * int(name[1])} {_closed(text)}" if text else ""
    if name == "hr" and block.get("data-more"):
        return "<!--more-->"
    if name == "hr":
        return "---" if not before.startswith("---") else "* * *"
    if name == "pre":
        return fenced(block)
    if name in ("ul", "ol", "dir", "menu"):
        return listed(block, before)
    if name == "blockquote":
        return quoted(block)
    if name == "table":
        return tables.write(block)
    if name == "iframe":
        target = str(block.get("src") or "")
        return f"[{inline.escape(target)}]({inline.destination(target)})" if target else ""
    if block.get("data-note"):
        return re.sub(r"^(\[\^\d+\])\s*", r"\1: ", _one_line(inline.children(block)))
    return paragraph(inline.children(block))


def paragraph(text: str) -> str:
    """Lines of a paragraph, with what would begin another block escaped."""
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", text.strip(" \n"))
    while text.endswith("\\") and not text.endswith("\\\\"):
        text = text[:-1].rstrip()
    while text.startswith(inline.BREAK):
        text = text[len(inline.BREAK) :].lstrip()
    return "\n".join(_line(line) for line in text.split("\n"))


_STARTS = re.compile(r"^(#{1,6}(?=\s|$)|>|[-+](?=\s|$)|\*(?=\s)|={1,}\s*$|-{2,}\s*$|~{3,}|:(?=\s))")
_NUMBERED = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")


def _line(line: str) -> str:
    line = line.strip(" ") if not line.endswith("\\") else line.lstrip(" ")
    line = _STARTS.sub(lambda m: "\\" + m[1], line)
    return _NUMBERED.sub(r"\1\\\2", line)


def _one_line(text: str) -> str:
    return " ".join(text.replace(inline.BREAK, " ").split())


def _closed(text: str) -> str:
    """A heading's words: a row of # at their end would be taken for its closing mark."""
    return re.sub(r"(^|\s)(#+)$", lambda m: m[1] + "\\" + m[2], text)


def fenced(block: Tag) -> str:
    """A fenced code block with its language."""
    for br in block.find_all("br"):
        br.replace_with(NavigableString("\n"))
    text = block.get_text().strip("\n")
    classes = " ".join(
        str(c) for t in (block, *block.find_all("code")) for c in t.get("class") or []
    )
    language = re.search(r"(?:lang(?:uage)?-|brush:\s*)(\w+)", classes)
    fence = "`" * max(3, *(len(m) + 1 for m in re.findall(r"`+", text) or [""]))
    return f"{fence}{language[1] if language else ''}\n{text}\n{fence}"


def quoted(block: Tag) -> str:
    """A quote: every line behind `>`."""
    return _prefixed(_join(list(split(block))), "> ", "> ")


def _prefixed(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    return "\n".join(
        ((first if at == 0 else rest) + line).rstrip()
        if line
        else (first if at == 0 else rest).rstrip()
        for at, line in enumerate(lines)
    )


def _join(parts: list[Block]) -> str:
    out: list[str] = []
    for part in parts:
        text = write(part, out[-1] if out else "")
        if text:
            out.append(text)
    return "\n\n".join(out)


def listed(block: Tag, before: str = "") -> str:
    """A list; its mark differs from that of a list just before, so that the two stay two."""
    items = [c for c in block.children if isinstance(c, Tag) and c.name == "li"]
    ordered = block.name == "ol"
    start = (
        int(str(block.get("start"))) if str(block.get("start") or "").lstrip("-").isdigit() else 1
    )
    start = max(start, 0)
    bullet = "*" if re.match(r"- ", before) else "-"
    stop = ")" if re.match(r"\d+\. ", before) else "."
    out, loose = [], False
    for number, item in enumerate(items, start):
        parts = list(split(item))
        mark = f"{number}{stop} " if ordered else f"{bullet} "
        tight = len(parts) < 2 or (
            parts[0].name == "p" and all(p.name in ("ul", "ol") for p in parts[1:])
        )
        body = ("\n" if tight else "\n\n").join(_parts(parts))
        loose = loose or not tight
        out.append(_indented(body, mark))
    return ("\n\n" if loose else "\n").join(out)


def _parts(parts: list[Block]) -> list[str]:
    out: list[str] = []
    for part in parts:
        text = write(part, out[-1] if out else "")
        if text:
            out.append(text)
    return out


def _indented(text: str, mark: str) -> str:
    pad = " " * len(mark)
    lines = text.split("\n")
    return "\n".join(
        (mark if at == 0 else pad) + line if line else "" if at else mark.rstrip()
        for at, line in enumerate(lines)
    )


def as_html(block: Block) -> str:
    """A block as clean HTML on lines that Markdown leaves alone: none of them blank, the first one
    opens a block element."""
    for pre in [block] if block.name == "pre" else block.find_all("pre"):
        for text in list(pre.find_all(string=True)):
            text.replace_with(NavigableString(str(text).replace("\n", "\ue000")))
    for tag in (block, *block.find_all(True)):
        tag.attrs = {
            k: v
            for k, v in tag.attrs.items()
            if k
            in (
                "href",
                "src",
                "alt",
                "title",
                "id",
                "name",
                "colspan",
                "rowspan",
                "start",
                "width",
                "height",
                "controls",
            )
        }
    html = re.sub(r"\s*\n\s*", " ", sanitise.sanitise(outer_html(block)))
    html = html.replace("\ue000", "&#10;").strip()
    if block.name in ("video", "audio"):
        html = f"<div>{html}</div>"
    return html
