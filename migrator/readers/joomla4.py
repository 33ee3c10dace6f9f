"""com_content of Joomla 4 to 6 (cassiopeia and templates made for it)."""

from __future__ import annotations

from migrator.layout.fields import html
from migrator.layout.reader import Reader


class Joomla4(Reader):
    """`.com-content-article` with a body box of its own."""

    item = (".com-content-article", ".article-details")
    body = html(".com-content-article__body", ".astroid-article-text", "[itemprop=articleBody]")
