"""EasyBook 1 (com_easybook, Joomla 1.0 and 1.5) and Easybook Reloaded 2 (com_easybookreloaded,
Joomla 1.5 to 2.5): guest books.

Read off rubeldhk/bloomex-AU at 10d550f7, components/com_easybook/easybook.php (1.x), and
AlexisAmand/usroute66 at 7394dc04, components/com_easybookreloaded/views/easybookreloaded/tmpl
(2.0.6)."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import Field, first_number, html, number, text, when


class EasyBook(CommentSystem):
    """`.easy_frame`, flat; the owner's answer stands in it."""

    component = ("com_easybookreloaded", "com_easybook")
    page_kind = "item"
    own_section = "Guest books"
    pages = ("#easybook .easy_frame", ".easy_frame .easy_content")
    marks = (".easy_frame .easy_content",)
    heading = text(".componentheading")
    intro = (".easy_intro",)
    item = ".easy_frame"
    id = Field((".easy_big",), lambda e, doc: first_number(e.get("id") or ""))
    author = text(".easy_big")
    created = when(".easy_small")
    body = html(".easy_content")
    owner_answer = html(".easy_admincomment")
    owner_label = (".easy_admincomment strong", ".easy_admincomment b")
    stated = number("strong.easy_pagination")

    def website(self, doc: Document, item: Element) -> str | None:
        """Where the picture of a globe leads."""
        for image in doc.find(".easy_contact img", item):
            link = image.getparent()
            if "world.png" in (image.get("src") or "") and link is not None:
                return str(link.get("href") or "") or None
        return None
