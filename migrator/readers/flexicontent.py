"""FLEXIcontent items (3 and 4, Joomla 3 and 4)."""

from __future__ import annotations

from migrator.layout.fields import html, number, person, text, texts, when
from migrator.layout.reader import Reader
from migrator.layout.titles import heading


class Flexicontent(Reader):
    """`#flexicontent` with one box a field (`.field_NAME`)."""

    component = "com_flexicontent"
    views = frozenset(("item", "items"))
    item = ("#flexicontent.item", "#flexicontent.flexicontent", "article#flexicontent")
    title = heading(".fc_item_title", ".contentheading")
    author = person(".field_created_by .value", ".field_created_by")
    created = when("meta[itemprop=dateCreated]", ".field_created .value", ".field_created")
    modified = when("meta[itemprop=dateModified]", ".field_modified .value", ".field_modified")
    category = text("a.fc_categories", ".field_categories .value a")
    tags = texts(".field_tags .value a", ".flexi.tags a")
    hits = number(".field_hits .value", ".field_hits")
    body = html(".desc-content", ".field_text", ".description")
    drop = (
        ".flexi.infoblock",
        ".flexi.topblock",
        ".flexi.lineinfo",
        ".buttons",
        ".fcitem_comments",
        "#tabbernav",
    )
