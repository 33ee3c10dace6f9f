"""A plain-text capture of one page: what a text browser's dump or a WET record holds.

There are no classes here, only lines: the title stands at the end of the pathway and again as a
heading, often with the words of its buttons; the article runs from there to the comments' counter,
the form, or the footer."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace

from migrator.document import charset
from migrator.document.document import Document
from migrator.document.parsing import parse
from migrator.document.text import squeeze
from migrator.layout import details
from migrator.layout.comment_ids import fingerprint
from migrator.model import Capture, Comment, Fields, Note, Reading, Value
from migrator.normalise import dates
from migrator.normalise import word_digest as letters

_BUTTONS = re.compile(
    r"(?:\s*[|]?\s*\b(?:E-?mail|Print|PDF|Drucken|Imprimer|Imprimir|Stampa|Печать)\b)+\s*$", re.I
)
_COUNTER = re.compile(
    r"^\W*(?:Comments|Kommentare|Commentaires|Comentarios|Commenti|Komentarze|Комментарии|Reacties)\s*[(:]?\s*(\d+)\)?\s*$",
    re.I,
)
_END = re.compile(
    r"^\W*(?:write comment|add (?:new )?comment|add your comment|post(?: a)? "
    r"comment|leave a (?:comment|reply)|kommentar schreiben|escribir un comentario|"
    r"your contact details|powered by |copyright (?:©|\(c\))|© ?\d{4}"
    r"|joomla!? is free software|last updated|next >|< prev|back to top|all rights reserved)",
    re.I,
)
_BULLET = re.compile(r"^\s*[•*·o\-–]\s+(\S.*)$")
_SYSTEMS = (
    (
        "joomlacomment",
        re.compile(r"please input the anti-spam code|powered by !joomlacomment", re.I),
    ),
    ("jcomments", re.compile(r"\bJComments\b")),
    ("k2", re.compile(r"posted by\s.*comment link", re.I | re.S)),
)


@dataclass(frozen=True, slots=True)
class Parts:
    """The lines of a dump told apart."""

    title: str
    body: list[str]
    after: list[str]
    stated: int | None


def looks_like(text: str) -> bool:
    """Whether a text has the lines of a page: prose of some length."""
    return len(text.split()) > 20


def read(capture: Capture) -> Reading:
    """The reading of a text dump."""
    text, _, notes = charset.decode(capture.data)
    lines = [line.rstrip() for line in text.replace("\t", "    ").split("\n")]
    parts = tell_apart(lines)
    joomla = "Joomla" in text
    note = Note(
        "textdump-reading",
        "read from a text dump: no links, images or emphasis are in it",
        "warning",
    )
    base = Reading(
        capture.source,
        capture.url,
        "article" if parts else "other",
        "text dump of a page" if parts else "text without an article",
        page_title=parts.title if parts else "",
        notes=(*notes, note),
    )
    if parts is None:
        return (
            base
            if joomla
            else Reading(
                capture.source,
                capture.url,
                "not-joomla",
                "a text that is no Joomla page",
                status="skipped",
                notes=notes,
            )
        )
    system = next((name for name, sign in _SYSTEMS if sign.search(text)), None)
    doc = Document(capture, "", "utf-8", parse("<p></p>"))
    fields, body = _details(parts, doc)
    found = tuple(comments(parts.after)) if parts.stated is not None else ()
    html_ = to_html(body)
    return replace(
        base,
        comment_system=system or ("generic" if found else None),
        fields=fields,
        body=html_,
        said=letters.mark(html_),
        comments=found,
        comments_stated=parts.stated,
    )


def tell_apart(lines: list[str]) -> Parts | None:
    """Title, body and what follows; None where no title stands twice."""
    at = _heading(lines)
    if at is None:
        return None
    title = _BUTTONS.sub("", lines[at].strip())
    end = next(
        (i for i in range(at + 1, len(lines)) if _COUNTER.match(lines[i]) or _END.match(lines[i])),
        len(lines),
    )
    counter = _COUNTER.match(lines[end]) if end < len(lines) else None
    return Parts(title, lines[at + 1 : end], lines[end + 1 :], int(counter[1]) if counter else None)


def _heading(lines: list[str]) -> int | None:
    """The line of the title: it repeats the end of an earlier line (the pathway, or the page's
    title)."""
    seen: list[str] = []
    for at, line in enumerate(lines):
        said = letters.of(_BUTTONS.sub("", line))
        if (
            len(said) > 5
            and any(earlier.endswith(said) or earlier.startswith(said) for earlier in seen)
            and not _BULLET.match(line)
        ):
            return at
        if said and len(seen) < 40:
            seen.append(letters.of(line))
    return None


def _details(parts: Parts, doc: Document) -> tuple[Fields, list[str]]:
    """The fields that lines just below the title tell, and the body without them."""
    fields: Fields = {
        "title": Value(parts.title, "textdump: line that repeats the pathway"),
        "body": Value(None, "textdump: lines between title and comments"),
    }
    body = list(parts.body)
    for at, line in enumerate(body[:8]):
        said = squeeze(line)
        found = details.sentence(said, doc) if 3 < len(said) < 160 else {}
        when = dates.parse(said) if not found and len(said) < 45 else None
        if when:
            found = {"created": when}
        if found:
            for name, value in found.items():
                fields.setdefault(name, Value(value, "textdump: line below the title"))
            body[at] = ""
    return fields, body


def to_html(lines: list[str]) -> str:
    """Paragraphs of the lines; a short line alone that ends in no mark of punctuation, with a
    paragraph after it, is a heading."""
    paragraphs = [p for p in re.split(r"\n\s*\n", "\n".join(lines)) if p.strip()]
    out = []
    for at, paragraph in enumerate(paragraphs):
        said = squeeze(paragraph)
        bullets = [_BULLET.match(line) for line in paragraph.split("\n") if line.strip()]
        if len(bullets) > 1 and all(bullets):
            out.append(
                "<ul>"
                + "".join(
                    f"<li>{html.escape(squeeze(b[1]), quote=False)}</li>" for b in bullets if b
                )
                + "</ul>"
            )
        elif (
            len(said) < 90
            and said[-1] not in ".!?:;,…\"'"
            and at + 1 < len(paragraphs)
            and len(squeeze(paragraphs[at + 1])) > 90
        ):
            out.append(f"<h2>{html.escape(said, quote=False)}</h2>")
        else:
            out.append(f"<p>{html.escape(said, quote=False)}</p>")
    return "\n".join(out)


def comments(lines: list[str]) -> list[Comment]:
    """The comments of the lines after the counter: a bullet with author and title, the text
    indented below it."""
    found: list[Comment] = []
    head: str | None = None
    text: list[str] = []

    def close() -> None:
        if head is not None and text:
            found.append(_comment(head, text))

    for line in lines:
        if _END.match(line):
            break
        if match := _BULLET.match(line):
            close()
            head, text = match[1], []
        elif head is not None and line.strip():
            text.append(line.strip())
    close()
    return found


def _comment(head: str, text: list[str]) -> Comment:
    author, _, title = (
        (p.strip() for p in re.split(r"(\s+-\s+)", head, maxsplit=1))
        if re.search(r"\s+-\s+", head)
        else (head.strip(), "", "")
    )
    when = dates.parse(title) if title else None
    body = "\n".join(text)
    made = Comment(
        id="",
        author=author or None,
        title=None if when else title or None,
        created=when,
        text=body,
        html="<br>".join(html.escape(t, quote=False) for t in text),
    )
    return Comment(
        fingerprint(made), made.author, made.html, made.text, created=made.created, title=made.title
    )
