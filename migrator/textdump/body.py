"""The body of an article as HTML: paragraphs, headings, lists, quotes, preformatted text,
tables."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Iterator, Sequence

from migrator.textdump import markdown, tables
from migrator.textdump.lines import Line


def to_html(lines: Sequence[Line]) -> str:
    """The HTML of a body's lines, unwrapped."""
    if any(line.is_markdown for line in lines):
        return markdown.to_html("".join("\n" * line.gap + f"{line.raw}\n" for line in lines))
    blocks = list(_blocks(lines))
    out = []
    for number, block in enumerate(blocks):
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        out.append(_block(block, after))
    return "\n".join(out)


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Runs of lines that belong together: no empty line within, one kind of drawing."""
    block: list[Line] = []
    gaps = any(line.gap for line in lines[1:])
    for line in lines:
        if line.is_rule and not _is_table(line):
            if block:
                yield block
            block = []
            continue
        if block and _parts_from(block, line, gaps):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _parts_from(block: list[Line], line: Line, gaps: bool) -> bool:
    """Whether `line` begins a block of its own after `block`."""
    before = block[-1]
    listed = bool(block[0].bullet)
    if line.bullet:
        return not listed
    if _is_table(line) or _is_table(before):
        return _is_table(line) != _is_table(before)
    if listed and line.indent >= block[0].indent and (line.gap == 0 or line.indent > 0):
        return False
    if listed:
        return True
    if line.gap:
        return True
    return not gaps and not (len(line.cells) > 1 and len(before.cells) > 1)


def _is_table(line: Line) -> bool:
    return line.raw.lstrip()[:1] in "│┌├└┃┏┣┗|" and bool(re.match(r"\s*[│┌├└┃┏┣┗|]", line.raw))


#: Letters of a line that is a heading at most, and of the paragraph after it at least.
_HEADING = 90


def _block(block: list[Line], after: list[Line] | None) -> str:
    if block[0].bullet:
        return _list(block)
    if _is_table(block[0]) and len(block) > 1:
        return _drawn(block)
    if len(block) > 1 and all(
        len(line.cells) > 1 and len(line.cells) == len(block[0].cells) for line in block
    ):
        return _table([list(line.cells) for line in block])
    if rows := tables.rows_of(block):
        return _table(rows)
    if sum(1 for line in block if _is_drawn(line)) >= _DRAWN and all(
        map(tables.is_as_drawn, block)
    ):
        return f"<pre>{_escape(_as_it_stands(block))}</pre>"
    if len(block) == 1 and after and _is_heading(block[0].text, after):
        return f"<h2>{_words(block[0])}</h2>"
    return f"<p>{'<br>'.join(map(_words, block))}</p>"


#: Lines with wide gaps that make a drawing of spaces, whose lines must stay as they stand.
_DRAWN = 2


def _is_drawn(line: Line) -> bool:
    return len(line.cells) > 1 and "\t" not in line.raw


def _as_it_stands(block: list[Line]) -> str:
    return textwrap.dedent("\n".join(line.raw.rstrip() for line in block))


def _is_heading(text: str, after: list[Line]) -> bool:
    following = sum(len(line.text) for line in after)
    return (
        len(text) < _HEADING
        and text[-1] not in ".!?:;,…\"'"
        and not after[0].bullet
        and following > _HEADING
    )


def _list(block: list[Line]) -> str:
    """Bullets by their level; lines without one go on with the item above."""
    out: list[str] = []
    levels: list[tuple[int, str]] = []
    for line in block:
        if not line.bullet:
            out.append(f" {_words(line)}")
            continue
        kind = "ol" if line.bullet[0].isdigit() else "ul"
        while levels and line.indent < levels[-1][0]:
            out.append(f"</li></{levels.pop()[1]}>")
        if not levels or line.indent > levels[-1][0]:
            out.append(f"<{kind}><li>")
            levels.append((line.indent, kind))
        else:
            out.append("</li><li>")
        out.append(_words(line))
    out.extend(f"</li></{kind}>" for _, kind in reversed(levels))
    return "".join(out)


#: The line between two rows, as links draws it.
_BORDER = re.compile(r"[|+-]+")


def _drawn(block: list[Line]) -> str:
    """A table with borders."""
    rows = []
    for line in block:
        cells = re.split(r"[│┃|]", line.raw.strip())[1:-1]
        if cells and not _BORDER.fullmatch(line.text):
            rows.append([" ".join(c.split()) for c in cells])
    return _table(rows)


def _table(rows: list[list[str]]) -> str:
    return (
        "<table>"
        + "".join("<tr>" + "".join(f"<td>{_escape(c)}</td>" for c in row) + "</tr>" for row in rows)
        + "</table>"
    )


#: Words of a link: a text browser marks where they begin only.
_WORD = re.compile(r"\S+?(?=[.,;:!?)\]]*(?:\s|$))")


def _words(line: Line) -> str:
    """The words of a line with its links: on the whole of a line that is nothing else, or on the
    first word, as the text does not tell where a link ends."""
    out: list[str] = []
    last = 0
    for offset, address in line.links:
        word = _WORD.match(line.text, offset)
        if word is None or offset < last:
            continue
        whole = len(line.links) == 1 and not offset and len(line.text) < _HEADING
        stop = len(line.text) if whole and line.text[-1] not in ".!?" else word.end()
        words = _escape(line.text[offset:stop])
        out += [_escape(line.text[last:offset]), f'<a href="{html.escape(address)}">{words}</a>']
        last = stop
    return "".join((*out, _escape(line.text[last:])))


def _escape(text: str) -> str:
    return html.escape(text, quote=False)
