"""What a text shows that is no article: a list, a search, a forum, a form, an error."""

from __future__ import annotations

import re

from migrator.document.text import PROSE
from migrator.joomla import address, labels
from migrator.textdump import packs, words
from migrator.textdump.roles import details_of
from migrator.textdump.text import Parts, Text

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
    r"^(?:recent|latest|new) (?:topics|posts)$|^(?:replies|topic|topics|posts): ?\d+",
    re.I,
)
_LIST = re.compile(
    r"display #|filters?$|title filter|list of articles in category|subcategories$|"
    r"article count: |items tagged with|more articles|results \d+ - \d+ of|"
    r"(?:[<«]+ ?)?start (?:[<«] ?)?prev(?:ious)? (?:\d+ )+next|category blog$|anzeige #|"
    r"nombre d'articles: |número de artículos: |(?:.* )?displaying items by |items filtered by ",
    re.I,
)
#: The heads of a table of articles, and the counter behind a category of a list of categories: no
#: article has them, whatever else is on the page.
_TABLE = re.compile(
    r"(?:article )?title (?:(?:created )?date |published ).{0,20}hits$|.{0,80}\barticle count: \d",
    re.I,
)
#: Views of components that show a list, by the address of a page.
_LISTS = frozenset(("category", "categories", "section", "featured", "frontpage", "archive", "tag"))
#: Rows of a table of articles that make a list, and lines of a form that make a form.
_ROWS = 2
#: Headings and fields of a contact's form that make one: a form for comments has fewer of them.
_CONTACT = 2
_FIELDS = 3


def classify(text: Text, article: Parts | None, url: str | None) -> tuple[str, str] | None:
    """Kind and reason of a text that is no article, None where it is one."""
    place = address.read(url) if url else None
    if place and place.view in _LISTS:
        return "listing", f"the address is that of a {place.view}"
    if place and (place.option == "com_search" or place.view == "search"):
        return "search", "the address is that of a search"
    detailed = bool(article and _fields(text, article.head) & {"author", "created", "published"})
    lines_alone = [
        line.text for line, shared in zip(text.lines, text.shared, strict=True) if not shared
    ]
    if not detailed and any(len(t) < PROSE * 3 and labels.REFUSALS.search(t) for t in lines_alone):
        return "error", "the text says that the page is not there, or not for everybody"
    bare = [t.casefold().rstrip(" :：*#") for t in lines_alone if len(t) < PROSE]
    if not packs.SEARCH.isdisjoint(bare) or any(
        len(t) < PROSE * 2 and _SEARCH.match(t) for t in lines_alone
    ):
        return "search", "results of a search"
    if any(len(t) < PROSE * 2 and _FORUM.search(t) for t in lines_alone):
        return "forum", "lines of a forum"
    if reason := _listing(text, article, detailed):
        return "listing", reason
    if not detailed and sum(1 for t in bare if t in packs.CONTACT) >= _CONTACT:
        return "form", "fields of a form to a contact"
    if article is None or (not detailed and not _is_article(text, article)):
        fields = sum(1 for name in text.roles if name == "form")
        return (
            ("form", "fields of a form") if fields >= _FIELDS else ("other", "no article is in it")
        )
    return None


def _fields(text: Text, numbers: list[int]) -> set[str]:
    """The names of the fields that some lines tell."""
    names: set[str] = set()
    for number in numbers:
        labelled = text.labelled.get(number) or details_of(text.lines[number].text)
        names.update(labelled)
        if text.roles[number] in ("date", "dated"):
            names.add("created")
    return names


#: Letters of a text's own lines below its title that make an article: two lines of prose.
_OWN = 160


#: Words of the rules of titles that something else than the title's place tells.
_NAMED = ("names", "repeats", "buttons", "document", "pathway")


def _is_article(text: Text, article: Parts) -> bool:
    """Whether a text without details is an article all the same: the page is called as its line,
    and there is prose below."""
    lengths = [
        len(text.lines[n].text) for n in range(article.start, article.end) if not text.shared[n]
    ]
    form = "form" in text.roles[article.start : article.end]
    named = any(sign in article.rule for sign in _NAMED)
    if (
        article.title_line in text.main
        and sum(lengths) > _OWN
        and (max(lengths) > PROSE or named)
        and not form
    ):
        return True
    signs = {text.roles[n] for n in article.head} & {"buttons", "rating", "detail", "index", "page"}
    return bool(signs) or (
        named and bool(lengths) and (max(lengths) > PROSE or sum(lengths) > _OWN)
    )


def _listing(text: Text, article: Parts | None, detailed: bool) -> str:
    """Why a text is a list, "" where it is none."""
    end = _discussion(text, article)
    more = [n for n in range(end) if _is_more(text, n)]
    first = min(article.start, text.main.start if text.main else article.start) if article else 0
    if len(more) > 1 or (article and more and first <= more[-1] <= article.end):
        return "links that lead to the rest of articles"
    numbers = [n for n in range(end) if not text.shared[n]]
    rows = sum(1 for n in numbers if _is_row(text, n))
    prose = sum(1 for n in numbers if len(text.lines[n].text) > PROSE and not _is_row(text, n))
    if rows >= max(_ROWS, prose) and not detailed:
        return f"a table of {rows} articles"
    if [text.roles[n] for n in text.main].count("details") > 1:
        return "several articles with details of their own"
    if any(_TABLE.match(line.text) for line in text.lines[:end]):
        return "words that stand around lists"
    if article and _further_heads(text, article, end):
        return "several articles with details of their own"
    if not (article and article.head) and any(
        _LIST.match(line.text) or line.text.casefold().rstrip(" :#") in packs.LISTS
        for line in text.lines[:end]
    ):
        return "words that stand around lists"
    return ""


def _discussion(text: Text, article: Parts | None) -> int:
    """The line at which what readers said may begin, behind the article's begin."""
    start = article.start if article else 0
    ends = ("comments", "form")
    return next(
        (n for n in range(start, len(text.lines)) if text.roles[n] in ends and n not in (start,)),
        len(text.lines),
    )


def _is_more(text: Text, number: int) -> bool:
    return not text.shared[number] and bool(words.MORE.fullmatch(text.lines[number].text))


def _is_row(text: Text, number: int) -> bool:
    """Whether a line is one of a table of articles: a title, then cells with author, date, hits."""
    cells = text.lines[number].cells
    if len(cells) < 2 or text.roles[number] in ("buttons", "after"):
        return False
    return cells[-1].isdigit() or bool(details_of(cells[-1]))


#: Fields that the heads of two articles of a list have in common, at least.
_ALIKE = 2


def _further_heads(text: Text, article: Parts, end: int) -> bool:
    """Whether details of another article follow: a group of the same fields under a line of its
    own."""
    first = _fields(text, article.head)
    group: list[int] = []
    for number in range(max(article.start, article.title_line + 1), end):
        if text.roles[number] in ("detail", "date", "dated", "buttons", "rating"):
            group.append(number)
            continue
        if _like(text, first, group):
            return True
        group = []
    return _like(text, first, group)


def _like(text: Text, first: set[str], group: list[int]) -> bool:
    """Whether a group of lines of details has the fields of an article's head."""
    if not group:
        return False
    fields = _fields(text, group) & {"author", "created", "published", "category"}
    alike = fields & first
    return len(alike) >= _ALIKE or ("author" in alike and len(first) == 1)
