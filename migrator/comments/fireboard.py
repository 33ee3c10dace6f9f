"""FireBoard 1.0 and Kunena 1.0 to 1.5 (com_fireboard, com_kunena; Joomla 1.0 and 1.5): topics of a
forum.

Read off abasia/FireBoardJoos at 1022e9ad (template/default) and Shigaru/shigaru at b1d99637,
components/com_kunena/template/default/message.php (Kunena 1.5, r2059)."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import Field, first_number, html, text
from migrator.model import When
from migrator.normalise import dates


def _topic(element: Element, doc: Document) -> str | None:
    """The topic's title, without the label in bold before it."""
    return text_of(element, set(element.iter("b"))) or None


class FireBoard(CommentSystem):
    """A table around each `.msgtext`; flat."""

    component = ("com_fireboard", "com_kunena")
    page_kind = "forum"
    own_section = "Forum"
    pages = ("#fireboard", "#fb_board", "#fb_views")
    marks = ("#fb_views .msgtext", ".fb-msgview-right .msgtext")
    heading = Field(("#fb_views .fb_title",), _topic)
    author = text(".fb-msgview-left .view-username", ".view-username")
    title = text(".msgtitle", ".msgtitle_new")
    body = html(".msgtext")
    attached = (".fb_files", "td.att_td")
    drop = (".switchcontent", ".fb_message_editMarkUp_cover")

    def items(self, doc: Document) -> list[Element]:
        """The outermost table around each text that holds no other text."""
        texts = doc.find("#fb_views .msgtext") or doc.find(".fb-msgview-right .msgtext")
        inside = set(texts)
        posts = []
        for words in texts:
            box = words
            for table in words.iterancestors("table"):
                if sum(e in inside for e in table.iter("div", "td", "span")) > 1:
                    break
                if table.get("id") == "fb_views":
                    break
                box = table
            posts.append(box)
        return posts

    def id(self, doc: Document, item: Element) -> int | None:
        """The number of the message: an anchor, or "#101"."""
        for anchor in item.iter("a"):
            for name in (anchor.get("name") or "", text_of(anchor)):
                if name.lstrip("#").isdigit():
                    return first_number(name.lstrip("#"))
        return None

    def url(self, doc: Document, item: Element) -> str | None:
        number = self.id(doc, item)
        return f"#{number}" if number else None

    def created(self, doc: Document, item: Element) -> When | None:
        """The date in the title of a relative one, else what is printed."""
        line = doc.first(".msgdate", item)
        for stamp in (line.get("title") or "", text_of(line)) if line is not None else ():
            if date := dates.parse(stamp, *doc.context.date_style):
                return date
        return None
