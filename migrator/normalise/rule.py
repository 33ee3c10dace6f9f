"""What a rule is."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from migrator.document.nodes import Tag


class Rule(NamedTuple):
    """One habit of old pages: `sign` sees it in the source, `mend` puts it right (given where the
    page stands); without the sign of any rule no tree is made."""

    sign: Callable[[str], object]
    mend: Callable[[Tag, str | None], object]
