"""The words by which a page speaks of comments: in class names, labels, its source and its
address."""

from __future__ import annotations

import re
from functools import lru_cache

from migrator.document.document import Element

_SIGN = re.compile(
    r"comment|kommentar|coment|reply|replies|(?<!ver)antwort|guestbook|\bgb_|discuss|отзыв|responses?\b|"
    r"(?<!p)review|rezension|bewertung|recension|opinion|testimonial|gastebuch|gästebuch",
    re.I,
)
WORDS = re.compile(
    r"\b(?:comments?|replies|responses|opinions?|reviews?|testimonials|guest ?book|kommentare?|"
    r"antworten|bewertungen|rezensionen|gästebuch|commentaires?|avis|livre d'or|comentarios?|"
    r"opiniones|libro de visitas|coment[áa]rios?|opiniões|commenti|recensioni|reacties|"
    r"komentarz\w*|opinie|komentář\w*|hozzászólás\w*|комментари\w*|отзывы|σχόλια|yorumlar|評論|"
    r"评论|コメント|تعليق\w*)\b",
    re.I,
)
#: One of these is in the source of a page, in small letters, that has any of the words above or
#: refers to a component for comments: first what ASCII tells, then what the rest does.
_STEMS = (
    b"omment",
    b"oment",
    b"antwort",
    b"replies",
    b"responses",
    b"reacties",
    b"hozz",
    b"yorum",
    b"jlex",
    b"opini",
    b"review",
    b"testimonial",
    b"guestbook",
    b"guest book",
    b"stebuch",
    b"bewertung",
    b"rezension",
    b"recension",
    b"avis",
    b"livre d",
    b"visitas",
    b"discuss",
)
_FOREIGN_STEMS = [
    form.encode()
    for stem in ("комментари", "отзывы", "σχόλια", "評論", "评论", "コメント", "تعليق")
    for form in {stem, stem.capitalize(), stem.upper()}
]
_ASCII = bytes(range(128))

#: The component of a comment system, as links, forms and assets of its pages name it.
COMPONENT = re.compile(r"\b(?:com|plg)_(?:content_)?(\w*?(?:comment|jlex|discuss)\w*)", re.I)
#: What the address of a page where people talk says.
TALK = re.compile(
    r"forum|com_\w*board|kunena|topic|thread|guest-?book|g(?:ae|%C3%A4|ä)stebuch", re.I
)


def may_speak(text: str) -> bool:
    """Whether the source of a page may speak of comments: a quick look, which rules most pages
    out."""
    data = text.encode("utf-8", "replace").lower()
    if any(map(data.__contains__, _STEMS)):
        return True
    foreign = data.translate(None, _ASCII)
    return any(map(foreign.__contains__, _FOREIGN_STEMS))


def names_comments(element: Element) -> bool:
    """Whether the class or id of an element speaks of comments."""
    return is_sign(f"{element.get('class') or ''} {element.get('id') or ''}")


@lru_cache(maxsize=16384)
def is_sign(name: str) -> bool:
    """Whether the name of a class or id, or several, speak of comments."""
    return bool(_SIGN.search(name))
