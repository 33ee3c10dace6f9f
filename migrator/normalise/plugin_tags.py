"""Tags of Joomla's content plugins that came through unrendered: `{mosimage}`, `{loadposition x}`,
`{youtube}id{/youtube}` …

A table says what each means: what was a switch or a place for something goes, a video becomes a
link, a slider or tab a heading; all others stay as text, so that no word is lost. The table is not
divided among the classes of extensions: tags are in texts long after the plugin is gone.

Sources: the plugins of Joomla 1.0 to 3, AllVideos, JCE MediaBox, Simple Image Gallery, Sliders,
Tabs, RSForm!, JComments."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from migrator.document.nodes import Tag, Text, above
from migrator.model import Note
from migrator.patterns import lazy_pattern

#: Tags that hold no words of the author's, and what each was.
GONE = {
    "mosimage": "an image of the article's image list, which the page does not name",
    "mospagebreak": "a page break",
    "pagebreak": "a page break",
    "readmore": "the end of the intro",
    "k2splitter": "the end of the intro",
    "loadposition": "a module position",
    "modulepos": "a module position",
    "loadmodule": "a module",
    "loadmoduleid": "a module",
    "module": "a module",
    "jcomments": "comments switched on or off",
    "rsform": "a form",
    "chronocontact": "a form",
    "chronoforms": "a form",
    "chronoforms5": "a form",
    "chronoforms6": "a form",
    "emailcloak": "addresses not to be hidden",
    "jathumbnail": "thumbnails switched on or off",
    "nomultithumb": "thumbnails switched off",
    "multithumb": "thumbnails switched on",
    "jumi": "a script of the site",
    "sharethis": "share buttons",
    "addthis": "share buttons",
    "socialbuttons": "share buttons",
    "fblike": "share buttons",
    "jcommentslock": "comments locked",
    "mosloadposition": "a module position",
    "mosmodule": "a module",
    "toc": "a table of contents",
    "komento": "comments switched on or off",
    "kdiscuss": "the forum's discussion",
    "sitemap": "a site map",
    "vote": "a vote",
}
#: Tags that stay, because they name something: what each is.
KEPT = {
    "gallery": "an image gallery",
    "phocagallery": "an image gallery",
    "igallery": "an image gallery",
    "rokbox": "a light box",
    "akeebasubs": "a part for subscribers",
    "phocadownload": "a download",
    "attachments": "a list of attachments",
    "docman": "a download",
    "mp3": "sound",
    "audio": "sound",
    "mp4": "a video",
    "flv": "a video",
    "swf": "Flash",
    "pdf": "a document",
    "article": "an article",
    "modal": "a window",
    "tooltip": "a hint",
    "tip": "a hint",
    "source": "code",
    "code": "code",
    "geshi": "code",
    "googlemap": "a map",
    "mosmap": "a map",
    "hwdvideoshare": "a video",
    "show": "a condition",
    "reg": "a part for members",
    "public": "a part for guests",
}
VIDEOS = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "youtubehd": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "dailymotion": "https://www.dailymotion.com/video/{}",
    "google": "https://video.google.com/videoplay?docid={}",
    "soundcloud": "{}",
}
_VIDEO = lazy_pattern(
    r"\{(?P<video>" + "|".join(VIDEOS) + r")(?:\s[^{}]*)?\}(?P<ident>[^{}]*)\{/(?P=video)\}",
    re.I,
)
_HEADING = lazy_pattern(r"\{(?:slider|tab)[ =]([^{}|\n]{1,120})(?:\|[^{}\n]*)?\}", re.I)
_PANEL_END = lazy_pattern(r"\{/(?:sliders?|tabs?)\}", re.I)
_TAG = lazy_pattern(r"\{(/?[a-z][a-z0-9_]*)((?:[\s=][^{}\n]{0,120})?)\}", re.I)
_EMBED = lazy_pattern(
    r"(?:https?:)?//(?:www\.)?(?:youtube(?:-nocookie)?\.com/(?:embed|v)/|youtu\.be/)([\w-]{6,})"
)
_VIMEO = lazy_pattern(r"(?:https?:)?//player\.vimeo\.com/video/(\d+)")


def watch_address(source: str) -> str:
    """The address of a video's page, for the address of its player; other addresses as they are."""
    if match := _EMBED.match(source):
        return f"https://www.youtube.com/watch?v={match[1]}"
    if match := _VIMEO.match(source):
        return f"https://vimeo.com/{match[1]}"
    return f"https:{source}" if source.startswith("//") else source


def mend(root: Tag) -> int:
    """Videos become links, sliders and tabs headings, and what is in GONE goes; how many tags that
    were."""
    count = 0
    for text in _with_tags(root):
        mended = _HEADING.sub(
            lambda m: f"\ue001{m[1].strip()}\ue002",
            _PANEL_END.sub("", _TAG.sub(_unless_gone, str(text))),
        )
        if mended != str(text) or _VIDEO.search(mended):
            count += 1
            _replace(text, mended)
    return count


def notes(root: Tag, mended: bool) -> Iterator[Note]:
    """A note for each kind of tag in a text; `mended` tells whether those that can go will go."""
    counts: Counter[str] = Counter()
    for text in _with_tags(root):
        for match in _TAG.finditer(_VIDEO.sub("", _HEADING.sub("", _PANEL_END.sub("", str(text))))):
            counts[match[1].lower().strip("/")] += 1
    for name, count in counts.items():
        if name in GONE and mended:
            yield Note(
                "markdown-plugin-tag",
                (
                    f"{{{name}}} ({GONE[name]}) stood {count} times in the text, "
                    f"unrendered, and was left out"
                ),
            )
        else:
            yield Note(
                "markdown-plugin-tag",
                (
                    f"{{{name}}} ({KEPT.get(name) or GONE.get(name, 'unknown')}) stands "
                    f"{count} times in the text, unrendered"
                ),
            )


def _with_tags(root: Tag) -> list[Text]:
    return [
        t
        for t in root.descendants
        if isinstance(t, Text)
        and "{" in t.text
        and next(above(t, ("pre", "code", "a")), None) is None
    ]


def _unless_gone(match: re.Match[str]) -> str:
    return "" if match[1].lower().strip("/") in GONE else match[0]


_PIECES = lazy_pattern(rf"(?P<heading>\ue001[^\ue002]*\ue002)|{_VIDEO.pattern}", re.I)


def _replace(text: Text, markup: str) -> None:
    """Puts `made` in the place of `text`: its headings (a paragraph that is nothing else is one)
    and videos as elements."""
    pieces: list[Tag | Text] = []
    place = 0
    for match in _PIECES.finditer(markup):
        pieces.append(Text(markup[place : match.start()]))
        pieces.append(
            _element("strong", match["heading"][1:-1])
            if match["heading"]
            else _link(match["video"], match["ident"])
        )
        place = match.end()
    parent = text.parent
    alone = (
        parent is not None
        and parent.name in ("p", "div")
        and all(c is text or (isinstance(c, Text) and not c.text.strip()) for c in parent.children)
    )
    if (
        alone
        and parent is not None
        and len(pieces) == 2
        and markup[place:].strip() == ""
        and not str(pieces[0]).strip()
        and isinstance(pieces[1], Tag)
        and pieces[1].name == "strong"
    ):
        parent.name, parent.attrs = "h3", {}
        text.replace_with(Text(pieces[1].get_text()))
        return
    text.replace_with(*pieces, Text(markup[place:]))


def _element(name: str, text: str, attrs: dict[str, str] | None = None) -> Tag:
    element = Tag(name, attrs or {})
    element.append(Text(text))
    return element


def _link(kind: str, inner: str) -> Tag | Text:
    ident = re.sub(r"<[^>]+>", "", inner).strip().split("|")[0]
    is_address = re.match(r"https?://", ident, re.I)
    target = ident if is_address else VIDEOS[kind.lower()].format(ident)
    if not re.match(r"https?://", target, re.I):  # SoundCloud's tag holds a whole address
        return Text(inner)
    return _element("a", target, {"href": target})
