"""Elements that HTML 5 no longer knows, and samples of code in an element for a few words."""

from __future__ import annotations

from migrator.document.nodes import Tag, Text, each, holds

#: Elements of HTML 4 and those of today that say the same.
_TODAY = {"tt": "code", "acronym": "abbr"}
_BESIDE = frozenset(("p", "div", "ul", "ol", "dl", "table", "blockquote", "pre", "hr", "h1", "h2"))


def use_names_of_today(root: Tag) -> None:
    """Gives elements that went out of HTML the names of today."""
    for element in each(root, _TODAY):
        element.name = _TODAY[element.name]


def code_blocks(root: Tag) -> int:
    """`<code>` whose lines end with `<br>`, alone in its block (as PHP's `highlight_string` and the
    code plugins of Joomla 1.0 wrote samples), is preformatted text."""
    count = 0
    for element in each(root, ("code",)):
        if not holds(element, ("br",)) or holds(element, ("a", "img")) or not _is_alone(element):
            continue
        if not element.stripped_text():
            continue
        for br in each(element, ("br",)):
            br.replace_with(Text("\n"))
        text = element.get_text().replace("\xa0", " ").strip("\n")
        block = Tag("pre")
        block.append(Text(text))
        parent = element.parent
        shown = parent if parent is not None and parent.name == "p" else element
        shown.replace_with(block)
        count += 1
    return count


def _is_alone(element: Tag) -> bool:
    """Whether nothing stands in the lines of an element but itself."""
    for step in ("previous_sibling", "next_sibling"):
        beside = getattr(element, step)
        while isinstance(beside, Text) and not beside.text.strip():
            beside = getattr(beside, step)
        if beside is not None and not (isinstance(beside, Tag) and beside.name in _BESIDE):
            return False
    return element.parent is not None and element.parent.name in ("p", "div")
