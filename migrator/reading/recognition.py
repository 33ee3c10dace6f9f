"""What a page is: which Joomla made it, which template, and by its address and its body's classes
which kind of page.

Every answer comes with the evidence for it. What the structure of the page says (is there one
article, are there many) is the readers' and `listing`'s to tell; `reading` puts the two together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from migrator.comments import registry as comment_systems
from migrator.document.document import Document
from migrator.joomla import components
from migrator.readers import registry as article_readers

_GENERATOR = re.compile(r"Joomla!?\s*(?:(\d)\.(\d+))?", re.I)
#: The template, and before it the folders of extensions, which have templates of their own.
_TEMPLATE = re.compile(
    r"/(?:components|modules|plugins)/[^\"'\s<>]*?/templates/[\w.-]+/"
    r"|/templates/(?!system/|shared/)([\w.-]+)/|media/templates/site/([\w.-]+)/"
)
_VIEW_CLASS = re.compile(r"(?:^|\s)(?:view|page)-(\w+)")
_OPTION_CLASS = re.compile(r"(?:^|\s)(?:option-)?(com_\w+|com-[\w-]+)")
#: What HikaShop's lists of products and its cart, which are `view-product` too, have beside the
#: view (seen on GokhanHepyetiker/Staj-Projem).
_TASK_KINDS = {"layout-listing": "listing", "task-listing": "listing", "task-updatecart": "form"}


@dataclass(frozen=True, slots=True)
class Recognition:
    """`kind` and `component` are None where neither address nor classes tell them."""

    joomla: str | None
    template: str | None
    kind: str | None
    component: str | None
    view: str | None
    printed: bool
    evidence: tuple[str, ...]


def recognise(doc: Document) -> Recognition:
    """What `doc` is, from its generator, its assets, its address and its body's classes."""
    evidence: list[str] = []
    joomla = _joomla(doc, evidence)
    template = _template(doc, evidence)
    address = doc.address
    body = next(iter(doc.tagged("body")), None)
    classes = (body.get("class") or "") if body is not None else ""
    page_classes, where = classes, "body"
    if not _OPTION_CLASS.search(classes) and (root := doc.tree.get("class")):
        page_classes, where = root, "html"  # T3 framework 2 and later
    component, view = address.option, address.view
    if option := _OPTION_CLASS.search(page_classes):
        component = option[1].replace("-", "_")
        evidence.append(f"component {component}: {where} class {option[0].strip()!r}")
        if view_class := _VIEW_CLASS.search(page_classes):
            view = view_class[1]
            evidence.append(f"view {view}: {where} class {view_class[0].strip()!r}")
    elif component:
        evidence.append(f"component {component}, view {view}: address")
    printed = (
        address.printed or (address.bare and "contentpane" in classes) or _print_body(doc, classes)
    )
    by_task = (_TASK_KINDS[c] for c in page_classes.split() if c in _TASK_KINDS)
    kind = next(by_task, kind_of(component, view))
    return Recognition(joomla, template, kind, component, view, printed, tuple(evidence))


def kind_of(component: str | None, view: str | None) -> str | None:
    """The kind of page that a component's view is, or None where that is not known."""
    if not component:
        return None
    views = article_readers.views().get(component)
    if views is not None:
        return "article" if view in views else components.LISTINGS.get(view or "")
    systems = comment_systems.of_component(component)
    return systems[0].page_kind if systems else components.COMPONENTS.get(component)


def _print_body(doc: Document, classes: str) -> bool:
    """A print view has a bare body and a link that prints."""
    return "contentpane" in classes.split() and any(
        "window.print" in (e.get("onclick") or "") for e in doc.tagged("a")
    )


def _joomla(doc: Document, evidence: list[str]) -> str | None:
    generator = doc.meta("generator") or ""
    match = _GENERATOR.search(generator)
    head = doc.text[:60000]
    if not match and other_system(doc):
        return None
    if match and match[1]:
        evidence.append(f"Joomla {match[1]}.{match[2]}: generator {generator[:40]!r}")
        return f"{match[1]}.{match[2]}" if match[1] in "12" else match[1]
    if match and "Copyright" in generator:
        evidence.append(f"Joomla 1.0: generator {generator[:40]!r}")
        return "1.0"
    for version, sign in (
        ("5", "/media/system/js/joomla-core-loader"),
        ("4", "joomla-script-options"),
        ("3", "/media/jui/"),
        ("2.5", "/media/system/js/mootools-core.js"),
        ("1.5", "/media/system/js/mootools.js"),
        ("1.0", "index2.php?"),
        ("1.0", "mosMainBody"),
    ):
        if sign in head and not (version == "4" and "/media/jui/" in head):
            if version == "4" and "/media/vendor/" not in head:
                version = "3"
            evidence.append(f"Joomla {version}: the page refers to {sign}")
            return version
    if match:
        evidence.append(f"Joomla: generator {generator[:40]!r}")
    if layout := sorted(_LAYOUT_4 & doc.index.keys()):
        evidence.append(f"Joomla 4: class {layout[0][1:]}")
        return "4"
    if {".contentpaneopen", ".contentheading"} & doc.index.keys():
        evidence.append("Joomla 1.5: class contentpaneopen or contentheading")
        return "1.5"
    if ".item-page" in doc.index:
        evidence.append("Joomla 2.5: class item-page")
        return "2.5"
    return "2.5" if match else None


#: Classes that com_content and modules print since 4.0; saves without assets keep them.
_LAYOUT_4 = {
    ".com-content-article",
    ".com-content-article__body",
    ".com-content-category-blog",
    ".mod-breadcrumbs__item",
    ".mod-breadcrumbs__wrapper",
}
#: What other systems call themselves, and the folders that only their assets lie in.
_OTHERS = (
    ("WordPress", re.compile(r"/wp-(?:content|includes|json)/")),
    ("Drupal", re.compile(r"/sites/(?:all|default)/|drupal-settings-json|Drupal\.settings")),
    ("TYPO3", re.compile(r"/typo3(?:temp|conf)/")),
    ("Blogger", re.compile(r"blogblog\.com|blogger\.com/")),
    ("Wix", re.compile(r"(?:wixstatic|parastorage)\.com")),
    ("MediaWiki", re.compile(r"/load\.php\?|mw\.loader|wgServer")),
    ("phpBB", re.compile(r"phpbb", re.I)),
    ("vBulletin", re.compile(r"vbulletin", re.I)),
    ("Moodle", re.compile(r"/theme/(?:yui_combo|styles)\.php|M\.cfg")),
    ("PrestaShop", re.compile(r"prestashop", re.I)),
    ("Ghost", re.compile(r"/ghost/|/assets/built/")),
    ("Hugo", re.compile(r"")),
    ("Jekyll", re.compile(r"")),
    ("Eleventy", re.compile(r"")),
)


def other_system(doc: Document) -> str | None:
    """The system that the page says made it, where that is not Joomla and its assets agree."""
    generator = (doc.meta("generator") or "").lower()
    return next(
        (
            name
            for name, sign in _OTHERS
            if generator.startswith(name.lower()) and sign.search(doc.text)
        ),
        None,
    )


def _template(doc: Document, evidence: list[str]) -> str | None:
    match = next((m for m in _TEMPLATE.finditer(doc.text) if m[1] or m[2]), None)
    if not match:
        return None
    evidence.append(f"template {match[1] or match[2]}: {match[0]}")
    return match[1] or match[2]


#: What only the page of a component itself has; modules of the same kind use other ids.
_STRUCTURES = (
    (
        "archive",
        (
            "form#jForm select[name=month]",
            "#archive-items",
            "form#adminForm select[name=month]",
            ".com-content-archive",
        ),
    ),
    (
        "search",
        (
            "#searchForm",
            "form[name=searchForm]",
            ".com-finder",
            "#finder-search",
            ".searchintro",
            "div.search .search-results",
        ),
    ),
    (
        "form",
        (
            "form[name=emailForm]",
            "#contact-form",
            ".com-contact",
            "form[name=com-login]",
            "#com-form-login",
            ".com-users-login",
            "#mailtoForm",
            "#mailto-window",
            ".registration form",
            ".reset form",
            ".remind form",
            "#josForm",
            "#member-registration",
            "#user-registration",
            ".com-users-registration",
            "form#login",
            "div.login form[action*=login]",
            "#rt-contact",
            "form[name=josForm]",
            "#login-form-page",
            "form[action*='com_users&task=user.login']",
            ".contact-form",
            "div.contact[itemscope]",
            "div.contact_email",
        ),
    ),
    (
        "listing",
        (
            # the months and days of JCal Pro 1.5 (seen on khongkauwhwee/khongkauwhwee)
            "#extcalendar .caldaydigits",
            # the albums of Phoca Gallery 2.5 and later
            "#phocagallery.pg-category-view",
            "#phocagallery.pg-categories-view",
        ),
    ),
    (
        "other",
        (
            "div.sitemap",
            "#xmap",
            ".rsg2",
            "#rsg2-thumbsList",
            ".contentpane > iframe#blockrandom",
            "iframe#blockrandom",
            ".com-wrapper",
        ),
    ),
    (
        "error",
        (
            ".error-page",
            "#errorboxbody",
            "#errorboxoutline",
            "#outline #errorboxoutline",
            "body.error",
            "#error .error-code",
            ".error-code",
        ),
    ),
)


def is_joomla(doc: Document) -> bool:
    """Whether anything on the page is Joomla's."""
    return bool(
        _GENERATOR.search(doc.meta("generator") or "")
        or _joomla(doc, [])
        or "option=com_" in doc.text
    )


def by_structure(doc: Document) -> tuple[str, str] | None:
    """The kind of a page that a structure of its component tells, and the structure; None where
    there is none."""
    for kind, selectors in _STRUCTURES:
        for selector, _ in doc.each(selectors):
            return kind, f"structure {selector}"
    return None
