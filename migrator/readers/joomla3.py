"""com_content of Joomla 3 and templates made for it (protostar, T3, Helix): microdata of
schema.org/Article."""

from __future__ import annotations

from migrator.layout.fields import html
from migrator.layout.reader import Reader


class Joomla3(Reader):
    """`[itemprop=articleBody]` within the article's element."""

    item = (
        ".item-page[itemscope]:not(.com-content-article)",
        "[itemtype$='/Article']:not(.com-content-article)",
        "[itemtype$='/BlogPosting']",
        "[itemtype$='/NewsArticle']",
    )
    body = html("[itemprop=articleBody]", ".com-content-article__body")
