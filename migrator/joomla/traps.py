"""Addresses in which crawlers of Joomla sites lose their days."""

from __future__ import annotations

from collections.abc import Collection

from migrator.joomla.address import _SESSION, read

_TRAP_OPTIONS = {
    "com_mailto",
    "com_search",
    "com_finder",
    "com_user",
    "com_users",
    "com_registration",
    "com_login",
    "com_banners",
    "com_poll",
    "com_rss",
    "com_ajax",
    "com_redirect",
}


_TRAP_VIEWS = {
    "login",
    "logout",
    "register",
    "registration",
    "reset",
    "remind",
    "emailform",
    "form",
    "new",
    "edit",
    "lostpassword",
    "print",
}


_TRAP_PARAMETERS = {
    "filter_order",
    "filter_order_dir",
    "order",
    "dir",
    "filter",
    "print",
    "pop",
    "pdf",
    "user_rating",
    "hitcount",
    "searchword",
    "tmpl",
    "format",
    "type",
    "return",
    "task2",
    "year",
    "month",
    "day",
    "date",
    "replytocom",
}


def is_trap(url: str, components: Collection[str] = ()) -> bool:
    """Whether an address leads to no content of its own: a form, a print view, another order of a
    list, a script's answer, a day of a calendar; or to one of `components`, those of comment
    systems."""
    parsed = read(url)
    if (
        parsed.option in _TRAP_OPTIONS
        or parsed.option in components
        or parsed.view in _TRAP_VIEWS
        or parsed.printed
        or parsed.bare
        or parsed.format
    ):
        return True
    if "." in (parsed.get("task") or ""):  # a controller's: vote, flag, delete
        return True
    harmless = (
        {"year", "month"}
        if (parsed.view or "").startswith("archive")
        else {"hitcount"}
        if parsed.start is not None
        else set()
    )
    return any(k in _TRAP_PARAMETERS - harmless or _SESSION.match(v) for k, v in parsed.query)
