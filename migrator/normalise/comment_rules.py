"""Rules that clean the markup of comments."""

from __future__ import annotations

import re

from migrator.document.nodes import Tag, Text, above, each
from migrator.joomla import address
from migrator.normalise import quotes
from migrator.normalise.rule import Rule

_FACES = {
    "🙂": "smile smiley happy regular",
    "😄": "laugh laughing biggrin grin bigsmile lol cheerful",
    "😉": "wink winking",
    "🙁": "sad unhappy frown",
    "😮": "shocked surprised surprise eek omg scared",
    "😛": "tongue razz",
    "😎": "cool shade",
    "😡": "angry mad evil devil",
    "😢": "cry crying weep",
    "😕": "confused confuse undecided unsure sceptic",
    "😳": "blush redface embarassed embarrassed ashamed",
    "🙄": "rolleyes roll",
    "😐": "neutral whatever mellow",
    "❓": "question",
    "❗": "exclaim exclamation idea",
    "❤": "heart love",
    "😘": "kiss",
    "😏": "smug twisted",
    "👍": "thumbup yes",
    "👎": "thumbdown no",
    "➡": "arrow",
    "😴": "sleep zzz sleeping",
    "😇": "angel",
    "🤐": "zipped sealed silence",
    "💤": "tired",
    "🤢": "sick puke ill",
    "😲": "gasp wow",
}


_FACE_OF = {name: face for face, names in _FACES.items() for name in names.split()}


_WEB_IMAGE = re.compile(r"<img[^>]*//", re.I)


_WEB = re.compile(r"^\s*(?:https?:)?//", re.I)


_SMILEY_PATH = re.compile(r"smil|emot|/icons?/|grin", re.I)


_FACE_CLASS = re.compile("markItUpButton|emoji|smiley")


def smilies(tag: Tag, _base: str | None) -> None:
    """Pictures of faces become their text, or the Unicode face of their name."""
    for img in each(tag, ("img",)):
        alt, source = (img.get("alt") or "").strip(), img.get("src") or ""
        if not (_SMILEY_PATH.search(source) or (0 < len(alt) < 6 and re.match(r"[:;=8xB>]", alt))):
            continue
        name = re.sub(
            r"^(?:icon_|sm_|emo_|smiley[-_]?)|\.\w+$", "", source.rpartition("/")[2].lower()
        )
        face = (
            alt
            if _is_typed(alt)
            else _FACE_OF.get(name)
            or _FACE_OF.get(re.sub(r"[^a-z]", "", name))
            or f":{alt or name}:"
        )
        if (
            face == "😎"
            and isinstance(before := img.previous_sibling, Text)
            and before.text[-1:].isalnum()
        ):
            face = "8)"  # a bracket that closes behind an 8 ("see note 8)") was taken for a face
        img.replace_with(Text(face))
    for span in each(tag, ("span",)):
        if not _FACE_CLASS.search(span.get("class") or ""):
            continue
        if (shown := span.get("title")) and not span.stripped_text():
            span.replace_with(Text(shown))


def _is_typed(alt: str) -> bool:
    """Whether an image's alt text is what the writer typed (`:-)`, `8)`, `:cool:`) and not a word
    about the picture."""
    return bool(alt) and (not alt[0].isalnum() or (len(alt) < 4 and not alt.isalnum()))


def foreign_images(tag: Tag, base: str | None) -> None:
    """A picture that a comment shows from another site becomes a link that says its address: so it
    is told where the picture was when it is gone, and readers of the new site ask no third party
    for it."""
    host = address.read(base or "").host
    for img in each(tag, ("img",)):
        source = img.get("src") or ""
        if not _WEB.match(source) or address.read(source).host == host:
            continue
        if any(above(img, ("a",))):
            img.replace_with(Text(source))
        else:
            link = Tag("a", {"href": source})
            link.append(Text(source))
            img.replace_with(link)


_LED_OUT = re.compile(r"=(?:https?:|https?%3a)(?://|%2f%2f)", re.I)


def redirectors(tag: Tag, base: str | None) -> None:
    """A link through a page of the site that only leads on (`out.php?url=http://…`) leads there
    itself: that page will be gone."""
    host = address.read(base or "").host
    for link in each(tag, ("a",)):
        if not _LED_OUT.search(link.get("href") or ""):
            continue
        parsed = address.read(address.absolute(base, link.attrs["href"]) or "")
        outside = [
            value
            for _, value in parsed.query
            if _WEB.match(value) and address.read(value).host not in ("", host)
        ]
        if parsed.host == host and len(outside) == 1:
            link.attrs["href"] = outside[0]


def autolinks(tag: Tag, _base: str | None) -> None:
    """An address that a system made a link and shortened is shown whole again, as it was typed."""
    for link in each(tag, ("a",)):
        target, shown = link.get("href") or "", link.get_text().strip()
        bare = re.sub(r"^https?://", "", target)
        start = re.sub(r"^https?://", "", shown.rstrip(".… "))
        if (
            shown
            and shown != target
            and start
            and "." in start
            and (
                bare.rstrip("/") == start.rstrip("/")
                or (shown.endswith(("...", "…")) and bare.startswith(start))
            )
        ):
            link.set_text(target)


_WORDS_IN_STYLE = re.compile(
    r"^\s*[\w-]+\s*:\s*(?P<words>[^;:()#]*\w\s+[^;:()#]*\s[^;:()#]*?)\s*;?\s*$"
)


def words_in_styles(tag: Tag, _base: str | None) -> None:
    """Words that Komento 2's BBCode took for a colour (`<span style="color:A clock is a
    clock"></span>`) are shown again."""
    for span in each(tag, ("span",)):
        if span.first is None and (match := _WORDS_IN_STYLE.match(span.get("style") or "")):
            span.append(Text(match["words"]))
            del span.attrs["style"]


COMMENT_RULES: dict[str, Rule] = {
    "words-in-styles": Rule(re.compile(r"<span style=[^>]*></span>", re.I).search, words_in_styles),
    "redirectors": Rule(_LED_OUT.search, redirectors),
    "smilies": Rule(re.compile("<img|markItUpButton|emoji|smiley", re.I).search, smilies),
    "quotes": Rule(
        re.compile("quote|<pre|<code|code", re.I).search, lambda tag, _: quotes.tidy(tag)
    ),
    "shortened-links": Rule(re.compile("<a ", re.I).search, autolinks),
    "foreign-images": Rule(_WEB_IMAGE.search, foreign_images),
}
