"""The few words that new sites show of their own, in the language of the site."""

from __future__ import annotations

from migrator.writing.writer import TargetWriter

#: language -> words; each form stands for "N comments" so that no plural is needed.
COMMENTS = {
    "en": "Comments",
    "de": "Kommentare",
    "fr": "Commentaires",
    "es": "Comentarios",
    "it": "Commenti",
    "pt": "Comentários",
    "nl": "Reacties",
    "pl": "Komentarze",
    "cs": "Komentáře",
    "tr": "Yorumlar",
    "ru": "Комментарии",
    "uk": "Коментарі",
}


#: word -> its text, of the words around the articles
ENGLISH = {
    "skip": "Skip to the text",
    "menu": "Main",
    "path": "You are here",
    "categories": "Categories",
    "tags": "Tags",
    "updated": "updated",
    "comments": "Comments",
    "archive": "From the archive of",
    "missing": "This page is not here.",
}


def words(language: str | None) -> dict[str, str]:
    """The words around the articles, in the language of the site as far as they are known."""
    code = (language or "en").partition("-")[0]
    return {**ENGLISH, "comments": COMMENTS.get(code, COMMENTS["en"])}


def comments_heading(writer: TargetWriter, count: int) -> str:
    """The heading above the comments of an article, with their number."""
    language = (writer.site.structure.language or "en").partition("-")[0]
    return f"{COMMENTS.get(language, COMMENTS['en'])} ({count})"
