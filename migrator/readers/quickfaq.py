"""QuickFAQ 1.0 (com_quickfaq, Joomla 1.5): a question and its answer.

Read off nsclick/DAV10 at ff5e47cc, components/com_quickfaq/views/items/tmpl (1.0.3)."""

from __future__ import annotations

from migrator.layout.fields import html, number, text, when
from migrator.layout.reader import Reader
from migrator.layout.titles import heading


class QuickFAQ(Reader):
    """`#quickfaq h2.quickfaq`, details in a list, the answer in `div.description`."""

    component = "com_quickfaq"
    views = frozenset(("items",))
    own_section = "Questions"
    item = ("#quickfaq",)
    title = heading("h2.quickfaq")
    author = text("dd.author")
    created = when("dd.created")
    modified = when("dd.modified")
    hits = number("dd.hits")
    body = html("div.description")
