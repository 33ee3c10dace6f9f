"""Rules for lists that editors left broken."""

from __future__ import annotations

from migrator.document.nodes import Tag, Text, each


def gather_items(root: Tag) -> None:
    """What stands loose in a list joins the item before it (old editors nest lists so), or becomes
    an item."""
    for list_ in each(root, LISTS):
        item: Tag | None = None
        ended = False
        for child in list_.children:
            if isinstance(child, Tag) and child.name == "li":
                item, ended = child, True
            elif isinstance(child, Tag) or (isinstance(child, Text) and child.text.strip()):
                if item is None:
                    item = Tag("li")
                    child.insert_before(item)
                if ended:  # what follows an item stands on a line of its own
                    item.append(Tag("br"))
                    ended = False
                item.append(child)


def orphan_items(root: Tag) -> int:
    """List items without a list get one: browsers show them as such."""
    count = 0
    for item in each(root, ("li",)):
        if item.parent is None or item.parent.name in LISTS:
            continue
        before = item.previous_tag
        between = item.previous_sibling
        beside = between is before or (
            isinstance(between, Text)
            and not between.text.strip()
            and between.previous_sibling is before
        )
        if isinstance(before, Tag) and before.get("data-made") and beside:
            before.append(item)
        else:
            new_list = Tag("ul", {"data-made": "1"})
            item.replace_with(new_list)
            new_list.append(item)
        count += 1
    return count


LISTS = frozenset(("ul", "ol", "dir", "menu"))
