"""com_content of Joomla 1.0 and 1.5 as mXcomment prints it around its comments.

Read off mXcomment 1.0.9 (template "expand", the frame of the page)."""

from __future__ import annotations

from migrator.layout.fields import byline, number, text, when
from migrator.layout.reader import Reader
from migrator.layout.titles import heading


class MXComment(Reader):
    """`#fullarticle > table.contentpaneopen`, with details of its own."""

    reprints = True
    item = ("#fullarticle",)
    title = heading("td.contentheading", "div.contentheading")
    author = byline(".writtenby")
    created = when(".writtenby")
    hits = number(".viewshits")
    section = text(".publishedsection")
    category = text(".publishedcategory")
    drop = (
        ".writtenby",
        ".viewshits",
        ".viewsfavoured",
        ".publishedin_title",
        ".keywordstitle",
    )
