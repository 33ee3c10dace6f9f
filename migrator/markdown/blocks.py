"""What stands on lines of its own: paragraphs, headings, lists, quotes, code, tables."""

from __future__ import annotations

import re
from collections.abc import Iterable

from migrator.document.nodes import Tag, Text, all_in, each, first, holds, outer_html
from migrator.markdown import inline, tables
from migrator.markdown.division import Block, split
from migrator.markdown.escaping import destination, escape, heading_end, line_start, settle
from migrator.normalise import sanitise

_LISTS = frozenset(("ul", "ol", "dir", "menu"))
#: Stands between two lists or quotes that would be read as one.
_PARTED = "<!-- -->"
#: A thematic break. `---` would do for CommonMark; pandoc takes what stands between two of them for
#: metadata and leaves it out where it reads as YAML (`Phone: 12`).
_RULE = "* * *"


def not_expressible_reason(block: Block) -> str | None:
    """Why Markdown cannot say a block, or None where it can."""
    if block.name == "table":
        return tables.not_expressible_reason(block)
    if block.name in ("dl", "details", "video", "audio"):
        return {"dl": "definition list", "details": "folded part"}.get(block.name, "player")
    if block.name == "pre" and holds(block, ("a", "img")):
        return "preformatted text with links"
    if block.name in _LISTS or block.name == "blockquote":
        inner = first(block, ("table", "dl", "details", "video", "audio", "iframe"))
        if inner is not None:
            return f"{block.name} with a {inner.name} in it"
        lists = (block, *each(block, ("ol",)))
        if any(_start(list_) != 1 for list_ in lists):
            return "list that does not begin at 1"
        if any(_has_own_numbers(list_) for list_ in lists):
            return "list with numbers of its own"
    return None


#: Kinds of numbers other than 1, 2, 3.
_LETTERS = frozenset("aAiI")


def _has_own_numbers(block: Block) -> bool:
    """Whether a list counts by letters or backwards, or an item says a number out of turn."""
    if block.name != "ol":
        return False
    items = (c for c in block.children if isinstance(c, Tag) and c.name == "li")
    values = ((str(number), item.get("value")) for number, item in enumerate(items, 1))
    return (
        block.get("type") in _LETTERS
        or block.get("reversed") is not None
        or any(value is not None and str(value).strip() != number for number, value in values)
    )


def _start(block: Block) -> int:
    """The number at which a list begins: kramdown and Python-Markdown begin each at 1."""
    start = str(block.get("start") or "")
    return int(start) if block.name == "ol" and re.fullmatch(r"-?\d{1,9}", start) else 1


def write(block: Block, before: str = "") -> str:
    """The Markdown of one block, `before` which the text `before` stands."""
    return settle(_write(block, before))


def joined(texts: Iterable[tuple[Block, str]], gap: str = "\n\n") -> str:
    """Blocks one below the other, with a mark between two lists or quotes that would be read as
    one."""
    out = ""
    last: Block | None = None
    for block, text in texts:
        if not text:
            continue
        if last is not None:
            parted = _kind(last) == _kind(block) in ("list", "quote")
            out += f"\n\n{_PARTED}\n\n" if parted else gap
        out += text
        last = block
    return out


def _kind(block: Block) -> str:
    return "list" if block.name in _LISTS else "quote" if block.name == "blockquote" else ""


def _write(block: Block, before: str = "", inside: bool = False) -> str:
    """`inside`: in a list or a quote."""
    name = block.name
    if name[0] == "h" and name[1:].isdigit():
        text = " ".join(inline.children(block).split())
        return f"{'#' * int(name[1])} {heading_end(text)}" if text else ""
    if name == "hr" and block.get("data-more"):
        return "<!--more-->"
    if name == "hr":
        return _RULE
    if name == "pre":
        return code(block, indented=inside and bool(before))
    if name in _LISTS:
        return listed(block)
    if name == "blockquote":
        return quoted(block)
    if name == "table":
        return tables.write(block)
    if name == "iframe":
        target = str(block.get("src") or "")
        return f"[{escape(target)}]({destination(target)})" if target else ""
    if block.get("data-note"):
        text = " ".join(inline.children(block).split())
        return re.sub(r"^(\[\^\d+\])\s*", r"\1: ", text)
    return paragraph(inline.children(block))


def paragraph(text: str) -> str:
    """Lines of a paragraph, each but the last ended by two spaces, with what would begin another
    block escaped. Of an empty line the break stays, as an element: marks may reach across it."""
    lines: list[str] = []
    empty = ""
    for line in (part.strip(" ") for part in text.strip(" \n").split("\n")):
        if line:
            lines.append(empty + line if empty else line_start(line))
        empty = "" if line else "<br />"
    return "  \n".join(lines)


def code(block: Tag, indented: bool = False) -> str:
    """A fenced code block with its language. An `indented` one is for lists and quotes, where
    Python-Markdown reads no fence."""
    for br in each(block, ("br",)):
        br.replace_with(Text("\n"))
    text = block.get_text().strip("\n")
    if indented and text.strip():
        return "\n".join(f"    {line}" if line.strip() else "" for line in text.split("\n"))
    classes = " ".join(c for t in (block, *each(block, ("code",))) for c in t.classes)
    language = re.search(r"(?:lang(?:uage)?-|brush:\s*)(\w+)", classes)
    fence = "`" * max(3, *(len(m) + 1 for m in re.findall(r"`+", text) or [""]))
    return f"{fence}{language[1] if language else ''}\n{text}\n{fence}"


def _inner(parts: Iterable[Block], gap: str = "\n\n") -> str:
    """The blocks in a list's item or a quote."""
    texts: list[tuple[Block, str]] = []
    for part in parts:
        before = next((text for _, text in reversed(texts) if text), "")
        texts.append((part, _write(part, before, inside=True)))
    return joined(texts, gap)


def quoted(block: Block) -> str:
    """A quote: every line behind `>`."""
    return "\n".join(f"> {line}" if line else ">" for line in _inner(split(block)).split("\n"))


#: Where what a list's item holds begins: Python-Markdown knows no other column.
_COLUMN = 4
_CHECK_BOX = re.compile(r"(?=\[[ xX]\](?:\s|$))")


def listed(block: Block) -> str:
    """A list; its items are parted by empty lines where one holds more than a line and lists."""
    out, loose = [], False
    for number, item in enumerate(
        (c for c in block.children if isinstance(c, Tag) and c.name == "li"), 1
    ):
        parts = list(split(item))
        tight = len(parts) < 2 or (
            parts[0].name == "p"
            and all(p.name in ("ul", "ol") for p in parts[1:])
            and len(parts) == 2
        )
        text = _inner(parts, "\n" if tight else "\n\n")
        text = _CHECK_BOX.sub(r"\\", text, count=1) if _CHECK_BOX.match(text) else text
        loose = loose or not tight
        mark = f"{number}. " if block.name == "ol" else "- "
        out.append(_indented(text or _PARTED, mark.ljust(_COLUMN)))
    return ("\n\n" if loose else "\n").join(out)


def _indented(text: str, mark: str) -> str:
    pad = " " * len(mark)
    first, *lines = text.split("\n")
    return "\n".join((mark + first, *(pad + line if line else "" for line in lines)))


_KEPT_ATTRIBUTES = frozenset(("href", "src", "alt", "title", "id", "name", "start", "controls"))
_KEPT_ATTRIBUTES |= {"colspan", "rowspan", "width", "height", "type", "reversed", "value"}
_VOID = re.compile(r"<((?:img|br|hr|col|wbr|source|track)\b[^<>]*?)\s*/?>")


def as_html(block: Block) -> str:
    """A block as clean HTML on lines that Markdown leaves alone: none of them blank, the first one
    opens a block element."""
    for pre in [block] if block.name == "pre" else each(block, ("pre",)):
        for text in pre.descendants:
            if isinstance(text, Text):
                text.text = text.text.replace("\n", "\ue000")
    for tag in (block, *all_in(block)):
        tag.attrs = {k: v for k, v in tag.attrs.items() if k in _KEPT_ATTRIBUTES}
    html = re.sub(r"\s*\n\s*", " ", sanitise.sanitise(outer_html(block)))
    html = html.replace("\ue000", "&#10;").strip()
    html = _VOID.sub(r"<\1 />", html)
    if block.name in ("video", "audio"):
        html = f"<div>{html}</div>"
    return html
