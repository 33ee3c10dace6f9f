"""JomSocial 4 (com_community, Joomla 2.5 and 3): discussions and announcements of a group.

Read off githubmaster1987/joomla_jomsocial at 04629946,
components/com_community/templates/jomsocial/layouts (groups.viewdiscussion.php,
groups.viewbulletin.php, wall/content.php). Other pages of the component are profiles and streams,
which are no threads: the structure proves one, not the component."""

from __future__ import annotations

from migrator.document.document import Document, Element
from migrator.layout.comment_system import CommentSystem
from migrator.layout.fields import Field, html, text, when

_FIRST = ".joms-comment--bulletin"


class JomSocial(CommentSystem):
    """`.joms-comment--bulletin` is the first post, its text loose in the box;
    `.joms-comment__item[data-id]` the answers."""

    page_kind = "forum"
    own_section = "Groups"
    pages = (_FIRST,)
    marks = (_FIRST,)
    heading = text(".joms-page__title")
    id = Field((".joms-comment__item",), lambda e, doc: e.get("data-id"))
    author = text(".joms-comment__user", ".joms-comment__meta > a")
    #: in "Started by Ann on 15 March 2009"; one that is relative is none
    created = when(".joms-comment__time small")
    body = html(".joms-js--comment-content")
    drop = (".joms-comment__header", ".joms-gap", ".joms-button--add-on-page")

    def items(self, doc: Document) -> list[Element]:
        """The first post and the answers; nothing where a stream of a profile has comments."""
        first = doc.find(_FIRST)
        return [*first, *doc.find(".joms-comment__item")] if first else []
