"""Tables: which are data and which hold a layout, and what of them Markdown can say."""

from __future__ import annotations

import re
from collections.abc import Collection

from migrator.document.nodes import Tag, Text, above, each, holds
from migrator.markdown import inline

_BLOCKS = (
    "p",
    "div",
    "ul",
    "ol",
    "dl",
    "table",
    "blockquote",
    "pre",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "iframe",
    "video",
    "audio",
)


def rows(table: Tag) -> list[Tag]:
    """The rows of a table, not those of tables in it."""
    return _own(table, ("tr",))


def _own(table: Tag, names: Collection[str]) -> list[Tag]:
    return [p for p in each(table, names) if next(above(p, ("table",))) is table]


def cells(row: Tag) -> list[Tag]:
    """The cells of a row."""
    return [c for c in row.children if isinstance(c, Tag) and c.name in ("td", "th")]


def is_layout(table: Tag) -> bool:
    """Whether a table is what old pages used instead of style sheets: no headings, no caption, no
    border, and a single cell, row or column, or cells that hold blocks of their own."""
    if holds(table, ("th", "caption")) or str(table.get("border") or "0") not in ("0", ""):
        return False
    grid = [cells(r) for r in rows(table)]
    filled = [
        c
        for r in grid
        for c in r
        if c.stripped_text() or holds(c, ("img", "iframe", "video", "audio"))
    ]
    if (
        len(filled) < 2
        or max((len(r) for r in grid), default=0) < 2
        or table.get("role") == "presentation"
    ):
        return True
    if len(grid) == 1:
        return any(holds(c, _BLOCKS) for c in filled) or len(filled) < 3
    return any(
        holds(c, ("table", "h1", "h2", "h3", "h4", "ul", "ol", "blockquote"))
        or len(each(c, ("p",))) > 1
        for c in filled
    ) and not _even(grid)


def _even(grid: list[list[Tag]]) -> bool:
    """Rows of three or more cells of one length, as data has."""
    widths = {len(r) for r in grid}
    return len(widths) == 1 and widths.pop() > 2


def not_expressible_reason(table: Tag) -> str | None:
    """Why GFM cannot say a table."""
    for cell in each(table, ("td", "th")):
        if str(cell.get("colspan") or "1") not in ("1", "0", "") or str(
            cell.get("rowspan") or "1"
        ) not in ("1", "0", ""):
            return "table with spans"
        blocks = each(cell, _BLOCKS)
        if any(b.name != "p" and b.name != "div" for b in blocks):
            return "table with blocks in its cells"
        if len([b for b in blocks if b.stripped_text()]) > 1:
            return "table with several paragraphs in a cell"
    if holds(table, ("caption",)):
        return "table with a caption"
    if len({len(cells(r)) for r in rows(table)}) > 1:
        return "table with uneven rows"
    if any(holds(r, ("th",)) for r in rows(table)[1:]):
        return "table with headings beside its rows"
    if not rows(table):
        return "table without rows"
    return None


def name_heads(root: Tag) -> int:
    """A first row in which all is bold, above rows that are not, is a table's head: editors of old
    pages had a button for bold and none for headings of columns. Says how many tables got one."""
    count = 0
    for table in each(root, ("table",)):
        grid = [cells(row) for row in rows(table)]
        if len(grid) < 2 or holds(table, ("th",)) or not _is_bold(grid[0]):
            continue
        if any(_is_bold(row) for row in grid[1:]):
            continue
        for cell in grid[0]:
            cell.name = "th"
            for bold in each(cell, _BOLD):
                bold.unwrap()
        count += 1
    return count


_BOLD = frozenset(("strong", "b"))


def _is_bold(row: list[Tag]) -> bool:
    """Whether a row has words in two or more cells, all of them bold; the corner may be empty."""
    filled = [cell for cell in row if cell.stripped_text()]
    return len(filled) >= max(2, len(row) - 1) and all(
        cell.stripped_text() == "".join(bold.stripped_text() for bold in each(cell, _BOLD))
        for cell in filled
    )


def write(table: Tag) -> str:
    """A GFM table; one without headings gets an empty head, which GFM wants."""
    grid = rows(table)
    head, headed = cells(grid[0]), holds(grid[0], ("th",))
    body = grid[1:] if headed else grid
    first = [_cell(c) for c in head] if headed else [""] * len(head)
    lines = [_row(first), _row([_align(c) for c in head])]
    lines += [_row([_cell(c) for c in cells(r)]) for r in body]
    return "\n".join(lines)


def _row(texts: list[str]) -> str:
    return "| " + " | ".join(texts) + " |"


def _align(cell: Tag) -> str:
    return {"right": "---:", "center": ":---:", "left": ":---"}.get(
        str(cell.get("align") or "").lower(), "---"
    )


def _cell(cell: Tag) -> str:
    text = inline.children(cell, cell=True).strip(" \n")
    return re.sub(r" *\n *", "<br />", re.sub(r"  +", " ", text))


def unwrap(table: Tag) -> None:
    """A layout table becomes its cells' contents in reading order."""
    for cell in [c for r in rows(table) for c in cells(r)]:
        cell.name = "div"
        cell.attrs = {}
    for part in _own(table, ("colgroup", "col")):
        part.extract()
    for part in _own(table, ("tbody", "thead", "tfoot", "tr")):
        part.unwrap()
    for text in table.children:
        if isinstance(text, Text) and not text.text.strip():
            text.extract()
    table.name = "div"
    table.attrs = {}
