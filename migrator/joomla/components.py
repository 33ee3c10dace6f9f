"""Components of Joomla and the kinds of their pages."""

from __future__ import annotations

#: component -> the view or task that is one article of it
ARTICLE_VIEWS = {
    "com_content": {"article"},
    "com_k2": {"item"},
    "com_zoo": {"item"},
    "com_easyblog": {"entry"},
    "com_flexicontent": {"item", "items"},
}


_LISTINGS = {
    "category": "listing",
    "section": "listing",
    "blogsection": "listing",
    "blogcategory": "listing",
    "categories": "listing",
    "frontpage": "front",
    "featured": "front",
    "archive": "archive",
    "archivesection": "archive",
    "archivecategory": "archive",
    "itemlist": "listing",
    "latest": "listing",
    "blog": "listing",
    "form": "form",
    "tag": "listing",
    "tags": "listing",
    "new": "form",
    "edit": "form",
    "emailform": "form",
}


_COMPONENTS = {
    **dict.fromkeys(("com_search", "com_finder", "com_smartsearch"), "search"),
    **dict.fromkeys(
        (
            "com_contact",
            "com_user",
            "com_users",
            "com_login",
            "com_registration",
            "com_mailto",
            "com_alpharegistration",
            "com_comprofiler",
            "com_rsform",
            "com_chronocontact",
            "com_chronoforms",
            "com_aicontactsafe",
            "com_ckforms",
        ),
        "form",
    ),
    **dict.fromkeys(
        ("com_kunena", "com_fireboard", "com_agora", "com_ccboard", "com_joobb", "com_ninjaboard"),
        "forum",
    ),
    **dict.fromkeys(("com_weblinks", "com_newsfeeds", "com_tags"), "listing"),
    **dict.fromkeys(
        (
            "com_wrapper",
            "com_poll",
            "com_xmap",
            "com_jmap",
            "com_rsgallery2",
            "com_phocagallery",
            "com_jevents",
            "com_banners",
            "com_jcalpro",
            "com_eventlist",
            "com_remository",
            "com_docman",
            "com_virtuemart",
            "com_phocadownload",
            "com_ajax",
            "com_jdownloads",
            "com_weather",
            "com_joomgallery",
            "com_morfeoshow",
            "com_ignitegallery",
            "com_gallery2",
            "com_akocomment",
            "com_comment",
            "com_jcomments",
            "com_jacomment",
            "com_rscomments",
            "com_komento",
            "com_slicomments",
            "com_udjacomments",
            "com_yvcomment",
            "com_engage",
            "com_jomcomment",
            "com_mxcomment",
            "com_redirect",
            "com_hikashop",
            "com_guestbook",
            "com_easybookreloaded",
            "com_easybook",
            "com_phocaguestbook",
            "com_acymailing",
            "com_community",
            "com_jomsocial",
            "com_sobi2",
            "com_sobipro",
            "com_mtree",
            "com_adsmanager",
            "com_joomfish",
        ),
        "other",
    ),
}


def kind_of(component: str | None, view: str | None) -> str | None:
    """The kind of page that a component's view is, or None where that is not known."""
    if component in ARTICLE_VIEWS:
        if view in ARTICLE_VIEWS[component]:
            return "article"
        return _LISTINGS.get(view or "")
    return _COMPONENTS.get(component or "")
