"""Rules that clean the markup of comments; `rule_signs.COMMENT_SIGNS` says when each is asked."""

from __future__ import annotations

import re
from collections.abc import Callable

from bs4.element import NavigableString, Tag

from migrator.joomla import address, uri
from migrator.normalise import quotes
from migrator.normalise.rule_signs import LED_OUT
from migrator.patterns import lazy_pattern

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


_WEB = re.compile(r"^\s*(?:https?:)?//", re.I)


_SMILEY_PATH = lazy_pattern(r"smil|emot|/icons?/|grin", re.I)


def smilies(tag: Tag, _base: str | None) -> None:
    """Pictures of faces become their text, or the Unicode face of their name."""
    for img in tag.find_all("img"):
        alt, source = str(img.get("alt", "")).strip(), str(img.get("src", ""))
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
            and isinstance(before := img.previous_sibling, NavigableString)
            and before[-1:].isalnum()
        ):
            face = "8)"  # a bracket that closes behind an 8 ("see note 8)") was taken for a face
        img.replace_with(NavigableString(face))
    for span in tag.find_all("span", class_=re.compile("markItUpButton|emoji|smiley")):
        if span.get("title") and not span.get_text(strip=True):
            span.replace_with(NavigableString(str(span["title"])))


def _is_typed(alt: str) -> bool:
    """Whether an image's alt text is what the writer typed (`:-)`, `8)`, `:cool:`) and not a word
    about the picture."""
    return bool(alt) and (not alt[0].isalnum() or (len(alt) < 4 and not alt.isalnum()))


def foreign_images(tag: Tag, base: str | None) -> None:
    """A picture that a comment shows from another site becomes a link that says its address: so it
    is told where the picture was when it is gone, and readers of the new site ask no third party
    for it."""
    host = address.read(base or "").host
    for img in tag.find_all("img", src=_WEB):
        source = str(img["src"])
        if address.read(source).host == host:
            continue
        if img.find_parent("a"):
            img.replace_with(NavigableString(source))
        else:
            link = Tag(name="a", attrs={"href": source}, parser=None)
            link.append(NavigableString(source))
            img.replace_with(link)


def redirectors(tag: Tag, base: str | None) -> None:
    """A link through a page of the site that only leads on (`out.php?url=http://…`) leads there
    itself: that page will be gone."""
    host = address.read(base or "").host
    for link in tag.find_all("a", href=LED_OUT):
        parsed = address.read(uri.absolute(base, str(link["href"])) or "")
        outside = [
            value
            for _, value in parsed.query
            if _WEB.match(value) and address.read(value).host not in ("", host)
        ]
        if parsed.host == host and len(outside) == 1:
            link["href"] = outside[0]


def autolinks(tag: Tag, _base: str | None) -> None:
    """An address that a system made a link and shortened is shown whole again, as it was typed."""
    for link in tag.find_all("a"):
        target, shown = str(link.get("href") or ""), link.get_text().strip()
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
            link.string = target


_WORDS_IN_STYLE = re.compile(
    r"^\s*[\w-]+\s*:\s*(?P<words>[^;:()#]*\w\s+[^;:()#]*\s[^;:()#]*?)\s*;?\s*$"
)


def words_in_styles(tag: Tag, _base: str | None) -> None:
    """Words that Komento 2's BBCode took for a colour (`<span style="color:A clock is a
    clock"></span>`) are shown again."""
    for span in tag.find_all("span", style=_WORDS_IN_STYLE):
        if not span.contents and (match := _WORDS_IN_STYLE.match(str(span["style"]))):
            span.append(NavigableString(match["words"]))
            del span["style"]


COMMENT_RULES: dict[str, Callable[[Tag, str | None], object]] = {
    "words-in-styles": words_in_styles,
    "redirectors": redirectors,
    "smilies": smilies,
    "quotes": lambda tag, _: quotes.tidy(tag),
    "shortened-links": autolinks,
    "foreign-images": foreign_images,
}
