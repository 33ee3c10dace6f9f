"""HTML of the review: what the report shows, with the forms of decisions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from migrator.document.document import Document
from migrator.joomla import address
from migrator.report import markup, saved_page
from migrator.report.markup import section, text
from migrator.report.saved_page import CaptureFiles
from migrator.review import decision as decisions
from migrator.review.decision import Decision
from migrator.review.effect import Effect
from migrator.review.selectors import Offer
from migrator.store.report_queries import ArticleNote, PageRow

#: Of the review's own pages: its script, its style sheet, forms that lead to itself, and the frame
#: of a saved page, in which nothing runs.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src data:; "
    "form-action 'self'; base-uri 'none'"
)


def page(title: str, content: str, message: str = "") -> str:
    """A whole page; `message` says what happened."""
    links = [
        markup.link("index.html", "Report"),
        markup.link("list", "All pages"),
        markup.link("decisions", "Decisions"),
    ]
    crumbs = f'<nav class="review">{" ".join(links)}</nav>'
    note = f'<p class="message" role="status">{text(message)}</p>' if message else ""
    return markup.page(title, note + content, "", crumbs, policy=POLICY, referrer="same-origin")


def form(place: str, content: str, name: str = "") -> str:
    """A form that posts to `place`; `name` is its class."""
    return f'<form method="post" action="{text(place)}" class="{text(name)}">{content}</form>'


def hidden(**values: str) -> str:
    """Hidden inputs of a form."""
    return "".join(
        f'<input type="hidden" name="{name}" value="{text(value)}">'
        for name, value in values.items()
    )


def decide(
    row: PageRow,
    article: str | None,
    notes: Iterable[ArticleNote],
    doc: Document,
    capture_files: CaptureFiles,
    message: str = "",
) -> str:
    """The page on which one captured page is decided upon; `notes` are those of its article that
    ask for a look."""
    place = address.read(row.url).place if row.url else row.source
    kind = f"article <code>{text(article)}</code>" if article else text(row.kind)
    facts = (
        f"<dl><dt>address</dt><dd><code>{text(row.url or 'not known')}</code></dd>"
        f"<dt>saved as</dt><dd><code>{text(row.source)}</code></dd>"
        f"<dt>taken for</dt><dd>{kind} ({text(row.reason)})</dd></dl>"
    )
    content = (
        facts
        + '<div class="decide"><div class="forms">'
        + section("What is this page?", _kind_form(row, place), "kind")
        + section("Where does a part of the article stand?", _element_form(row), "element")
        + section("The same as another page?", _same_form(row), "same")
        + section("Is a note as it should be?", _accept_form(row, notes), "accepted")
        + '</div><div class="saved"><h2>The saved page</h2><div class="stage">'
        + '<iframe class="choose" sandbox="allow-same-origin" title="the saved page" srcdoc="'
        + f'{text(saved_page.saved(doc.capture, capture_files))}"></iframe>'
        + '<div class="cover"></div></div></div></div><script src="choose.js"></script>'
    )
    return page(row.title or place, content, message)


def _kind_form(row: PageRow, place: str) -> str:
    options = "".join(
        f'<label><input type="radio" name="what" value="kind:{kind}" required> {text(name)}</label>'
        for kind, name in decisions.KINDS.items()
    )
    pattern = decisions.exactly(place)
    folder = f"^{place.rpartition('/')[0]}/" if place.count("/") > 1 else "^/"
    return form(
        "propose",
        hidden(page=row.source)
        + f"<p>{options}</p><p><label>and so is every page whose address or file fits "
        + f'<input name="value" size="50" value="{text(pattern)}" list="patterns"></label> '
        + f'<datalist id="patterns"><option value="{text(pattern)}">this page</option>'
        + f'<option value="{text(folder)}">all in its folder</option></datalist>'
        + "<button>Show what changes</button></p>",
    )


def _element_form(row: PageRow) -> str:
    options = "".join(
        f'<label><input type="radio" name="what" value="{name}" required> {text(meaning)}</label>'
        for name, meaning in decisions.FIELDS.items()
    )
    return form(
        "propose",
        hidden(page=row.source, chain="", text="")
        + "<p>Click on the element in the saved page, or write a selector (CSS).</p>"
        + '<p>Chosen: <output class="chosen">nothing yet</output> '
        + '<button type="button" class="wider" disabled>wider</button> '
        + '<button type="button" class="narrower" disabled>narrower</button></p>'
        + f"<p>It is {options}</p>"
        + '<p><label>Selector <input name="value" size="50" value=""></label> '
        + "<button>Show what changes</button></p>",
        "element",
    )


def _accept_form(row: PageRow, notes: Iterable[ArticleNote]) -> str:
    options = "".join(
        f'<p><label><input type="radio" name="value" value="{text(note.code)}" required> '
        f"<code>{text(note.code)}</code>: {text(note.message)}</label></p>"
        for note in notes
    )
    if not options:
        return "<p>The article has no note that asks for a look.</p>"
    return form(
        "propose",
        hidden(page=row.source, what="accepted")
        + f"{options}<p>It is as it should be, on all articles that have it. "
        + "<button>Show what changes</button></p>",
    )


def _same_form(row: PageRow) -> str:
    return form(
        "propose",
        hidden(page=row.source, what="same")
        + '<label>Address or file of the other page <input name="value" size="50"></label> '
        + "<button>Show what changes</button>",
    )


def proposal(
    decision: Decision,
    row: PageRow,
    effect: Effect,
    offers: Sequence[Offer],
    lines: str,
    looked: int,
) -> str:
    """What a decision would change, to keep it or to go back; `offers` are other selectors for the
    element, counted on so many pages."""
    what = decision.name
    what = f"kind:{what}" if decision.pattern is not None else what
    value = decision.value if isinstance(decision.value, str) else decision.value[1]
    send = hidden(page=row.source, what=what, value=value)
    content = (
        f'<p class="lead">{text(summary(decision, effect))}</p>{_hint(decision, effect)}'
        + section("Lines of site.yaml", f"<pre><code>{text(lines)}</code></pre>")
        + form("keep", send + "<button>Keep this decision</button>", "keep")
        + f"<p>{markup.query_link('decide', 'Back to the page', page=row.source)}</p>"
        + section("For example", _examples(effect))
        + section("Other selectors for the same element", _offers(offers, decision, row, looked))
    )
    return page(_title(decision), content)


def _hint(decision: Decision, effect: Effect) -> str:
    """What to do where a decision does less than its words say."""
    if decision.keys == ("kinds", "article") and effect.changed < effect.present:
        return (
            "<p>Pages that it fits and does not change are articles already, or no text is found "
            "on them: choose the text of one, too.</p>"
        )
    return ""


def _title(decision: Decision) -> str:
    if decision.pattern is not None:
        return f"Pages that fit are {decisions.KINDS[decision.name]}"
    if decision.selector is not None:
        return f"{decision.value} is {decisions.FIELDS[decision.name]}"
    if decision.keys == ("accepted",):
        return f"{decision.value} is as it should be"
    return "Two pages are one article"


def summary(decision: Decision, effect: Effect) -> str:
    """One line: how many pages a decision changes, of how many."""
    if decision.keys == ("same",):
        return f"joins {effect.changed} pages of the capture"
    if decision.keys == ("accepted",):
        return f"no look for this note any more: {effect.changed:,} articles have it"
    looked = (
        f" that were looked at ({effect.total:,} in all)" if effect.looked < effect.total else ""
    )
    return (
        f"changes {effect.changed:,} of {effect.looked:,} pages{looked}; it fits {effect.present:,}"
    )


def _examples(effect: Effect) -> str:
    rows = (
        (
            markup.query_link("decide", change.source, page=change.source),
            text(change.before) or '<span class="none">nothing</span>',
            text(change.after) or '<span class="none">nothing</span>',
        )
        for change in effect.examples
    )
    return markup.table(("page", "now", "then"), rows) if effect.examples else ""


def _offers(offers: Sequence[Offer], decision: Decision, row: PageRow, looked: int) -> str:
    return "".join(
        form(
            "propose",
            hidden(page=row.source, what=decision.name, value=offer.selector)
            + f"<button>{text(offer.selector)}</button> on {offer.pages} of {looked} pages",
        )
        for offer in offers
        if offer.selector != decision.selector
    )


def page_list(rows: Iterable[PageRow], words: str, more: bool) -> str:
    """Pages of the capture, as far as they are found by `words`."""
    search = (
        '<form action="list" role="search"><label>Title, address, file or kind '
        f'<input type="search" name="words" value="{text(words)}"></label> <button>Find</button>'
        "</form>"
    )
    cells = (
        (
            markup.query_link("decide", row.title or row.url or row.source, page=row.source),
            text(row.kind),
            f"<code>{text(row.url or row.source)}</code>",
        )
        for row in rows
    )
    table = markup.table(("page", "taken for", "address"), cells)
    return page("Pages of the capture", search + table + ("<p>… and more</p>" if more else ""))


def decision_list(path: str, content: str, command: str, can_undo: bool, message: str) -> str:
    """The decisions so far, and how they are obeyed."""
    undo = form("undo", "<button>Take the last decision back</button>") if can_undo else ""
    shown = f"<pre><code>{text(content)}</code></pre>" if content else "<p>None yet.</p>"
    return page(
        "Decisions",
        f"<p>They are lines of <code>{text(path)}</code>, which can be edited by hand.</p>{shown}"
        f"{undo}<p>The next run obeys them:</p><pre><code>{text(command)}</code></pre>",
        message,
    )
