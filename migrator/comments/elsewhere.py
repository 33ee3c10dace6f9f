"""Services that keep an article's comments on servers of their own: JS-Kit (later Echo), Cackle,
VK, Livefyre, Haloscan, Muut, Remark42, Commento, Isso and Google Friend Connect.

Recognised, so that nobody takes the silence for no comments; the name under which the service knows
the article is kept in a note. Read off pages and extensions that embed them: Fabrik's JS-Kit
element and the Cackle plugin for Joomla among them, EasyBlog 3.8 (Livefyre); the others off pages
of other sites."""

from __future__ import annotations

from migrator.layout.comment_system import CommentSystem


class JsKit(CommentSystem):
    """Comments kept by JS-Kit, later Echo."""

    name = "js-kit"
    external_service = "JS-Kit (Echo)"
    marks = (".js-kit-comments", "script[src*='js-kit.com/comments']")
    block = (".js-kit-comments",)
    identifiers = (
        r"js-kit-comments[^>]*\b(?:permalink|path|uniq)=[\"']([^\"']+)",
        r"<[^>]*\b(?:permalink|path|uniq)=[\"']([^\"']+)[\"'][^>]*js-kit-comments",
    )


class Cackle(CommentSystem):
    """Comments kept by Cackle."""

    name = "cackle"
    external_service = "Cackle"
    marks = ("#mc-container", "script[src*='cackle.me/widget']", "a[href*='cackle.me']")
    block = ("#mc-container", "#mc-link")
    identifiers = (
        r"cackle_widget[\s\S]{0,300}?\bid\s*:\s*[\"']?(\d+)",
        r"cackle_widget[\s\S]{0,300}?\bchannel\s*:\s*[\"']([^\"']+)",
    )


class VK(CommentSystem):
    """The comment widget of VK."""

    name = "vk"
    external_service = "VK"
    marks = ("#vk_comments",)
    block = ("#vk_comments",)
    identifiers = (
        r"VK\.Widgets\.Comments\([^)]*?pageUrl\s*:\s*[\"']([^\"']+)",
        r"VK\.Widgets\.Comments\(\s*[\"'][^\"']*[\"']\s*,\s*\{[^}]*\}\s*,\s*[\"']?([^\"')\s]+)",
    )


class Livefyre(CommentSystem):
    """Comments kept by Livefyre."""

    name = "livefyre"
    external_service = "Livefyre"
    marks = ("#livefyre-comments", "script[src*='livefyre.com/']")
    block = ("#livefyre-comments",)
    identifiers = (
        r"articleId[\"']?\s*:\s*[\"']([^\"']+)",
        r"ncomments\.js#bn=(\d+)",
        r"siteId[\"']?\s*:\s*[\"']?(\d+)",
    )


class Haloscan(CommentSystem):
    """Comments kept by Haloscan; links open them in a window of their own."""

    name = "haloscan"
    external_service = "Haloscan"
    marks = ("script[src*='haloscan.com/load/']", "a[href^='javascript:HaloScan(']")
    block = ("a[href^='javascript:HaloScan(']", "a[href^='javascript:HaloScanTB(']")
    identifiers = (r"javascript:HaloScan\(\s*(?:'|&#39;|\")([^'\"&]+)",)


class Muut(CommentSystem):
    """Comments or a forum kept by Muut."""

    name = "muut"
    external_service = "Muut"
    marks = ("a.muut", "script[src*='cdn.muut.com']")
    block = ("a.muut",)
    identifiers = (
        r"<a[^>]*\bclass=[\"'][^\"']*\bmuut\b[^>]*\bhref=[\"']([^\"']+)",
        r"<a[^>]*\bhref=[\"']([^\"']+)[\"'][^>]*\bclass=[\"'][^\"']*\bmuut\b",
    )


class Remark42(CommentSystem):
    """Comments on a server of Remark42."""

    name = "remark42"
    external_service = "Remark42"
    marks = ("#remark42",)
    block = ("#remark42",)
    identifiers = (
        r"remark_config[\s\S]{0,400}?\bsite_id\s*:\s*[\"']([^\"']+)",
        r"remark_config[\s\S]{0,400}?\burl\s*:\s*[\"']([^\"']+)",
    )


class Commento(CommentSystem):
    """Comments kept by Commento."""

    name = "commento"
    external_service = "Commento"
    marks = ("#commento", "script[src*='commento.js']")
    block = ("#commento",)
    identifiers = (r"data-page-id=[\"']([^\"']+)",)


class Isso(CommentSystem):
    """Comments on a server of Isso."""

    name = "isso"
    external_service = "Isso"
    marks = ("#isso-thread", "script[data-isso]")
    block = ("#isso-thread",)
    identifiers = (r"data-isso-id=[\"']([^\"']+)", r"data-isso=[\"']([^\"']+)")


class GoogleFriendConnect(CommentSystem):
    """The wall of Google Friend Connect."""

    name = "gfc"
    external_service = "Google Friend Connect, closed in 2012"
    marks = ("script[src*='friendconnect.js']",)
    identifiers = (
        r"renderWallGadget\([\s\S]{0,400}?\bsite\s*:\s*[\"']([^\"']+)",
        r"view-params[\"']?\s*:[\s\S]{0,400}?scope[\"']?\s*:\s*[\"']([^\"']+)",
    )
