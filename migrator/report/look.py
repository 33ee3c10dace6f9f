"""What a person should look at: each article and page with the reasons, the worst first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple

from migrator.assemble.ledger import LEFT, PROSE
from migrator.model import WORDS_LEFT
from migrator.store import report_queries as queries
from migrator.store.database import Store

#: Words that count as much as one lost thing, when the worst are to come first.
_LOSS = 1000
#: The same for what two witnesses tell otherwise, for other warnings, and for a page whose template
#: nobody declared. Only the order hangs on them.
_DISAGREEMENT, _WARNING, _GENERIC = 60, 30, 5
#: Codes of notes that two witnesses disagree.
_DISAGREE = ("witnesses-disagree", "assemble-text-differs")


class Look(NamedTuple):
    """An article (`about` is its id) or a page (its source) with the reasons to look at it; the
    greater the weight, the more seems to be lost."""

    about: str
    title: str | None
    is_article: bool
    weight: int
    reasons: tuple[str, ...]


def articles(store: Store, with_words: bool = True, accepted: Collection[str] = ()) -> list[Look]:
    """The articles that need a look, the worst first; notes whose codes are `accepted` are no
    reason. Without `with_words` no reason holds words of a page, where names were redacted."""
    weights: dict[str, int] = defaultdict(int)
    reasons: dict[str, list[str]] = defaultdict(list)
    left = queries.words_left(store, LEFT)
    notes = (note for note in queries.article_notes(store) if note.code not in accepted)
    for note in notes:
        weights[note.article] += _weight(note, left.get(note.article, 0))
        reasons[note.article].append(f"{note.code}: {note.message}" if with_words else note.code)
    for ident, how in queries.generic_articles(store).items():
        weights[ident] += _GENERIC
        source_of_rules = "what its pages share" if how != "alone" else "its own shape alone"
        reasons[ident].append(f"no known structure; read by {source_of_rules}")
    titles = queries.titles(store, list(weights))
    looks = [
        Look(ident, titles.get(ident), True, weight, tuple(reasons[ident]))
        for ident, weight in weights.items()
    ]
    return sorted(looks, key=lambda look: (-look.weight, look.about))


def pages(store: Store) -> list[Look]:
    """The pages without an article that need a look, the worst first."""
    return [
        Look(
            row.source,
            row.title,
            False,
            row.left or _LOSS,
            (
                *((f"{row.left} words of its own are in no record",) if row.left else ()),
                f"taken for {row.kind}: {row.reason}",
            ),
        )
        for row in queries.pages_without_record(store, PROSE)
    ]


def _weight(note: queries.ArticleNote, left: int) -> int:
    if note.level == "loss":
        return _LOSS
    if note.code == WORDS_LEFT:
        return max(left, LEFT)
    return _DISAGREEMENT if note.code in _DISAGREE else _WARNING
