"""What comes in, and notes about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """What a person should know: `code` is the unit and the matter (`document-charset`), `level`
    info, warning or loss."""

    code: str
    message: str
    level: str = "info"


@dataclass(frozen=True, slots=True)
class Capture:
    """What came in: the bytes of one page or file and what the capture itself says of them.
    `mirror` is the address that a mirrored file's place stands for: relative links in it lead from
    there; `answered` says that the old site answered there, whatever the page calls itself.
    `saved_as` is the address that the file's name itself spells: links that the saver has
    rewritten lead there. `faults` say what is wrong with the capture itself, `captured` when it was
    made (ISO), `written` when the file that it lies in was last written (ISO)."""

    source: str
    data: bytes
    url: str | None = None
    status: int | None = None
    content_type: str | None = None
    location: str | None = None
    captured: str | None = None
    mirror: str | None = None
    faults: tuple[str, ...] = ()
    written: str | None = None
    saved_as: str | None = None
    answered: bool = False
