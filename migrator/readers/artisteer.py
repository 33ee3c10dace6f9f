"""com_content under templates that the Artisteer generator wrote (Joomla 1.5 to 3): `.art-post`,
in its first versions `.art-Post` and `.Post`.

Read off `functions.php` (`artxPost`) and `html/com_content/article/default.php` of generated
templates in public repositories, and KNDB/wk2011.kndb.nl, KNDB/texel2013.kndb.nl and
gulag-museum/comissarvanishes.ru, which were saved under such."""

from __future__ import annotations

from collections.abc import Iterator

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.joomla import labels
from migrator.layout.fields import Found, html, text
from migrator.layout.reader import Reader
from migrator.layout.titles import heading
from migrator.normalise import dates

#: What the layouts of com_content print and the style of modules (`artpost`) does not.
_OF_CONTENT = (".art-article", ".art-postmetadataheader", ".art-metadata-icons")


class Artisteer(Reader):
    """A post with a heading; the same function prints messages, the pathway and modules as posts
    without one."""

    item = (".art-post", ".art-Post", ".Post")
    title = heading(
        ".art-postheader",
        ".art-PostHeader",
        ".art-PostHeaderIcon-wrapper",
        ".PostHeaderIcon-wrapper",
        ".PostHeader",
    )
    category = text(".art-postcategoryicon a + a", ".art-postcategoryicon a")
    body = html(
        ".art-article:not(.art-post-inner):not(.art-post)",
        ".art-postcontent",
        ".art-PostContent",
        ".PostContent",
    )
    drop = (
        ".art-postheader",
        ".art-PostHeader",
        ".art-postmetadataheader",
        ".art-metadata-icons",
        ".art-pager",
    )

    def items(self, doc: Document) -> list[Element]:
        """The posts that have a heading and a text; modules in the style of posts, which have both
        as well, are none where others hold what only com_content prints."""
        posts = [
            post
            for post in super().items(doc)
            if doc.any(self.title.selectors, post) and doc.any(self.body.selectors, post)
        ]
        return [post for post in posts if doc.any(_OF_CONTENT, post)] or posts

    def parent_category(self, doc: Document, item: Element) -> Found | None:
        """The first of two links."""
        links = doc.any((".art-postcategoryicon a",), item)
        rule = ".art-postcategoryicon a"
        return Found(text_of(links[0]), rule, (links[0],)) if len(links) > 1 else None

    def author(self, doc: Document, item: Element) -> Found | None:
        """The name that has the icon of authors, else the one behind a label between the bars."""
        for element in doc.any((".art-postauthoricon",), item):
            if name := labels.person(text_of(element)):
                return Found(name, ".art-postauthoricon", (element,))
        return next(
            (
                Found(name, "line of icons", (box,))
                for box, words in _between_bars(doc, item)
                if (name := labels.person(words)) and name != words
            ),
            None,
        )

    def created(self, doc: Document, item: Element) -> Found | None:
        """The date without a label that 1.5 prints between the bars; later ones have labels."""
        return next(
            (
                Found(date, "line of icons", (box,))
                for box, words in _between_bars(doc, item)
                if words[:1].isdigit() or words.count(",") == 1
                if (date := dates.parse(words, *doc.context.date_style))
            ),
            None,
        )


def _between_bars(doc: Document, item: Element) -> Iterator[tuple[Element, str]]:
    """What stands between the bars of the line of icons, in templates that give it no box."""
    for box in doc.any((".art-PostHeaderIcons", ".PostHeaderIcons"), item):
        for words in text_of(box).split("|"):
            yield box, words.strip()
