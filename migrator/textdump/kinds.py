"""What a text shows that is no article: a list, a search, a forum, a form, an error."""

from __future__ import annotations

import re

from migrator.document.text import PROSE
from migrator.joomla import notices
from migrator.normalise import word_digest
from migrator.textdump import lists, others, packs
from migrator.textdump.lines import Line, width
from migrator.textdump.text import Parts, Text, fields_in
from migrator.textdump.title import BY_DETAILS, BY_DOCUMENT

_SEARCH = re.compile(
    r"search form$|total:? .{0,40}\bresults? found|search keyword\b|search only:|"
    r"\d+ (?:results?|ergebnisse) (?:found|gefunden)|results \d+ - \d+ of \d+|"
    r"suchergebnis|résultats? de (?:la )?recherche|"
    r"resultados de (?:la )?búsqueda|risultati della ricerca|wyniki wyszukiwania|результаты поиска",
    re.I,
)
_FORUM = re.compile(
    r"powered by (?:kunena|fireboard|ccboard|phpbb|smf)|^last post\b|"
    r"^\S+ \S.{0,40} kunena(?: forum)?$|^com_kunena_|"
    r"^(?:recent|latest|new) (?:topics|posts)$|^(?:replies|topic|topics|posts|posty): ?\d+",
    re.I,
)
#: Headings and fields of a contact's form that make one: a form for comments has fewer of them.
_CONTACT = 2
_FIELDS = 3


def classify(text: Text, article: Parts | None, address_kind: str | None) -> tuple[str, str] | None:
    """Kind and reason of a text that is no article, None where it is one; `address_kind` is the
    kind of page that its address tells, if it does."""
    if address_kind and address_kind != "article":
        return address_kind, "the address is that of such a page"
    detailed = bool(article and fields_in(text, article.head) & {"author", "created", "published"})
    lines_alone = [
        line.text for line, shared in zip(text.lines, text.shared, strict=True) if not shared
    ]
    if not detailed and _refuses(lines_alone):
        return "error", "the text says that the page is not there, or not for everybody"
    bare = [t.casefold().rstrip(" :：*#") for t in lines_alone if len(t) < PROSE]
    if not packs.SEARCH.isdisjoint(bare) or any(
        len(t) < PROSE * 2 and _SEARCH.match(t) for t in lines_alone
    ):
        return "search", "results of a search"
    if any(len(t) < PROSE * 2 and _FORUM.search(t) for t in lines_alone):
        return "forum", "lines of a forum"
    if reason := others.reason(text.lines, _own_prose(text, article)):
        return "other", reason
    if address_kind != "article" and (reason := lists.reason(text, article, detailed)):
        return "listing", reason
    if not detailed and sum(1 for t in bare if t in packs.CONTACT) >= _CONTACT:
        return "form", "fields of a form to a contact"
    if not detailed and article and _is_form(text, article):
        return "form", "labels of fields, and a button"
    if (
        article is None
        or _has_too_little(text, article, detailed)
        or (not detailed and not _is_article(text, article))
    ):
        fields = sum(1 for name in text.roles if name == "form")
        return (
            ("form", "fields of a form") if fields >= _FIELDS else ("other", "no article is in it")
        )
    return None


#: Letters of a page that only says why it shows nothing, at most.
_REFUSAL = 1500


def _refuses(lines_alone: list[str]) -> bool:
    """Whether a text's own lines say that the page is not there, and little else."""
    short = [text for text in lines_alone if len(text) < PROSE * 3]
    return sum(map(len, lines_alone)) < _REFUSAL and any(map(notices.REFUSALS.search, short))


#: Labels of fields that make a form, and the lines of prose above them at most: forms of Joomla's
#: users and contacts have one.
_LABELS = 3
_PROSE_ABOVE = 1
#: Letters of the words of a button at most.
_BUTTON = 30


def _is_form(text: Text, article: Parts) -> bool:
    """Whether all that stands below a title is a form without the marks of fields: labels with a
    colon, where nothing follows it, and the words of a button behind the last."""
    rest = text.lines[article.start : article.end]
    required = [m for line in rest if len(line.text) < PROSE and (m := _REQUIRED.search(line.text))]
    asks = any(":" in match[0] or "?" in match[0] for match in required)
    if asks and len(required) >= max(_LABELS, len(_own_prose(text, article))):
        return True
    shown = [line.text for n, line in enumerate(rest, article.start) if not text.shared[n]]
    labels_ = [n for n, line in enumerate(shown) if _FIELD_LABEL.search(line)]
    prose = sum(1 for line in shown if len(line) > PROSE)
    if not labels_ or prose > _PROSE_ABOVE or len(shown) > 4 * len(labels_):
        return False
    below = shown[labels_[-1] + 1 :]
    button = len(below) == 1 and len(below[0]) < _BUTTON and not below[0].endswith((".", ":"))
    return button or len(labels_) >= _LABELS


#: The end of a label: a colon, or the star of a field that must be filled.
_FIELD_LABEL = re.compile(r"^[^.!?]{2,60}(?:: ?\*?|\*)$")
#: The end of the label of a field that must be filled; a star behind a number is a footnote's, and
#: lists of names have stars too, where none asks.
_REQUIRED = re.compile(r"[^\W\d_]\W{0,3}\*$")
#: Letters of a text's own lines below its title that make an article: two lines of prose.
_OWN = 160


#: Columns of a text's own lines that a page has at least which is called by its document's title
#: alone: of 40 saved sites 44 pages with fewer were modules and forms, 7 were articles.
_UNNAMED = 400


def _own_prose(text: Text, article: Parts | None) -> list[Line]:
    """The lines of prose of the text's own that stand in its article."""
    own = range(max(1, article.start), article.end) if article else range(0)
    return [text.lines[n] for n in own if len(text.lines[n].text) > PROSE and not text.shared[n]]


def _has_too_little(text: Text, article: Parts, detailed: bool) -> bool:
    """Whether next to nothing stands below a title that only its place or the document's title
    tells: a row of a list, a module of a page that has no article."""
    if not text.surveyed:
        return False
    own = [
        width(text.lines[n].text)
        for n in range(max(1, article.start), article.end)
        if not text.shared[n]
    ]
    if not own and not _has_details(text, article):
        return True
    if article.rule == BY_DETAILS:
        short = sum(own) <= _OWN and max(own, default=0) <= PROSE
        return short and not _is_headed(text, article, sum(own))
    if article.rule != BY_DOCUMENT or detailed or sum(own) >= _UNNAMED:
        return False
    title = word_digest.of(article.title)
    above = text.lines[max(1, article.start - _HEADING) : article.start + 1]
    return all(word_digest.of(line.text) != title for line in above)


def _has_details(text: Text, article: Parts) -> bool:
    """Whether labelled details, or buttons right below its title, stand around an article that has
    no words of its own; a date or a button further down stands on any page."""
    roles = {text.roles[n] for n in article.head}
    buttons = text.roles[article.title_line + 1 : article.title_line + 2] == ["buttons"]
    return buttons or not roles.isdisjoint(("details", "detail"))


#: Lines above the article's own among which its heading stands, where the site repeats that too.
_HEADING = 3


#: Columns of text below a title that are no row of a list, where an author or a dated line stands.
_ROW = 60


def _is_headed(text: Text, article: Parts, columns: int) -> bool:
    """Whether the details of a short text are those of an article: a list of details, one beside
    buttons, or with some `columns` of text below an author, a dated line or a date beside
    buttons."""
    roles = {text.roles[number] for number in article.head}
    if "details" in roles or {"buttons", "detail"} <= roles:
        return True
    named = "dated" in roles or {"buttons", "date"} <= roles
    named = named or "author" in fields_in(text, article.head)
    return columns >= _ROW and named


#: Words of the rules of titles that something else than the title's place tells.
_NAMED = ("names", "repeats", "buttons", "document", "pathway")


def _is_article(text: Text, article: Parts) -> bool:
    """Whether a text without details is an article all the same: the page is called as its line,
    and there is prose below."""
    first = article.start if text.head or not article.title else max(1, article.start)
    lengths = [len(text.lines[n].text) for n in range(first, article.end) if not text.shared[n]]
    form = "form" in text.roles[article.start : article.end]
    named = any(sign in article.rule for sign in _NAMED)
    if (
        (article.title_line in text.main or article.start in text.main)
        and sum(lengths) > _OWN
        and (max(lengths) > PROSE or named)
        and not form
    ):
        return True
    signs = {text.roles[n] for n in article.head} & {"buttons", "rating", "detail", "index", "page"}
    return bool(signs) or (
        named and bool(lengths) and (max(lengths) > PROSE or sum(lengths) > _OWN)
    )
