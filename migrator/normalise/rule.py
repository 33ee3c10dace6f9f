"""What a rule is."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from bs4.element import Tag


class Rule(NamedTuple):
    """One habit of old pages: `sign` sees it in the source, `mend` puts it right (given where the
    page stands); without the sign the source need not be read by BeautifulSoup at all."""

    sign: Callable[[str], object]
    mend: Callable[[Tag, str | None], object]
