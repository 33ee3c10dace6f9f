"""HTML as it was written, made clean: named rules over a BeautifulSoup region, and an allow-list as the last gate.

Each rule of `RULES` is one habit of old pages and editors; it can be switched off by its name. What comes out holds no
script, no handler and no address that runs anything (nh3), and all of the words.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Callable, Collection
from typing import NamedTuple

import nh3
from bs4.element import NavigableString, Tag

from migrator import address
from migrator.document import Document, Element
from migrator.normalise import cloak, quotes
from migrator.trees import MAX_DEPTH, inner_html, is_large, region, soup, soup_tree, source

#: elements that go with all that they hold
_GONE = {"script", "style", "noscript", "template", "title", "head", "select", "button", "textarea", "svg", "applet", "frameset", "xml"}
_TAGS = {
    "a", "abbr", "acronym", "address", "article", "aside", "audio", "b", "bdi", "bdo", "big", "blockquote", "br", "caption", "center", "cite", "code", "col",
    "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "font", "footer", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "i", "iframe", "img", "ins", "kbd", "li", "main", "mark", "ol", "p", "picture", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section",
    "small", "source", "span", "strike", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul",
    "var", "video", "wbr", "dir", "menu",
}
_COMMON = {"class", "id", "title", "lang", "dir", "align", "style"}
_ATTRIBUTES = {
    "*": _COMMON,
    "a": {"href", "name", "target", "hreflang", "type"}, "img": {"src", "alt", "width", "height", "srcset"}, "td": {"colspan", "rowspan", "headers",
    "scope", "valign"},
    "th": {"colspan", "rowspan", "headers", "scope", "abbr", "valign"}, "ol": {"start", "type", "reversed"}, "li": {"value"}, "ul": {"type"},
    "iframe": {"src", "width", "height", "allowfullscreen"}, "video": {"src", "poster", "controls", "width", "height"}, "audio": {"src", "controls"},
    "source": {"src", "type", "srcset"}, "blockquote": {"cite"}, "q": {"cite"}, "time": {"datetime"}, "table": {"border", "summary", "width",
    "cellpadding", "cellspacing"},
    "col": {"span"}, "colgroup": {"span"}, "del": {"cite", "datetime"}, "ins": {"cite", "datetime"}, "font": {"color", "size", "face"},
}
_STYLES = {"text-align", "float", "width", "height", "text-decoration", "font-weight", "font-style", "vertical-align", "direction", "color",
    "background-color", "clear"}
_SCHEMES = {"http", "https", "mailto", "ftp", "ftps", "tel", "news", "irc", "skype", "callto", "webcal", "magnet", "sip", "xmpp", "geo", "sms",
            "file"}  # a picture that was left on somebody's disk: its name helps to find it

_CLEANER = nh3.Cleaner(tags=_TAGS, clean_content_tags=_GONE, attributes={k: set(v) for k, v in _ATTRIBUTES.items()}, url_schemes=_SCHEMES,
                       link_rel=None, strip_comments=True, filter_style_properties=_STYLES)



class Rule(NamedTuple):
    """One habit of old pages: `sign` sees it in the source, `mend` puts it right (given where the page stands); without the
    sign the source need not be read by BeautifulSoup at all."""

    sign: Callable[[str], object]
    mend: Callable[[Tag, str | None], object]


def clean(doc: Document, element: Element, without: Collection[Element] = (), end: Collection[Element] = (), comment: bool = False) -> str:
    """The inner HTML of an element of a page, cleaned: without the elements of `without`, nothing from those of `end` on.
    `comment`: it is a reader's comment, whose smilies become text. Rules that site.yaml turns off are not used."""
    if is_large(element):
        return sanitise(source(element, without, end))
    return _cleaned(source(element, without, end), lambda: region(element, without, end), doc.base, comment, doc.memo.get("off", ()))


def clean_html(html: str, base: str | None = None, comment: bool = False, off: Collection[str] = ()) -> str:
    """Some HTML from elsewhere than a page (a feed, a script's answer), cleaned; its links lead from `base`."""
    if html.count("<") > MAX_DEPTH:
        html = source(soup_tree(html))
    return _cleaned(html, lambda: soup(html), base, comment, off)


def _cleaned(html: str, tag: Callable[[], Tag], base: str | None, comment: bool, off: Collection[str]) -> str:
    """As `clean`. An article stands at many addresses of its site: what was cleaned lately is not cleaned again."""
    which = html, address.read(base or "").host, comment, frozenset(off)
    if which in _LATELY:
        cleaned = _LATELY[which]
    else:
        cleaned = _by_rules(html, tag, base, comment, off)
        if len(html) < _SMALL:
            _LATELY[which] = cleaned
        if len(_LATELY) > _MANY:
            del _LATELY[next(iter(_LATELY))]
    return whole_addresses(cleaned, base) if base else cleaned


_LATELY: dict[tuple[str, str, bool, frozenset[str]], str] = {}
#: So many pieces of so many letters at most are remembered: a few megabytes.
_MANY, _SMALL = 1024, 8_000


def _by_rules(html: str, tag: Callable[[], Tag], base: str | None, comment: bool, off: Collection[str]) -> str:
    rules = [rule for name, rule in (RULES | (COMMENT_RULES if comment else {})).items() if name not in off and rule.sign(html)]
    if rules:
        made = tag()
        for rule in rules:
            rule.mend(made, base)
        html = inner_html(made)
    return trim(sanitise(html))


_HEAD = re.compile(r"(?:\s|&nbsp;|<br\s*/?>)+", re.I)
_LAST = re.compile(r"<br\s*/?>", re.I)


def trim(html: str) -> str:
    """`html` without line breaks and spaces at its edges."""
    if head := _HEAD.match(html):
        html = html[head.end():]
    while True:
        html = html.rstrip()
        if html.endswith("&nbsp;"):
            html = html[:-6]
        elif (at := html.rfind("<")) >= 0 and _LAST.fullmatch(html, at):
            html = html[:at]
        else:
            return html


#: What no HTML or XML may hold.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HTML = _TAGS | _GONE
_NAME = re.compile(r"</?([a-zA-Z][^\s/<>]*)")
_FOREIGN = re.compile(rf"</?(?!(?:{'|'.join(sorted(_HTML))})[\s/>])[a-z][^<>]*>", re.I)


def sanitise(html: str) -> str:
    """`html` through the allow-list. Elements that HTML does not have are gone through: the cleaner would drop those that SVG and
    MathML have (`<list>`, `<set>`, `<path>`, typed by people who meant words) with all that follows."""
    html = _CONTROL.sub("", html)
    if not _HTML.issuperset(name.lower() for name in _NAME.findall(html)):
        html = _FOREIGN.sub("", html)
    return _CONTROL.sub("", _CLEANER.clean(html))


def lazy_images(tag: Tag, _base: str | None) -> None:
    """Images that a script would load: the address stands in a data attribute."""
    for img in tag.find_all("img"):
        real = next((img[a] for a in ("data-src", "data-original", "data-lazy-src", "data-lazy") if img.get(a)), None)
        if real and (not img.get("src") or "blank" in str(img["src"]) or str(img["src"]).startswith("data:")):
            img["src"] = real


def embeds(tag: Tag, _base: str | None) -> None:
    """`<object>` and `<embed>` become a frame (players) or a link (files): what they show must not be lost."""
    for element in tag.find_all(["object", "embed"]):
        if element.decomposed:
            continue
        params = {str(p.get("name", "")).lower(): str(p.get("value", "")) for p in element.find_all("param")}
        inner = element.find("embed")
        source = element.get("data") or element.get("src") or params.get("movie") or params.get("src") or params.get("filename") \
            or (inner.get("src") if isinstance(inner, Tag) else None)
        if not source:
            element.unwrap()
            continue
        frame = Tag(builder=None, name="iframe", attrs={"src": str(source)}, parser=None)
        for size in ("width", "height"):
            if element.get(size):
                frame[size] = element[size]
        element.replace_with(frame)


#: A picture without an address, one of a pixel's width, or one that is named for it.
_SPACER = re.compile(r"""<img(?:(?![^>]*\ssrc\s*=\s*["']?[^"'\s>])|[^>]*?(?:\swidth\s*=\s*["']?[px\s]*[01][px\s]*["'/>]"""
                     r"""|(?:spacer|blank|pixel|transparent|clear(?:dot|pixel)?)\.gif["'\s>]))""", re.I)


def spacer_images(tag: Tag, _base: str | None) -> None:
    """Transparent pixels that held tables apart, and counters of one pixel."""
    for img in tag.find_all("img"):
        tiny = str(img.get("width", "")).strip("px ") in ("0", "1") and str(img.get("height", "")).strip("px ") in ("0", "1")
        if tiny or not img.get("src") or re.search(r"(?:^|/)(?:spacer|blank|pixel|transparent|clear(?:dot|pixel)?)\.gif$", str(img["src"]), re.I):
            img.decompose()


_WITH_ADDRESS = re.compile(r'<(?:a|img|iframe|source|video|audio)(?:\s+[\w:-]+(?:="[^"]*")?)+\s*/?>')
_ADDRESS = re.compile(r'\s(href|src|poster)="([^"]*)"')


def whole_addresses(html: str, base: str) -> str:
    """Sanitised HTML whose links and pictures say where they lead wherever the text stands; a link to a place of its own page
    stays `#place`."""

    def whole(match: re.Match[str]) -> str:
        said = entities.unescape(match[2])
        url = address.absolute(base, said)
        if not url:
            return match[0]
        fragment = said.partition("#")[2].strip() if match[1] == "href" else ""
        own = fragment and address.key(url) == address.key(base)
        url = f"#{fragment}" if own else f"{url}#{fragment}" if fragment else url
        return f' {match[1]}="{entities.escape(url)}"'

    return _WITH_ADDRESS.sub(lambda tag: _ADDRESS.sub(whole, tag[0]), html)


def local_links(tag: Tag, _base: str | None) -> None:
    """Links to a file on somebody's disk lead nowhere: their words stay."""
    for link in tag.find_all("a", href=re.compile(r"^\s*file:", re.I)):
        del link["href"]


RULES: dict[str, Rule] = {
    "cloaked-addresses": Rule(lambda html: "addy" in html or "<joomla-hidden-mail" in html, lambda tag, _: cloak.reveal(tag)),
    "local-links": Rule(re.compile(r"""=["']?\s*file:""", re.I).search, local_links),
    "lazy-images": Rule(re.compile("<img[^>]* data-", re.I).search, lazy_images),
    "embeds": Rule(re.compile("<(?:object|embed)[ >]", re.I).search, embeds),
    "spacer-images": Rule(_SPACER.search, spacer_images),
}

_FACES = {
    "🙂": "smile smiley happy regular", "😄": "laugh laughing biggrin grin bigsmile lol cheerful", "😉": "wink winking", "🙁": "sad unhappy frown",
    "😮": "shocked surprised surprise eek omg scared", "😛": "tongue razz", "😎": "cool shade", "😡": "angry mad evil devil", "😢": "cry crying weep",
    "😕": "confused confuse undecided unsure sceptic", "😳": "blush redface embarassed embarrassed ashamed", "🙄": "rolleyes roll",
    "😐": "neutral whatever mellow",
    "❓": "question", "❗": "exclaim exclamation idea", "❤": "heart love", "😘": "kiss", "😏": "smug twisted", "👍": "thumbup yes",
    "👎": "thumbdown no", "➡": "arrow",
    "😴": "sleep zzz sleeping", "😇": "angel", "🤐": "zipped sealed silence", "💤": "tired", "🤢": "sick puke ill", "😲": "gasp wow",
}
_FACE_OF = {name: face for face, names in _FACES.items() for name in names.split()}
_WEB_IMAGE = re.compile(r"<img[^>]*//", re.I)
_WEB = re.compile(r"^\s*(?:https?:)?//", re.I)
_SMILEY_PATH = re.compile(r"smil|emot|/icons?/|grin", re.I)


def smilies(tag: Tag, _base: str | None) -> None:
    """Pictures of faces become their text, or the Unicode face of their name."""
    for img in tag.find_all("img"):
        alt, source = str(img.get("alt", "")).strip(), str(img.get("src", ""))
        if not (_SMILEY_PATH.search(source) or (0 < len(alt) < 6 and re.match(r"[:;=8xB>]", alt))):
            continue
        name = re.sub(r"^(?:icon_|sm_|emo_|smiley[-_]?)|\.\w+$", "", source.rpartition("/")[2].lower())
        face = alt if _is_typed(alt) else _FACE_OF.get(name) or _FACE_OF.get(re.sub(r"[^a-z]", "", name)) or f":{alt or name}:"
        if face == "😎" and isinstance(before := img.previous_sibling, NavigableString) and before[-1:].isalnum():
            face = "8)"  # a bracket that closes behind an 8 ("see note 8)") was taken for a face
        img.replace_with(NavigableString(face))
    for span in tag.find_all("span", class_=re.compile("markItUpButton|emoji|smiley")):
        if span.get("title") and not span.get_text(strip=True):
            span.replace_with(NavigableString(str(span["title"])))


def _is_typed(alt: str) -> bool:
    """Whether an image's alt text is what the writer typed (`:-)`, `8)`, `:cool:`) and not a word about the picture."""
    return bool(alt) and (not alt[0].isalnum() or (len(alt) < 4 and not alt.isalnum()))


def foreign_images(tag: Tag, base: str | None) -> None:
    """A picture that a comment shows from another site becomes a link that says its address: so it is told where the picture
    was when it is gone, and readers of the new site ask no third party for it."""
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


_LED_OUT = re.compile(r"=(?:https?:|https?%3a)(?://|%2f%2f)", re.I)


def redirectors(tag: Tag, base: str | None) -> None:
    """A link through a page of the site that only leads on (`out.php?url=http://…`) leads there itself: that page will be gone."""
    host = address.read(base or "").host
    for link in tag.find_all("a", href=_LED_OUT):
        said = address.read(address.absolute(base, str(link["href"])) or "")
        outside = [value for _, value in said.query if _WEB.match(value) and address.read(value).host not in ("", host)]
        if said.host == host and len(outside) == 1:
            link["href"] = outside[0]


def autolinks(tag: Tag, _base: str | None) -> None:
    """An address that a system made a link and shortened is shown whole again, as it was typed."""
    for link in tag.find_all("a"):
        target, shown = str(link.get("href") or ""), link.get_text().strip()
        bare = re.sub(r"^https?://", "", target)
        start = re.sub(r"^https?://", "", shown.rstrip(".… "))
        if shown and shown != target and start and "." in start and (bare.rstrip("/") == start.rstrip("/") or (
                shown.endswith(("...", "…")) and bare.startswith(start))):
            link.string = target


_WORDS_IN_STYLE = re.compile(r"^\s*[\w-]+\s*:\s*(?P<words>[^;:()#]*\w\s+[^;:()#]*\s[^;:()#]*?)\s*;?\s*$")


def words_in_styles(tag: Tag, _base: str | None) -> None:
    """Words that Komento 2's BBCode took for a colour (`<span style="color:A clock is a clock"></span>`) are shown again."""
    for span in tag.find_all("span", style=_WORDS_IN_STYLE):
        if not span.contents and (match := _WORDS_IN_STYLE.match(str(span["style"]))):
            span.append(NavigableString(match["words"]))
            del span["style"]


COMMENT_RULES: dict[str, Rule] = {
    "words-in-styles": Rule(re.compile(r"<span style=[^>]*></span>", re.I).search, words_in_styles),
    "redirectors": Rule(_LED_OUT.search, redirectors),
    "smilies": Rule(re.compile("<img|markItUpButton|emoji|smiley", re.I).search, smilies),
    "quotes": Rule(re.compile("quote|<pre|<code|code", re.I).search, lambda tag, _: quotes.tidy(tag)),
    "shortened-links": Rule(re.compile("<a ", re.I).search, autolinks),
    "foreign-images": Rule(_WEB_IMAGE.search, foreign_images),
}


_BLOCK_END = re.compile(r"<(?:br|hr|/p|/div|/li|/tr|/td|/h\d|/blockquote|/pre|blockquote|li|ul|ol)\b[^>]*>", re.I)
_ANY_TAG = re.compile(r"<[^>]+>")


def plain_text(html: str) -> str:
    """The words of sanitised HTML, one line a block."""
    text = entities.unescape(_ANY_TAG.sub("", _BLOCK_END.sub("\n", html)))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
