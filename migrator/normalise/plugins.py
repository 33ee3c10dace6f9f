"""Tags of Joomla's content plugins that came through unrendered: `{mosimage}`, `{loadposition x}`, `{youtube}id{/youtube}` …

A table of tags says what each means; unknown ones stay as text, with a note. Sources: the plugins of Joomla 1.0 to 3, AllVideos,
JCE MediaBox, Simple Image Gallery, Sliders, Tabs, RSForm!, JComments.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from bs4.element import NavigableString, Tag

from migrator.model import Note

#: tag -> what became of it
DROPPED = {
    "mosimage": "an image of the article's image list, which the page does not name",
    "mospagebreak": "a page break", "pagebreak": "a page break", "readmore": "the end of the intro",
    "loadposition": "a module position", "loadmodule": "a module", "loadmoduleid": "a module", "module": "a module", "modulepos": "a module position",
    "jcomments on": "comments switched on", "jcomments off": "comments switched off", "jcomments lock": "comments locked",
    "rsform": "a form", "chronocontact": "a form", "chronoforms": "a form", "rokbox": "a light box", "emailcloak=off": "addresses not to be hidden",
    "akeebasubs": "a part for subscribers", "gallery": "an image gallery", "phocagallery": "an image gallery", "igallery": "an image gallery",
    "k2splitter": "the end of the intro", "jathumbnail off": "thumbnails switched off", "nomultithumb": "thumbnails switched off",
}
VIDEOS = {
    "youtube": "https://www.youtube.com/watch?v={}", "youtubehd": "https://www.youtube.com/watch?v={}", "vimeo": "https://vimeo.com/{}",
    "dailymotion": "https://www.dailymotion.com/video/{}", "google": "https://video.google.com/videoplay?docid={}", "soundcloud": "{}",
}
_VIDEO = re.compile(r"\{(" + "|".join(VIDEOS) + r")(?:\s[^}]*)?\}(.*?)\{/\1\}", re.I | re.S)
_TAG = re.compile(r"\{(/?[a-z][a-z0-9_]*(?:\s[^{}\n]{0,120}|=[^{}\n]{0,120})?)\}", re.I)
_EMBED = re.compile(r"(?:https?:)?//(?:www\.)?(?:youtube(?:-nocookie)?\.com/(?:embed|v)/|youtu\.be/)([\w-]{6,})")
_VIMEO = re.compile(r"(?:https?:)?//player\.vimeo\.com/video/(\d+)")


def watch_address(source: str) -> str:
    """The address of a video's page, for the address of its player; other addresses as they are."""
    if match := _EMBED.match(source):
        return f"https://www.youtube.com/watch?v={match[1]}"
    if match := _VIMEO.match(source):
        return f"https://vimeo.com/{match[1]}"
    return f"https:{source}" if source.startswith("//") else source


def notes(root: Tag) -> Iterator[Note]:
    """Makes videos links, and notes every other plugin tag: tags stay as text, so that no word is lost."""
    found: Counter[str] = Counter()
    for text in [t for t in root.descendants if isinstance(t, NavigableString)]:
        if "{" not in text or text.find_parent(["pre", "code", "a"]):
            continue
        if _VIDEO.search(text):
            text = _linked(text)
        for match in _TAG.finditer(str(text)):
            found[match[1].lower().strip("/").split(" ")[0].split("=")[0]] += 1
    for name, count in found.items():
        known = next((v for k, v in DROPPED.items() if k.split(" ")[0].split("=")[0] == name), None)
        yield Note("markdown-plugin-tag", f"{{{name}}} ({known or 'unknown'}) stands {count} times in the text, unrendered")


def _linked(text: NavigableString) -> NavigableString:
    """The text with its video tags replaced by links; what follows the last of them."""
    pieces: list[Tag | NavigableString] = []
    at = 0
    for match in _VIDEO.finditer(str(text)):
        pieces.append(NavigableString(str(text)[at:match.start()]))
        ident = re.sub(r"<[^>]+>", "", match[2]).strip().split("|")[0]
        target = ident if ident.startswith("http") else VIDEOS[match[1].lower()].format(ident)
        link = Tag(name="a", attrs={"href": target}, parser=None)
        link.append(NavigableString(target))
        pieces.append(link)
        at = match.end()
    last = NavigableString(str(text)[at:])
    text.replace_with(*pieces, last)
    return last
