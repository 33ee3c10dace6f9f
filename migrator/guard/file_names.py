"""Names of files that every system can have."""

from __future__ import annotations

import re
import unicodedata

_DEVICES = {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))}


MAX_NAME = 80


def slug(text: str, otherwise: str = "page") -> str:
    """`text` as a file name: letters and digits of any script in lower case and `-` between;
    `otherwise` where none is left."""
    folded = unicodedata.normalize("NFC", text).casefold()
    folded = unicodedata.normalize("NFC", folded)
    slug_text = re.sub(r"[\W_]+", "-", folded).strip("-")
    while len(slug_text.encode()) > MAX_NAME:
        slug_text = slug_text[:-1]
    slug_text = slug_text.strip("-") or otherwise
    return f"{slug_text}-" if slug_text in _DEVICES else slug_text


def is_safe(part: str) -> bool:
    """Whether a part of an address can be the name of a file or folder on every system as it is."""
    bare = part.partition(".")[0].casefold()
    return (
        bool(part.strip(". "))
        and part[-1] not in ". "
        and bare not in _DEVICES
        and len(part.encode()) <= 120
    )
