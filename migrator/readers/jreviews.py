"""JReviews 2.4 listings (com_jreviews, Joomla 1.5 to 3).

Read off ingrenee/pkonet at 2caa0131, components/com_jreviews/jreviews/views/themes/default
(2.4.10)."""

from __future__ import annotations

from migrator.layout.fields import byline, html, when
from migrator.layout.reader import Reader
from migrator.layout.titles import heading


class JReviews(Reader):
    """`.jrListingDetail` with a body in `.jrListingFulltext`."""

    component = "com_jreviews"
    own_section = "Directory"
    item = (".jrListingDetail",)
    title = heading("h1.contentheading [itemprop=name]", "h1.contentheading", "h1")
    author = byline(".jrAuthorInfo")
    created = when(".jrAuthorInfo")
    body = html(".jrListingFulltext")
    drop = (".jrListingInfo", ".jrAuthorInfo")
